import AimDiagnostics
import Glibc
import Synchronization

/// The one thread pool: it runs the pieces of a kernel on the processor's cores.
///
/// The number of pieces is the kernel's choice, made from the size of the problem alone, so that
/// results do not depend on the number of threads. Pieces are handed out by one atomic word; the
/// caller takes pieces too, and never waits for a worker that has not woken up yet. A call from
/// within a piece, or while another thread uses the pool, runs its pieces by itself.
package enum Pool {
  /// How many threads may work on one kernel, the caller included.
  ///
  /// `AIM_THREADS` sets it at the start; otherwise it is the number of processors.
  package static var threads: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(min(max(newValue, 1), mostThreads), ordering: .relaxed) }
  }

  /// Runs `body(0)`, …, `body(count - 1)` in any order and returns when all have ended.
  ///
  /// Between pieces the interrupt is polled: the rest is left out, and the fault thrown.
  package static func run(_ count: Int, _ body: @escaping (Int) -> Void) throws {
    if count > 1, threads > 1, crew.lend() {
      crew.run(count, threads: threads, body)
      crew.giveBack()
    } else {
      for piece in 0..<count {
        if Interrupt.isRequested { break }
        body(piece)
      }
    }
    if Interrupt.isRequested { throw Interrupted() }
  }

  /// Runs `body` on the ranges that `count` items fall into, `size` items each.
  package static func run(_ count: Int, by size: Int, _ body: @escaping (Range<Int>) -> Void) throws
  {
    let step = max(size, 1)
    try run((count + step - 1) / step) { piece in
      let start = piece * step
      body(start..<min(start + step, count))
    }
  }

  /// The elements below which a loop is not worth sharing, and the size of the pieces above.
  package static let grain = 1 << 15

  private static let mostThreads = 64
  private static let crew = Crew()
  private static let limit = Atomic<Int>(initialLimit())

  private static func initialLimit() -> Int {
    let wished = getenv("AIM_THREADS").flatMap { Int(String(cString: $0)) }
    let processors = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return min(max(wished ?? processors, 1), mostThreads)
  }
}
