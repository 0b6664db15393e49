import AimDiagnostics

extension Parser {
  /// Reads a literal, a name, something in brackets, or an expression that begins with a word.
  mutating func parsePrimary() throws(Failure) -> Expression {
    switch kind {
    case .integer: return try parseInteger()
    case .float: return try parseFloat()
    case .stringStart:
      let start = position
      let literal = try parseString()
      return try make(.string(literal), from: start)
    case .true, .false: return try parseWord(.boolean(kind == .true), .boolean)
    case .nil: return try parseWord(.nothing, .nothing)
    case .identifier: return try parseName()
    case .leftParenthesis: return try parseParenthesized()
    case .leftBracket: return try parseBracketed()
    case .leftBrace: return try parseBlockExpression()
    case .if: return try parseConditional()
    case .try: return try parseAttempt()
    default: throw expectedExpression()
    }
  }

  private mutating func parseWord(
    _ kind: Expression.Kind, _ production: Production
  ) throws(Failure) -> Expression {
    advance()
    reach(production)
    return try make(kind, from: position - 1)
  }

  private mutating func parseName() throws(Failure) -> Expression {
    let name = currentText
    if let meant = ForeignWords.values[name] {
      report(ForeignWord(written: name, meant: meant), at: currentRange)
    }
    if ["f", "F", "b", "u"].contains(name), peek() == .stringStart, isAdjacent(1) {
      report(StringPrefix(prefix: name), at: currentRange)
      advance()
      return try parsePrimary()
    }
    if name == "lambda", peek() == .identifier || peek() == .colon {
      throw fail(LambdaKeyword(), at: currentRange)
    }
    reach(.name)
    advance()
    return try make(.name(name), from: position - 1)
  }

  private mutating func parseInteger() throws(Failure) -> Expression {
    let digits = digitsHere()
    let value: Int
    if let sound = Int(digits) {
      value = sound
    } else {
      value = 0
      if digits.allSatisfy(\.isNumber) {
        report(IntegerTooLarge(digits: currentText), at: currentRange)
      }
    }
    advance()
    reach(.integer)
    return try make(.integer(value), from: position - 1)
  }

  /// -2^63, when the position holds its digits: they are too large without the minus.
  func leastInteger() -> Int? {
    let digits = digitsHere()
    return digits == "9223372036854775808" ? Int.min : nil
  }

  private func digitsHere() -> String { currentText.filter { $0 != "_" } }

  private mutating func parseFloat() throws(Failure) -> Expression {
    let value = Double(digitsHere()) ?? 0
    if value.isInfinite { report(FloatTooLarge(number: currentText), at: currentRange) }
    advance()
    reach(.float)
    return try make(.float(value), from: position - 1)
  }

  /// Reads `(e)`, `()`, `(a, b)`, `(a,)` or `(name: value, …)`.
  private mutating func parseParenthesized() throws(Failure) -> Expression {
    let start = position
    let opening = open()
    if kind == .colon, peek() == .rightParenthesis {
      advance()
      try close(opening)
      return try make(.record([]), from: start)
    }
    if kind.isWord, peek() == .colon { return try parseRecord(opening) }
    if kind == .rightParenthesis {
      try close(opening)
      reach(.tuple)
      return try make(.tuple([]), from: start)
    }
    let first = try parseExpression()
    if kind == .comma { return try parseTuple(first, opening) }
    if kind == .assign { throw assignmentInParentheses(first) }
    if kind == .for { throw fail(BareComprehension(), at: currentRange) }
    try close(opening)
    reach(.parentheses)
    return first.parenthesized()
  }

  private mutating func parseTuple(
    _ first: Expression, _ opening: Int
  ) throws(Failure) -> Expression {
    var elements = [first]
    while take(.comma), kind != .rightParenthesis {
      elements.append(try parseExpression())
    }
    try close(opening)
    reach(.tuple)
    return try make(.tuple(elements), from: opening)
  }

  private mutating func parseRecord(_ opening: Int) throws(Failure) -> Expression {
    var fields: [Expression.RecordField] = []
    var names: Set<String> = []
    while kind != .rightParenthesis {
      guard kind.isWord, peek() == .colon else { throw notAField(opening) }
      let name = identifier()
      if !names.insert(name.text).inserted {
        report(DuplicateField(name: name.text), at: name.range)
      }
      advance()
      fields.append(Expression.RecordField(name: name, value: try parseExpression()))
      guard take(.comma) else { break }
    }
    try close(opening)
    reach(.record)
    return try make(.record(fields), from: opening)
  }

  private mutating func notAField(_ opening: Int) -> Failure {
    if kind == .end || kind.opening != nil { return unclosed(opening) }
    if kind.isWord, peek() == .assign {
      position += 1
      return fail(ColonInRecord(), at: currentRange)
    }
    return failHere(FieldExpected(found: describeCurrent()))
  }

  private mutating func assignmentInParentheses(_ first: Expression) -> Failure {
    if case .name = first.kind { return fail(ColonInRecord(), at: currentRange) }
    return fail(AssignmentInExpression(), at: currentRange)
  }
}
