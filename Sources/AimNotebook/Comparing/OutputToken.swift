/// A piece of a line of output: a number, which is compared as one, or something literal.
enum OutputToken: Hashable {
  case number(Double, written: String)
  case blank(String)
  case text(String)

  /// The tokens of a line; their texts put together are the line.
  static func tokens(of line: String) -> [OutputToken] {
    let characters = Array(line)
    var tokens: [OutputToken] = []
    var text = ""
    var position = 0
    while position < characters.count {
      if let (value, length) = number(in: characters, at: position) {
        append(&text, to: &tokens)
        let written = String(characters[position..<(position + length)])
        tokens.append(.number(value, written: written))
        position += length
      } else if characters[position] == " " {
        append(&text, to: &tokens)
        let length = characters[position...].prefix { $0 == " " }.count
        tokens.append(.blank(String(repeating: " ", count: length)))
        position += length
      } else {
        text.append(characters[position])
        position += 1
      }
    }
    append(&text, to: &tokens)
    return tokens
  }

  private static func append(_ text: inout String, to tokens: inout [OutputToken]) {
    if !text.isEmpty { tokens.append(.text(text)) }
    text = ""
  }

  /// A number at a position: `-1.5e-3`, `0.25`, `1797`; not the digits inside a word.
  private static func number(in text: [Character], at start: Int) -> (Double, length: Int)? {
    let isInWord = start > 0 && (text[start - 1].isLetter || text[start - 1] == "_")
    guard !isInWord else { return nil }
    var end = start
    if text[end] == "-" || text[end] == "+" {
      // A sign belongs to the number unless an operand stands before it: `3-1`.
      if start > 0, text[start - 1].isNumber || text[start - 1] == ")" { return nil }
      end += 1
    }
    let whole = digits(in: text, at: &end)
    var fraction = 0
    if end + 1 < text.count, text[end] == ".", text[end + 1].isASCIIDigit {
      end += 1
      fraction = digits(in: text, at: &end)
    }
    guard whole + fraction > 0 else { return nil }
    takeExponent(in: text, at: &end)
    if end < text.count, text[end].isLetter || text[end] == "_" { return nil }
    return Double(String(text[start..<end])).map { ($0, end - start) }
  }

  private static func digits(in text: [Character], at position: inout Int) -> Int {
    let start = position
    while position < text.count, text[position].isASCIIDigit { position += 1 }
    return position - start
  }

  private static func takeExponent(in text: [Character], at position: inout Int) {
    guard position < text.count, text[position] == "e" || text[position] == "E" else { return }
    var end = position + 1
    if end < text.count, text[end] == "-" || text[end] == "+" { end += 1 }
    if digits(in: text, at: &end) > 0 { position = end }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
