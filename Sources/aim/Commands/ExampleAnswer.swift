import AimDiagnostics
import AimNotebook
import AimRuntime
import Glibc

/// What Aim answers to the example of a fault, found by trying it.
enum ExampleAnswer {
  /// The rendered fault; nil where the example is no program, or does something else here.
  static func lines(for fault: any Fault.Type, columns: Int) -> [StyledLine]? {
    switch fault.identity.kind {
    case .interrupt, .resource, .file, .notebook, .internalError: return nil
    default: break
    }
    // An example answers at once; should one not, it is stopped.
    signal(SIGALRM) { _ in Interrupt.request() }
    alarm(2)
    defer { alarm(0) }
    guard let files = fault.setting.files else { return nil }
    let session = Session(files: files)
    session.watchesNaN = fault.setting.watchesNaN
    defer { session.watchesNaN = false }
    var answer: [StyledLine]?
    session.run(fault.exampleBytes, as: .command) { event in
      guard case .diagnostic(let diagnostic) = event, answer == nil,
        diagnostic.fault.identity == fault.identity
      else { return }
      answer = Report(diagnostic, sources: session.sources).lines(columns: columns)
    }
    return answer
  }
}
