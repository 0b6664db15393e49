import AimDiagnostics
import AimNotebook
import AimRuntime
import Glibc

/// What Aim answers to the example of a fault, found by trying it.
enum ExampleAnswer {
  /// The rendered fault; nil where the example is no program, or does something else here.
  static func lines(for fault: AllFaults.Known, columns: Int) -> [StyledLine]? {
    switch fault.identity.kind {
    case .interrupt, .resource, .file, .notebook, .internalError: return nil
    default: break
    }
    // An example answers at once; should one not, it is stopped.
    signal(SIGPROF) { _ in Interrupt.request() }
    stop(after: 5)
    defer { stop(after: 0) }
    guard let files = fault.setting.files else { return nil }
    let session = Session(files: files)
    session.watchesNaN = fault.setting.watchesNaN
    var answer: [StyledLine]?
    session.run(fault.setting.bytes ?? Array(fault.example.utf8), as: .command) { event in
      guard case .diagnostic(let diagnostic) = event, answer == nil,
        diagnostic.fault.identity == fault.identity
      else { return }
      answer = Report(diagnostic, sources: session.sources).lines(columns: columns)
    }
    return answer
  }

  /// Asks the work under way to stop after some seconds of the processors' time; 0 takes it back.
  private static func stop(after seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }
}
