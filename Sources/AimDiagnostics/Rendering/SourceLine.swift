/// One source line of an excerpt, windowed to the columns there are, and the rows of marks below it.
struct SourceLine {
  private let line: DisplayLine
  private let marks: [Excerpt.Mark]
  /// The cells that are shown, and whether something is cut off at either end.
  private let window: Range<Int>

  init(_ document: SourceDocument, line number: Int, marks: [Excerpt.Mark], columns: Int) {
    line = DisplayLine(document, line: number)
    self.marks = marks
    let focus = marks.first(where: \.isCaret) ?? marks.first
    window = Self.window(of: line, around: focus?.bytes.lowerBound, columns: columns)
  }

  /// All cells where they fit; else as many as fit, the focus a third of the way in.
  private static func window(
    of line: DisplayLine, around focus: Int?, columns: Int
  ) -> Range<Int> {
    guard line.endColumn > columns else { return 0..<line.cells.count }
    let room = max(16, columns - 2)
    let target = focus.map { line.column(at: $0) } ?? 0
    let latest = max(0, line.endColumn - room)
    let first = target < room * 2 / 3 ? 0 : min(target - room / 3, latest)
    let start = line.cells.firstIndex { $0.column >= first } ?? 0
    let limit = line.cells[start].column + room
    let end = line.cells[start...].firstIndex { $0.column + $0.width > limit }
    return start..<(end ?? line.cells.count)
  }

  private var isCutAtStart: Bool { window.lowerBound > 0 }
  private var isCutAtEnd: Bool { window.upperBound < line.cells.count }

  /// The columns left of the window, less the sign that something is cut off.
  private var shift: Int {
    isCutAtStart ? line.cells[window.lowerBound].column - 1 : 0
  }

  private var lastColumn: Int {
    let end =
      window.upperBound < line.cells.count
      ? line.cells[window.upperBound].column : line.endColumn + 1
    return end - shift
  }

  var text: StyledLine {
    var styled = StyledLine()
    if isCutAtStart { styled.append("…", .quiet) }
    styled.append(line.cells[window].map(\.text).joined())
    if isCutAtEnd { styled.append("…", .quiet) }
    return styled
  }

  func isFirst(_ byte: Int) -> Bool { line.isFirst(byte) }

  /// The column of a byte as shown.
  func column(at byte: Int) -> Int { clamped(line.column(at: byte) - shift) }

  private func clamped(_ column: Int) -> Int { min(max(column, 0), lastColumn) }

  private func columns(of mark: Excerpt.Mark) -> Range<Int> {
    let columns = line.columns(of: mark.bytes)
    let start = clamped(columns.lowerBound - shift)
    return start..<max(start + 1, clamped(columns.upperBound - shift))
  }

  /// The rows beneath: marks with the rightmost words, then the other words hanging from theirs.
  func markRows() -> [StyledLine] {
    guard !marks.isEmpty else { return [] }
    let placed = marks.map { (columns: columns(of: $0), mark: $0) }
    let end = placed.map(\.columns.upperBound).max() ?? 0
    var hanging = placed.enumerated().filter { $0.element.mark.text != nil }
      .sorted {
        ($0.element.columns.lowerBound, $0.offset) > ($1.element.columns.lowerBound, $1.offset)
      }
      .map(\.element)
    var first = Self.row(of: placed, to: end)
    if let last = hanging.first, last.columns.upperBound == end, let text = last.mark.text {
      first.append(" " + text, last.mark.isCaret ? .caret : .operand)
      hanging.removeFirst()
    }
    guard !hanging.isEmpty else { return [first] }
    var rows = [first, Self.bars(hanging, before: .max)]
    for (index, item) in hanging.enumerated() {
      let start = item.columns.lowerBound
      var row = Self.bars(Array(hanging[(index + 1)...]), before: start)
      row.append(String(repeating: " ", count: max(0, start - row.width)))
      row.append(item.mark.text ?? "", item.mark.isCaret ? .caret : .operand)
      rows.append(row)
    }
    return rows
  }

  private typealias Placed = (columns: Range<Int>, mark: Excerpt.Mark)

  private static func row(of placed: [Placed], to end: Int) -> StyledLine {
    var signs = [Character](repeating: " ", count: end)
    for item in placed where !item.mark.isCaret {
      for column in item.columns { signs[column] = "─" }
    }
    for item in placed where item.mark.isCaret {
      for column in item.columns { signs[column] = "^" }
    }
    var row = StyledLine()
    for sign in signs { row.append(String(sign), sign == "^" ? .caret : .operand) }
    return row
  }

  private static func bars(_ placed: [Placed], before limit: Int) -> StyledLine {
    var row = StyledLine()
    let starts = placed.filter { $0.columns.lowerBound < limit }
      .sorted { $0.columns.lowerBound < $1.columns.lowerBound }
    for item in starts where item.columns.lowerBound >= row.width {
      row.append(String(repeating: " ", count: item.columns.lowerBound - row.width))
      row.append("│", item.mark.isCaret ? .caret : .operand)
    }
    return row
  }
}

extension StyledLine {
  package static func + (left: StyledLine, right: StyledLine) -> StyledLine {
    var line = left
    line.append(right)
    return line
  }
}
