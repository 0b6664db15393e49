import AimDiagnostics

extension Parser {
  /// Reads a list, a dictionary, or a comprehension of either.
  mutating func parseBracketed() throws(Failure) -> Expression {
    let opening = open()
    if kind == .colon, peek() == .rightBracket {
      advance()
      try close(opening)
      reach(.emptyDictionary)
      return try make(.dictionary([]), from: opening)
    }
    if kind == .rightBracket {
      try close(opening)
      reach(.list)
      return try make(.list([]), from: opening)
    }
    if kind == .ellipsis { return try parseList([], opening) }
    let first = try parseExpression()
    switch kind {
    case .colon:
      advance()
      let entry = Expression.Entry(key: first, value: try parseExpression())
      if kind == .for { return try parseDictionaryComprehension(entry, opening) }
      return try parseDictionary(entry, opening)
    case .for:
      let clauses = try parseClauses()
      try close(opening)
      reach(.listComprehension)
      return try make(.listComprehension(element: first, clauses: clauses), from: opening)
    default:
      guard take(.comma) else {
        try close(opening)
        reach(.list)
        return try make(.list([.expression(first)]), from: opening)
      }
      return try parseList([.expression(first)], opening)
    }
  }

  private mutating func parseList(
    _ first: [Expression.Element], _ opening: Int
  ) throws(Failure) -> Expression {
    var elements = first
    while kind != .rightBracket {
      if take(.ellipsis) {
        elements.append(.spread(try parseExpression()))
        reach(.spread)
      } else {
        elements.append(.expression(try parseExpression()))
      }
      guard take(.comma) else { break }
    }
    try close(opening)
    reach(.list)
    return try make(.list(elements), from: opening)
  }

  private mutating func parseDictionary(
    _ first: Expression.Entry, _ opening: Int
  ) throws(Failure) -> Expression {
    var entries = [first]
    while take(.comma), kind != .rightBracket {
      let key = try parseExpression()
      guard take(.colon) else {
        if kind == .end { throw unclosed(opening) }
        throw fail(EntryWithoutValue(), at: key.range)
      }
      entries.append(Expression.Entry(key: key, value: try parseExpression()))
    }
    try close(opening)
    reach(.dictionary)
    return try make(.dictionary(entries), from: opening)
  }

  private mutating func parseDictionaryComprehension(
    _ entry: Expression.Entry, _ opening: Int
  ) throws(Failure) -> Expression {
    let clauses = try parseClauses()
    try close(opening)
    reach(.dictionaryComprehension)
    return try make(.dictionaryComprehension(entry: entry, clauses: clauses), from: opening)
  }

  /// Reads `for p in xs` and `if c`, as many as there are; the first is a `for`.
  private mutating func parseClauses() throws(Failure) -> [Expression.ComprehensionClause] {
    var clauses: [Expression.ComprehensionClause] = []
    while true {
      // Each clause is a loop or a condition within the one before.
      if clauses.count > Self.nestingLimit { throw giveUp(at: currentRange) }
      if take(.for) {
        let pattern = try parseLoopPattern()
        guard take(.in) else { throw expectedIn() }
        clauses.append(.each(pattern, in: try parseExpression()))
      } else if take(.if) {
        clauses.append(.filter(try parseExpression()))
        reach(.comprehensionFilter)
      } else {
        break
      }
    }
    return clauses
  }
}
