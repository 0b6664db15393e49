import AimDiagnostics

extension Parser {
  /// Reads an expression whose operators bind at least as tightly as `minimum`.
  mutating func parseExpression(_ minimum: Precedence = .pipe) throws(Failure) -> Expression {
    try descend()
    let start = position
    var left = try parseOperand(minimum)
    while let (precedence, form) = infixHere(), precedence >= minimum {
      left = try parseInfix(form, precedence, left, from: start)
    }
    ascend()
    return left
  }

  /// The row of the operator at the position; nil when the expression ends here.
  private func infixHere() -> (precedence: Precedence, form: InfixForm)? {
    if isAtNewline, kind != .pipe { return nil }
    if kind == .not, peek() == .in { return (.comparison, .chain(.notContained)) }
    return kind.infix
  }

  private mutating func parseInfix(
    _ form: InfixForm, _ precedence: Precedence, _ left: Expression, from start: Int
  ) throws(Failure) -> Expression {
    switch form {
    case .left(let operation):
      if operation == .remainder { checkFormatting(left) }
      return try parseBinary(operation, precedence.tighter, left, from: start)
    case .right(let operation):
      return try parseBinary(operation, precedence, left, from: start)
    case .logical(let operation):
      return try parseLogical(operation, precedence, left, from: start)
    case .chain: return try parseComparison(left, from: start)
    case .range: return try parseRange(left, from: start)
    case .pipe: return try parsePipe(left, from: start)
    }
  }

  private mutating func parseBinary(
    _ operation: BinaryOperator, _ rightMinimum: Precedence, _ left: Expression, from start: Int
  ) throws(Failure) -> Expression {
    let operatorRange = currentRange
    advance()
    let right = try parseExpression(rightMinimum)
    reach(.binary)
    return try make(.binary(operation, operatorRange: operatorRange, left, right), from: start)
  }

  private mutating func parseLogical(
    _ operation: LogicalOperator, _ precedence: Precedence, _ left: Expression, from start: Int
  ) throws(Failure) -> Expression {
    let operatorRange = currentRange
    advance()
    let right = try parseExpression(precedence.tighter)
    reach(.logical)
    return try make(.logical(operation, operatorRange: operatorRange, left, right), from: start)
  }

  /// Reads all the links of `a < b <= c`.
  private mutating func parseComparison(
    _ first: Expression, from start: Int
  ) throws(Failure) -> Expression {
    var links: [Expression.Comparison] = []
    while case (_, .chain(let operation))? = infixHere() {
      let operatorStart = position
      advance()
      if operation == .notContained { advance() }
      let operatorRange = range(from: operatorStart)
      let operand = try parseExpression(Precedence.comparison.tighter)
      links.append(
        Expression.Comparison(
          operation: operation, operatorRange: operatorRange, operand: operand))
    }
    reach(links.count > 1 ? .comparisonChain : .comparison)
    return try make(.comparison(first, links), from: start)
  }

  private mutating func parseRange(
    _ lower: Expression, from start: Int
  ) throws(Failure) -> Expression {
    let sign = currentRange
    advance()
    guard kind.beginsOperand, !isAtNewline else {
      throw fail(OpenRange(), at: sign, isAtEnd: isUnfinished)
    }
    let upper = try parseExpression(Precedence.range.tighter)
    if kind == .range, !isAtNewline { throw fail(ChainedRange(), at: currentRange) }
    reach(.range)
    return try make(.range(lower: lower, upper: upper), from: start)
  }

  /// Reads a prefix operator and its operand, or a primary and what follows it.
  private mutating func parseOperand(_ minimum: Precedence) throws(Failure) -> Expression {
    switch kind {
    case .minus: return try parseNegation()
    case .not: return try parseNot(minimum)
    default:
      if let lambda = try parseLambdaIfAny() { return lambda }
      let start = position
      let primary = try parsePrimary()
      return try parsePostfix(primary, from: start)
    }
  }

  private mutating func parseNegation() throws(Failure) -> Expression {
    let start = position
    let operatorRange = currentRange
    advance()
    if kind == .integer, peek() != .caret, let least = leastInteger() {
      advance()
      return try make(.integer(least), from: start)
    }
    let operand = try parseExpression(.power)
    reach(.negation)
    return try make(.unary(.negate, operatorRange: operatorRange, operand), from: start)
  }

  private mutating func parseNot(_ minimum: Precedence) throws(Failure) -> Expression {
    let start = position
    let operatorRange = currentRange
    if minimum > .not {
      report(NotNeedsParentheses(), at: currentRange)
    }
    advance()
    let operand = try parseExpression(.not)
    reach(.not)
    return try make(.unary(.not, operatorRange: operatorRange, operand), from: start)
  }

  /// `"…" % x` is Python's old way to put values into text.
  private mutating func checkFormatting(_ left: Expression) {
    if case .string = left.kind { report(PercentFormatting(), at: currentRange) }
  }
}

extension Token.Kind {
  /// True for the tokens with which an operand can begin.
  var beginsOperand: Bool {
    switch self {
    case .identifier, .integer, .float, .stringStart, .true, .false, .nil, .leftParenthesis,
      .leftBracket, .leftBrace, .minus, .not, .if, .try, .underscore:
      true
    default: false
    }
  }
}
