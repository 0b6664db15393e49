/// Runs `a @ b` for tensors of any rank and layout.
enum MatrixKernel {
  /// The product in `dtype`, of the shape that the type rule inferred; no origin.
  static func run(_ a: Tensor, _ b: Tensor, as dtype: DType, _ shape: Shape) throws -> Tensor {
    let left = try Casting.converted(a, to: dtype)
    let right = try Casting.converted(b, to: dtype)
    let result = try Tensor(uninitialized: dtype, shape)
    guard result.count > 0 else { return result }
    try BlasMemory.expectRoom()
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
    let left = try blasLayout(a.rank == 1 ? row(a) : a, type)
    let right = try blasLayout(b.rank == 1 ? column(b) : b, type)
    let target = result.pointer(as: type)
    defer { withExtendedLifetime((left, right)) {} }
    let size = MatrixSize(left, right)
    let isVector = size.rows == 1 || size.columns == 1
    if left.rank == 2 && right.rank == 2 && isVector && size.depth <= Int(Int32.max) {
      if try multiplyVector(left, right, size, into: target) { return }
    }
    if right.rank == 2 && left.rank > 2 && left.isContiguous {
      // Many matrices times one: one tall matrix times it.
      let tall = left.view(
        shape: [left.count / max(size.depth, 1), size.depth], strides: [size.depth, 1],
        offset: left.offset)
      if size.depth > 0 { return try multiply(tall, right, into: result, as: type) }
    }
    let pairs = places(left, right).map { place in
      (operand(left, at: place.left, type), operand(right, at: place.right, type))
    }
    try MatrixProduct<Element>(rows: size.rows, columns: size.columns, depth: size.depth)
      .run(pairs, into: target)
  }

  /// A product with a single row or column; false where the layout does not suit.
  private static func multiplyVector<Element: MatrixElement>(
    _ a: Tensor, _ b: Tensor, _ size: MatrixSize, into target: UnsafeMutablePointer<Element>
  ) throws -> Bool {
    let left = operand(a, at: 0, Element.self)
    let right = operand(b, at: 0, Element.self)
    if size.columns == 1 {
      let step = size.depth == 1 ? 1 : b.strides[0]
      guard step >= 1, step <= Int(Int32.max) else { return false }
      try VectorProduct<Element>(rows: size.rows, depth: size.depth)
        .run(left, UnsafePointer(b.pointer(as: Element.self)), step: step, into: target)
    } else {
      let step = size.depth == 1 ? 1 : a.strides[1]
      guard step >= 1, step <= Int(Int32.max) else { return false }
      try VectorProduct<Element>(rows: size.columns, depth: size.depth)
        .run(right.transposed, UnsafePointer(a.pointer(as: Element.self)), step: step, into: target)
    }
    return true
  }

  private static func multiplyIntegers(_ a: Tensor, _ b: Tensor, into result: Tensor) throws {
    let left = a.rank == 1 ? row(a) : a
    let right = b.rank == 1 ? column(b) : b
    let size = MatrixSize(left, right)
    let product = IntegerProduct(rows: size.rows, columns: size.columns, depth: size.depth)
    var target = result.pointer(as: Int.self)
    for place in places(left, right) {
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

  /// Itself where its matrices lie as BLAS can read them, else a copy that does.
  private static func blasLayout<Element: MatrixElement>(_ x: Tensor, _ type: Element.Type) throws
    -> Tensor
  {
    if leading(x) != nil { return x }
    let packed = try x.packed()
    guard leading(packed) != nil else { throw ShapeTooLarge(shape: x.shape.dimensions) }
    return packed
  }

  /// The distance between rows (or columns) of a tensor's matrices and whether they are
  /// transposed; nil where neither rows nor columns are consecutive.
  private static func leading(_ x: Tensor) -> (distance: Int, isTransposed: Bool)? {
    let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let (down, across) = (x.strides[x.rank - 2], x.strides[x.rank - 1])
    if across == 1 || columns <= 1 {
      let distance = rows <= 1 ? max(columns, 1) : down
      if distance >= max(columns, 1), distance <= Int(Int32.max) { return (distance, false) }
    }
    if down == 1 || rows <= 1 {
      let distance = columns <= 1 ? max(rows, 1) : across
      if distance >= max(rows, 1), distance <= Int(Int32.max) { return (distance, true) }
    }
    return nil
  }

  private static func operand<Element: MatrixElement>(
    _ x: Tensor, at place: Int, _ type: Element.Type
  ) -> MatrixOperand<Element> {
    let (distance, isTransposed) = leading(x) ?? (max(x.shape[x.rank - 1], 1), false)
    return MatrixOperand(
      base: UnsafePointer(x.pointer(as: type) + place), leading: distance,
      isTransposed: isTransposed)
  }

  /// Where the matrices of each pair begin, in row-major order of the broadcast leading axes.
  private static func places(_ a: Tensor, _ b: Tensor) -> [(left: Int, right: Int)] {
    if a.rank == 2 && b.rank == 2 { return [(0, 0)] }
    let rank = max(a.rank, b.rank) - 2
    var places: [(left: Int, right: Int)] = [(0, 0)]
    for axis in 0..<rank {
      let (size, step) = lead(a, axis, rank)
      let (otherSize, otherStep) = lead(b, axis, rank)
      let count = size == 1 ? otherSize : size
      var next: [(left: Int, right: Int)] = []
      next.reserveCapacity(places.count * count)
      for place in places {
        for index in 0..<count {
          next.append((place.left + index * step, place.right + index * otherStep))
        }
      }
      places = next
    }
    return places
  }

  /// The size and step of a leading axis, as seen from the broadcast shape.
  private static func lead(_ x: Tensor, _ axis: Int, _ rank: Int) -> (size: Int, step: Int) {
    let own = axis - (rank - (x.rank - 2))
    guard own >= 0, x.shape[own] != 1 else { return (1, 0) }
    return (x.shape[own], x.strides[own])
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
