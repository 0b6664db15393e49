/// A half-open range of bytes in one document.
///
/// Named so because `Span` is the library's.
package struct SourceRange: Hashable, Sendable {
  package let document: SourceDocument.ID
  package let start: Int32
  package let end: Int32

  package init(document: SourceDocument.ID, start: Int, end: Int) {
    self.document = document
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
  }

  /// The offsets into the document's bytes.
  package var offsets: Range<Int> { Int(start)..<Int(max(start, end)) }

  /// The smallest range that covers both; both are of one document.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(
      document: document, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }
}
