import CAimKernels

/// A part of some planes, set in zeros where it reaches beyond them.
struct ConvolutionFrame {
  /// The rows and columns it shows, in the planes' own numbers; they may lie outside.
  let rows: Range<Int>
  let columns: Range<Int>
  let planes: Int
  /// Columns this far apart become neighbours.
  let stride: Int
  let height: Int
  let width: Int

  /// Elements of each part of a row.
  var part: Int { (columns.count + stride - 1) / stride }
  /// Elements of a row.
  var row: Int { part * stride }

  /// From one framed plane to the next: whole cache lines, an odd number of them, so that neighbours
  /// do not fall into the same places of the cache.
  var plane: Int { ((rows.count * row + 15) / 16 | 1) * 16 }
  var size: Int { planes * plane }

  /// What of the planes it shows.
  var shownRows: Range<Int> { rows.clamped(to: 0..<height) }
  var shownColumns: Range<Int> { columns.clamped(to: 0..<width) }

  /// Where in the framed plane a place of the plane stands, from the frame's first.
  func place(_ y: Int, _ x: Int) -> Int { y * row + x % stride * part + x / stride }

  /// Fills `framed`, where what is not shown is 0 already.
  func fill<Element: ImageElement>(
    from source: UnsafePointer<Element>, into framed: UnsafeMutablePointer<Element>
  ) {
    let (shownRows, shownColumns) = (shownRows, shownColumns)
    guard !shownRows.isEmpty, !shownColumns.isEmpty else { return }
    var frame = aim_frame(
      planes: planes, height: shownRows.count, width: shownColumns.count,
      source_plane: height * width, source_row: width, top: shownRows.lowerBound - rows.lowerBound,
      left: shownColumns.lowerBound - columns.lowerBound, stride: stride, part: part, plane: plane)
    Element.convolution.framePlanes(
      source + shownRows.lowerBound * width + shownColumns.lowerBound, &frame, framed)
  }
}
