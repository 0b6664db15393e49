/// The leading axes of a batched product: where the matrices of each pair begin.
struct MatrixBatch {
  private let layout: StridedLayout
  let count: Int

  /// The last two axes of each are its matrices; the axes before them broadcast.
  init(_ a: Tensor, _ b: Tensor) {
    let rank = max(a.rank, b.rank) - 2
    var sizes: [Int] = []
    var left: [Int] = []
    var right: [Int] = []
    for axis in 0..<rank {
      let (size, step) = MatrixBatch.lead(a, axis, rank)
      let (otherSize, otherStep) = MatrixBatch.lead(b, axis, rank)
      sizes.append(size == 1 ? otherSize : size)
      left.append(step)
      right.append(otherStep)
    }
    layout = StridedLayout(shape: Shape(sizes), strides: [left, right])
    count = sizes.reduce(1, &*)
  }

  /// The offsets of the pair at this place in row-major order.
  subscript(place: Int) -> (left: Int, right: Int) {
    var (rest, left, right) = (place, 0, 0)
    var axis = layout.sizes.count - 1
    while axis >= 0 {
      let (outer, index) = rest.quotientAndRemainder(dividingBy: layout.sizes[axis])
      left += index * layout.strides[0][axis]
      right += index * layout.strides[1][axis]
      rest = outer
      axis -= 1
    }
    return (left, right)
  }

  /// The size and step of a leading axis, as seen from the broadcast shape.
  private static func lead(_ x: Tensor, _ axis: Int, _ rank: Int) -> (size: Int, step: Int) {
    let own = axis - (rank - (x.rank - 2))
    guard own >= 0, x.shape[own] != 1 else { return (1, 0) }
    return (x.shape[own], x.strides[own])
  }
}
