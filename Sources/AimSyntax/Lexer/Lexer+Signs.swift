extension Lexer {
  /// Reads brackets, separators and operators: the longest that fits.
  mutating func readSign(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("): append(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): append(.rightParenthesis, length: 1)
    case UInt8(ascii: "["): append(.leftBracket, length: 1)
    case UInt8(ascii: "]"): append(.rightBracket, length: 1)
    case UInt8(ascii: "{"): append(.leftBrace, length: 1)
    case UInt8(ascii: "}"): readRightBrace()
    case UInt8(ascii: ","): append(.comma, length: 1)
    case UInt8(ascii: ":"): readColon()
    case UInt8(ascii: ";"): append(.semicolon, length: 1)
    case UInt8(ascii: "."): readDots()
    case UInt8(ascii: "@"): append(.at, length: 1)
    case UInt8(ascii: "^"): append(.caret, length: 1)
    case UInt8(ascii: "%"): append(.percent, length: 1)
    default: readOperator(byte)
    }
  }

  private mutating func readOperator(_ byte: UInt8) {
    let next = peek(1)
    let equals = UInt8(ascii: "=")
    switch (byte, next) {
    case (UInt8(ascii: "-"), UInt8(ascii: ">")): append(.arrow, length: 2)
    case (UInt8(ascii: "-"), equals): append(.subtractAssign, length: 2)
    case (UInt8(ascii: "-"), _): append(.minus, length: 1)
    case (UInt8(ascii: "+"), equals): append(.addAssign, length: 2)
    case (UInt8(ascii: "+"), _): append(.plus, length: 1)
    case (UInt8(ascii: "*"), equals): append(.multiplyAssign, length: 2)
    case (UInt8(ascii: "*"), UInt8(ascii: "*")): readDoubleStar()
    case (UInt8(ascii: "*"), _): append(.star, length: 1)
    case (UInt8(ascii: "/"), equals): append(.divideAssign, length: 2)
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): append(.floorDivide, length: 2)
    case (UInt8(ascii: "/"), _): append(.slash, length: 1)
    case (equals, equals): append(.equal, length: 2)
    case (equals, _): append(.assign, length: 1)
    case (UInt8(ascii: "<"), equals): append(.lessOrEqual, length: 2)
    case (UInt8(ascii: "<"), _): append(.less, length: 1)
    case (UInt8(ascii: ">"), equals): append(.greaterOrEqual, length: 2)
    case (UInt8(ascii: ">"), _): append(.greater, length: 1)
    case (UInt8(ascii: "!"), equals): append(.notEqual, length: 2)
    case (UInt8(ascii: "!"), _): readTwin("!", as: .not, "not")
    case (UInt8(ascii: "|"), UInt8(ascii: ">")): append(.pipe, length: 2)
    case (UInt8(ascii: "|"), UInt8(ascii: "|")): readTwin("||", as: .or, "or")
    case (UInt8(ascii: "&"), UInt8(ascii: "&")): readTwin("&&", as: .and, "and")
    case (UInt8(ascii: "&"), _): append(.ampersand, length: 1)
    case (UInt8(ascii: "\\"), UInt8(ascii: "\n")), (UInt8(ascii: "\\"), UInt8(ascii: "\r")):
      report(BackslashAtLineEnd(), position, position + 1)
      append(.unknown, length: 1)
    default:
      report(UnknownCharacter(character: text(position, position + 1)), position, position + 1)
      append(.unknown, length: 1)
    }
  }

  /// Reads a sign of other languages as its twin in Aim, and says so.
  private mutating func readTwin(_ written: String, as kind: Token.Kind, _ meant: String) {
    let length = written.utf8.count
    report(ForeignOperator(written: written, meant: meant), position, position + length)
    append(kind, length: length)
  }

  /// `**` is another language's power, or before an argument its spread.
  private mutating func readDoubleStar() {
    switch tokens.last?.kind {
    case .leftParenthesis, .comma, .leftBracket: readTwin("**", as: .ellipsis, "...")
    default: readTwin("**", as: .caret, "^")
    }
  }

  private mutating func readDots() {
    if peek(1) == UInt8(ascii: "."), peek(2) == UInt8(ascii: ".") {
      append(.ellipsis, length: 3)
    } else if peek(1) == UInt8(ascii: ".") {
      append(.range, length: 2)
    } else {
      append(.dot, length: 1)
    }
  }

  /// A `}` ends the interpolation unless a `{` is open in it.
  private mutating func readRightBrace() {
    guard case .interpolation(_, let brackets) = modes.last, !brackets.contains(.leftBrace) else {
      append(.rightBrace, length: 1)
      return
    }
    append(.interpolationEnd, length: 1)
    modes.removeLast()
  }

  /// The first `:` of an interpolation outside brackets begins its format spec.
  private mutating func readColon() {
    guard case .interpolation(_, let brackets) = modes.last, brackets.isEmpty else {
      append(.colon, length: 1)
      return
    }
    append(.formatColon, length: 1)
    modes.append(.format)
  }
}
