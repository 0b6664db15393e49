import AimDiagnostics

extension Parser {
  /// Reads one statement, without what ends it.
  mutating func parseStatement() throws(Failure) -> Statement {
    let start = position
    let parsed: Statement.Kind
    switch kind {
    case .let, .var: parsed = try parseBinding()
    case .for: parsed = try parseFor()
    case .while: parsed = try parseWhile()
    case .break, .continue: parsed = try parseLoopExit()
    case .return: parsed = try parseReturn()
    case .fn, .at: parsed = .function(try parseFunction())
    case .import: parsed = try parseImport()
    case .throw:
      advance()
      reach(.throwStatement)
      parsed = .throwValue(try parseExpression())
    case .assert: parsed = try parseAssertion()
    case .identifier: parsed = try parseAfterName()
    default: parsed = try parseExpressionStatement()
    }
    let statement = Statement(id: newID(), range: range(from: start), kind: parsed)
    if statement.height > Self.heightLimit { throw giveUp(at: statement.range) }
    return statement
  }

  /// A statement that begins with a name: it may be a word that means something only here.
  private mutating func parseAfterName() throws(Failure) -> Statement.Kind {
    switch currentText {
    case "test" where peek() == .stringStart && !isNewline(at: 1): return try parseTest()
    case "model" where isTypeHead, "type" where isTypeHead: return .type(try parseType())
    case "mutating" where peek() == .fn: throw failOutside(MutatingOutsideType())
    case "param" where peek() == .identifier && !isNewline(at: 1),
      "state" where peek() == .identifier && !isNewline(at: 1):
      throw failOutside(FieldOutsideModel(word: currentText))
    default: return try parseExpressionStatement()
    }
  }

  /// A member outside of a type, or a statement among members, is told once: after a `}` too
  /// many, many follow.
  mutating func failOutside(_ fault: any Fault) -> Failure {
    if hasFallenOut { statement.hasReported = true }
    hasFallenOut = true
    return fail(fault, at: currentRange)
  }

  /// True at `model` or `type` before a name and `(` or `{`.
  private var isTypeHead: Bool {
    guard peek() == .identifier, !isNewline(at: 1) else { return false }
    return peek(2) == .leftParenthesis || peek(2) == .leftBrace || peek(2) == .colon
  }

  /// True when the token at that distance stands on a new line, and that ends the statement.
  func isNewline(at distance: Int) -> Bool {
    newlinesEnd && (token(distance)?.startsLine ?? true)
  }

  private mutating func parseExpressionStatement() throws(Failure) -> Statement.Kind {
    let start = position
    if isArrowAssignment { throw fail(ArrowAssignment(), at: range(tokens[start + 1])) }
    let value = try parseExpression()
    if kind == .assign || kind.compoundOperator != nil, !isAtNewline, !isFatArrow(at: 0) {
      return try parseAssignment(to: value, from: start)
    }
    reach(.expressionStatement)
    return .expression(value)
  }

  /// True at `x <- 5`, which is R's assignment: the sign stands by itself.
  private var isArrowAssignment: Bool {
    kind == .identifier && peek(1) == .less && peek(2) == .minus && isAdjacent(2)
      && !isAdjacent(1) && !isAdjacent(3)
  }

  private mutating func parseAssignment(
    to value: Expression, from start: Int
  ) throws(Failure) -> Statement.Kind {
    let compound = kind.compoundOperator
    let operatorRange = currentRange
    guard let target = target(value) else {
      throw fail(notAssignable(value), at: value.range, labels: [Diagnostic.Label(operatorRange)])
    }
    if compound != nil {
      guard case .place = target else {
        throw fail(CompoundNeedsPlace(sign: currentText), at: value.range)
      }
    }
    advance()
    let newValue = try parseExpression()
    if kind == .assign { throw fail(ChainedAssignment(), at: currentRange) }
    reach(compound == nil ? .assignment : .compoundAssignment)
    return .assignment(
      Assignment(
        target: target, compound: compound, operatorRange: operatorRange, value: newValue))
  }

  /// What an expression means to the left of `=`; nil when it cannot be assigned.
  private mutating func target(_ value: Expression) -> Assignment.Target? {
    if case .tuple(let elements) = value.kind, !elements.isEmpty {
      var parts: [Assignment.Target] = []
      for element in elements {
        guard let part = target(element) else { return nil }
        parts.append(part)
      }
      reach(.tupleAssignment)
      return .tuple(parts, value.range)
    }
    guard let place = place(value) else { return nil }
    return .place(place)
  }

  private func notAssignable(_ value: Expression) -> any Fault {
    if case .call(let call) = value.kind, case .name(let name) = call.callee.kind {
      return CallAssigned(function: name)
    }
    return NotAssignable(text: document.text(value.range.offsets))
  }

  private mutating func parseBinding() throws(Failure) -> Statement.Kind {
    let documentation = documentation(above: position)
    let isVariable = kind == .var
    advance()
    let start = position
    let pattern = try parsePattern()
    if kind == .comma {
      throw fail(BareTuplePattern(word: isVariable ? "var" : "let"), at: currentRange)
    }
    if kind == .colon, peek() != .assign { throw fail(BindingAnnotation(), at: currentRange) }
    if kind == .equal { throw fail(EqualityForAssignment(), at: currentRange) }
    if kind == .colon { throw fail(Walrus(), at: currentRange) }
    if kind == .leftParenthesis, isAdjacent(), let head = functionHead(from: start) {
      throw fail(FunctionByLet(head: head), at: pattern.range)
    }
    guard kind == .assign, !isAtNewline else {
      throw fail(
        BindingWithoutValue(word: isVariable ? "var" : "let"), at: pattern.range)
    }
    advance()
    let value = try parseExpression()
    reach(isVariable ? .varBinding : .letBinding)
    return .binding(
      Binding(
        isVariable: isVariable, pattern: pattern, value: value, documentation: documentation))
  }

  /// `f(x, y)` of `f(x, y) = …`, where the line goes on so; nil where it is something else.
  private func functionHead(from start: Int) -> String? {
    var index = position
    while index + 1 < tokens.count, tokens[index].kind != .rightParenthesis,
      !tokens[index + 1].startsLine
    {
      index += 1
    }
    guard tokens[index].kind == .rightParenthesis, index + 1 < tokens.count,
      tokens[index + 1].kind == .assign
    else { return nil }
    return document.text(tokens[start].offsets.lowerBound..<tokens[index].offsets.upperBound)
  }

  private mutating func parseAssertion() throws(Failure) -> Statement.Kind {
    advance()
    let condition = try parseCondition()
    let message = take(.comma) ? try parseExpression() : nil
    reach(message == nil ? .assertion : .assertionMessage)
    return .assertion(Assertion(condition: condition, message: message))
  }

  private mutating func parseReturn() throws(Failure) -> Statement.Kind {
    advance()
    reach(.returnStatement)
    return .returnValue(isAtStatementEnd ? nil : try parseExpression())
  }

  private mutating func parseLoopExit() throws(Failure) -> Statement.Kind {
    let isBreak = kind == .break
    advance()
    reach(isBreak ? .breakStatement : .continueStatement)
    return isBreak ? .breakLoop : .continueLoop
  }

  private mutating func parseImport() throws(Failure) -> Statement.Kind {
    advance()
    guard kind == .stringStart, !isAtNewline else {
      throw failHere(ImportNeedsPath(found: describeCurrent()))
    }
    let path = try parseString()
    if path.constantText == nil { throw fail(ImportInterpolated(), at: path.range) }
    var alias: Identifier?
    if kind == .identifier, currentText == "as", !isAtNewline {
      advance()
      guard kind == .identifier, !isAtNewline else {
        throw failHere(NameExpected(found: describeCurrent(), after: "as"))
      }
      alias = identifier()
    }
    reach(.importStatement)
    return .importFile(ImportDeclaration(path: path, alias: alias))
  }

  private mutating func parseTest() throws(Failure) -> Statement.Kind {
    advance()
    let name = try parseString()
    let body = try parseBlock(after: "test")
    reach(.test)
    return .test(TestDeclaration(name: name, body: body))
  }
}
