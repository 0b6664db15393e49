import AimDiagnostics

extension Parser {
  var current: Token { tokens[position] }
  var kind: Token.Kind { tokens[position].kind }

  /// The kind of a token further on (or back); `.end` outside the text.
  func peek(_ distance: Int = 1) -> Token.Kind {
    let index = position + distance
    return tokens.indices.contains(index) ? tokens[index].kind : .end
  }

  func token(_ distance: Int) -> Token? {
    let index = position + distance
    return tokens.indices.contains(index) ? tokens[index] : nil
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  /// Moves past a token of that kind, if it is one.
  mutating func take(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// True where a newline would end the statement: the innermost bracket is a brace or none.
  var newlinesEnd: Bool {
    guard let last = brackets.last else { return true }
    return tokens[last].kind == .leftBrace
  }

  /// True when the current token stands on a new line, and that ends the statement.
  var isAtNewline: Bool { current.startsLine && newlinesEnd }

  /// True at whatever ends a statement.
  var isAtStatementEnd: Bool {
    switch kind {
    case .end, .semicolon, .rightBrace: true
    default: isAtNewline
    }
  }

  /// True when nothing stands between the token at that distance and the one before it.
  func isAdjacent(_ distance: Int = 0) -> Bool {
    guard let right = token(distance), let left = token(distance - 1) else { return false }
    return left.end == right.start
  }

  func text(_ token: Token) -> String { document.text(token.offsets) }
  var currentText: String { text(current) }

  func range(_ token: Token) -> SourceRange {
    SourceRange(document: document.id, start: Int(token.start), end: Int(token.end))
  }

  var currentRange: SourceRange { range(current) }

  /// From the token at `start` to the last one that was read.
  func range(from start: Int) -> SourceRange {
    let first = tokens[start].start
    let last = position > start ? tokens[position - 1].end : first
    return SourceRange(document: document.id, start: Int(first), end: Int(last))
  }

  /// How far a token stands from the beginning of its line, in bytes.
  func column(_ token: Token) -> Int {
    Int(token.start) - document.lineStarts[document.line(at: Int(token.start))]
  }

  /// The column of the first token on the line of the token at `index`.
  func indentation(ofLineWith index: Int) -> Int {
    var first = index
    while first > 0, !tokens[first].startsLine { first -= 1 }
    return column(tokens[first])
  }

  mutating func newID() -> NodeID {
    nextID += 1
    return NodeID(index: nextID - 1)
  }

  mutating func identifier() -> Identifier {
    let name = Identifier(text: currentText, range: currentRange)
    advance()
    return name
  }

  /// Makes an expression of the tokens from `start`; a fault when it is too high.
  mutating func make(_ kind: Expression.Kind, from start: Int) throws(Failure) -> Expression {
    let expression = Expression(id: newID(), range: range(from: start), kind: kind)
    if expression.height > Self.heightLimit { throw giveUp(at: expression.range) }
    return expression
  }

  /// Counts one level of nesting; every recursion of the grammar passes here.
  mutating func descend() throws(Failure) {
    nesting += 1
    if nesting > Self.nestingLimit { throw giveUp(at: currentRange) }
  }

  mutating func ascend() { nesting -= 1 }

  /// Opens a bracket at the position.
  mutating func open() -> Int {
    brackets.append(position)
    advance()
    return position - 1
  }

  mutating func reach(_ production: Production) { reached.insert(production) }
}
