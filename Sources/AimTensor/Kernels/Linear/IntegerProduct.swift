import AimDiagnostics
import Synchronization

/// A product of matrices of whole numbers: exact, or a fault.
struct IntegerProduct {
  let rows: Int
  let columns: Int
  let depth: Int

  /// A matrix of whole numbers of any layout.
  struct Operand {
    let base: UnsafePointer<Int>
    let rowStep: Int
    let columnStep: Int
  }

  private final class Overflow: Sendable {
    let seen = Atomic<Bool>(false)
  }

  /// c = a b, row-major; false where a product or sum leaves 64 bits.
  func run(_ a: Operand, _ b: Operand, into c: UnsafeMutablePointer<Int>) throws -> Bool {
    let overflow = Overflow()
    let share = max(1, (1 << 18) / max(columns * depth, 1))
    try Pool.run(rows, by: share) { range in
      for row in range {
        if !multiplyRow(a.base + row * a.rowStep, a.columnStep, b, into: c + row * columns) {
          overflow.seen.store(true, ordering: .relaxed)
        }
      }
    }
    return !overflow.seen.load(ordering: .relaxed)
  }

  private func multiplyRow(
    _ a: UnsafePointer<Int>, _ step: Int, _ b: Operand, into c: UnsafeMutablePointer<Int>
  ) -> Bool {
    c.update(repeating: 0, count: columns)
    var overflow = false
    for index in 0..<depth {
      if Interrupt.isRequested { return true }
      let factor = a[index &* step]
      let row = b.base + index &* b.rowStep
      for column in 0..<columns {
        let (product, tooLarge) = factor.multipliedReportingOverflow(
          by: row[column &* b.columnStep])
        let (sum, overfull) = c[column].addingReportingOverflow(product)
        c[column] = sum
        overflow = overflow || tooLarge || overfull
      }
    }
    return !overflow
  }
}
