import AimDiagnostics

/// A walk over one shape in row-major order, for several operands with their own strides.
///
/// Neighbouring axes that lie together in every operand are joined, so that the innermost row is
/// as long as can be: a loop over contiguous operands is a single row.
struct StridedLayout {
  private(set) var sizes: [Int]
  /// Per operand, the strides of the joined axes.
  private(set) var strides: [[Int]]

  init(shape: Shape, strides operands: [[Int]]) {
    sizes = []
    strides = Array(repeating: [], count: operands.count)
    for axis in 0..<shape.rank where shape[axis] != 1 {
      join(shape[axis], operands.map { $0[axis] })
    }
  }

  private mutating func join(_ size: Int, _ steps: [Int]) {
    let last = sizes.count - 1
    let joins =
      last >= 0 && strides.indices.allSatisfy { strides[$0][last] == size &* steps[$0] }
    if joins {
      sizes[last] *= size
      for operand in strides.indices { strides[operand][last] = steps[operand] }
    } else {
      sizes.append(size)
      for operand in strides.indices { strides[operand].append(steps[operand]) }
    }
  }

  /// Length of the innermost rows; 1 for a shape without dimensions.
  var innerCount: Int { sizes.last ?? 1 }

  /// Per operand, the step along a row.
  var innerStrides: [Int] { strides.map { $0.last ?? 0 } }

  /// Calls `body(place, offsets, count)` for each row: where it begins in row-major order and in
  /// each operand.
  ///
  /// Long rows come in pieces, and the interrupt is polled between them.
  func forEachRow(
    mayStop: Bool = true, _ body: (Int, [Int], Int) throws -> Void
  ) rethrows {
    let total = sizes.reduce(1, &*)
    guard total > 0 else { return }
    var offsets = [Int](repeating: 0, count: strides.count)
    var index = [Int](repeating: 0, count: max(sizes.count - 1, 0))
    let steps = innerStrides
    let row = innerCount
    var place = 0
    var sincePoll = 0
    while true {
      var start = 0
      while start < row {
        let count = min(row - start, StridedLayout.pieceLength)
        var begins = offsets
        if start > 0 {
          for operand in begins.indices { begins[operand] += start * steps[operand] }
        }
        try body(place + start, begins, count)
        start += count
        sincePoll += count
        if sincePoll >= StridedLayout.pieceLength {
          sincePoll = 0
          if mayStop, Interrupt.isRequested { return }
        }
      }
      place += row
      guard advance(&index, &offsets) else { return }
    }
  }

  /// Elements between two looks at the interrupt.
  static let pieceLength = 1 << 16

  private func advance(_ index: inout [Int], _ offsets: inout [Int]) -> Bool {
    var axis = index.count - 1
    while axis >= 0 {
      index[axis] += 1
      for operand in offsets.indices { offsets[operand] += strides[operand][axis] }
      if index[axis] < sizes[axis] { return true }
      for operand in offsets.indices { offsets[operand] -= strides[operand][axis] * sizes[axis] }
      index[axis] = 0
      axis -= 1
    }
    return false
  }
}
