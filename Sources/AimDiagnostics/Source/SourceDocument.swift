/// A text that was typed, opened or embedded, and where it stands in the user's world.
///
/// A notebook is one document per cell: each cell is parsed on its own, and `placement` says
/// where its first line stands in the file, so that a fault can name cell, cell's line and
/// file's line.
package struct SourceDocument: Sendable {
  /// Identifies a document for the life of a `SourceLibrary`.
  package struct ID: Hashable, Sendable {
    package let index: UInt32
    package init(index: UInt32) { self.index = index }
  }

  /// Where a document comes from.
  package enum Placement: Sendable, Hashable {
    /// The n-th input at the prompt (counted from 1).
    case input(number: Int)
    /// A whole file; `path` as the user wrote it.
    case file(path: String)
    /// A cell of a notebook: counted from 1, its first line of code at `firstLine` (from 1).
    case cell(path: String, number: Int, firstLine: Int)
    /// A file of the standard library, embedded in the binary.
    case library(path: String)
    /// Text from `-e` or a pipe.
    case command
  }

  package let id: ID
  package let placement: Placement
  /// The bytes as they came; may be invalid UTF-8 (the lexer reports that).
  package let utf8: [UInt8]
  /// Offset of the first byte of each line, ascending; the first is 0.
  package let lineStarts: [Int]

  package init(id: ID, placement: Placement, utf8: [UInt8]) {
    self.id = id
    self.placement = placement
    self.utf8 = utf8
    self.lineStarts = Self.lineStarts(in: utf8)
  }

  /// The line (from 0) that holds the byte at `offset`.
  ///
  /// O(log lines).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line without its line ending.
  package func lineRange(_ line: Int) -> Range<Int> {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : utf8.count
    while end > start, utf8[end - 1] == UInt8(ascii: "\n") || utf8[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  /// The text of a range; invalid UTF-8 is shown as U+FFFD.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: utf8[range.clamped(to: 0..<utf8.count)], as: UTF8.self)
  }

  private static func lineStarts(in utf8: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    return starts
  }
}
