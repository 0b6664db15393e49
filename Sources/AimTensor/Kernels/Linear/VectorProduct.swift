import CAimKernels

/// Products in which one side, or both, is a single vector: bound by memory, not arithmetic.
struct VectorProduct<Element: MatrixElement> {
  let rows: Int
  let depth: Int

  /// y = a x.
  ///
  /// The elements of x stand `step` apart, whatever that is.
  func run(
    _ a: MatrixOperand<Element>, _ x: UnsafePointer<Element>, step: Int,
    into y: UnsafeMutablePointer<Element>
  ) throws {
    guard depth > 0 else { return y.update(repeating: 0, count: rows) }
    guard step == 1 || depth == 1 else {
      let copy = try Tensor(uninitialized: Element.dtype, Shape([depth]))
      let consecutive = copy.pointer(as: Element.self)
      aim_gather_strided(x, step, consecutive, depth, MemoryLayout<Element>.size)
      return try run(a, consecutive, step: 1, into: y)
    }
    if rows == 1 && (!a.isTransposed || a.leading == 1) {
      y[0] = try VectorProduct.dot(a.base, x, depth)
      return
    }
    // Across rows that lie side by side, memory wants to be read in long stretches.
    let share = max(a.isTransposed ? 256 : 16, (1 << 16) / depth)
    try Pool.run(rows, by: share) { range in
      Element.multiply(
        range.count, depth, a.from(row: range.lowerBound, column: 0), vector: x,
        into: y + range.lowerBound)
    }
  }

  /// The inner product of two contiguous vectors, in chunks whose sums are added in order.
  static func dot(_ x: UnsafePointer<Element>, _ y: UnsafePointer<Element>, _ count: Int) throws
    -> Element
  {
    let size = 1 << 16
    if count <= size { return Element(Element.dot(x, y, count)) }
    let chunks = (count + size - 1) / size
    let partial = try Tensor(uninitialized: .f64, Shape([chunks]))
    let sums = partial.pointer(as: Double.self)
    try Pool.run(chunks) { chunk in
      let start = chunk * size
      sums[chunk] = Element.dot(x + start, y + start, min(size, count - start))
    }
    var total = 0.0
    for chunk in 0..<chunks { total += sums[chunk] }
    return Element(total)
  }
}
