import AimDiagnostics

/// What a storage knows about its elements.
package struct StorageHeader {
  let byteCount: Int
  fileprivate(set) var address: UnsafeMutableRawPointer?
  /// What fills the buffer when its elements are first asked for.
  fileprivate(set) var fused: FusedElementwise?
  /// The same for a reduction of such work.
  fileprivate(set) var reduction: FusedReduction?
}

/// The elements behind one or more tensors: a buffer, or work that still has to run.
///
/// Views share a storage. It is changed in place only where it is known to be referenced once. Few
/// elements stand in the object itself, behind its header: small tensors are many, and a buffer of
/// their own would cost them a second allocation.
package final class Storage: ManagedBuffer<StorageHeader, StorageUnit> {
  /// A buffer of uninitialised bytes: within the object, or from the accountant.
  package static func make(byteCount: Int) throws -> Storage {
    if byteCount > roomWithin {
      if byteCount >= largeSize { DelayedReduction.run() }
      let address = try Accountant.allocate(byteCount)
      return make(StorageHeader(byteCount: byteCount, address: address, fused: nil), units: 0)
    }
    try Accountant.admit(byteCount)
    return small(byteCount)
  }

  /// The same where it is known to be small, and the accountant has admitted it.
  @inline(__always)
  private static func small(_ byteCount: Int) -> Storage {
    let unit = MemoryLayout<StorageUnit>.size
    let storage = make(
      StorageHeader(byteCount: byteCount, address: nil, fused: nil),
      units: (byteCount + unit - 1) / unit)
    storage.withUnsafeMutablePointers { header, elements in
      header.pointee.address = UnsafeMutableRawPointer(elements)
    }
    return storage
  }

  @inline(__always)
  private static func make(_ header: StorageHeader, units: Int) -> Storage {
    let buffer = Storage.create(minimumCapacity: units) { _ in header }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// Before so much is taken, a reduction that waits gives up what it holds.
  private static let largeSize = 1 << 16

  /// The most bytes that stand in the object: its whole size is one the allocator has at hand.
  package static let roomWithin = 960

  /// A result that is computed when its elements are first asked for.
  ///
  /// Its buffer has been promised by the accountant.
  static func make(fused: FusedElementwise, byteCount: Int) -> Storage {
    make(StorageHeader(byteCount: byteCount, address: nil, fused: fused), units: 0)
  }

  /// A result that is computed with the chain that it reduces; its buffer has been promised.
  static func make(reduction: FusedReduction, byteCount: Int) -> Storage {
    let unit = MemoryLayout<StorageUnit>.size
    return make(
      StorageHeader(byteCount: byteCount, address: nil, fused: nil, reduction: reduction),
      units: byteCount > roomWithin ? 0 : (byteCount + unit - 1) / unit)
  }

  deinit {
    guard let address = header.address else {
      // Neither where there was no memory for it: then nothing was promised.
      if header.fused != nil || header.reduction != nil { Accountant.withdraw(byteCount) }
      return
    }
    if byteCount > Storage.roomWithin {
      Accountant.release(address, byteCount)
    } else {
      Accountant.dismiss(byteCount)
    }
  }

  package var byteCount: Int { header.byteCount }

  var fused: FusedElementwise? { header.fused }

  @inline(__always)
  package var isPending: Bool { header.address == nil }

  /// The first byte; nil while the storage is pending.
  @inline(__always)
  var address: UnsafeMutableRawPointer? { header.address }

  /// The materializing door: runs what is pending.
  ///
  /// Its fault names the site that asked for the work.
  @inline(__always)
  package func materialize() throws {
    if header.address == nil { try runPending() }
  }

  @inline(never)
  private func runPending() throws {
    if let reduction = header.reduction { return try run(reduction) }
    guard let fused else { throw LostResult() }
    do {
      try OperatorMeter.measuredChain(fused) { try FusedRun(self, fused).run() }
    } catch let fault as any Fault {
      throw DelayedFault(fault: fault, site: fused.site)
    }
  }

  private func run(_ reduction: FusedReduction) throws {
    do {
      try OperatorMeter.measuredChain(reduction.fused) {
        if byteCount > Storage.roomWithin {
          try runIntoBuffer(reduction)
        } else {
          let room = withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) }
          try reduction.run(into: room)
          Accountant.keepPromise(byteCount)
          settle(room)
        }
      }
    } catch let fault as any Fault {
      throw DelayedFault(fault: fault, site: reduction.site)
    }
  }

  private func runIntoBuffer(_ reduction: FusedReduction) throws {
    let buffer = try Accountant.fulfil(byteCount)
    do {
      try reduction.run(into: buffer)
    } catch {
      Accountant.putBack(buffer, byteCount)
      throw error
    }
    settle(buffer)
  }

  /// Takes over a buffer that has been filled; what filled it is given up.
  func settle(_ filled: UnsafeMutableRawPointer) {
    header.address = filled
    header.fused = nil
    header.reduction = nil
  }

  /// The first byte.
  ///
  /// The storage has been materialized: `apply` sees to that for its inputs.
  package var base: UnsafeMutableRawPointer {
    guard let address = header.address else {
      preconditionFailure("a pending storage was read before materialize")
    }
    return address
  }
}

/// A place for elements within a storage: what vectors of two words are aligned to.
package typealias StorageUnit = SIMD2<UInt64>
