import AimDiagnostics

/// A product of two matrices, or many of one size, shared out in pieces.
///
/// A piece walks the depth in steps of 2048: at most 2 GFLOP, so that the interrupt is seen within
/// 100 ms. Where there are few pieces and the depth is large, the depth is cut into fixed chunks
/// whose partial products are added in order.
struct MatrixProduct<Element: MatrixElement> {
  typealias Operands = (a: MatrixOperand<Element>, b: MatrixOperand<Element>)

  let rows: Int
  let columns: Int
  let depth: Int

  /// c[rows, columns] = a b; its rows stand `columns` apart, and nothing is added to it.
  func run(
    _ a: MatrixOperand<Element>, _ b: MatrixOperand<Element>,
    into c: UnsafeMutablePointer<Element>, finish: MatrixFinish<Element> = MatrixFinish()
  ) throws {
    if rows <= 256 && columns <= 2048 && depth < 4096 && rows * columns * depth < 1 << 20 {
      // One small piece, which needs no sharing out.
      return multiply((a, b), (0..<rows, 0..<columns), into: c, finish)
    }
    try run(into: c, finish: finish) { _ in (a, b) }
  }

  /// c[rows, columns] = a b for each of `count` pairs of operands, one result after the other.
  ///
  /// `c` has its rows `columns` apart; nothing is added to it.
  func run(
    _ count: Int = 1, into c: UnsafeMutablePointer<Element>,
    finish: MatrixFinish<Element> = MatrixFinish(), _ operands: @escaping (Int) -> Operands
  ) throws {
    guard rows > 0, columns > 0 else { return }
    let pieces = MatrixPieces(rows: rows, columns: columns, depth: depth, products: count)
    if count == 1 && pieces.count < 4 && depth >= 4096 {
      return try runByDepth(operands(0), into: c, finish)
    }
    if count * pieces.count == 1 {
      multiply(operands(0), (0..<rows, 0..<columns), into: c, finish)
      if Interrupt.isRequested { throw Interrupted() }
      return
    }
    // Small products are taken several at a time.
    let share = pieces.count > 1 ? 1 : max(1, (1 << 19) / max(rows * columns * depth, 1))
    try Pool.run(count * pieces.count, by: share) { range in
      for index in range {
        let (matrix, piece) = index.quotientAndRemainder(dividingBy: pieces.count)
        multiply(operands(matrix), pieces[piece], into: c + matrix * rows * columns, finish)
      }
    }
  }

  /// One piece of one product, whose first element is at `c`.
  private func multiply(
    _ pair: Operands, _ piece: (rows: Range<Int>, columns: Range<Int>),
    into c: UnsafeMutablePointer<Element>, _ finish: MatrixFinish<Element>
  ) {
    let (row, column) = (piece.rows.lowerBound, piece.columns.lowerBound)
    var start = 0
    repeat {
      if start > 0 && Interrupt.isRequested { return }
      let length = min(2048, depth - start)
      let isLast = start + length == depth
      var ending = isLast ? finish.from(column: column) : MatrixFinish()
      ending.isAdding = start > 0
      Element.multiply(
        piece.rows.count, piece.columns.count, length, pair.a.from(row: row, column: start),
        pair.b.from(row: start, column: column), into: c + row * columns + column,
        leading: columns, finish: ending)
      start += length
    } while start < depth
  }

  private func runByDepth(
    _ pair: Operands, into c: UnsafeMutablePointer<Element>, _ finish: MatrixFinish<Element>
  ) throws {
    let size = rows * columns
    let chunks = min(8, depth / 1024)
    let length = MatrixPieces.count(depth, chunks)
    let partial = try Tensor(uninitialized: Element.dtype, Shape([chunks, size]))
    let sums = partial.pointer(as: Element.self)
    try Pool.run(chunks) { chunk in
      let start = min(chunk * length, depth)
      let part = MatrixProduct(
        rows: rows, columns: columns, depth: min(length, depth - start))
      part.multiply(
        (pair.a.from(row: 0, column: start), pair.b.from(row: start, column: 0)),
        (0..<rows, 0..<columns), into: sums + chunk * size, MatrixFinish())
    }
    for chunk in 1..<chunks { Element.add(sums, sums + chunk * size, into: sums, size) }
    // A product of depth 0 leaves what it is added to, and finishes it.
    c.update(from: sums, count: size)
    guard finish.bias != nil || finish.isRectified else { return }
    var ending = finish
    ending.isAdding = true
    Element.multiply(
      rows, columns, 0, pair.a, pair.b, into: c, leading: columns, finish: ending)
  }
}
