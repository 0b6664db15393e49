import AimDiagnostics

/// What stands around an offset of the text: for completion, highlighting, and brackets.
package struct Cursor: Sendable {
  package enum Place: Sendable, Hashable {
    case code
    /// In the text of a string (not in the code it interpolates).
    case string
    case comment
  }

  package let place: Place
  /// The word that the offset stands in or at the end of, as an index of `tokens`.
  package let word: Int?
  /// The innermost bracket open at the offset, as an index of `tokens`.
  package let bracket: Int?
  /// The last token that ends at or before the word (or the offset), as an index of `tokens`.
  package let previous: Int?
}

extension ParseResult {
  /// What stands around an offset.
  ///
  /// O(tokens).
  package func cursor(at offset: Int) -> Cursor {
    var open: [Int] = []
    var word: Int?
    var previous: Int?
    var isInString = false
    for (index, token) in tokens.enumerated() where token.kind != .end {
      if token.offsets.lowerBound >= offset { break }
      switch token.kind {
      case .stringStart, .interpolationEnd: isInString = true
      case .stringEnd, .interpolationStart: isInString = false
      default: break
      }
      if token.kind.isWord, token.offsets.upperBound >= offset {
        word = index
        break
      }
      if token.kind.closing != nil { open.append(index) }
      if let opening = token.kind.opening,
        let match = open.lastIndex(where: { tokens[$0].kind == opening })
      {
        open.removeSubrange(match...)
      }
      previous = index
    }
    let place: Cursor.Place =
      isInString ? .string : isInComment(offset, after: previous) ? .comment : .code
    return Cursor(place: place, word: word, bracket: open.last, previous: previous)
  }

  /// True when a `#` begins a comment between the token before the offset and the offset.
  private func isInComment(_ offset: Int, after previous: Int?) -> Bool {
    let start = previous.map { tokens[$0].offsets.upperBound } ?? 0
    guard start < offset, offset <= document.utf8.count else { return false }
    let trivia = document.utf8[start..<offset]
    let line = trivia.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
    return trivia[line...].contains(UInt8(ascii: "#"))
  }
}
