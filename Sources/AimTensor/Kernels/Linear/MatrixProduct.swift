import AimDiagnostics

/// A product of two matrices, cut into tiles that the problem's size alone decides.
///
/// A tile is at most 252 rows by 2048 columns, and walks the depth in steps of 2048: some 2
/// GFLOP, so that the interrupt is seen within 100 ms. Where there are few tiles and the depth
/// is large, the depth is cut into fixed chunks whose partial products are added in order.
struct MatrixProduct<Element: MatrixElement> {
  let rows: Int
  let columns: Int
  let depth: Int

  /// c[rows, columns] = a b for each pair of operands.
  ///
  /// `c` has its rows `columns` apart.
  func run(
    _ operands: [(a: MatrixOperand<Element>, b: MatrixOperand<Element>)],
    into c: UnsafeMutablePointer<Element>
  ) throws {
    guard rows > 0, columns > 0 else { return }
    guard depth > 0 else {
      return c.update(repeating: 0, count: operands.count * rows * columns)
    }
    let chunks = depthChunks(operands.count)
    if chunks > 1 { return try runByDepth(operands[0], chunks, into: c) }
    try runTiles(operands, into: c)
  }

  private func runTiles(
    _ operands: [(a: MatrixOperand<Element>, b: MatrixOperand<Element>)],
    into c: UnsafeMutablePointer<Element>
  ) throws {
    let (down, across) = (pieces(rows, tileRows), pieces(columns, tileColumns))
    let tiles = down * across
    // Small products are taken several at a time.
    let share = tiles > 1 ? 1 : max(1, (1 << 19) / max(rows * columns * depth, 1))
    try Pool.run(operands.count * tiles, by: share) { range in
      for index in range {
        let (matrix, tile) = index.quotientAndRemainder(dividingBy: tiles)
        let row = tile / across * tileRows
        let column = tile % across * tileColumns
        multiplyTile(
          operands[matrix], row, column, into: c + (matrix * rows + row) * columns + column)
      }
    }
  }

  private func multiplyTile(
    _ pair: (a: MatrixOperand<Element>, b: MatrixOperand<Element>), _ row: Int, _ column: Int,
    into c: UnsafeMutablePointer<Element>
  ) {
    let height = min(tileRows, rows - row)
    let width = min(tileColumns, columns - column)
    var start = 0
    while start < depth {
      if start > 0 && Interrupt.isRequested { return }
      let length = min(2048, depth - start)
      Element.multiply(
        height, width, length, pair.a.from(row: row, column: start),
        pair.b.from(row: start, column: column), into: c, leading: columns, adding: start > 0)
      start += length
    }
  }

  private func runByDepth(
    _ pair: (a: MatrixOperand<Element>, b: MatrixOperand<Element>), _ chunks: Int,
    into c: UnsafeMutablePointer<Element>
  ) throws {
    let size = rows * columns
    let length = pieces(depth, chunks)
    let partial = try Tensor(uninitialized: Element.dtype, Shape([chunks, size]))
    let sums = partial.pointer(as: Element.self)
    try Pool.run(chunks) { chunk in
      let start = min(chunk * length, depth)
      let part = MatrixProduct(
        rows: rows, columns: columns, depth: min(length, depth - start))
      part.multiplyWhole(
        pair.a.from(row: 0, column: start), pair.b.from(row: start, column: 0),
        into: sums + chunk * size)
    }
    c.update(from: sums, count: size)
    for chunk in 1..<chunks { Element.add(c, sums + chunk * size, into: c, size) }
  }

  /// The whole product by one thread.
  func multiplyWhole(
    _ a: MatrixOperand<Element>, _ b: MatrixOperand<Element>,
    into c: UnsafeMutablePointer<Element>
  ) {
    for row in stride(from: 0, to: rows, by: tileRows) {
      for column in stride(from: 0, to: columns, by: tileColumns) {
        multiplyTile((a, b), row, column, into: c + row * columns + column)
      }
    }
    if depth == 0 { c.update(repeating: 0, count: rows * columns) }
  }

  /// Whole tiles of the kernel's 14 rows; taller where there are many, as each packs the right side
  /// anew.
  private var tileRows: Int { rows >= 1008 ? 252 : 126 }

  /// The whole width, or, where few rows would leave a thread without work, a quarter of it.
  private var tileColumns: Int {
    let down = pieces(rows, tileRows)
    if down >= 4 || rows * columns * depth < 1 << 21 { return 2048 }
    let share = pieces(columns, pieces(4, down))
    return min(max(pieces(share, 64) * 64, 128), 2048)
  }

  private func depthChunks(_ products: Int) -> Int {
    let tiles = pieces(rows, tileRows) * pieces(columns, tileColumns)
    guard products == 1, tiles < 4, depth >= 4096 else { return 1 }
    return min(8, depth / 1024)
  }

  private func pieces(_ whole: Int, _ size: Int) -> Int { (whole + size - 1) / size }
}
