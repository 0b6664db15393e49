import AimDiagnostics

extension Lexer {
  /// Begins a string at the position; `prefix` bytes (`r`) stand before the quote.
  mutating func openString(_ quote: Quote, isRaw: Bool, prefix: Int) {
    let first = prefix
    let isTriple =
      quote == .straight && peek(first + 1) == UInt8(ascii: "\"")
      && peek(first + 2) == UInt8(ascii: "\"")
    let quoteLength = quote == .curly ? 3 : isTriple ? 3 : 1
    let string = OpenString(start: position, quote: quote, isTriple: isTriple, isRaw: isRaw)
    append(.stringStart, length: prefix + quoteLength)
    modes.append(.string(string))
  }

  /// `'words'` on one line is read as a string, with a fault; a lone `'` is nothing.
  mutating func readSingleQuote() {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "'"), bytes[end] != UInt8(ascii: "\n") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "'") else {
      report(UnknownCharacter(character: "'"), position, position + 1)
      append(.unknown, length: 1)
      return
    }
    report(SingleQuotes(text: text(position + 1, end)), position, end + 1)
    openString(.single, isRaw: false, prefix: 0)
  }

  /// Reads text up to the end of the string, the next interpolation, or the end of its line.
  mutating func readText(of string: OpenString) {
    let start = position
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if closingLength(of: string, at: end) > 0 { break }
      if byte == UInt8(ascii: "\n"), !string.isTriple { break }
      if !string.isRaw {
        if byte == UInt8(ascii: "\\") {
          end = escapeEnd(from: end)
          continue
        }
        if byte == UInt8(ascii: "{"), !isDoubled(at: end) { break }
        if byte == UInt8(ascii: "{") { end += 1 }
      }
      end += 1
    }
    end = min(end, bytes.count)
    if end > start { append(.stringText, length: end - start) }
    finishText(of: string)
  }

  private mutating func finishText(of string: OpenString) {
    guard position < bytes.count else { return }
    let closing = closingLength(of: string, at: position)
    if closing > 0 {
      append(.stringEnd, length: closing)
      modes.removeLast()
    } else if bytes[position] == UInt8(ascii: "\n") {
      if !abandonLine() { position += 1 }
    } else {
      openInterpolation()
    }
  }

  private mutating func openInterpolation() {
    let start = position
    append(.interpolationStart, length: 1)
    modes.append(.interpolation(start: start, brackets: []))
  }

  private func isDoubled(at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == bytes[index]
  }

  /// The length of the quotes that end the string here; 0 where it goes on.
  private func closingLength(of string: OpenString, at index: Int) -> Int {
    switch string.quote {
    case .single: return bytes[index] == UInt8(ascii: "'") ? 1 : 0
    case .curly:
      if bytes[index] == UInt8(ascii: "\"") { return 1 }
      guard bytes[index] == 0xE2, let (scalar, length) = scalar(at: index) else { return 0 }
      return Lookalike.isQuote(scalar) ? length : 0
    case .straight:
      guard bytes[index] == UInt8(ascii: "\"") else { return 0 }
      guard string.isTriple else { return 1 }
      return isDoubled(at: index) && isDoubled(at: index + 1) ? 3 : 0
    }
  }

  /// The offset after an escape: `\` and a character, or `\u{…}` and `\N{…}` as a whole.
  private func escapeEnd(from start: Int) -> Int {
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    if next == UInt8(ascii: "\r"), start + 2 < bytes.count, bytes[start + 2] == UInt8(ascii: "\n") {
      return start + 3
    }
    guard next == UInt8(ascii: "u") || next == UInt8(ascii: "N"), start + 2 < bytes.count,
      bytes[start + 2] == UInt8(ascii: "{")
    else { return start + 2 }
    var end = start + 3
    while end < bytes.count, Self.continuesWord(bytes[end]) || bytes[end] == UInt8(ascii: " ") {
      end += 1
    }
    return end < bytes.count && bytes[end] == UInt8(ascii: "}") ? end + 1 : end
  }

  /// Reads the format spec of an interpolation: text and interpolations, up to its `}`.
  mutating func readFormat() {
    let start = position
    var end = start
    let stops: [UInt8] = [
      UInt8(ascii: "}"), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "\n"),
    ]
    while end < bytes.count, !stops.contains(bytes[end]) { end += 1 }
    if end > start { append(.stringText, length: end - start) }
    guard position < bytes.count else { return }
    switch bytes[position] {
    case UInt8(ascii: "}"):
      modes.removeLast()
      append(.interpolationEnd, length: 1)
      modes.removeLast()
    case UInt8(ascii: "{"): openInterpolation()
    default: if !abandonLine() { leaveFormat() }
    }
  }

  /// A quote or line ending in a format spec of a triple-quoted string: the spec ends here.
  private mutating func leaveFormat() {
    let start = openInterpolations.last ?? position
    report(UnclosedInterpolation(), start, start + 1)
    modes.removeLast()
    append(.interpolationEnd, length: 0)
    modes.removeLast()
  }

  private var openInterpolations: [Int] {
    modes.compactMap { if case .interpolation(let start, _) = $0 { start } else { nil } }
  }

  /// Ends what may not cross the end of a line: one-line strings and all that is open in them.
  ///
  /// - Returns: false where only triple-quoted strings enclose the position.
  mutating func abandonLine() -> Bool {
    var first: Int?
    for (index, mode) in modes.enumerated().reversed() {
      guard case .string(let string) = mode else { continue }
      if string.isTriple { break }
      first = index
    }
    guard let first else { return false }
    reportUnclosed(from: first, isAtEnd: false)
    close(downTo: first)
    return true
  }

  /// At the end of the text: ends whatever is still open.
  mutating func closeEverything() {
    guard !modes.isEmpty else { return }
    let isTriple = if case .string(let string) = modes[0] { string.isTriple } else { false }
    reportUnclosed(from: 0, isAtEnd: isTriple)
    close(downTo: 0)
  }

  private mutating func reportUnclosed(from first: Int, isAtEnd: Bool) {
    guard case .string(let string) = modes[first] else { return }
    if first + 1 < modes.count, case .interpolation(let start, _) = modes[first + 1] {
      report(UnclosedInterpolation(), start, start + 1, isAtEnd: isAtEnd)
    } else {
      report(
        UnclosedString(quotes: string.isTriple ? "\"\"\"" : "\""), string.start,
        string.isTriple ? string.start + 3 : position, isAtEnd: isAtEnd)
    }
  }

  private mutating func close(downTo first: Int) {
    while modes.count > first {
      switch modes.removeLast() {
      case .string: append(.stringEnd, length: 0)
      case .interpolation: append(.interpolationEnd, length: 0)
      case .format: break
      }
    }
  }
}
