import Glibc
import Synchronization

/// Buffers that were given back, kept for the next request of their size.
///
/// A fresh buffer costs a page fault for every 4 KiB when it is first written, more than the work
/// of most kernels on it; a training step asks for the same sizes again and again. Sizes fall into
/// eight classes for each power of two, so that at most an eighth of a buffer lies idle. What is
/// kept has a limit; past it, buffers go back to the system.
enum BufferPool {
  /// Below this the allocator's own fast path is as good.
  static let smallest = 1 << 10

  private struct State: ~Copyable {
    var kept: [[UnsafeMutableRawPointer]] = Array(repeating: [], count: 8 * 48)
    var bytes = 0
  }

  nonisolated(unsafe) private static var state = State()
  private static let lock = Mutex<Void>(())

  /// A buffer of at least so many bytes, aligned to 64; nil where the system has no more.
  static func take(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let (number, size) = sizeClass(byteCount)
    let known: UnsafeMutableRawPointer? = lock.withLock { _ in
      guard let address = state.kept[number].popLast() else { return nil }
      state.bytes -= size
      return address
    }
    return known ?? fresh(size)
  }

  private static func fresh(_ size: Int) -> UnsafeMutableRawPointer? {
    let address = aligned_alloc(64, size)
    if let address, size >= hugeSize { adviseHugePages(address, size) }
    return address
  }

  private static let hugeSize = 256 << 20

  /// Asks for large pages: touching and freeing a large buffer then takes a fraction of the time.
  private static func adviseHugePages(_ address: UnsafeMutableRawPointer, _ byteCount: Int) {
    let start = (UInt(bitPattern: address) + 4095) & ~4095
    let end = (UInt(bitPattern: address) + UInt(byteCount)) & ~4095
    madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
  }

  /// Takes back what `take` gave for the same number of bytes; `limit` is the most to keep.
  static func give(_ address: UnsafeMutableRawPointer, _ byteCount: Int, keeping limit: Int) {
    let (number, size) = sizeClass(byteCount)
    let isKept: Bool = lock.withLock { _ in
      guard state.bytes + size <= limit else { return false }
      state.kept[number].append(address)
      state.bytes += size
      return true
    }
    if !isKept { free(address) }
  }

  /// Gives everything that is kept back to the system.
  static func drain() {
    let addresses: [[UnsafeMutableRawPointer]] = lock.withLock { _ in
      let kept = state.kept
      state = State()
      return kept
    }
    for address in addresses.joined() { free(address) }
  }

  /// Bytes that are kept now.
  static var bytesKept: Int { lock.withLock { _ in state.bytes } }

  /// The class of a size of 1 KiB or more, and the size that its buffers have.
  static func sizeClass(_ byteCount: Int) -> (number: Int, size: Int) {
    let exponent = Int.bitWidth - 1 - (byteCount - 1).leadingZeroBitCount
    let step = 1 << (exponent - 3)
    let eighth = (byteCount - 1) >> (exponent - 3)
    return (exponent * 8 + (eighth & 7), (eighth + 1) * step)
  }
}
