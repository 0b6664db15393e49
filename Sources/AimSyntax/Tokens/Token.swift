/// A word, number, sign or piece of a string: the smallest thing the grammar speaks of.
///
/// Tokens are in the order of the text and do not overlap. What lies between two of them is
/// *trivia* (spaces, line endings, comments): tokens and trivia together make up every byte.
package struct Token: Sendable, Hashable {
  package let kind: Kind
  /// Offset of the first byte in the document.
  package let start: Int32
  /// Offset after the last byte.
  package let end: Int32
  /// True when a line ending lies between the previous token and this one (or it is the first).
  package let startsLine: Bool

  package init(kind: Kind, start: Int, end: Int, startsLine: Bool) {
    self.kind = kind
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
    self.startsLine = startsLine
  }

  package var offsets: Range<Int> { Int(start)..<Int(max(start, end)) }
}
