/// How a product is shared out: pieces of rows and columns that its size alone decides.
///
/// A piece is at most 256 rows by 2048 columns, or 512 by 1024 where there are many rows (each piece
/// lays its columns of the right side out anew), and small enough that there are some eight, as long
/// as each has half a million multiplications or more. The sums do not depend on it: only
/// how well threads share the work does.
struct MatrixPieces {
  let rows: Int
  let columns: Int
  /// Rows and columns of a piece, but for the last ones.
  let height: Int
  let width: Int

  /// `products` is how many of this size are shared out together.
  init(rows: Int, columns: Int, depth: Int, products: Int) {
    self.rows = rows
    self.columns = columns
    let work = Double(rows) * Double(columns) * Double(depth)
    let wanted = min(Int(min(work / Double(1 << 19), 8)), MatrixPieces.count(16, products))
    let (tallest, widest) = rows >= 2048 ? (512, 1024) : (256, 2048)
    var down = MatrixPieces.count(rows, tallest)
    if down > 1 { down += down & 1 }
    let narrowest = max(columns / 64, 1)
    let across = max(
      MatrixPieces.count(columns, widest), min(MatrixPieces.count(wanted, down), narrowest))
    down = max(down, min(MatrixPieces.count(wanted, across), rows / 28))
    height = MatrixPieces.count(rows, max(down, 1))
    width = MatrixPieces.count(MatrixPieces.count(columns, across), 64) * 64
  }

  var across: Int { MatrixPieces.count(columns, width) }
  var count: Int { MatrixPieces.count(rows, height) * across }

  subscript(index: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    let (down, along) = index.quotientAndRemainder(dividingBy: across)
    return (
      down * height..<min((down + 1) * height, rows),
      along * width..<min((along + 1) * width, columns)
    )
  }

  /// How many pieces of a size it takes.
  static func count(_ whole: Int, _ size: Int) -> Int { (whole + size - 1) / size }
}
