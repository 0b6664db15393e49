import AimDiagnostics
import AimRuntime
import Glibc
import Synchronization

/// Runs work on a thread with a stack as large as the interpreter's, and interrupts it when its
/// time is over.
enum LargeStack {
  /// When the work under way must end, in nanoseconds of the monotonic clock; 0 when none is.
  private static let deadline = Atomic<UInt64>(0)
  private static let isWatched = startWatching()

  /// Waits for the work.
  ///
  /// After `seconds` it is interrupted as by Ctrl-C, and waited for still.
  static func run(seconds: Double, _ work: @escaping () -> Void) {
    _ = isWatched
    Interrupt.clear()
    deadline.store(now() + UInt64(seconds * 1e9), ordering: .relaxed)
    Interpreter.onLargeStack(work)
    deadline.store(0, ordering: .relaxed)
    Interrupt.clear()
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
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
          let end = LargeStack.deadline.load(ordering: .relaxed)
          if end != 0, LargeStack.now() > end { Interrupt.request() }
        }
      }, nil) == 0
  }
}
