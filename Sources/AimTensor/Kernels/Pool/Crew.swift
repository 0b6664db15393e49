import AimDiagnostics
import Glibc
import Synchronization

/// The workers of the pool and the job they share.
///
/// `ticket` holds the job's generation in its upper half and the number of pieces not yet taken
/// in its lower half. Whoever lowers the lower half owns a piece; a worker that wakes up late
/// finds another generation, or nothing left, and touches nothing. `count` and `body` are written
/// before the ticket is published, and stay until every piece that was taken is done.
final class Crew: Sendable {
  private let ticket = Atomic<UInt64>(0)
  private let completed = Atomic<Int>(0)
  private let isLent = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let allowed = Atomic<Int>(0)
  nonisolated(unsafe) private var count = 0
  nonisolated(unsafe) private var body: (Int) -> Void = { _ in }
  /// Threads started so far; touched by the borrower alone.
  nonisolated(unsafe) private var workers = 0
  nonisolated(unsafe) private let bell: UnsafeMutablePointer<sem_t>

  init() {
    bell = .allocate(capacity: 1)
    sem_init(bell, 0, 0)
  }

  /// Takes the crew for one job; false while someone else has it.
  func lend() -> Bool {
    isLent.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  func giveBack() { isLent.store(false, ordering: .releasing) }

  func run(_ pieces: Int, threads: Int, _ work: @escaping (Int) -> Void) {
    start(min(threads, pieces) - 1)
    var done = 0
    // The lower half of the ticket holds 32 bits: a larger job is done in several rounds.
    while done < pieces {
      let base = done
      count = min(pieces - base, 1 << 30)
      body = base == 0 ? work : { work(base + $0) }
      completed.store(0, ordering: .relaxed)
      allowed.store(threads - 1, ordering: .relaxed)
      let generation = (ticket.load(ordering: .relaxed) >> 32) &+ 1
      ticket.store(generation << 32 | UInt64(count), ordering: .sequentiallyConsistent)
      wake(min(threads, count) - 1)
      while let piece = take() { perform(piece) }
      wait()
      done += count
    }
    body = { _ in }
  }

  /// Takes the next piece of the job; nil when nothing is left.
  private func take() -> Int? {
    var seen = ticket.load(ordering: .acquiring)
    while seen & 0xFFFF_FFFF != 0 {
      let (exchanged, original) = ticket.weakCompareExchange(
        expected: seen, desired: seen - 1, ordering: .acquiringAndReleasing)
      if exchanged { return count - Int(seen & 0xFFFF_FFFF) }
      seen = original
    }
    return nil
  }

  private func perform(_ piece: Int) {
    if !Interrupt.isRequested { body(piece) }
    completed.add(1, ordering: .releasing)
  }

  /// Waits for the pieces that workers have begun: they are running, so it will not be long.
  private func wait() {
    var turns = 0
    while completed.load(ordering: .acquiring) < count {
      turns += 1
      if turns > 1000 { sched_yield() }
    }
  }

  private func wake(_ wanted: Int) {
    let asleep = min(sleepers.load(ordering: .sequentiallyConsistent), wanted)
    for _ in 0..<max(asleep, 0) { sem_post(bell) }
  }

  private func start(_ wanted: Int) {
    while workers < wanted {
      let worker = Unmanaged.passRetained(Worker(crew: self, number: workers)).toOpaque()
      var thread = pthread_t()
      let failed = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Worker>.fromOpaque(argument).takeRetainedValue().live()
          return nil
        }, worker)
      guard failed == 0 else {
        Unmanaged<Worker>.fromOpaque(worker).release()
        return
      }
      pthread_detach(thread)
      workers += 1
    }
  }

  /// What a worker does all its life: take pieces; look out for more for a moment; sleep.
  fileprivate func serve(number: Int) {
    var idle = 0
    while true {
      if number < allowed.load(ordering: .relaxed), let piece = take() {
        perform(piece)
        idle = 0
        continue
      }
      idle += 1
      if idle < Crew.patience { continue }
      sleep()
      idle = 0
    }
  }

  /// Turns of looking for work before a worker sleeps: some 20 µs.
  private static let patience = 8000

  private func sleep() {
    sleepers.add(1, ordering: .sequentiallyConsistent)
    // A job may have been published between the last look and the line above.
    if ticket.load(ordering: .sequentiallyConsistent) & 0xFFFF_FFFF == 0 {
      while sem_wait(bell) != 0 && errno == EINTR {}
    }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
  }
}

/// One thread of the crew.
private final class Worker {
  private let crew: Crew
  private let number: Int

  init(crew: Crew, number: Int) {
    self.crew = crew
    self.number = number
  }

  func live() {
    // Signals are for the program's own thread.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    crew.serve(number: number)
  }
}
