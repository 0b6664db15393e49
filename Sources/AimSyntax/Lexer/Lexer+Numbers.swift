import AimDiagnostics

extension Lexer {
  /// Reads `1`, `1_000`, `2.5`, `1e-3`; what sticks to it is part of the token and a fault.
  mutating func readNumber() {
    let start = position
    var end = digitsEnd(from: start)
    var kind = Token.Kind.integer
    if byte(end) == UInt8(ascii: "."), Self.isDigit(byte(end + 1)) {
      kind = .float
      end = digitsEnd(from: end + 1)
    }
    if let exponentEnd = exponentEnd(from: end) {
      kind = .float
      end = exponentEnd
    }
    let tail = wordEnd(from: end)
    if tail > end {
      report(fault(start, end, tail), start, tail)
      append(kind, length: tail - start)
      return
    }
    checkUnderscores(start, end)
    if kind == .integer, end > start + 1, byte(start) == UInt8(ascii: "0"),
      bytes[start..<end].contains(where: { $0 != UInt8(ascii: "0") })
    {
      report(LeadingZero(number: text(start, end)), start, end)
    }
    append(kind, length: end - start)
  }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private func digitsEnd(from start: Int) -> Int {
    var end = start
    while Self.isDigit(byte(end)) || byte(end) == UInt8(ascii: "_") { end += 1 }
    return end
  }

  /// The offset after `e`, a sign and digits; nil when there is no whole exponent.
  private func exponentEnd(from start: Int) -> Int? {
    guard byte(start) | 0x20 == UInt8(ascii: "e") else { return nil }
    var digits = start + 1
    if byte(digits) == UInt8(ascii: "-") || byte(digits) == UInt8(ascii: "+") { digits += 1 }
    return Self.isDigit(byte(digits)) ? digitsEnd(from: digits) : nil
  }

  private mutating func checkUnderscores(_ start: Int, _ end: Int) {
    let digits = bytes[start..<end]
    let underscore = UInt8(ascii: "_")
    guard digits.contains(underscore) else { return }
    let parts = digits.split(separator: underscore, omittingEmptySubsequences: false)
    let isSound = parts.allSatisfy { part in
      guard let first = part.first, let last = part.last else { return false }
      return Self.isDigit(first) && Self.isDigit(last)
    }
    if !isSound { report(MisplacedUnderscore(number: text(start, end)), start, end) }
  }

  /// What is wrong with a number that has letters stuck to it.
  private func fault(_ start: Int, _ end: Int, _ tail: Int) -> any Fault {
    let whole = text(start, tail)
    if end == start + 1, byte(start) == UInt8(ascii: "0"), let value = Self.value(ofBased: whole) {
      return NumberBase(written: whole, value: value)
    }
    return NumberSuffix(number: text(start, end), suffix: text(end, tail))
  }

  /// The value of `0x1F`, `0b101` or `0o17`.
  private static func value(ofBased text: String) -> Int? {
    let radixes: [Character: Int] = ["x": 16, "b": 2, "o": 8]
    guard let letter = text.dropFirst().first, let radix = radixes[Character(letter.lowercased())]
    else { return nil }
    return Int(text.dropFirst(2).filter { $0 != "_" }, radix: radix)
  }
}
