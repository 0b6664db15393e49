/// The right side of products, laid out once as the kernel reads it.
///
/// Worth it where many products have the same right side and that lies across the vectors (a
/// transposed matrix), or each has few rows. The products' bits are those of the matrix as it lay.
struct PackedMatrix<Element: MatrixElement> {
  let columns: Int
  let depth: Int
  private let buffer: Tensor

  /// O(columns · depth).
  init(columns: Int, depth: Int, _ b: MatrixOperand<Element>) throws {
    self.columns = columns
    self.depth = depth
    let count = Element.packedCount(columns, depth)
    buffer = try Tensor(uninitialized: Element.dtype, Shape([count]))
    Element.pack(columns, depth, b, into: buffer.pointer(as: Element.self))
  }

  /// c[rows, columns] = a b by this thread, for a range of columns that begins at a multiple of 64.
  ///
  /// `c` is the place of the range's first column.
  func multiply(
    _ rows: Int, _ a: MatrixOperand<Element>, columns range: Range<Int>,
    into c: UnsafeMutablePointer<Element>, leading: Int,
    finish: MatrixFinish<Element> = MatrixFinish()
  ) {
    Element.multiply(
      rows, range.count, depth, a, packed: UnsafePointer(buffer.pointer(as: Element.self)),
      from: range.lowerBound, into: c, leading: leading,
      finish: finish.from(column: range.lowerBound))
  }
}
