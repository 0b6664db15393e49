import AimDiagnostics
import AimTensor
import Glibc
import Synchronization

/// Counts the bytes of live values, so that memory eaten slowly ends in a diagnostic and not in the
/// system's killing the process.
///
/// The counter is read and written, not exchanged: adding is as cheap as for a plain variable. There is one
/// interpreter per process; where tests run several, the count may drift by a few objects.
package enum HeapAccount {
  private static let live = Atomic<Int>(0)
  /// A constant, so that reading it needs no check whether it was initialised.
  private static let limit = Atomic<Int>(4 << 30)

  /// Bytes of values alive now, by estimate.
  package static var liveBytes: Int { live.load(ordering: .relaxed) }

  /// The most bytes that values may take; further growth is the fault `too-many-values`.
  package static var ceiling: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(newValue, ordering: .relaxed) }
  }

  /// Notes bytes that were allocated.
  ///
  /// Above the ceiling it raises the interrupt flag, so that the next poll stops the program:
  /// `Stop.fault()` tells the two reasons apart.
  @inline(__always)
  static func add(_ bytes: Int) {
    let total = live.load(ordering: .relaxed) &+ bytes
    live.store(total, ordering: .relaxed)
    if total > limit.load(ordering: .relaxed) { stop() }
  }

  @inline(never)
  private static func stop() {
    hasStopped.store(true, ordering: .relaxed)
    Interrupt.request()
  }

  private static let hasStopped = Atomic<Bool>(false)

  /// Whether it was the ceiling, and not the user, that asked to stop since this was last asked.
  package static func takeStop() -> Bool { hasStopped.exchange(false, ordering: .relaxed) }

  @inline(__always)
  static func remove(_ bytes: Int) {
    live.store(live.load(ordering: .relaxed) &- bytes, ordering: .relaxed)
  }

  package static var isExceeded: Bool { liveBytes > ceiling }

  /// Refuses an allocation that is known to be too large before it is tried.
  package static func expect(roomFor bytes: Int) throws(RuntimeFault) {
    let (total, overflow) = liveBytes.addingReportingOverflow(bytes)
    guard overflow || total > ceiling else { return }
    throw RuntimeFault(TooManyValues(needed: overflow ? .max : total, ceiling: ceiling))
  }

  /// Refuses a list of so many values before it is grown.
  package static func expect(roomForValues count: Int) throws(RuntimeFault) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
    try expect(roomFor: overflow ? .max : bytes)
  }

  /// The system refused memory below the ceiling: nothing can go on.
  static func systemIsOutOfMemory(_ bytes: Int) -> Never {
    var message = "aim: the system has no memory left for \(bytes) bytes\n"
    message.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
  }

  /// Sets the ceiling to the budget's share, as far as the system says.
  package static func measureCeiling() { ceiling = MemoryBudget.forValues }

  /// How many values more a container of so many may make room for: half as many again, as long as
  /// that is within the ceiling.
  static func growth(of capacity: Int) -> Int {
    let room = max(ceiling - liveBytes, 0) / MemoryLayout<Value>.stride
    return min(capacity / 2, max(room, 1024))
  }
}

/// Why a poll of the interrupt flag stopped the program.
package enum Stop {
  /// The fault to throw where `Interrupt.isRequested` was found true; answers the wish.
  @inline(never)
  package static func fault() -> RuntimeFault {
    Interrupt.clear()
    if HeapAccount.isExceeded {
      let needed = HeapAccount.liveBytes
      // What was set aside when the ceiling was passed makes room for whoever catches the fault.
      Leftovers.free()
      return RuntimeFault(TooManyValues(needed: needed, ceiling: HeapAccount.ceiling))
    }
    Release.makeHaste()
    Origin.makeHaste()
    return RuntimeFault(Interrupted())
  }

  /// Throws where the user, or the accountant, wants the work to end.
  @inline(__always)
  package static func poll() throws(RuntimeFault) {
    if Interrupt.isRequested { throw fault() }
  }
}
