import Glibc
import Synchronization

/// Lends every buffer of elements, and knows how many bytes are out.
///
/// One ceiling for the process: a request that would pass it is a fault with facts, before any
/// memory is touched. Buffers past 256 bytes are aligned to 64, a cache line and the widest
/// vector; past 1 KiB they come from `BufferPool`.
package enum Accountant {
  private static let lent = Atomic<Int>(0)
  private static let promised = Atomic<Int>(0)
  private static let limit = Atomic<Int>(MemoryBudget.forElements)
  /// What a tensor takes besides its elements: the objects behind it and the allocator's headers.
  private static let overhead = 192

  /// Bytes that are lent now.
  package static var bytesInUse: Int { lent.load(ordering: .relaxed) }

  /// Bytes of these that are promised, and take no memory yet.
  package static var bytesPromised: Int { promised.load(ordering: .relaxed) }

  /// The most bytes that may be lent at once: the budget's share unless set.
  package static var ceiling: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(newValue, ordering: .relaxed) }
  }

  /// A buffer of uninitialised bytes.
  ///
  /// Faults past the ceiling.
  static func allocate(_ byteCount: Int) throws -> UnsafeMutableRawPointer {
    let before = lent.wrappingAdd(byteCount &+ overhead, ordering: .relaxed).oldValue
    guard byteCount <= ceiling - before, let address = obtain(byteCount) else {
      lent.wrappingSubtract(byteCount &+ overhead, ordering: .relaxed)
      throw OutOfMemory(requested: byteCount, inUse: before, ceiling: ceiling)
    }
    return address
  }

  /// A buffer of the pool; what the pool keeps is given up first where the system has no more.
  private static func obtain(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    if let address = rawAllocate(byteCount) { return address }
    BufferPool.drain()
    return rawAllocate(byteCount)
  }

  /// Small buffers come from the allocator's fast path, which aligns to 16 bytes.
  private static func rawAllocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    if byteCount <= 256 { return malloc(max(byteCount, 1)) }
    if byteCount <= BufferPool.smallest { return aligned_alloc(64, (byteCount + 63) & ~63) }
    return BufferPool.take(byteCount)
  }

  /// Takes a buffer back.
  static func release(_ address: UnsafeMutableRawPointer, _ byteCount: Int) {
    give(address, byteCount)
    lent.wrappingSubtract(byteCount &+ overhead, ordering: .relaxed)
  }

  private static func give(_ address: UnsafeMutableRawPointer, _ byteCount: Int) {
    if byteCount <= BufferPool.smallest {
      free(address)
    } else {
      BufferPool.give(address, byteCount, keeping: ceiling / 8)
    }
  }

  /// Counts a buffer that will be taken later; false past the ceiling.
  ///
  /// So what is put off never lacks memory later, where nobody expects it.
  static func promise(_ byteCount: Int) -> Bool {
    let before = lent.wrappingAdd(byteCount &+ overhead, ordering: .relaxed).oldValue
    guard byteCount <= ceiling - before else {
      lent.wrappingSubtract(byteCount &+ overhead, ordering: .relaxed)
      return false
    }
    promised.wrappingAdd(byteCount, ordering: .relaxed)
    return true
  }

  /// The buffer that was promised; a fault only where the system has less than it said.
  static func fulfil(_ byteCount: Int) throws -> UnsafeMutableRawPointer {
    guard let address = obtain(byteCount) else {
      throw OutOfMemory(requested: byteCount, inUse: bytesInUse, ceiling: ceiling)
    }
    promised.wrappingSubtract(byteCount, ordering: .relaxed)
    return address
  }

  /// What was promised is there, and takes no buffer.
  static func keepPromise(_ byteCount: Int) {
    promised.wrappingSubtract(byteCount, ordering: .relaxed)
  }

  /// Takes back a buffer that is still promised.
  static func putBack(_ address: UnsafeMutableRawPointer, _ byteCount: Int) {
    give(address, byteCount)
    promised.wrappingAdd(byteCount, ordering: .relaxed)
  }

  /// Nobody will ask for what was promised.
  static func withdraw(_ byteCount: Int) {
    lent.wrappingSubtract(byteCount &+ overhead, ordering: .relaxed)
    promised.wrappingSubtract(byteCount, ordering: .relaxed)
  }

  /// Lets in something that holds its elements itself; faults past the ceiling.
  @inline(__always)
  static func admit(_ byteCount: Int) throws {
    let size = byteCount &+ overhead
    let before = lent.wrappingAdd(size, ordering: .relaxed).oldValue
    if before &+ size > limit.load(ordering: .relaxed) { try refuse(byteCount, before) }
  }

  @inline(never)
  private static func refuse(_ byteCount: Int, _ before: Int) throws {
    lent.wrappingSubtract(byteCount &+ overhead, ordering: .relaxed)
    throw OutOfMemory(requested: byteCount + overhead, inUse: before, ceiling: ceiling)
  }

  /// Notes that it is gone.
  @inline(__always)
  static func dismiss(_ byteCount: Int) {
    lent.wrappingSubtract(byteCount &+ overhead, ordering: .relaxed)
  }

  /// Notes bytes of something that grows with the number of operations, not of elements.
  static func note(_ bytes: Int) { lent.wrappingAdd(bytes, ordering: .relaxed) }

  /// Measures the ceiling anew, as far as the system says.
  package static func measureCeiling() { ceiling = MemoryBudget.forElements }

  /// Lends room for uninitialised elements while something runs.
  static func lend<Element>(
    _ count: Int, as element: Element.Type, _ body: (UnsafeMutablePointer<Element>) throws -> Void
  ) throws {
    let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    let byteCount = overflow ? Int.max : size
    let address = try allocate(byteCount)
    defer { release(address, byteCount) }
    try body(address.bindMemory(to: Element.self, capacity: count))
  }
}
