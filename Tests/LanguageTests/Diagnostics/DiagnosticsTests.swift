import AimCompiler
import AimDiagnostics
import AimNotebook
import AimRuntime
import AimSyntax
import AimTensor
import AimTestSupport
import Testing

/// A fault of the catalogue, as an argument of a test.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let identity: FaultIdentity
  let example: String
  let setting: ExampleSetting

  var testDescription: String { "\(identity.kind.rawValue)/\(identity.name)" }

  static let all: [FaultCase] = AllFaults.all
    .filter { fault in !NotebookFaults.all.contains { $0.identity == fault.identity } }
    .map { FaultCase(identity: $0.identity, example: $0.example, setting: $0.setting) }

  /// What no program causes: Ctrl-C, and defects of Aim itself.
  var needsMore: Bool { identity.kind == .interrupt || identity.kind == .internalError }
}

@Suite struct DiagnosticsTests {
  @Test func `there are sixty faults or more, each with a name of its own`() {
    let names = FaultCase.all.map(\.identity.name)
    #expect(names.count >= 60)
    #expect(Set(names).count == names.count)
  }

  /// Runs the program of a fault and records what a reader sees in each medium.
  @Test(arguments: FaultCase.all)
  func `the example of a fault causes it, and its report is as recorded`(fault: FaultCase) {
    guard !fault.needsMore else { return }
    // The ceiling stands in a report: it is the same on every machine here.
    let result = Sandbox.allowing(bytes: 1 << 28) {
      Sandbox.example(
        fault.example, setting: fault.setting, path: "example.aim",
        folder: "\(RepositoryFolder.root)/\(Program.folder)")
    }
    guard let report = result.reports.first(where: { $0.identity == fault.identity }) else {
      let got = result.reports.map(\.identity.name).joined(separator: ", ")
      Issue.record("`\(fault.example)` does not cause \(fault.testDescription): \(got)")
      return
    }
    checkWords(report)
    #expect(report.mend?.isEmpty != true && report.reason?.isEmpty != true)
    // Figures of this process are of no interest to a reader.
    guard fault.setting.ceiling == nil else { return }
    let page = Page(
      title: fault.identity.name,
      sections: [
        .init(title: "program", language: "aim", body: fault.example + "\n"),
        .init(title: "plain", language: "", body: report.text(.plain) + "\n"),
        .init(
          title: "terminal", language: "", body: visible(report.text(.colour, columns: 80)) + "\n"),
        .init(title: "JSON", language: "json", body: report.json + "\n"),
      ])
    let path =
      "Tests/Snapshots/diagnostics/\(fault.identity.kind.rawValue)/\(fault.identity.name).md"
    if let difference = page.differs(from: path) { Issue.record("\(difference)") }
  }

  /// The words ask for no fact that the fault does not have, and nothing they say comes out empty.
  private func checkWords(_ report: Report) {
    let name = report.identity.name
    guard let words = Catalogue.english[name] else { return }
    let known = Set(report.facts.map(\.name))
    for text in [words.title, words.reason, words.mend].compactMap(\.self) {
      let unknown = Template(text).placeholders.filter { !known.contains($0) }
      #expect(unknown.isEmpty, "the words of \(name) ask for \(unknown), which it has not")
    }
    #expect(words.mend == nil || report.mend != nil, "the mend of \(name) comes out empty")
  }

  /// Escapes made visible, so that a page can be read and compared.
  private func visible(_ text: String) -> String { text.replacing("\u{1B}", with: "␛") }
}
