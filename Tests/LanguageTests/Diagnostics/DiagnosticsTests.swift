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
    type.example.isEmpty || identity.kind == .interrupt || Self.beneath.contains(identity.name)
  }

  /// Raised by an operator whose callers check first: the tests of `AimTensor` cause these.
  private static let beneath: Set<String> = [
    "not-one-element", "unknown-padding", "loss-shapes-differ", "features-differ",
  ]

  /// Says how much memory this machine has: no two records of it agree.
  var isOfThisMachine: Bool { identity.name == "out-of-memory" }

  /// The program; a fault of bytes that are no UTF-8 is written in Latin-1.
  var source: [UInt8] {
    guard identity.name == "invalid-utf8" else { return Array(type.example.utf8) }
    return type.example.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// The reports of the program, in a session with the files that the examples import, and where
  /// that does not cause the fault, in one without files.
  var reports: [Report] {
    let watched = ":nan on\n"
    let sessions = [Sandbox(files: Self.files), Sandbox()]
    var reports: [Report] = []
    for session in sessions {
      session.watchesNaN = type.example.hasPrefix(watched)
      let program = session.watchesNaN ? Array(source.dropFirst(watched.utf8.count)) : source
      reports = session.run(program, path: "example.aim").reports
      if reports.contains(where: { $0.identity == identity }) { break }
    }
    return reports
  }

  private static let files = [
    "helpers.aim": "let _hidden = 1\n",
    "cycle.aim": "import \"cycle.aim\" as cycle\n",
    "faulty.aim": "let x = )\n",
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
    let reports = fault.reports
    guard let report = reports.first(where: { $0.identity == fault.identity }) else {
      let got = reports.map(\.identity.name).joined(separator: ", ")
      Issue.record("`\(fault.type.example)` does not cause \(fault.testDescription): \(got)")
      return
    }
    if fault.isOfThisMachine { return }
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

  /// Escapes made visible, so that a page can be read and compared.
  private func visible(_ text: String) -> String { text.replacing("\u{1B}", with: "␛") }
}
