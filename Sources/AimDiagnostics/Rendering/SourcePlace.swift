/// Where something stands, in the words of whoever looks for it.
package struct SourcePlace: Sendable, Hashable {
  package let placement: SourceDocument.Placement
  /// Line and column of the first character in the document, from 1; columns count characters.
  package let line: Int
  package let column: Int
  package let endLine: Int
  package let endColumn: Int
  /// True when the whole document is one line.
  package let isOneLine: Bool

  package init(_ range: SourceRange, in document: SourceDocument) {
    let offsets = range.offsets.clamped(to: 0..<document.utf8.count)
    let first = document.line(at: offsets.lowerBound)
    let last = document.line(at: max(offsets.lowerBound, offsets.upperBound - 1))
    let firstLine = DisplayLine(document, line: first)
    let lastLine = first == last ? firstLine : DisplayLine(document, line: last)
    placement = document.placement
    line = first + 1
    column = firstLine.index(at: offsets.lowerBound) + 1
    endLine = last + 1
    endColumn = lastLine.index(at: offsets.upperBound) + 1
    isOneLine =
      document.lineStarts.count == 1
      || document.lineRange(1).isEmpty
        && document.lineStarts.count == 2
  }

  /// The line's number in its file: differs from `line` in the cell of a notebook.
  package var fileLine: Int {
    if case .cell(_, _, let firstLine) = placement { firstLine + line - 1 } else { line }
  }

  /// What stands beside the source line in an excerpt.
  var gutterNumber: Int { gutterNumber(ofLine: line) }

  func gutterNumber(ofLine line: Int) -> Int {
    switch placement {
    case .input(let number): isOneLine ? number : line
    case .cell(_, _, let firstLine): firstLine + line - 1
    case .file, .library, .command: line
    }
  }

  /// The place in full: `input 7:9`, `lib/a.aim:3:5`, `a.aimnb cell 3, line 2 (file line 41), column 9`.
  package var description: String { description(column: true) }

  /// The place as a line of a list, without its column.
  package var shortDescription: String { description(column: false) }

  private func description(column isShown: Bool) -> String {
    let tail = isShown ? ":\(column)" : ""
    switch placement {
    case .input(let number):
      return isOneLine ? "input \(number)\(tail)" : "input \(number), line \(line)\(tail)"
    case .file(let path): return "\(path.withVisibleControls):\(line)\(tail)"
    case .library(let path): return "\(Self.libraryPath(path)):\(line)\(tail)"
    case .command: return "command \(line)\(tail)"
    case .cell(let path, let number, _):
      let place = "\(path.withVisibleControls) cell \(number), line \(line) (file line \(fileLine))"
      return isShown ? place + ", column \(column)" : place
    }
  }

  private static func libraryPath(_ path: String) -> String {
    path.hasPrefix("stdlib/") ? path : "stdlib/" + path
  }
}

extension SourceDocument.Placement {
  /// True for text that the user wrote, false for the library's own.
  package var isUsers: Bool {
    if case .library = self { false } else { true }
  }
}
