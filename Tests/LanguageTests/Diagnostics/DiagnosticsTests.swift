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

  var testDescription: String { "\(identity.kind.rawValue)/\(identity.name)" }

  static let all: [FaultCase] = AllFaults.all
    .filter { fault in !NotebookFaults.all.contains { $0.identity == fault.identity } }
    .map { FaultCase(identity: $0.identity, example: $0.example) }

  /// What one program cannot cause by itself: it needs a signal, a terminal or a shell.
  var needsMore: Bool {
    example.isEmpty || identity.kind == .interrupt
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
    let result = Sandbox(folder: "\(RepositoryFolder.root)/\(Program.folder)")
      .run(Array(fault.example.utf8), path: "example.aim")
    guard let report = result.reports.first(where: { $0.identity == fault.identity }) else {
      let got = result.reports.map(\.identity.name).joined(separator: ", ")
      Issue.record("`\(fault.example)` does not cause \(fault.testDescription): \(got)")
      return
    }
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

  /// Escapes made visible, so that a page can be read and compared.
  private func visible(_ text: String) -> String { text.replacing("\u{1B}", with: "␛") }
}
