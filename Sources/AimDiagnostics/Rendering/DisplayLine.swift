/// A source line as a terminal can show it: characters with their columns and bytes.
///
/// Tabs become blanks to the next multiple of four; control characters, which could move the
/// cursor or turn text around, become visible signs; invalid UTF-8 becomes U+FFFD.
struct DisplayLine {
  struct Cell {
    let text: String
    /// Offset of its first byte in the document.
    let byte: Int
    let column: Int
    let width: Int
  }

  let cells: [Cell]
  /// The byte and the column after the last cell.
  let endByte: Int
  let endColumn: Int

  init(_ document: SourceDocument, line: Int) {
    let range = document.lineRange(line)
    var cells: [Cell] = []
    var column = 0
    for (character, byte) in Self.characters(of: document.utf8[range]) {
      let text = Self.visible(character, at: column)
      let width = DisplayWidth.of(text)
      cells.append(Cell(text: text, byte: byte, column: column, width: width))
      column += width
    }
    self.cells = cells
    endByte = range.upperBound
    endColumn = column
  }

  /// The index of the cell that holds the byte; the number of cells for the end of the line.
  func index(at byte: Int) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      let end = middle + 1 < cells.count ? cells[middle + 1].byte : endByte
      if end <= byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func column(at byte: Int) -> Int {
    let index = index(at: byte)
    return index < cells.count ? cells[index].column : endColumn
  }

  /// The columns of a range of bytes, at least one wide.
  func columns(of bytes: Range<Int>) -> Range<Int> {
    let start = column(at: bytes.lowerBound)
    let lastByte = max(bytes.lowerBound, bytes.upperBound - 1)
    let last = index(at: lastByte)
    let end = last < cells.count ? cells[last].column + cells[last].width : endColumn
    return start..<max(start + 1, bytes.isEmpty ? start + 1 : end)
  }

  /// True when nothing but blanks stands before the byte.
  func isFirst(_ byte: Int) -> Bool {
    cells.prefix(index(at: byte)).allSatisfy { $0.text.allSatisfy { $0 == " " } }
  }

  private static func visible(_ character: Character, at column: Int) -> String {
    if character == "\t" { return String(repeating: " ", count: 4 - column % 4) }
    guard character.unicodeScalars.contains(where: isUnsafe) else { return String(character) }
    var text = ""
    for scalar in character.unicodeScalars { text.unicodeScalars.append(sign(for: scalar)) }
    return text
  }

  /// Control characters, and those that turn the direction of text around.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x20 || (0x7F..<0xA0).contains(value) || (0x202A...0x202E).contains(value)
      || (0x2066...0x2069).contains(value)
  }

  fileprivate static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isUnsafe(scalar) else { return scalar }
    if scalar.value == 0x7F { return "\u{2421}" }
    return scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" : "\u{FFFD}"
  }

  /// The text's characters, each with the offset of its first byte.
  private static func characters(of bytes: ArraySlice<UInt8>) -> [(Character, Int)] {
    var text = String.UnicodeScalarView()
    var offsets: [Int] = []
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    parsing: while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        text.append(Unicode.UTF8.decode(encoded))
        offsets.append(offset)
        offset += encoded.count
      case .error(let length):
        text.append("\u{FFFD}")
        offsets.append(offset)
        offset += length
      case .emptyInput: break parsing
      }
    }
    var characters: [(Character, Int)] = []
    var scalar = 0
    for character in String(text) {
      characters.append((character, offsets[scalar]))
      scalar += character.unicodeScalars.count
    }
    return characters
  }
}

extension String {
  /// The text with signs for what could move a terminal's cursor; line ends and tabs stay.
  package var withVisibleControls: String {
    let isSafe = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
    guard !isSafe else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      text.append(scalar == "\n" || scalar == "\t" ? scalar : DisplayLine.sign(for: scalar))
    }
    return String(text)
  }
}
