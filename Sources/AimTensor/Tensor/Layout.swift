/// How the elements of a tensor lie in its storage: shape and strides, with what follows from them.
///
/// Never changed, and shared: a tensor of the same shape as an operand takes over its layout, which
/// costs one reference instead of an array or two.
package final class Layout: Sendable {
  package let shape: Shape
  /// Elements between neighbours along each axis; 0 where one element stands for many.
  package let strides: [Int]
  /// The number of elements.
  package let count: Int
  package let rank: Int
  /// True where the elements lie in row-major order without gaps.
  package let isContiguous: Bool

  package init(_ shape: Shape, strides: [Int]) {
    self.shape = shape
    self.strides = strides
    count = shape.count
    rank = shape.rank
    isContiguous = Layout.isRowMajor(shape, strides)
  }

  /// Row-major order.
  package init(contiguous shape: Shape) {
    self.shape = shape
    strides = shape.contiguousStrides
    count = shape.count
    rank = shape.rank
    isContiguous = true
  }

  /// No dimensions: one element.
  package static let scalar = Layout(contiguous: .scalar)

  private static func isRowMajor(_ shape: Shape, _ strides: [Int]) -> Bool {
    var step = 1
    var axis = shape.rank - 1
    while axis >= 0 {
      let size = shape[axis]
      if size == 0 { return true }
      if size != 1 && strides[axis] != step { return false }
      step &*= size
      axis -= 1
    }
    return true
  }

  /// True where both are row-major with one shape.
  @inline(__always)
  static func isSameRow(_ a: Layout, _ b: Layout) -> Bool {
    a.isContiguous && (a === b || b.isContiguous && a.count == b.count && a.shape == b.shape)
  }
}
