import AimDiagnostics

extension Parser {
  /// The `##` lines directly above the token at `index`; nil when there are none.
  func documentation(above index: Int) -> Documentation? {
    let line = document.line(at: Int(tokens[index].start))
    let limit = index > 0 ? Int(tokens[index - 1].end) : 0
    var first = line
    while first > 0, document.lineRange(first - 1).lowerBound >= limit,
      text(ofLine: first - 1) != nil
    {
      first -= 1
    }
    return documentation(first..<line)
  }

  /// The `##` lines at the top of the document, when a blank line or nothing follows them.
  func openingDocumentation() -> Documentation? {
    let count = document.lineStarts.count
    var line = 0
    while line < count, text(ofLine: line) != nil { line += 1 }
    if line < count, document.utf8[document.lineRange(line)].contains(where: { $0 > 0x20 }) {
      return nil
    }
    return documentation(0..<line)
  }

  private func documentation(_ lines: Range<Int>) -> Documentation? {
    guard let first = lines.first, let last = lines.last else { return nil }
    let text = lines.map { self.text(ofLine: $0) ?? "" }.joined(separator: "\n")
    let range = SourceRange(
      document: document.id, start: document.lineRange(first).lowerBound,
      end: document.lineRange(last).upperBound)
    return Documentation(text: text, range: range)
  }

  /// What a `##` line says; nil for any other line.
  private func text(ofLine line: Int) -> String? {
    let bytes = document.utf8[document.lineRange(line)].drop { $0 == 0x20 || $0 == 0x09 }
    let sharp = UInt8(ascii: "#")
    guard bytes.starts(with: [sharp, sharp]), bytes.dropFirst(2).first != sharp else { return nil }
    let rest = bytes.dropFirst(2)
    return String(decoding: rest.first == 0x20 ? rest.dropFirst() : rest, as: UTF8.self)
  }
}
