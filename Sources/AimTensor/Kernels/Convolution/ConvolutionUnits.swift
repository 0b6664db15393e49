/// Some rows and blocks of outputs of one image's result.
struct ConvolutionUnit {
  let image: Int
  let rows: Range<Int>
  let blocks: Range<Int>
}

/// How a product is cut, by its size alone.
///
/// A batch is cut into images. An image is cut too where there are few of them, into blocks of
/// outputs first, as each reads all of the image and only its part of the filters; and into bands of
/// rows, where its frame would not fit into the second cache.
struct ConvolutionUnits {
  /// Elements of a frame that fit into the second cache with filters beside them.
  private static let cached = 1 << 17
  /// Products of two elements that are worth a piece of their own.
  private static let worth = 1 << 19
  private static let most = 16

  private let height: Int
  private let blocks: Int
  /// Rows and blocks of a unit.
  let rows: Int
  private let width: Int
  private let bands: Int
  private let columns: Int
  let count: Int
  /// Units to a piece.
  let share: Int

  /// `framed` gives the elements that a number of rows are made from.
  init(batch: Int, rows height: Int, blocks: Int, work: Int, _ framed: (Int) -> Int) {
    self.height = height
    self.blocks = blocks
    let pieces = min(max(work / ConvolutionUnits.worth, 1), ConvolutionUnits.most)
    let parts = min((pieces + batch - 1) / max(batch, 1), 8)
    width = (blocks + min(parts, blocks) - 1) / max(min(parts, blocks), 1)
    columns = (blocks + width - 1) / max(width, 1)
    var rows = max(1, height / max((parts + columns - 1) / max(columns, 1), 1))
    while rows > 1 && framed(rows) > ConvolutionUnits.cached { rows = (rows + 1) / 2 }
    self.rows = rows
    bands = (height + rows - 1) / rows
    count = batch * bands * columns
    share = max(1, (count + pieces - 1) / pieces)
  }

  subscript(_ index: Int) -> ConvolutionUnit {
    let (image, place) = index.quotientAndRemainder(dividingBy: bands * columns)
    let (band, column) = place.quotientAndRemainder(dividingBy: columns)
    return ConvolutionUnit(
      image: image, rows: band * rows..<min((band + 1) * rows, height),
      blocks: column * width..<min((column + 1) * width, blocks))
  }
}
