/// The lines of one document that a report points at, with marks and words beneath them.
struct Excerpt {
  /// A marked range within the document.
  struct Mark {
    let bytes: Range<Int>
    let text: String?
    /// Carets mark the fault itself, lines mark what took part in it.
    let isCaret: Bool
  }

  let document: SourceDocument
  let marks: [Mark]
  /// The columns that source text may take; longer lines are shown in part.
  let columns: Int
  /// A mark over several lines, drawn as a bracket at their left; at most one.
  private let bracket: Mark?
  private let bracketLines: ClosedRange<Int>

  init(_ document: SourceDocument, marks: [Mark], columns: Int) {
    self.document = document
    self.columns = columns
    let long = marks.first { $0.isCaret && Self.lines(of: $0.bytes, in: document).count > 1 }
    bracket = long
    bracketLines = long.map { Self.lines(of: $0.bytes, in: document) } ?? 0...0
    self.marks = marks.filter { !$0.isCaret || $0.bytes != long?.bytes }.map { mark in
      // A label over several lines is shown on its first.
      let line = document.lineRange(document.line(at: mark.bytes.lowerBound))
      let end = min(mark.bytes.upperBound, max(line.upperBound, mark.bytes.lowerBound))
      return Mark(
        bytes: mark.bytes.lowerBound..<end, text: mark.text, isCaret: mark.isCaret)
    }
  }

  /// The lines (from 0) that a range touches.
  static func lines(of bytes: Range<Int>, in document: SourceDocument) -> ClosedRange<Int> {
    let first = document.line(at: bytes.lowerBound)
    return first...max(first, document.line(at: max(bytes.lowerBound, bytes.upperBound - 1)))
  }

  /// The lines to show, ascending: marked ones, and a long bracket's first three and last two.
  private var shownLines: [Int] {
    var lines = Set(marks.map { document.line(at: $0.bytes.lowerBound) })
    if bracket != nil {
      let isLong = bracketLines.count > 7
      for line in bracketLines
      where !isLong || line < bracketLines.lowerBound + 3 || line > bracketLines.upperBound - 2 {
        lines.insert(line)
      }
    }
    let sorted = lines.sorted()
    // A gap of one line is shown rather than cut out.
    var filled: [Int] = []
    for line in sorted {
      if let last = filled.last, line == last + 2 { filled.append(line - 1) }
      filled.append(line)
    }
    return filled
  }

  /// The number of the last line shown (from 0): the widest of the gutter's.
  var lastLine: Int { shownLines.last ?? 0 }

  /// The excerpt's lines; `gutter` is the width of the numbers, `number` gives a line's (from 0).
  func render(gutter: Int, number: (Int) -> Int) -> [StyledLine] {
    var output: [StyledLine] = []
    var previous: Int?
    for line in shownLines {
      if let previous, line > previous + 1 {
        output.append(StyledLine(Self.padded("", gutter) + " ⋮", .frame))
      }
      previous = line
      let label = Self.padded(String(number(line)), gutter)
      let source = SourceLine(document, line: line, marks: marksOn(line), columns: columns)
      output.append(framed(label, body(of: source, line: line)))
      for row in source.markRows() {
        output.append(framed(Self.padded("", gutter), bracketEdge(after: line) + row))
      }
      if let row = bracketStart(source, line: line) ?? bracketEnd(source, line: line) {
        output.append(framed(Self.padded("", gutter), row))
      }
    }
    return output
  }

  private func marksOn(_ line: Int) -> [Mark] {
    marks.filter { document.line(at: $0.bytes.lowerBound) == line }
  }

  private func framed(_ number: String, _ rest: StyledLine) -> StyledLine {
    var line = StyledLine(number + " │ ", .frame)
    line.append(rest)
    return line
  }

  static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

// MARK: - The bracket beside a range of several lines

extension Excerpt {
  /// The source text, with the bracket's edge before it where there is a bracket at all.
  private func body(of source: SourceLine, line: Int) -> StyledLine {
    var edge = StyledLine()
    if let bracket {
      let isFirst = line == bracketLines.lowerBound
      if isFirst, source.isFirst(bracket.bytes.lowerBound) {
        edge.append("╭ ", .caret)
      } else if bracketLines.contains(line), !isFirst {
        edge.append("│ ", .caret)
      } else {
        edge.append("  ")
      }
    }
    return edge + source.text
  }

  private func bracketEdge(after line: Int) -> StyledLine {
    guard bracket != nil else { return StyledLine() }
    let isInside = bracketLines.contains(line) && line < bracketLines.upperBound
    let isDrawn = isInside && line > bracketLines.lowerBound
    return isDrawn ? StyledLine("│ ", .caret) : StyledLine("  ")
  }

  /// `╭──────^` beneath the first line, where code stands before the range.
  private func bracketStart(_ source: SourceLine, line: Int) -> StyledLine? {
    guard let bracket, line == bracketLines.lowerBound, !source.isFirst(bracket.bytes.lowerBound)
    else { return nil }
    let column = source.column(at: bracket.bytes.lowerBound)
    return StyledLine("╭" + String(repeating: "─", count: column + 1) + "^", .caret)
  }

  /// `╰─────^ words` beneath the last line.
  private func bracketEnd(_ source: SourceLine, line: Int) -> StyledLine? {
    guard let bracket, line == bracketLines.upperBound else { return nil }
    let column = source.column(at: max(bracket.bytes.lowerBound, bracket.bytes.upperBound - 1))
    var row = StyledLine("╰" + String(repeating: "─", count: column + 1) + "^", .caret)
    if let text = bracket.text { row.append(" " + text, .caret) }
    return row
  }
}
