import AimDiagnostics

extension Parser {
  /// Reads the calls, indices and fields that follow a primary.
  ///
  /// `(` and `[` count on the same line alone, and never after a block; `.` also on the next.
  mutating func parsePostfix(
    _ primary: Expression, from start: Int
  ) throws(Failure) -> Expression {
    var value = primary
    while true {
      switch kind {
      case .leftParenthesis where !current.startsLine && value.takesBrackets:
        value = try parseCall(of: value, from: start)
      case .leftBracket where !current.startsLine && value.takesBrackets:
        let items = try parseIndexItems()
        reach(.index)
        value = try make(.index(value, items), from: start)
      case .dot: value = try parseField(of: value, from: start)
      default: return value
      }
    }
  }

  private mutating func parseField(
    of base: Expression, from start: Int
  ) throws(Failure) -> Expression {
    advance()
    guard kind.isWord else {
      if kind == .integer {
        throw fail(TupleField(position: currentText), at: currentRange)
      }
      if case .integer(let number) = base.kind, !base.isParenthesized {
        throw fail(TrailingDot(number: String(number)), at: base.range)
      }
      throw failHere(FieldNameExpected(found: describeCurrent()))
    }
    let name = identifier()
    guard kind == .leftParenthesis, !current.startsLine else {
      reach(.field)
      return try make(.field(base, name), from: start)
    }
    let arguments = try parseArguments()
    reach(.methodCall)
    return try make(
      .methodCall(MethodCall(receiver: base, method: name, arguments: arguments)), from: start)
  }

  private mutating func parseCall(
    of callee: Expression, from start: Int
  ) throws(Failure) -> Expression {
    switch callee.kind {
    case .integer, .float:
      throw fail(
        MissingMultiplication(number: document.text(callee.range.offsets)), at: currentRange)
    default: break
    }
    let arguments = try parseArguments()
    reach(.call)
    return try make(.call(Call(callee: callee, arguments: arguments)), from: start)
  }

  /// Reads what stands between the `[` and `]` of an index.
  mutating func parseIndexItems() throws(Failure) -> [IndexItem] {
    let opening = open()
    var items: [IndexItem] = []
    while kind != .rightBracket {
      items.append(try parseIndexItem())
      guard take(.comma) else { break }
    }
    try close(opening)
    if items.isEmpty { throw fail(EmptyIndex(), at: range(from: opening)) }
    return items
  }

  private mutating func parseIndexItem() throws(Failure) -> IndexItem {
    let start = position
    if take(.ellipsis) {
      reach(.indexEllipsis)
      return IndexItem(range: range(from: start), kind: .ellipsis)
    }
    let first = kind == .colon ? nil : try parseExpression()
    guard kind == .colon else {
      guard let first else { throw expectedExpression() }
      return IndexItem(range: range(from: start), kind: .expression(first))
    }
    advance()
    let stop = try parseSliceBound()
    let step = take(.colon) ? try parseSliceBound() : nil
    reach(.slice)
    return IndexItem(
      range: range(from: start), kind: .slice(start: first, stop: stop, step: step))
  }

  private mutating func parseSliceBound() throws(Failure) -> Expression? {
    switch kind {
    case .colon, .comma, .rightBracket: nil
    default: try parseExpression()
    }
  }
}

extension Expression {
  /// False after blocks, where `(` and `[` begin something else.
  fileprivate var takesBrackets: Bool {
    if isParenthesized { return true }
    switch kind {
    case .conditional, .attempt, .block, .lambda: return false
    default: return true
    }
  }
}
