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
    keepStandardFiles()
  }

  /// A descriptor that was closed (`aim … >&-`) is filled, lest the next file opened take its number
  /// and receive what is printed.
  private static func keepStandardFiles() {
    for file: Int32 in 0...2 where fcntl(file, F_GETFD) == -1 {
      _ = open("/dev/null", file == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// A line of standard input; Ctrl-C ends the waiting.
  static func readLine() -> LineOutcome {
    // The signal may find another thread, so the flag is looked at in between. A terminal gives one
    // line at a time: nothing waits in a buffer meanwhile.
    var source = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    while isInputTerminal {
      let ready = poll(&source, 1, 50)
      if Interrupt.isRequested { return .interrupted }
      if ready > 0 || (ready < 0 && errno != EINTR) { break }
    }
    return Swift.readLine(strippingNewline: true).map { .line($0) } ?? .end
  }

  /// Ends the program at once: the system takes back what it held, faster than any release.
  static func leave(with code: Int32) -> Never { _exit(code) }
}
