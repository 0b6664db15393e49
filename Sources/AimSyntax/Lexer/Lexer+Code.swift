extension Lexer {
  /// Reads one token of code, or some trivia.
  mutating func readCode() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C: position += 1
    case UInt8(ascii: "\n"): readNewline()
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "\""): openString(.straight, isRaw: false, prefix: 0)
    case UInt8(ascii: "'"): readSingleQuote()
    case UInt8(ascii: "?"):
      report(QuestionMark(), position, position + 1)
      append(.unknown, length: 1)
    case UInt8(ascii: "r") where peek(1) == UInt8(ascii: "\""):
      openString(.straight, isRaw: true, prefix: 1)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      readWord()
    case 0x80...: readScalar()
    default: readSign(byte)
    }
  }

  private mutating func readNewline() {
    if case .interpolation = modes.last, abandonLine() { return }
    position += 1
    startsLine = true
    lineStart = position
  }

  private mutating func skipComment() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The offset after the word that begins at `start`: letters, digits, marks of any script.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      if bytes[end] < 0x80 {
        guard Self.continuesWord(bytes[end]) else { break }
        end += 1
      } else {
        guard let (scalar, length) = scalar(at: end), scalar.properties.isXIDContinue else { break }
        end += length
      }
    }
    return end
  }

  mutating func readWord() {
    let end = wordEnd(from: position)
    let word = text(position, end)
    append(word == "_" ? .underscore : Token.Kind.word(word), length: end - position)
  }

  /// Reads something outside ASCII: a word, a sign that looks like one of ours, or neither.
  private mutating func readScalar() {
    guard let (scalar, length) = scalar(at: position) else {
      append(.unknown, length: 1)
      return
    }
    if let twin = Lookalike(scalar) {
      readLookalike(twin, scalar, length)
    } else if scalar.properties.isXIDStart {
      readWord()
    } else if scalar.properties.isWhitespace {
      position += length
    } else {
      readForeign(length: unknownLength(first: length))
    }
  }

  /// The length of a character that begins nothing: with its marks and joiners, as an emoji has.
  private func unknownLength(first: Int) -> Int {
    var end = position + first
    while let (scalar, length) = scalar(at: end),
      scalar.properties.isVariationSelector || scalar.properties.isJoinControl
        || scalar.properties.isEmojiModifier || scalar.value == 0x20E3
    {
      end += length
    }
    return end - position
  }

  private mutating func readForeign(length: Int) {
    let character = text(position, position + length)
    report(UnknownCharacter(character: character), position, position + length)
    append(.unknown, length: length)
  }
}
