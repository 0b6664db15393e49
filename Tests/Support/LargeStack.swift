import AimDiagnostics
import AimRuntime
import Glibc
import Synchronization

/// Runs work on a thread with a stack as large as the interpreter's, and interrupts it when its
/// time is over.
enum LargeStack {
  /// When the work under way must end; nil when none is.
  ///
  /// Under a lock, so that no request comes after its work has ended.
  private static let limits = Mutex<Limits?>(nil)

  private struct Limits {
    /// In nanoseconds of the processors' time for this process: a busy machine takes nothing from it.
    var work: UInt64
    /// On the monotonic clock, with much room, for work that only waits.
    var wait: UInt64
  }

  private static let isWatched = startWatching()

  /// Waits for the work.
  ///
  /// After `seconds` it is interrupted as by Ctrl-C, and waited for still.
  static func run(seconds: Double, _ work: @escaping () -> Void) {
    _ = isWatched
    Interrupt.clear()
    let end = Limits(
      work: now(CLOCK_PROCESS_CPUTIME_ID) + UInt64(seconds * 1e9),
      wait: now(CLOCK_MONOTONIC) + UInt64(max(20 * seconds, 2) * 1e9))
    limits.withLock { $0 = end }
    Interpreter.onLargeStack(work)
    limits.withLock { $0 = nil }
    Interrupt.clear()
  }

  private static func now(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// A thread that looks at the clock every few milliseconds.
  private static func startWatching() -> Bool {
    var thread = pthread_t()
    return pthread_create(
      &thread, nil,
      { _ in
        while true {
          usleep(5000)
          LargeStack.limits.withLock { end in
            guard let end else { return }
            let isOver =
              LargeStack.now(CLOCK_PROCESS_CPUTIME_ID) > end.work
              || LargeStack.now(CLOCK_MONOTONIC) > end.wait
            if isOver { Interrupt.request() }
          }
        }
      }, nil) == 0
  }
}
