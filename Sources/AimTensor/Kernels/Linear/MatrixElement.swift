import CAimKernels

/// The element types that matrices of floating-point numbers are multiplied in.
protocol MatrixElement: NativeElement {
  /// c = a b, row-major, its rows `leading` apart; by this thread.
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Self>, _ b: MatrixOperand<Self>,
    into c: UnsafeMutablePointer<Self>, leading: Int, finish: MatrixFinish<Self>)

  /// How many elements a right side takes once packed.
  static func packedCount(_ columns: Int, _ depth: Int) -> Int

  /// Lays the right side of a product out as the kernel reads it.
  static func pack(
    _ columns: Int, _ depth: Int, _ b: MatrixOperand<Self>, into packed: UnsafeMutablePointer<Self>)

  /// c = a b for the columns from `first` on, a multiple of 64, of a packed right side.
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Self>,
    packed: UnsafePointer<Self>, from first: Int, into c: UnsafeMutablePointer<Self>, leading: Int,
    finish: MatrixFinish<Self>)

  /// y = a x for `a` of `rows` x `depth`.
  static func multiply(
    _ rows: Int, _ depth: Int, _ a: MatrixOperand<Self>, vector x: UnsafePointer<Self>,
    into y: UnsafeMutablePointer<Self>)

  static func dot(_ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, _ count: Int) -> Double

  /// out = x + y.
  static func add(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, into out: UnsafeMutablePointer<Self>,
    _ count: Int)
}

extension MatrixElement {
  /// c = a b, or c += a b where `adding`.
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Self>, _ b: MatrixOperand<Self>,
    into c: UnsafeMutablePointer<Self>, leading: Int, adding: Bool
  ) {
    multiply(
      rows, columns, depth, a, b, into: c, leading: leading,
      finish: MatrixFinish(isAdding: adding))
  }
}

/// A matrix whose rows (or, transposed, columns) have consecutive elements and stand `leading`
/// apart.
struct MatrixOperand<Element> {
  let base: UnsafePointer<Element>
  let leading: Int
  let isTransposed: Bool

  /// The same matrix from this row and column on.
  func from(row: Int, column: Int) -> MatrixOperand {
    let offset = isTransposed ? column &* leading &+ row : row &* leading &+ column
    return MatrixOperand(base: base + offset, leading: leading, isTransposed: isTransposed)
  }

  /// The matrix that begins so many elements later.
  func shifted(by offset: Int) -> MatrixOperand {
    MatrixOperand(base: base + offset, leading: leading, isTransposed: isTransposed)
  }

  var transposed: MatrixOperand {
    MatrixOperand(base: base, leading: leading, isTransposed: !isTransposed)
  }

  /// How far apart neighbours stand in a column, and in a row.
  var rowStep: Int { isTransposed ? 1 : leading }
  var columnStep: Int { isTransposed ? leading : 1 }
}

/// What becomes of an element of a product once its sum is complete.
struct MatrixFinish<Element> {
  /// Whether it is added to what stands there.
  var isAdding = false
  /// A row that is then added, an element for each column.
  var bias: UnsafePointer<Element>?
  /// Whether what is below zero then becomes zero; NaN stays.
  var isRectified = false

  /// The same for the columns from this one on.
  func from(column: Int) -> MatrixFinish {
    MatrixFinish(isAdding: isAdding, bias: bias.map { $0 + column }, isRectified: isRectified)
  }
}

extension Float: MatrixElement {
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Float>, _ b: MatrixOperand<Float>,
    into c: UnsafeMutablePointer<Float>, leading: Int, finish: MatrixFinish<Float>
  ) {
    aim_matmul_f32(rows, columns, depth, a.left, b.right, c, leading, finish.native)
  }

  static func packedCount(_ columns: Int, _ depth: Int) -> Int {
    aim_matmul_packed_count_f32(columns, depth)
  }

  static func pack(
    _ columns: Int, _ depth: Int, _ b: MatrixOperand<Float>,
    into packed: UnsafeMutablePointer<Float>
  ) { aim_matmul_pack_f32(columns, depth, b.right, packed) }

  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Float>,
    packed: UnsafePointer<Float>, from first: Int, into c: UnsafeMutablePointer<Float>,
    leading: Int, finish: MatrixFinish<Float>
  ) {
    aim_matmul_packed_f32(
      rows, first, columns, depth, a.left, packed, c, leading, finish.native)
  }

  static func multiply(
    _ rows: Int, _ depth: Int, _ a: MatrixOperand<Float>, vector x: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>
  ) {
    if a.isTransposed {
      aim_vector_matrix_f32(rows, depth, x, a.base, a.leading, y)
    } else {
      aim_matrix_vector_f32(rows, depth, a.base, a.leading, x, y)
    }
  }

  static func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) -> Double {
    aim_dot_f32(x, y, count)
  }

  static func add(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
    _ count: Int
  ) { aim_add_f32(x, y, out, count) }
}

extension MatrixOperand<Float> {
  fileprivate var left: aim_side_f32 {
    aim_side_f32(base: base, line: rowStep, step: columnStep)
  }
  fileprivate var right: aim_side_f32 {
    aim_side_f32(base: base, line: columnStep, step: rowStep)
  }
}

extension MatrixFinish<Float> {
  fileprivate var native: aim_finish_f32 {
    aim_finish_f32(adding: isAdding, bias: bias, relu: isRectified)
  }
}

extension Double: MatrixElement {
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Double>,
    _ b: MatrixOperand<Double>,
    into c: UnsafeMutablePointer<Double>, leading: Int, finish: MatrixFinish<Double>
  ) {
    aim_matmul_f64(rows, columns, depth, a.left, b.right, c, leading, finish.native)
  }

  static func packedCount(_ columns: Int, _ depth: Int) -> Int {
    aim_matmul_packed_count_f64(columns, depth)
  }

  static func pack(
    _ columns: Int, _ depth: Int, _ b: MatrixOperand<Double>,
    into packed: UnsafeMutablePointer<Double>
  ) { aim_matmul_pack_f64(columns, depth, b.right, packed) }

  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Double>,
    packed: UnsafePointer<Double>, from first: Int, into c: UnsafeMutablePointer<Double>,
    leading: Int, finish: MatrixFinish<Double>
  ) {
    aim_matmul_packed_f64(
      rows, first, columns, depth, a.left, packed, c, leading, finish.native)
  }

  static func multiply(
    _ rows: Int, _ depth: Int, _ a: MatrixOperand<Double>, vector x: UnsafePointer<Double>,
    into y: UnsafeMutablePointer<Double>
  ) {
    if a.isTransposed {
      aim_vector_matrix_f64(rows, depth, x, a.base, a.leading, y)
    } else {
      aim_matrix_vector_f64(rows, depth, a.base, a.leading, x, y)
    }
  }

  static func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
    aim_dot_f64(x, y, count)
  }

  static func add(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>,
    _ count: Int
  ) { aim_add_f64(x, y, out, count) }
}

extension MatrixOperand<Double> {
  fileprivate var left: aim_side_f64 {
    aim_side_f64(base: base, line: rowStep, step: columnStep)
  }
  fileprivate var right: aim_side_f64 {
    aim_side_f64(base: base, line: columnStep, step: rowStep)
  }
}

extension MatrixFinish<Double> {
  fileprivate var native: aim_finish_f64 {
    aim_finish_f64(adding: isAdding, bias: bias, relu: isRectified)
  }
}
