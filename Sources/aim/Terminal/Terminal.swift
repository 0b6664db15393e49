import AimDiagnostics
import Glibc

/// The terminal and the signals of this process.
enum Terminal {
  static var isInputTerminal: Bool { isatty(0) != 0 }

  /// Ctrl-C asks the work under way to stop; a reader that went away is met where it is written to.
  static func prepare() {
    // The flag is made before a handler can need it.
    Interrupt.clear()
    // Who started this program may have had Ctrl-C blocked, as thread pools do.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGPROF)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGINT) { _ in Interrupt.request() }
    signal(SIGPIPE, SIG_IGN)
  }
}
