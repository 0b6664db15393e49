extension String {
  /// The text with line ends as spaces.
  package var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }

  /// At most so many columns, `…` where something was cut.
  package func clipped(to columns: Int) -> String {
    guard DisplayWidth.of(self) > columns else { return self }
    var text = ""
    var width = 1
    for character in self {
      width += DisplayWidth.of(character)
      if width > columns { break }
      text.append(character)
    }
    return text + "…"
  }

  /// Its lines, broken at blanks so that each keeps to `columns` where a word allows it.
  package func wrapped(to columns: Int?) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      guard let columns, DisplayWidth.of(line) > columns else { return [String(line)] }
      return Self.broken(line, to: columns)
    }
  }

  private static func broken(_ line: Substring, to columns: Int) -> [String] {
    var lines: [String] = []
    var current = String(line.prefix { $0 == " " })
    var width = current.count
    var isFirst = true
    for word in line.drop(while: { $0 == " " }).split(
      separator: " ", omittingEmptySubsequences: false)
    {
      let length = DisplayWidth.of(word)
      if !isFirst, width + 1 + length > columns {
        lines.append(current)
        current = String(word)
        width = length
      } else {
        current += isFirst ? String(word) : " " + word
        width += isFirst ? length : length + 1
      }
      isFirst = false
    }
    return lines + [current]
  }
}
