import AimDiagnostics

/// Resolves the escapes of a piece of a string: Python's, `\u{…}`, and doubled braces.
///
/// Line endings become `\n`, so that a file means the same with CRLF.
struct TextDecoder {
  let bytes: [UInt8]
  let range: Range<Int>
  let isRaw: Bool
  private var position: Int
  private var output: [UInt8] = []
  /// The first thing that is wrong.
  private(set) var problem: (fault: any Fault, range: Range<Int>)?

  init(bytes: [UInt8], range: Range<Int>, isRaw: Bool) {
    self.bytes = bytes
    self.range = range
    self.isRaw = isRaw
    self.position = range.lowerBound
  }

  mutating func decode() -> String {
    while position < range.upperBound {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\r") where peek(1) == UInt8(ascii: "\n"): position += 1
      case UInt8(ascii: "\\") where !isRaw: readEscape()
      case UInt8(ascii: "{") where !isRaw: readBrace(byte)
      case UInt8(ascii: "}") where !isRaw: readBrace(byte)
      default:
        output.append(byte)
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private func peek(_ distance: Int) -> UInt8 {
    let index = position + distance
    return index < range.upperBound ? bytes[index] : 0
  }

  private mutating func note(_ fault: any Fault, _ start: Int, _ end: Int) {
    if problem == nil { problem = (fault, start..<min(end, range.upperBound)) }
  }

  /// `{{` and `}}` are one brace each; the lexer leaves no other `{` here.
  private mutating func readBrace(_ byte: UInt8) {
    output.append(byte)
    if peek(1) == byte {
      position += 2
    } else {
      if byte == UInt8(ascii: "}") { note(LoneBrace(), position, position + 1) }
      position += 1
    }
  }

  private mutating func readEscape() {
    let start = position
    let letter = peek(1)
    if let simple = Self.simple[letter] {
      output.append(simple)
      position += 2
      return
    }
    switch letter {
    case UInt8(ascii: "\n"): position += 2
    case UInt8(ascii: "\r"): position += peek(2) == UInt8(ascii: "\n") ? 3 : 2
    case UInt8(ascii: "0")...UInt8(ascii: "7"): readDigits(from: start + 1, radix: 8, 1...3)
    case UInt8(ascii: "x"): readDigits(from: start + 2, radix: 16, 2...2)
    case UInt8(ascii: "u") where peek(2) == UInt8(ascii: "{"): readBraced()
    case UInt8(ascii: "u"): readDigits(from: start + 2, radix: 16, 4...4)
    case UInt8(ascii: "U"): readDigits(from: start + 2, radix: 16, 8...8)
    default: readUnknown()
    }
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "'"): UInt8(ascii: "'"),
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
  ]

  private mutating func readDigits(from first: Int, radix: UInt32, _ count: ClosedRange<Int>) {
    var end = first
    var value: UInt32 = 0
    while end < range.upperBound, end - first < count.upperBound,
      let digit = Self.digit(bytes[end]), digit < radix
    {
      value = value &* radix &+ digit
      end += 1
    }
    finish(value, from: position, to: end, isWhole: end - first >= count.lowerBound)
  }

  /// `\u{1F600}`.
  private mutating func readBraced() {
    var end = position + 3
    var value: UInt32 = 0
    var digits = 0
    while end < range.upperBound, let digit = Self.digit(bytes[end]) {
      value = digits < 8 ? value &* 16 &+ digit : UInt32.max
      digits += 1
      end += 1
    }
    let isClosed = end < range.upperBound && bytes[end] == UInt8(ascii: "}")
    finish(value, from: position, to: isClosed ? end + 1 : end, isWhole: isClosed && digits > 0)
  }

  private mutating func finish(_ value: UInt32, from start: Int, to end: Int, isWhole: Bool) {
    position = max(end, start + 2)
    guard isWhole, let scalar = Unicode.Scalar(value) else {
      let written = String(decoding: bytes[start..<min(position, range.upperBound)], as: UTF8.self)
      return note(BadCodePoint(escape: written), start, position)
    }
    output += Array(String(Character(scalar)).utf8)
  }

  private mutating func readUnknown() {
    let start = position
    let rest = String(decoding: bytes[start + 1..<range.upperBound], as: UTF8.self)
    let letter = rest.first.map(String.init) ?? ""
    position += 1
    output.append(UInt8(ascii: "\\"))
    if letter == "{" || letter == "}" {
      note(EscapedBrace(brace: letter), start, start + 2)
    } else {
      note(UnknownEscape(escape: "\\" + letter), start, start + 1 + max(1, letter.utf8.count))
    }
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
