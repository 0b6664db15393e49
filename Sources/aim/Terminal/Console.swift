import AimDiagnostics
import AimNotebook
import Synchronization

/// What a command speaks through: standard output, standard error, and the form of its diagnostics.
final class Console {
  let out: Output
  let err: Output
  let diagnostics: DiagnosticForm

  init(diagnostics: DiagnosticForm = .text) {
    out = Output(file: 1)
    err = Output(file: 2)
    self.diagnostics = diagnostics
  }

  /// Writes a diagnostic to standard error, after everything printed so far.
  func report(_ diagnostic: Diagnostic, sources: SourceLibrary = SourceLibrary()) {
    out.flush()
    let report = Report(diagnostic, sources: sources)
    switch diagnostics {
    case .text: err.write(report.text(err.style, columns: err.columns))
    case .json: err.write(report.json + "\n")
    }
    err.flush()
  }

  /// Reports a fault that no source text has.
  func report(_ fault: any Fault) { report(Diagnostic(fault, at: nil)) }

  /// Asks for a line on behalf of a program; nil at the end of the input.
  func ask(_ prompt: String) -> String? {
    out.write(prompt)
    flush()
    return readLine(strippingNewline: true)
  }

  /// Writes what was gathered; output that cannot be written is a fault, told once.
  func flush() {
    out.flush()
    if let reason = out.failure, !LostOutput.isReported {
      LostOutput.isReported = true
      report(FileUnwritable(path: "standard output", reason: reason))
    }
    err.flush()
  }
}

/// Whether output was lost: the program then ends with exit code 1.
enum LostOutput {
  private static let flag = Atomic<Bool>(false)

  static var isReported: Bool {
    get { flag.load(ordering: .relaxed) }
    set { flag.store(newValue, ordering: .relaxed) }
  }
}

/// How diagnostics are written: for people, or one line of JSON each.
enum DiagnosticForm: String, CaseIterable, Sendable {
  case text, json
}
