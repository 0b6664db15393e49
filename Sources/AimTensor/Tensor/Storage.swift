package import AimDiagnostics

/// The elements behind one or more tensors: a buffer, or work that still has to run.
///
/// Views share a storage. It is changed in place only where it is known to be referenced once.
package final class Storage {
  package let byteCount: Int
  private var address: UnsafeMutableRawPointer?
  /// What fills the buffer when its elements are first asked for.
  private(set) var fused: FusedElementwise?

  /// A buffer of uninitialised bytes from the accountant.
  package init(byteCount: Int) throws {
    self.byteCount = byteCount
    address = try Accountant.allocate(byteCount)
  }

  /// A result that is computed when its elements are first asked for.
  init(fused: FusedElementwise, byteCount: Int) {
    self.byteCount = byteCount
    self.fused = fused
  }

  deinit {
    if let address { Accountant.release(address, byteCount) }
  }

  package var isPending: Bool { address == nil }

  /// The materializing door: runs what is pending.
  ///
  /// Its fault names the site that asked for the work.
  @inline(__always)
  package func materialize() throws {
    if address == nil { try runPending() }
  }

  @inline(never)
  private func runPending() throws {
    guard let fused else { throw LostResult() }
    do {
      try FusedRun(self, fused).run()
    } catch let fault as any Fault {
      throw DelayedFault(fault: fault, site: fused.site)
    }
  }

  /// Takes over a buffer that has been filled; what filled it is given up.
  func settle(_ filled: UnsafeMutableRawPointer) {
    address = filled
    fused = nil
  }

  /// The first byte.
  ///
  /// The storage has been materialized: `apply` sees to that for its inputs.
  package var base: UnsafeMutableRawPointer {
    guard let address else { preconditionFailure("a pending storage was read before materialize") }
    return address
  }
}

/// Which place of the program asks for tensor work now: set by the machine before it calls `apply`,
/// kept by pending results.
///
/// The meaning of the number is the machine's own.
package enum Site {
  nonisolated(unsafe) package static var current: UInt64 = 0
}

/// A fault of a pending result, and the site that made the result.
package struct DelayedFault: Error {
  package let fault: any Fault
  package let site: UInt64
}
