package import AimDiagnostics

/// The elements behind one or more tensors: a buffer, or an expression that still has to run.
///
/// Views share a storage. It is changed in place only where it is known to be referenced once.
package final class Storage {
  package let byteCount: Int
  private var address: UnsafeMutableRawPointer?
  private var pending: Pending?
  /// The buffer of a single element: numbers on their own are many, and need no other.
  private var word: UInt64 = 0

  /// A buffer of uninitialised bytes: from the accountant, unless a word is enough.
  package init(byteCount: Int) throws {
    self.byteCount = byteCount
    address = byteCount <= Storage.wordSize ? wordAddress : try Accountant.allocate(byteCount)
  }

  private static let wordSize = MemoryLayout<UInt64>.size

  /// A stored property of a final class without observers stays where it is as long as the object
  /// lives.
  private var wordAddress: UnsafeMutableRawPointer {
    withUnsafeMutablePointer(to: &word) { UnsafeMutableRawPointer($0) }
  }

  /// A result that is computed when its elements are first asked for.
  package init(pending: Pending, byteCount: Int) {
    self.byteCount = byteCount
    self.pending = pending
  }

  deinit {
    if let address, byteCount > Storage.wordSize { Accountant.release(address, byteCount) }
  }

  package var isPending: Bool { address == nil }

  /// The materializing door: runs a pending expression.
  ///
  /// Its fault names the site that made it.
  package func materialize() throws {
    guard address == nil else { return }
    guard let expression = pending else { throw LostResult() }
    let isWord = byteCount <= Storage.wordSize
    let buffer = isWord ? wordAddress : try Accountant.allocate(byteCount)
    do {
      try expression.compute(UnsafeMutableRawBufferPointer(start: buffer, count: byteCount))
    } catch {
      if !isWord { Accountant.release(buffer, byteCount) }
      guard let fault = error as? any Fault else { throw error }
      throw DelayedFault(fault: fault, site: expression.site)
    }
    address = buffer
    pending = nil
  }

  /// The first byte.
  ///
  /// The storage has been materialized: `apply` sees to that for its inputs.
  package var base: UnsafeMutableRawPointer {
    guard let address else { preconditionFailure("a pending storage was read before materialize") }
    return address
  }
}

/// An expression whose result was promised, and the line that asked for it.
package final class Pending {
  let site: UInt64
  /// Fills the result's buffer.
  let compute: (UnsafeMutableRawBufferPointer) throws -> Void

  package init(compute: @escaping (UnsafeMutableRawBufferPointer) throws -> Void) {
    self.site = Site.current
    self.compute = compute
  }
}

/// Which place of the program asks for tensor work now: set by the machine before it calls `apply`,
/// kept by pending results.
///
/// The meaning of the number is the machine's own.
package enum Site {
  nonisolated(unsafe) package static var current: UInt64 = 0
  /// Names the place where the program is: asked only where a NaN is looked for, as it costs a walk
  /// through the calls at every operation that is differentiated.
  nonisolated(unsafe) package static var provider: (() -> UInt64)?
}

/// A fault of a pending result, and the site that made the result.
package struct DelayedFault: Error {
  package let fault: any Fault
  package let site: UInt64
}
