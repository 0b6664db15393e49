package import AimDiagnostics

/// A notebook as its file holds it: bytes, and the cells that are ranges of them.
///
/// Nothing is normalised: `bytes` is the file, and the cells cover all of it but blank lines before
/// the first. A notebook is one document per cell, so that each is parsed on its own.
package struct Notebook: Sendable {
  /// As the user wrote it.
  package let path: String
  package let bytes: [UInt8]
  package let cells: [Cell]
  /// What is wrong with the lines that Aim reads besides the code.
  package let problems: [Problem]

  package struct Problem: Sendable {
    package let fault: any Fault
    /// Bytes of the file.
    package let range: Range<Int>
  }

  package init(path: String, bytes: [UInt8]) {
    var reader = NotebookReader(bytes)
    reader.read()
    self.path = path
    self.bytes = bytes
    cells = reader.cells
    problems = reader.problems
  }

  /// The code of a cell, or the lines of a text cell.
  package func body(of cell: Cell) -> [UInt8] { Array(bytes[cell.body]) }

  /// The recorded output of a cell, without the `#>`; nil where none is recorded.
  package func recordedOutput(of cell: Cell) -> String? {
    guard !cell.output.isEmpty else { return nil }
    let block = String(decoding: bytes[cell.output], as: UTF8.self)
    var lines = block.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map(Self.recorded)
    if bytes[cell.output].last == UInt8(ascii: "\n") { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The Markdown of a text cell: its comment lines, or its `"""` block.
  package func markdown(of cell: Cell) -> String {
    let text = String(decoding: bytes[cell.body], as: UTF8.self)
    let trimmed = text.trimmingBlanks
    if trimmed.hasPrefix("\"\"\""), trimmed.hasSuffix("\"\"\""), trimmed.utf8.count >= 6 {
      return String(trimmed.dropFirst(3).dropLast(3)).trimmingBlanks
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    return lines.map { line -> Substring in
      let mark = line.hasPrefix("# ") ? 2 : line.hasPrefix("#") ? 1 : 0
      return line.dropFirst(mark)
    }.joined(separator: "\n").trimmingBlanks
  }

  private static func recorded(_ line: Substring) -> String {
    let text = line.dropFirst(2)
    return String(text.first == " " ? text.dropFirst() : text)
  }

  /// How this file ends its lines: as the first of them does.
  var lineEnding: String {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return "\n" }
    return bytes[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }
}

extension StringProtocol {
  /// Without blanks and line ends at both ends.
  var trimmingBlanks: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
