/// Folds the rows of a matrix: `rows` of them, `columns` long, `stride` elements apart.
///
/// False where an integer overflowed.
package typealias FoldLoop =
  @Sendable (
    _ input: UnsafeRawPointer, _ rows: Int, _ columns: Int, _ stride: Int,
    _ output: UnsafeMutableRawPointer
  ) -> Bool

/// A reduction as two loops: along rows that lie in one piece, and across rows.
package struct ReductionLoop: Sendable {
  /// Each row into one result.
  let each: FoldLoop
  /// All rows into one result for each column.
  let across: FoldLoop
  /// Folds what parts of one long row gave; nil where a fold cannot be done in parts.
  let join: FoldLoop?
  /// Across a few rows more, where a chain of elementwise work hands them over bit by bit.
  let gradual: GradualFold?

  init(
    each: @escaping FoldLoop, across: @escaping FoldLoop, join: FoldLoop? = nil,
    gradual: GradualFold? = nil
  ) {
    self.each = each
    self.across = across
    self.join = join
    self.gradual = gradual
  }

  /// True where parts may be folded on their own and their results folded again.
  var canBeParted: Bool { join != nil }

  /// Rows that are added one after the other, and elements of a row: a part is a multiple of both.
  static let group = 64
  static let block = 2048
}

/// Adds rows to sums as they come: `group` rows in the elements' own precision, groups in double.
package struct GradualFold: Sendable {
  /// `count` sums more: rows `stride` apart, added to `partial`.
  let more: @Sendable (UnsafeRawPointer, Int, Int, UnsafeMutableRawPointer) -> Void
  /// Adds `partial` to the totals in double precision, and begins it anew.
  let close: @Sendable (UnsafeMutableRawPointer, UnsafeMutablePointer<Double>, Int) -> Void
  /// The totals as elements.
  let finish: @Sendable (UnsafeMutablePointer<Double>, Int, UnsafeMutableRawPointer) -> Void
}
