import Glibc

/// What this machine can do at best, to hold an operator's figures against.
package struct MachineSpeed: Sendable {
  /// Of a product of two matrices of f32, in operations a second.
  package let arithmetic: Double
  /// Of a copy in memory, in bytes read and written a second.
  package let memory: Double

  /// Measures both on the threads of the pool; some 30 ms.
  ///
  /// - Throws: When interrupted, or where there is no memory for it.
  package static func measured() throws -> MachineSpeed {
    MachineSpeed(arithmetic: try productSpeed(), memory: try copySpeed())
  }

  private static func productSpeed() throws -> Double {
    let size = 768
    let a = try Tensor(repeating: .float(1), dtype: .f32, [size, size]).contiguous()
    let seconds = try least(of: 4) { _ = try applyOne(Operator.matmul, [a, a]) }
    return 2 * Double(size * size * size) / seconds
  }

  private static func copySpeed() throws -> Double {
    // Larger than the caches of a desk's machine.
    let count = 64 << 20
    return try withBuffers(count) { source, target in
      let seconds = try least(of: 3) {
        try Pool.run(count, by: 1 << 20) { piece in
          memcpy(target + piece.lowerBound, source + piece.lowerBound, piece.count)
        }
      }
      return 2 * Double(count) / seconds
    }
  }

  private static func withBuffers(
    _ count: Int, _ body: (UnsafeMutableRawPointer, UnsafeMutableRawPointer) throws -> Double
  ) throws -> Double {
    let source = try Accountant.allocate(count)
    defer { Accountant.release(source, count) }
    let target = try Accountant.allocate(count)
    defer { Accountant.release(target, count) }
    memset(source, 1, count)
    return try body(source, target)
  }

  private static func least(of rounds: Int, _ work: () throws -> Void) throws -> Double {
    var least = Double.infinity
    for _ in 0...rounds {
      let start = ContinuousClock.now
      try work()
      least = min(least, (ContinuousClock.now - start) / .seconds(1))
    }
    return least
  }
}
