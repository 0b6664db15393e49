import AimDiagnostics

extension Parser {
  /// Reads statements up to the `}` of the block, or the end of the text.
  mutating func parseStatements() -> [Statement] {
    var statements: [Statement] = []
    while true {
      while take(.semicolon) {}
      if kind == .end { break }
      if kind == .rightBrace, !brackets.isEmpty { break }
      let before = position
      statements.append(parseStatementOrRecover())
      if position == before { advance() }
    }
    return statements
  }

  private mutating func parseStatementOrRecover() -> Statement {
    let statement = recovering { parser throws(Failure) in
      try parser.parseStatement()
    } otherwise: { id, range in
      Statement(id: id, range: range, kind: .error)
    }
    return take(.semicolon) ? statement.muted() : statement
  }

  /// Reads a statement or a member; when it is damaged, skips to where the next one begins.
  mutating func recovering<Node>(
    _ parse: (inout Parser) throws(Failure) -> Node, otherwise: (NodeID, SourceRange) -> Node
  ) -> Node {
    let start = position
    let outer = (statement, brackets.count, nesting, placeholders)
    statement = StatementState(start: Int(current.start))
    placeholders = []
    defer { (statement, _, nesting, placeholders) = outer }
    do {
      let node = try parse(&self)
      try expectStatementEnd(from: start)
      if let placeholder = placeholders.first {
        report(PlaceholderOutsidePipe(), at: placeholder)
      }
      return node
    } catch {
      recover(bracketCount: outer.1, from: start)
      return otherwise(newID(), range(from: start))
    }
  }

  /// Skips what is left of a damaged statement: to the next line outside its brackets, to a
  /// line that can only begin a statement, to a `;`, or to the `}` of the block around it.
  private mutating func recover(bracketCount: Int, from start: Int) {
    var open = brackets[bracketCount...].map { tokens[$0].kind }
    brackets.removeSubrange(bracketCount...)
    while kind != .end {
      if position > start, isFreshLine(within: open) { return }
      if kind == .semicolon, open.isEmpty { return }
      if kind.closing != nil {
        open.append(kind)
      } else if let opening = kind.opening {
        if let index = open.lastIndex(of: opening) {
          open.removeSubrange(index...)
        } else if kind == .rightBrace, !brackets.isEmpty {
          return
        }
      }
      advance()
    }
  }

  private func isFreshLine(within open: [Token.Kind]) -> Bool {
    guard current.startsLine, kind != .else, kind != .catch else { return false }
    if open.isEmpty { return kind.opening == nil || kind == .rightBrace }
    return !open.contains(.leftBrace) && kind.beginsStatement
  }

  /// After a whole statement: a new line, `;`, `}` (if it is a stray one, the next statement
  /// says so) or the end.
  private mutating func expectStatementEnd(from start: Int) throws(Failure) {
    guard isAtStatementEnd else { throw unexpected(afterStatementFrom: start) }
  }

  mutating func strayBracket() -> Failure {
    if kind == .rightBrace, hasFallenOut { statement.hasReported = true }
    return fail(StrayBracket(bracket: kind.spelling), at: currentRange)
  }

  /// Expects the partner of an opening bracket, and closes it.
  mutating func close(_ opening: Int) throws(Failure) {
    let wanted = tokens[opening].kind.closing ?? .end
    guard kind == wanted else { throw unclosed(opening) }
    if wanted == .rightBrace { noteIndentation(opening) }
    advance()
    if brackets.last == opening { brackets.removeLast() }
  }

  /// A `}` further left than the line of its `{` is a trace of one that is missing.
  private mutating func noteIndentation(_ opening: Int) {
    guard suspectBrace == nil, current.startsLine else { return }
    if column(current) < indentation(ofLineWith: opening) { suspectBrace = opening }
  }

  /// What is wrong where a closing bracket is missing.
  mutating func unclosed(_ opening: Int) -> Failure {
    let openingKind = tokens[opening].kind
    let wanted = openingKind.closing ?? .end
    let openingRange = range(tokens[opening])
    let fault = UnclosedBracket(opening: openingKind.spelling, closing: wanted.spelling)
    if kind == .end {
      let place = wanted == .rightBrace ? suspectBrace ?? opening : opening
      return fail(fault, at: range(tokens[place]), isAtEnd: true)
    }
    if kind.opening != nil {
      return fail(
        MismatchedBracket(found: kind.spelling, wanted: wanted.spelling), at: currentRange,
        labels: [Diagnostic.Label(openingRange)])
    }
    let isOutdented =
      current.startsLine && column(current) <= indentation(ofLineWith: opening)
    if isOutdented || (current.startsLine && kind.beginsStatement) {
      return fail(fault, at: openingRange, labels: [Diagnostic.Label(currentRange)])
    }
    if let failure = foreignContinuation() { return failure }
    if kind.beginsOperand {
      return fail(
        MissingComma(bracket: openingKind.spelling), at: currentRange,
        labels: [Diagnostic.Label(openingRange)])
    }
    return failHere(
      UnexpectedToken(found: describeCurrent(), wanted: "`\(wanted.spelling)`"))
  }
}
