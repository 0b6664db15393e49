/// Runs `a @ b` for tensors of any rank and layout.
enum MatrixKernel {
  /// The product in `dtype`, of the shape that the type rule inferred; no origin.
  static func run(_ a: Tensor, _ b: Tensor, as dtype: DType, _ shape: Shape) throws -> Tensor {
    let left = try Casting.converted(a, to: dtype)
    let right = try Casting.converted(b, to: dtype)
    let result = try Tensor(uninitialized: dtype, shape)
    guard result.count > 0 else { return result }
    switch dtype {
    case .f32: try multiply(left, right, into: result, as: Float.self)
    case .f64: try multiply(left, right, into: result, as: Double.self)
    default: try multiplyIntegers(left, right, into: result)
    }
    return result
  }

  private static func multiply<Element: MatrixElement>(
    _ a: Tensor, _ b: Tensor, into result: Tensor, as type: Element.Type
  ) throws {
    let left = try readable(a.rank == 1 ? row(a) : a)
    let right = try readable(b.rank == 1 ? column(b) : b)
    let target = result.pointer(as: type)
    defer { withExtendedLifetime((left, right)) {} }
    guard left.rank == 2 && right.rank == 2 else {
      return try multiplyBatch(left, right, into: result, as: type)
    }
    let size = MatrixSize(left, right)
    if size.rows == 1 || size.columns == 1 {
      return try multiplyVector(left, right, size, into: target)
    }
    try MatrixProduct<Element>(rows: size.rows, columns: size.columns, depth: size.depth)
      .run(operand(left, type), operand(right, type), into: target)
  }

  /// Many products, whose leading axes broadcast.
  private static func multiplyBatch<Element: MatrixElement>(
    _ left: Tensor, _ right: Tensor, into result: Tensor, as type: Element.Type
  ) throws {
    let size = MatrixSize(left, right)
    if right.rank == 2 && left.isContiguous && size.depth > 0 {
      // Many matrices times one: one tall matrix times it.
      let tall = left.view(
        shape: [left.count / size.depth, size.depth], strides: [size.depth, 1],
        offset: left.offset)
      return try multiply(tall, right, into: result, as: type)
    }
    let batch = MatrixBatch(left, right)
    let (first, second) = (operand(left, type), operand(right, type))
    try MatrixProduct<Element>(rows: size.rows, columns: size.columns, depth: size.depth)
      .run(batch.count, into: result.pointer(as: type)) { index in
        let place = batch[index]
        return (first.shifted(by: place.left), second.shifted(by: place.right))
      }
  }

  /// A product with a single row or column.
  private static func multiplyVector<Element: MatrixElement>(
    _ a: Tensor, _ b: Tensor, _ size: MatrixSize, into target: UnsafeMutablePointer<Element>
  ) throws {
    let left = operand(a, Element.self)
    let right = operand(b, Element.self)
    if size.columns == 1 {
      try VectorProduct<Element>(rows: size.rows, depth: size.depth)
        .run(
          left, UnsafePointer(b.pointer(as: Element.self)), step: b.strides[0], into: target)
    } else {
      try VectorProduct<Element>(rows: size.columns, depth: size.depth)
        .run(
          right.transposed, UnsafePointer(a.pointer(as: Element.self)), step: a.strides[1],
          into: target)
    }
  }

  private static func multiplyIntegers(_ a: Tensor, _ b: Tensor, into result: Tensor) throws {
    let left = a.rank == 1 ? row(a) : a
    let right = b.rank == 1 ? column(b) : b
    let size = MatrixSize(left, right)
    let product = IntegerProduct(rows: size.rows, columns: size.columns, depth: size.depth)
    var target = result.pointer(as: Int.self)
    let batch = MatrixBatch(left, right)
    for index in 0..<batch.count {
      let place = batch[index]
      let fits = try product.run(
        integers(left, at: place.left), integers(right, at: place.right), into: target)
      guard fits else { throw IntegerOverflow(operation: "matmul") }
      target += size.rows * size.columns
    }
  }

  private static func integers(_ x: Tensor, at place: Int) -> IntegerProduct.Operand {
    IntegerProduct.Operand(
      base: UnsafePointer(x.pointer(as: Int.self) + place), rowStep: x.strides[x.rank - 2],
      columnStep: x.strides[x.rank - 1])
  }

  /// A vector as a matrix of one row.
  private static func row(_ x: Tensor) -> Tensor {
    x.view(shape: [1, x.shape[0]], strides: [0, x.strides[0]], offset: x.offset)
  }

  /// A vector as a matrix of one column.
  private static func column(_ x: Tensor) -> Tensor {
    x.view(shape: [x.shape[0], 1], strides: [x.strides[0], 0], offset: x.offset)
  }

  /// Itself where the rows or the columns of its matrices are consecutive, else a copy whose rows
  /// are.
  private static func readable(_ x: Tensor) throws -> Tensor {
    leading(x) != nil ? x : try x.packed()
  }

  /// The distance between rows (or columns) of a tensor's matrices and whether they are
  /// transposed; nil where neither rows nor columns are consecutive.
  private static func leading(_ x: Tensor) -> (distance: Int, isTransposed: Bool)? {
    let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let (down, across) = (x.strides[x.rank - 2], x.strides[x.rank - 1])
    if across == 1 || columns <= 1 {
      let distance = rows <= 1 ? max(columns, 1) : down
      if distance >= max(columns, 1) { return (distance, false) }
    }
    if down == 1 || rows <= 1 {
      let distance = columns <= 1 ? max(rows, 1) : across
      if distance >= max(rows, 1) { return (distance, true) }
    }
    return nil
  }

  /// The first matrix of a tensor.
  private static func operand<Element: MatrixElement>(_ x: Tensor, _ type: Element.Type)
    -> MatrixOperand<Element>
  {
    let (distance, isTransposed) = leading(x) ?? (max(x.shape[x.rank - 1], 1), false)
    return MatrixOperand(
      base: UnsafePointer(x.pointer(as: type)), leading: distance, isTransposed: isTransposed)
  }
}

/// The sizes of a matrix product.
private struct MatrixSize {
  let rows: Int
  let columns: Int
  let depth: Int

  init(_ a: Tensor, _ b: Tensor) {
    rows = a.shape[a.rank - 2]
    depth = a.shape[a.rank - 1]
    columns = b.shape[b.rank - 1]
  }
}
