import AimDiagnostics
import AimTestSupport
import Testing

/// One program on one page, at every stage: `Tests/Snapshots/<topic>.md`.
@Suite struct SnapshotTests {
  struct Topic: CustomTestStringConvertible, Sendable {
    let path: String
    var testDescription: String { String(path.dropLast(3)) }

    static let all = RepositoryFolder.files(in: "Tests/Snapshots", endingIn: ".md")
      .filter { !$0.contains("/") && $0 != "README.md" }.map { Topic(path: $0) }
  }

  @Test(arguments: Topic.all)
  func `every stage of a program is as recorded`(topic: Topic) {
    let path = "Tests/Snapshots/\(topic.path)"
    let recorded = Page(RepositoryFolder.text(path))
    guard let source = recorded["source"] else {
      Issue.record("\(path) has no source")
      return
    }
    let page = Page(title: recorded.title, sections: sections(of: source, name: topic.path))
    if let difference = page.differs(from: path) { Issue.record("\(difference)") }
  }

  /// The stages that have something to say; the source is taken over as it is.
  private func sections(of source: String, name: String) -> [Page.Section] {
    let file = name.dropLast(3) + ".aim"
    let stages = Stages(Array(source.utf8), name: String(file), in: Sandbox.environment)
    let result = Sandbox().trace(Array(source.utf8), path: String(file))
    let all: [Page.Section] = [
      .init(title: "source", language: "aim", body: source),
      .init(title: "tokens", language: "", body: stages.tokensText),
      .init(title: "tree", language: "", body: stages.treeText),
      .init(title: "bytecode", language: "", body: stages.bytecodeText),
      .init(title: "trace", language: "", body: result.trace),
      .init(title: "output", language: "", body: result.output),
      .init(
        title: "problems", language: "",
        body: result.reports.map { $0.text(.plain) }.joined(separator: "\n")),
    ]
    return all.filter { !$0.body.isEmpty }
  }
}
