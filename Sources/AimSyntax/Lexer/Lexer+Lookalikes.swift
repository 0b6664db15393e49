extension Lexer {
  /// Reads a lookalike as its twin; all of one line are one fault, with a label each.
  mutating func readLookalike(_ twin: Lookalike, _ scalar: Unicode.Scalar, _ length: Int) {
    let meant =
      switch twin {
      case .sign(let kind): kind.spelling
      case .quote: "\""
      }
    report(
      LookalikeSign(written: String(Character(scalar)), meant: meant), position,
      position + length)
    switch twin {
    case .sign(.colon):
      if case .interpolation(_, let brackets) = modes.last, brackets.isEmpty {
        append(.formatColon, length: length)
        modes.append(.format)
      } else {
        append(.colon, length: length)
      }
    case .sign(let kind): append(kind, length: length)
    case .quote: openString(.curly, isRaw: false, prefix: 0)
    }
  }
}
