import Glibc

/// The buffers that BLAS takes for itself when a product first needs them.
///
/// Where the system refuses them BLAS asks again for ever, so under `ulimit -v` Aim asks first.
enum BlasMemory {
  /// What two callers take, by measurement.
  private static let size = 160 << 20

  /// Faults where the address space has no room for BLAS's buffers.
  static func expectRoom() throws {
    guard MemoryBudget.addressSpaceIsLimited else { return }
    let probe = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let probe, probe != MAP_FAILED else {
      throw OutOfMemory(
        requested: size, inUse: Accountant.bytesInUse, ceiling: Accountant.ceiling)
    }
    munmap(probe, size)
  }
}
