import AimDiagnostics

/// The elements behind one or more tensors: a buffer, or work that still has to run.
///
/// Views share a storage. It is changed in place only where it is known to be referenced once.
package final class Storage {
  package let byteCount: Int
  private var address: UnsafeMutableRawPointer?
  /// What fills the buffer when its elements are first asked for.
  private(set) var fused: FusedElementwise?
  /// The same for a reduction of such work.
  private(set) var reduction: FusedReduction?
  /// The buffer of a single element: numbers on their own are many, and need no other.
  private var word: UInt64 = 0

  /// A buffer of uninitialised bytes: from the accountant, unless a word is enough.
  package init(byteCount: Int) throws {
    self.byteCount = byteCount
    if byteCount >= Storage.largeSize { DelayedReduction.run() }
    if byteCount <= Storage.wordSize {
      try Accountant.admit()
      address = wordAddress
    } else {
      address = try Accountant.allocate(byteCount)
    }
  }

  /// Before so much is taken, a reduction that waits gives up what it holds.
  private static let largeSize = 1 << 16
  private static let wordSize = MemoryLayout<UInt64>.size

  /// A stored property of a final class without observers stays where it is as long as the object
  /// lives.
  private var wordAddress: UnsafeMutableRawPointer {
    withUnsafeMutablePointer(to: &word) { UnsafeMutableRawPointer($0) }
  }

  /// A result that is computed when its elements are first asked for.
  ///
  /// Its buffer has been promised by the accountant.
  init(fused: FusedElementwise, byteCount: Int) {
    self.byteCount = byteCount
    self.fused = fused
  }

  /// A result that is computed with the chain that it reduces; its buffer has been promised.
  init(reduction: FusedReduction, byteCount: Int) {
    self.byteCount = byteCount
    self.reduction = reduction
  }

  deinit {
    guard let address else {
      // Neither where there was no memory for it: then nothing was promised.
      if fused != nil || reduction != nil { Accountant.withdraw(byteCount) }
      return
    }
    if byteCount > Storage.wordSize {
      Accountant.release(address, byteCount)
    } else {
      Accountant.dismiss()
    }
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
    if let reduction { return try run(reduction) }
    guard let fused else { throw LostResult() }
    do {
      try OperatorMeter.measuredChain(fused) { try FusedRun(self, fused).run() }
    } catch let fault as any Fault {
      throw DelayedFault(fault: fault, site: fused.site)
    }
  }

  private func run(_ reduction: FusedReduction) throws {
    do {
      let buffer = try Accountant.fulfil(byteCount)
      do {
        try OperatorMeter.measuredChain(reduction.fused) { try reduction.run(into: buffer) }
      } catch {
        Accountant.putBack(buffer, byteCount)
        throw error
      }
      settle(buffer)
    } catch let fault as any Fault {
      throw DelayedFault(fault: fault, site: reduction.site)
    }
  }

  /// Takes over a buffer that has been filled; what filled it is given up.
  func settle(_ filled: UnsafeMutableRawPointer) {
    address = filled
    fused = nil
    reduction = nil
    guard byteCount <= Storage.wordSize else { return }
    wordAddress.copyMemory(from: filled, byteCount: byteCount)
    address = wordAddress
    Accountant.exchangeForWord(filled, byteCount)
  }

  /// The first byte.
  ///
  /// The storage has been materialized: `apply` sees to that for its inputs.
  package var base: UnsafeMutableRawPointer {
    guard let address else { preconditionFailure("a pending storage was read before materialize") }
    return address
  }
}
