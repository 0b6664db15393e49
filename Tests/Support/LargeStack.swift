import AimDiagnostics
import AimRuntime
import Glibc
import Synchronization

/// Runs work on a thread with a stack as large as the interpreter's, and interrupts it when its
/// time is over.
enum LargeStack {
  /// When the work under way must end, in nanoseconds of the processors' time for this process.
  ///
  /// A busy machine takes nothing from it. 0 when none is under way.
  private static let deadline = Atomic<UInt64>(0)
  /// The same on the monotonic clock, with much room, for work that only waits.
  private static let latest = Atomic<UInt64>(0)
  private static let isWatched = startWatching()

  /// Waits for the work.
  ///
  /// After `seconds` it is interrupted as by Ctrl-C, and waited for still.
  static func run(seconds: Double, _ work: @escaping () -> Void) {
    _ = isWatched
    Interrupt.clear()
    latest.store(
      now(CLOCK_MONOTONIC) + UInt64(max(20 * seconds, 2) * 1e9), ordering: .relaxed)
    deadline.store(now(CLOCK_PROCESS_CPUTIME_ID) + UInt64(seconds * 1e9), ordering: .relaxed)
    Interpreter.onLargeStack(work)
    deadline.store(0, ordering: .relaxed)
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
          let end = LargeStack.deadline.load(ordering: .relaxed)
          guard end != 0 else { continue }
          let isOver =
            LargeStack.now(CLOCK_PROCESS_CPUTIME_ID) > end
            || LargeStack.now(CLOCK_MONOTONIC) > LargeStack.latest.load(ordering: .relaxed)
          if isOver { Interrupt.request() }
        }
      }, nil) == 0
  }
}
