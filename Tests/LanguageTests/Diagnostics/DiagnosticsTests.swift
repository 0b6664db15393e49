import AimCompiler
import AimDiagnostics
import AimRuntime
import AimSyntax
import AimTensor
import AimTestSupport
import Testing

/// A fault of the catalogue, as an argument of a test.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let type: any Fault.Type

  var identity: FaultIdentity { type.identity }
  var testDescription: String { "\(identity.kind.rawValue)/\(identity.name)" }

  static let all: [FaultCase] =
    (SyntaxFaults.all + CompilerFaults.all + TensorFaults.all + RuntimeFaults.all)
    .map { FaultCase(type: $0) }

  /// What one program cannot cause by itself: it needs a signal, a terminal or a shell.
  var needsMore: Bool {
    type.example.isEmpty || identity.kind == .interrupt
      || Self.beyondOneProgram.contains(identity.name)
  }

  /// Faults whose example needs more than a text, and what it needs.
  private static let beyondOneProgram: Set<String> = [
    // A command of the prompt; bytes that are no text; figures of the machine it runs on.
    "nan-appeared", "invalid-utf8", "out-of-memory",
    // Files beside the program.
    "private-name", "import-cycle", "import-not-found",
    // An operator called from Swift: from Aim an earlier check answers.
    "not-one-element", "not-boolean", "unknown-padding", "loss-shapes-differ", "features-differ",
    "not-a-tensor",
  ]
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
      Sandbox(folder: "\(RepositoryFolder.root)/\(Program.folder)")
        .run(Array(fault.type.example.utf8), path: "example.aim")
    }
    guard let report = result.reports.first(where: { $0.identity == fault.identity }) else {
      let got = result.reports.map(\.identity.name).joined(separator: ", ")
      Issue.record("`\(fault.type.example)` does not cause \(fault.testDescription): \(got)")
      return
    }
    checkWords(report)
    let page = Page(
      title: fault.identity.name,
      sections: [
        .init(title: "program", language: "aim", body: fault.type.example + "\n"),
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
