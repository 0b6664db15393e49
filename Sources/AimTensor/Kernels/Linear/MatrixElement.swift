import CAimKernels
import COpenBLAS

/// The element types that BLAS multiplies.
protocol MatrixElement: NativeElement {
  /// c = a b, or c += a b where `adding`; row-major, each side read as it lies or transposed.
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Self>, _ b: MatrixOperand<Self>,
    into c: UnsafeMutablePointer<Self>, leading: Int, adding: Bool)

  /// y = a x for `a` of `rows` x `depth`; elements of x stand `step` apart (1 or more).
  static func multiply(
    _ rows: Int, _ depth: Int, _ a: MatrixOperand<Self>, vector x: UnsafePointer<Self>, step: Int,
    into y: UnsafeMutablePointer<Self>)

  static func dot(_ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, _ count: Int) -> Double

  /// out = x + y.
  static func add(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, into out: UnsafeMutablePointer<Self>,
    _ count: Int)
}

/// A matrix as BLAS takes it: rows (or, transposed, columns) of consecutive elements, `leading`
/// elements apart.
struct MatrixOperand<Element> {
  let base: UnsafePointer<Element>
  let leading: Int
  let isTransposed: Bool

  /// The same matrix from this row and column on.
  func from(row: Int, column: Int) -> MatrixOperand {
    let offset = isTransposed ? column &* leading &+ row : row &* leading &+ column
    return MatrixOperand(base: base + offset, leading: leading, isTransposed: isTransposed)
  }

  var transposed: MatrixOperand {
    MatrixOperand(base: base, leading: leading, isTransposed: !isTransposed)
  }

  /// How far apart neighbours stand in a column, and in a row.
  var rowStep: Int { isTransposed ? 1 : leading }
  var columnStep: Int { isTransposed ? leading : 1 }

  /// `leading` as BLAS takes it: at least 1, for a matrix without elements too.
  var distance: Int32 { Int32(max(leading, 1)) }

  var order: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }
}

extension Float: MatrixElement {
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Float>, _ b: MatrixOperand<Float>,
    into c: UnsafeMutablePointer<Float>, leading: Int, adding: Bool
  ) {
    let isDone = aim_matmul_f32(
      rows, columns, depth, a.base, a.rowStep, a.columnStep, b.base, b.columnStep, b.rowStep, c,
      leading, adding)
    if isDone { return }
    cblas_sgemm(
      CblasRowMajor, a.order, b.order, Int32(rows), Int32(columns), Int32(depth), 1, a.base,
      a.distance, b.base, b.distance, adding ? 1 : 0, c, Int32(max(leading, 1)))
  }

  static func multiply(
    _ rows: Int, _ depth: Int, _ a: MatrixOperand<Float>, vector x: UnsafePointer<Float>, step: Int,
    into y: UnsafeMutablePointer<Float>
  ) {
    if step == 1 {
      if a.isTransposed {
        return aim_vector_matrix_f32(x, a.base, a.leading, y, depth, rows)
      }
      return aim_matrix_vector_f32(a.base, a.leading, x, y, rows, depth)
    }
    let (height, width) = a.isTransposed ? (depth, rows) : (rows, depth)
    cblas_sgemv(
      CblasRowMajor, a.order, Int32(height), Int32(width), 1, a.base, a.distance, x,
      Int32(step), 0, y, 1)
  }

  static func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) -> Double {
    aim_dot_f32(x, y, count)
  }

  static func add(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
    _ count: Int
  ) { aim_add_f32(x, y, out, count) }
}

extension Double: MatrixElement {
  static func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Double>,
    _ b: MatrixOperand<Double>, into c: UnsafeMutablePointer<Double>, leading: Int, adding: Bool
  ) {
    let isDone = aim_matmul_f64(
      rows, columns, depth, a.base, a.rowStep, a.columnStep, b.base, b.columnStep, b.rowStep, c,
      leading, adding)
    if isDone { return }
    cblas_dgemm(
      CblasRowMajor, a.order, b.order, Int32(rows), Int32(columns), Int32(depth), 1, a.base,
      a.distance, b.base, b.distance, adding ? 1 : 0, c, Int32(max(leading, 1)))
  }

  static func multiply(
    _ rows: Int, _ depth: Int, _ a: MatrixOperand<Double>, vector x: UnsafePointer<Double>,
    step: Int, into y: UnsafeMutablePointer<Double>
  ) {
    if step == 1 {
      if a.isTransposed {
        return aim_vector_matrix_f64(x, a.base, a.leading, y, depth, rows)
      }
      return aim_matrix_vector_f64(a.base, a.leading, x, y, rows, depth)
    }
    let (height, width) = a.isTransposed ? (depth, rows) : (rows, depth)
    cblas_dgemv(
      CblasRowMajor, a.order, Int32(height), Int32(width), 1, a.base, a.distance, x,
      Int32(step), 0, y, 1)
  }

  static func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
    aim_dot_f64(x, y, count)
  }

  static func add(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>,
    _ count: Int
  ) { aim_add_f64(x, y, out, count) }
}
