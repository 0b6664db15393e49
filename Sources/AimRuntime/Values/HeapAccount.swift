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
    if total > limit.load(ordering: .relaxed) { Interrupt.request() }
  }

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

  /// Sets the ceiling to half of the machine's memory, or of the process's limit where that is less.
  package static func measureCeiling() { ceiling = defaultCeiling() }

  private static func defaultCeiling() -> Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let physical = max(pages, 1 << 18) * 4096
    var limits = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits)
    let allowed = limits.rlim_cur > UInt(Int.max) ? Int.max : Int(limits.rlim_cur)
    return min(physical, allowed) / 2
  }
}

/// Why a poll of the interrupt flag stopped the program.
package enum Stop {
  /// The fault to throw where `Interrupt.isRequested` was found true; answers the wish.
  @inline(never)
  package static func fault() -> RuntimeFault {
    Interrupt.clear()
    if HeapAccount.isExceeded {
      return RuntimeFault(
        TooManyValues(needed: HeapAccount.liveBytes, ceiling: HeapAccount.ceiling))
    }
    Release.makeHaste()
    return RuntimeFault(Interrupted())
  }

  /// Throws where the user, or the accountant, wants the work to end.
  @inline(__always)
  package static func poll() throws(RuntimeFault) {
    if Interrupt.isRequested { throw fault() }
  }
}
