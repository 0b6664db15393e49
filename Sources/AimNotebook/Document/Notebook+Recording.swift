import AimDiagnostics

extension Notebook {
  /// The notebook's bytes with new recorded outputs; everything else stays byte for byte.
  ///
  /// A cell whose recorded text is the same already is not touched. The block follows the last line
  /// of code; blank lines between cells stay where they were.
  ///
  /// - Parameter outputs: By the cell's number: what it showed, or an empty text where it
  ///   showed nothing. Cells without an entry keep what they have.
  /// - Returns: The bytes to write.
  package func recording(_ outputs: [Int: String]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for cell in cells {
      guard let output = outputs[cell.number], cell.isCode else { continue }
      let shown = Self.shownLines(output)
      let recorded = recordedOutput(of: cell).map(Self.shownLines) ?? []
      guard shown != recorded else { continue }
      result += bytes[position..<cell.marker.lowerBound]
      result += recordedCell(cell, lines: shown)
      position = cell.bytes.upperBound
    }
    return result + bytes[position...]
  }

  /// The most lines of an output that are kept in the file.
  static let lineLimit = 500

  /// An output as the lines that the file holds: without blanks at their ends, of bounded number.
  static func shownLines(_ output: String) -> [String] {
    var lines = output.withVisibleControls.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line -> String in
        var text = line
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count > lineLimit else { return lines }
    let left = lines.count - lineLimit
    return lines.prefix(lineLimit) + ["… \(left) more lines"]
  }

  private func recordedCell(_ cell: Cell, lines: [String]) -> [UInt8] {
    var code = bytes[cell.body]
    let blanks = takeBlankLines(&code)
    let hadOutput = !cell.output.isEmpty
    let after = hadOutput ? Array(bytes[cell.trailing]) : blanks
    let wasLast = cell.bytes.upperBound == bytes.count
    let endsOpen = wasLast && bytes.last != UInt8(ascii: "\n")
    var result = Array(bytes[cell.marker] + code)
    if !lines.isEmpty, let last = result.last, last != 0x0A { result += Array(lineEnding.utf8) }
    for line in lines { result += Array(((line.isEmpty ? "#>" : "#> ") + line + lineEnding).utf8) }
    if endsOpen, after.isEmpty, result.last == 0x0A { result.removeLast(lineEnding.utf8.count) }
    return result + after
  }

  /// Removes the blank lines at the end of some code and returns them.
  private func takeBlankLines(_ code: inout ArraySlice<UInt8>) -> [UInt8] {
    var end = code.endIndex
    var scan = code.endIndex
    while scan > code.startIndex {
      let byte = code[scan - 1]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { break }
      scan -= 1
      // A blank line begins right after a line end, or at the beginning of the code.
      if scan == code.startIndex || code[scan - 1] == 0x0A { end = scan }
    }
    let blanks = Array(code[end...])
    code = code[..<end]
    return blanks
  }
}
