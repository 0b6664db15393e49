import AimDiagnostics

extension Parser {
  /// Reads a string and what it interpolates.
  mutating func parseString() throws(Failure) -> StringLiteral {
    let start = position
    let opening = currentText
    let isRaw = opening.hasPrefix("r")
    advance()
    var parts: [StringLiteral.Part] = []
    while true {
      switch kind {
      case .stringText:
        parts.append(.text(decoded(current, isRaw: isRaw)))
        advance()
      case .interpolationStart: parts.append(.interpolation(try parseInterpolation()))
      default:
        _ = take(.stringEnd)
        reach(production(opening, parts))
        return StringLiteral(id: newID(), range: range(from: start), parts: parts)
      }
    }
  }

  private func production(_ opening: String, _ parts: [StringLiteral.Part]) -> Production {
    if opening.hasPrefix("r") { return .rawString }
    if opening == "\"\"\"" { return .tripleString }
    return parts.constantText == nil ? .interpolatedString : .string
  }

  private mutating func parseInterpolation() throws(Failure) -> Interpolation {
    let opening = open()
    if kind == .interpolationEnd || kind == .formatColon {
      throw fail(EmptyInterpolation(), at: range(tokens[opening]))
    }
    let value = try parseExpression()
    var format: [StringLiteral.Part] = []
    if take(.formatColon) { format = try parseFormat() }
    guard kind == .interpolationEnd else {
      if kind == .end { throw unclosed(opening) }
      throw fail(InterpolationJunk(found: describeCurrent()), at: currentRange)
    }
    try close(opening)
    return Interpolation(range: range(from: opening), expression: value, format: format)
  }

  private mutating func parseFormat() throws(Failure) -> [StringLiteral.Part] {
    var parts: [StringLiteral.Part] = []
    while true {
      switch kind {
      case .stringText:
        parts.append(.text(currentText))
        advance()
      case .interpolationStart:
        parts.append(.interpolation(try parseInterpolation()))
        reach(.nestedFormat)
      default:
        reach(.formatSpec)
        return parts
      }
    }
  }

  /// The text of a token with its escapes resolved; what is wrong with them is reported.
  private mutating func decoded(_ token: Token, isRaw: Bool) -> String {
    var decoder = TextDecoder(bytes: document.utf8, range: token.offsets, isRaw: isRaw)
    let text = decoder.decode()
    if let problem = decoder.problem {
      report(
        problem.fault,
        at: SourceRange(
          document: document.id, start: problem.range.lowerBound, end: problem.range.upperBound))
    }
    return text
  }
}
