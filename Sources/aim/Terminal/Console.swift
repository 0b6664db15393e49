import AimDiagnostics
import AimNotebook
import Glibc

/// What a command speaks through: standard output, standard error, and the form of its diagnostics.
final class Console {
  let out: Output
  let err: Output
  let diagnostics: DiagnosticForm

  init(diagnostics: DiagnosticForm = .text) {
    out = Output(file: 1)
    err = Output(file: 2)
    self.diagnostics = diagnostics
    out.whenLost = { [unowned self] in endWithLostOutput($0) }
  }

  /// Results that nobody gets are worth no further work: a full disk, a closed descriptor.
  private func endWithLostOutput(_ reason: String) {
    report(OutputLost(reason: reason))
    Terminal.leave(with: 1)
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
    // Ctrl-C has asked to stop, which the program meets right after.
    guard case .line(let line) = Terminal.readLine() else { return nil }
    return line
  }

  func flush() {
    out.flush()
    err.flush()
  }
}

/// How diagnostics are written: for people, or one line of JSON each.
enum DiagnosticForm: String, CaseIterable, Sendable {
  case text, json
}
