import AimDiagnostics

extension Parser {
  /// Reads a name, `_`, or a tuple of patterns.
  mutating func parsePattern() throws(Failure) -> Pattern {
    try descend()
    let start = position
    let parsed: Pattern.Kind
    switch kind {
    case .identifier where !isAtNewline:
      checkForeignName()
      parsed = .name(identifier())
      reach(.namePattern)
    case .underscore where !isAtNewline:
      advance()
      parsed = .discard
      reach(.discardPattern)
    case .leftParenthesis where !isAtNewline: parsed = try parseTuplePattern()
    case let word where word.isReserved && !isAtNewline:
      throw fail(ReservedWord(word: currentText), at: currentRange)
    default: throw failHere(NameExpected(found: describeCurrent(), after: nil))
    }
    ascend()
    return Pattern(id: newID(), range: range(from: start), kind: parsed)
  }

  private mutating func parseTuplePattern() throws(Failure) -> Pattern.Kind {
    let opening = open()
    var parts: [Pattern] = []
    while kind != .rightParenthesis {
      if kind == .let || kind == .var { throw fail(CStyleFor(), at: range(tokens[opening])) }
      parts.append(try parsePattern())
      guard take(.comma) else { break }
    }
    if kind == .assign || kind == .semicolon { throw fail(CStyleFor(), at: range(from: opening)) }
    try close(opening)
    reach(.tuplePattern)
    return .tuple(parts)
  }

  /// The pattern of a loop; `for k, v in d` is read as `for (k, v) in d`, with a fault.
  mutating func parseLoopPattern() throws(Failure) -> Pattern {
    let start = position
    let first = try parsePattern()
    guard kind == .comma else { return first }
    let comma = currentRange
    var parts = [first]
    while take(.comma) { parts.append(try parsePattern()) }
    let names = parts.map { document.text($0.range.offsets) }.joined(separator: ", ")
    report(LoopPatternNeedsParentheses(names: names), at: comma)
    return Pattern(id: newID(), range: range(from: start), kind: .tuple(parts))
  }

  /// `None`, `True` and their like are other languages' words, not names.
  private mutating func checkForeignName() {
    if let meant = ForeignWords.values[currentText] {
      report(ForeignWord(written: currentText, meant: meant), at: currentRange)
    }
  }
}
