import Glibc
import Synchronization

/// Lends every buffer of elements, and knows how many bytes are out.
///
/// One ceiling for the process: a request that would pass it is a fault with facts, before any
/// memory is touched. Buffers past 256 bytes are aligned to 64, a cache
/// line and the widest vector.
package enum Accountant {
  private static let lent = Atomic<Int>(0)
  private static let limit = Atomic<Int>(defaultCeiling())

  /// Bytes that are lent now.
  package static var bytesInUse: Int { lent.load(ordering: .relaxed) }

  /// The most bytes that may be lent at once; three quarters of the machine unless set.
  package static var ceiling: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(newValue, ordering: .relaxed) }
  }

  /// A buffer of uninitialised bytes.
  ///
  /// Faults past the ceiling.
  static func allocate(_ byteCount: Int) throws -> UnsafeMutableRawPointer {
    let before = lent.add(byteCount, ordering: .relaxed).oldValue
    guard byteCount <= ceiling - before, let address = rawAllocate(byteCount) else {
      lent.subtract(byteCount, ordering: .relaxed)
      throw OutOfMemory(requested: byteCount, inUse: before, ceiling: ceiling)
    }
    return address
  }

  /// Small buffers come from the allocator's fast path, which aligns to 16 bytes.
  private static func rawAllocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    byteCount <= 256 ? malloc(max(byteCount, 1)) : aligned_alloc(64, (byteCount + 63) & ~63)
  }

  /// Takes a buffer back.
  static func release(_ address: UnsafeMutableRawPointer, _ byteCount: Int) {
    free(address)
    lent.subtract(byteCount, ordering: .relaxed)
  }

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

  private static func defaultCeiling() -> Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, size > 0 else { return 4 << 30 }
    return pages / 4 * 3 * size
  }
}
