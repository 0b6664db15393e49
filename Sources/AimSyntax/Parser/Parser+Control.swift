import AimDiagnostics

extension Parser {
  mutating func parseFor() throws(Failure) -> Statement.Kind {
    advance()
    let pattern = try parseLoopPattern()
    guard take(.in) else { throw expectedIn() }
    let sequence = try parseExpression()
    let body = try parseBlock(after: "for")
    reach(.forLoop)
    return .forLoop(ForLoop(pattern: pattern, sequence: sequence, body: body))
  }

  mutating func parseWhile() throws(Failure) -> Statement.Kind {
    advance()
    let condition = try parseCondition()
    let body = try parseBlock(after: "while")
    reach(.whileLoop)
    return .whileLoop(WhileLoop(condition: condition, body: body))
  }

  /// Reads a condition; `if x = 1` is read as `if x == 1`, with a fault.
  mutating func parseCondition() throws(Failure) -> Expression {
    let start = position
    let condition = try parseExpression()
    guard kind == .assign, !isAtNewline, !isFatArrow(at: 0) else { return condition }
    let sign = currentRange
    report(AssignmentInCondition(), at: sign)
    advance()
    let right = try parseExpression()
    let link = Expression.Comparison(operation: .equal, operatorRange: sign, operand: right)
    return try make(.comparison(condition, [link]), from: start)
  }

  /// Reads `{ … }`, the body of what `word` begins.
  mutating func parseBlock(after word: String) throws(Failure) -> Block {
    try descend()
    guard kind == .leftBrace else { throw blockExpected(after: word) }
    if isAtNewline, isMisplaced(after: word) {
      report(BraceOnNextLine(word: word), at: currentRange)
    }
    let opening = open()
    let statements = parseStatements()
    try close(opening)
    ascend()
    return Block(id: newID(), range: range(from: opening), statements: statements)
  }

  /// A bare block may begin a line, and so may one after a `->` that ends its line.
  private func isMisplaced(after word: String) -> Bool { word != "block" && word != "->" }

  mutating func parseBlockExpression() throws(Failure) -> Expression {
    let start = position
    if let fault = bracesAsData() { throw fail(fault, at: currentRange) }
    let block = try parseBlock(after: "block")
    reach(.block)
    return try make(.block(block), from: start)
  }

  /// What is wrong when braces hold data, as in other languages: `{}`, `{"a": 1}`, `{1, 2}`.
  private func bracesAsData() -> (any Fault)? {
    switch (peek(1), peek(2)) {
    case (.rightBrace, _): return BracesHoldCode(meant: "[:]")
    case (.identifier, .colon) where peek(3) != .assign:
      return BracesHoldCode(meant: "[\"key\": value]")
    case (.integer, .colon), (.integer, .comma), (.identifier, .comma), (.float, .comma):
      return BracesHoldCode(meant: peek(2) == .comma ? "[a, b]" : "[key: value]")
    case (.stringStart, .stringText) where peek(3) == .stringEnd:
      guard peek(4) == .colon || peek(4) == .comma else { return nil }
      return BracesHoldCode(meant: peek(4) == .comma ? "[a, b]" : "[\"key\": value]")
    default: return nil
    }
  }

  /// Reads `if c { … }`, any number of `else if c { … }`, and `else { … }`.
  mutating func parseConditional() throws(Failure) -> Expression {
    var branches: [(start: Int, condition: Expression, body: Block)] = []
    var last: Block?
    repeat {
      let start = position
      advance()
      let condition = try parseCondition()
      branches.append((start, condition, try parseBlock(after: "if")))
      if branches.count > Self.heightLimit { throw giveUp(at: range(from: start)) }
    } while takeElseIf()
    if take(.else) {
      last = try parseBlock(after: "else")
      reach(.elseBranch)
    }
    reach(.conditional)
    return try conditional(branches, last)
  }

  /// Moves to the `if` of `else if`; `elif` is read so too, with a fault.
  private mutating func takeElseIf() -> Bool {
    if kind == .else, peek() == .if, !isNewline(at: 1) {
      advance()
      reach(.elseIf)
      return true
    }
    guard kind == .identifier, ["elif", "elseif", "elsif"].contains(currentText) else {
      return false
    }
    report(ForeignWord(written: currentText, meant: "else if"), at: currentRange)
    return true
  }

  private mutating func conditional(
    _ branches: [(start: Int, condition: Expression, body: Block)], _ last: Block?
  ) throws(Failure) -> Expression {
    var alternative = last.map { Conditional.Alternative.block($0) }
    var result: Expression?
    for branch in branches.reversed() {
      let conditional = Conditional(
        condition: branch.condition, consequence: branch.body, alternative: alternative)
      let expression = try make(.conditional(conditional), from: branch.start)
      alternative = .conditional(expression)
      result = expression
    }
    guard let result else { throw expectedExpression() }
    return result
  }

  /// Reads `try { … } catch e { … }`.
  mutating func parseAttempt() throws(Failure) -> Expression {
    let start = position
    let word = currentRange
    advance()
    let body = try parseBlock(after: "try")
    guard take(.catch) else {
      if kind == .identifier, let meant = ForeignWords.statements[currentText], meant == "catch" {
        throw fail(ForeignWord(written: currentText, meant: meant), at: currentRange)
      }
      throw fail(TryWithoutCatch(), at: word, isAtEnd: kind == .end)
    }
    var name: Identifier?
    if kind == .identifier { name = identifier() } else { _ = take(.underscore) }
    let handler = try parseBlock(after: "catch")
    reach(name == nil ? .attemptWithoutName : .attempt)
    return try make(.attempt(Attempt(body: body, name: name, handler: handler)), from: start)
  }
}
