import AimDiagnostics

// What is wrong where the grammar wants something else: the more a newcomer's habit is
// recognised, the better the mend.
extension Parser {
  /// How a fault names the current token.
  func describeCurrent() -> String {
    switch kind {
    case .end: "the end"
    case .stringStart, .stringText, .stringEnd: "a string"
    default: isAtNewline ? "a new line" : "`\(currentText)`"
    }
  }

  /// True at `=>`, written as one.
  func isFatArrow(at distance: Int) -> Bool {
    peek(distance) == .assign && peek(distance + 1) == .greater && isAdjacent(distance + 1)
  }

  /// After a whole statement, where the line should end.
  mutating func unexpected(afterStatementFrom start: Int) -> Failure {
    if let failure = foreignStatement(from: start) { return failure }
    if isPythonColon { return pythonBlock() }
    if let failure = foreignContinuation() { return failure }
    if kind.opening != nil { return fail(StrayBracket(bracket: kind.spelling), at: currentRange) }
    if kind == .comma { return fail(BareTuple(), at: currentRange) }
    if kind == .leftBrace { return fail(StrayBlock(), at: currentRange) }
    if position == start + 1, tokens[start].kind == .identifier, kind.beginsOperand {
      return callWithoutParentheses(of: tokens[start])
    }
    if kind.beginsOperand || kind.beginsStatement {
      return fail(TwoStatements(), at: currentRange)
    }
    return failHere(UnexpectedToken(found: describeCurrent(), wanted: "the end of the line"))
  }

  /// `print x`: the rest of the line, unless it opens a block, is what to put into parentheses.
  private mutating func callWithoutParentheses(of function: Token) -> Failure {
    var last = position
    var isPlain = tokens[last].kind != .leftBrace
    while last + 1 < tokens.count, !tokens[last + 1].startsLine, tokens[last + 1].kind != .end,
      tokens[last + 1].kind != .semicolon
    {
      last += 1
      if tokens[last].kind == .leftBrace { isPlain = false }
    }
    let arguments = document.text(
      tokens[position].offsets.lowerBound..<tokens[last].offsets.upperBound)
    let isShort = arguments.utf8.count <= 60
    return fail(
      CallNeedsParentheses(
        function: text(function), arguments: isPlain && isShort ? arguments : nil),
      at: currentRange)
  }

  /// A statement whose first word belongs to another language.
  private mutating func foreignStatement(from start: Int) -> Failure? {
    guard tokens[start].kind == .identifier else { return nil }
    let word = text(tokens[start])
    if ["model", "type", "test"].contains(word), position == start + 1 {
      return fail(DefinitionIncomplete(word: word), at: range(tokens[start]))
    }
    if word == "from", kind == .identifier {
      return fail(ImportNeedsPath(found: describeCurrent()), at: currentRange)
    }
    guard let known = ForeignWords.statements[word] else { return nil }
    let meant = word == "class" && isTrained(from: position) ? "model" : known
    let failure = fail(ForeignWord(written: word, meant: meant), at: range(tokens[start]))
    if isPythonLine(from: position) { skipIndented(under: start) }
    return failure
  }

  /// `class Net(nn.Module):`: what it makes has something to train.
  private func isTrained(from start: Int) -> Bool {
    var index = start
    while index < tokens.count, !tokens[index].startsLine || index == start {
      if ["Module", "Model", "Layer"].contains(text(tokens[index])) { return true }
      index += 1
    }
    return false
  }

  /// A sign or word that continues an expression elsewhere, or nothing recognised.
  mutating func foreignContinuation() -> Failure? {
    switch kind {
    case .assign:
      if isFatArrow(at: 0) { return fail(FatArrow(), at: currentRange) }
      if let failure = foreignEquality() { return failure }
      return fail(AssignmentInExpression(), at: currentRange)
    case .colon where peek() == .assign && isAdjacent(1): return fail(Walrus(), at: currentRange)
    case .if: return fail(ConditionalAfterValue(), at: currentRange)
    case .stringStart where peek(-1) == .stringEnd:
      return fail(AdjacentStrings(), at: currentRange)
    case .comma: return groupComma()
    case .ellipsis: return foreignRange()
    case .ampersand where peek().beginsOperand:
      return fail(ForeignOperator(written: "&", meant: "and"), at: currentRange)
    case .identifier:
      if peek(-1) == .stringEnd, isAdjacent() { return fail(QuoteInString(), at: currentRange) }
      guard let meant = ForeignWords.operators[currentText] else { return foreignPrefix() }
      return fail(ForeignWord(written: currentText, meant: meant), at: currentRange)
    default: return nil
    }
  }

  /// `new Name(…)`: the word before the current one belongs to another language.
  private mutating func foreignPrefix() -> Failure? {
    guard peek(-1) == .identifier, let word = token(-1),
      let meant = ForeignWords.prefixes[text(word)]
    else { return nil }
    return fail(ForeignWord(written: text(word), meant: meant), at: range(word))
  }

  /// `1,000` or `0,1` outside of brackets.
  private mutating func groupComma() -> Failure? {
    guard peek(-1) == .integer, peek() == .integer, isAdjacent(), isAdjacent(1),
      let left = token(-1), let right = token(1)
    else { return nil }
    let whole = range(left).union(range(right))
    guard right.end - right.start == 3, text(left).first != "0" else {
      return fail(DecimalComma(whole: text(left), fraction: text(right)), at: whole)
    }
    return fail(GroupComma(number: text(left) + "_" + text(right)), at: whole)
  }

  /// `0...3`, and `0:3` where a loop counts: the signs of other languages for a range.
  private mutating func foreignRange() -> Failure? {
    guard peek().beginsOperand, !isNewline(at: 1), let left = token(-1), let right = token(1)
    else { return nil }
    let mended = "\(text(left))..\(text(right))"
    return fail(ForeignRange(sign: currentText, mended: mended), at: currentRange)
  }

  /// True where a `{` follows on the line: then a `:` before it begins no block.
  private var hasBraceOnLine: Bool {
    var index = position
    while index + 1 < tokens.count, !tokens[index + 1].startsLine, tokens[index + 1].kind != .end {
      index += 1
      if tokens[index].kind == .leftBrace { return true }
    }
    return false
  }

  /// Where an operand should begin.
  mutating func expectedExpression() -> Failure {
    let isFirst = Int(current.start) == statement.start
    switch kind {
    case .plus, .minus:
      if peek(-1) == kind, isAdjacent() { return increment() }
      if peek() == kind, isAdjacent(1) { return increment() }
      return fail(
        isFirst && isLineOperator
          ? LineStartsWithOperator(sign: currentText) as any Fault : UnaryPlus(), at: currentRange)
    case .underscore: return fail(PlaceholderOutsidePipe(), at: currentRange)
    case .ellipsis: return fail(StraySpread(), at: currentRange)
    case .ampersand: return fail(StrayReference(), at: currentRange)
    case .fn: return fail(AnonymousFunction(), at: currentRange)
    case .range: return fail(OpenRange(), at: currentRange)
    case .dot where peek() == .integer && isAdjacent(1):
      return fail(LeadingDot(digits: document.text(tokens[position + 1].offsets)), at: currentRange)
    case .else, .catch: return strayBranch()
    case .assign, .greater:
      if let failure = foreignEquality() { return failure }
    case .slash where isFirst, .floorDivide where isFirst:
      return fail(ForeignComment(sign: currentText), at: currentRange)
    case .star where peek(-1) == .leftParenthesis || peek(-1) == .comma:
      return fail(StarArgument(), at: currentRange)
    case .rightParenthesis, .rightBracket, .rightBrace:
      if isFirst { return strayBracket() }
    case .let, .var, .for, .while, .return, .throw, .assert, .import, .break, .continue:
      if !isAtNewline { return fail(StatementAsValue(word: currentText), at: currentRange) }
    default:
      if isFirst, kind.infix != nil {
        return fail(LineStartsWithOperator(sign: currentText), at: currentRange)
      }
    }
    if isAtNewline || kind == .end, peek(-1) == peek(-2), isAdjacent(-1),
      peek(-1) == .minus || peek(-1) == .plus
    {
      position -= 1
      return increment()
    }
    return missingOperand()
  }

  private var isLineOperator: Bool { kind == .plus && position > 0 }

  /// The place is the end of what came before, when the operand is missing at a line's end.
  private mutating func missingOperand() -> Failure {
    let found = describeCurrent()
    let isUnfinished = isUnfinished
    let after = position > 0 && peek(-1).continuesLine ? text(tokens[position - 1]) : nil
    let place = isAtNewline || kind == .end ? max(0, position - 1) : position
    return fail(
      ExpressionExpected(found: found, after: after), at: range(tokens[place]),
      isAtEnd: isUnfinished)
  }

  /// `i++`, `++i`, `i--`.
  private mutating func increment() -> Failure {
    let other = peek(-1) == kind && isAdjacent() ? -1 : 1
    let range = token(other).map { currentRange.union(self.range($0)) } ?? currentRange
    return fail(IncrementSign(sign: currentText), at: range)
  }

  /// `===`, `!==`, `<>`: the position is that of the last sign.
  private mutating func foreignEquality() -> Failure? {
    guard isAdjacent(), let first = token(-1) else { return nil }
    let whole = range(first).union(currentRange)
    switch (first.kind, kind) {
    case (.equal, .assign): return fail(TripleEquals(), at: whole)
    case (.notEqual, .assign), (.less, .greater):
      let written = text(first) + currentText
      return fail(ForeignOperator(written: written, meant: "!="), at: whole)
    default: return nil
    }
  }

  /// An `else` or `catch` with nothing before it.
  private mutating func strayBranch() -> Failure {
    let failure = fail(StrayBranch(word: currentText), at: currentRange)
    if isPythonLine(from: position) { skipIndented(under: position) }
    return failure
  }

  mutating func expectedIn() -> Failure {
    if kind == .assign { return fail(CStyleFor(), at: currentRange) }
    if kind == .identifier, currentText == "of" {
      return fail(ForeignWord(written: "of", meant: "in"), at: currentRange)
    }
    return failHere(InExpected(found: describeCurrent()))
  }

  /// Where a `{` should begin a block.
  mutating func blockExpected(after word: String) -> Failure {
    if word == "for", kind == .colon, hasBraceOnLine, let failure = foreignRange() {
      return failure
    }
    if isPythonColon { return pythonBlock() }
    if kind == .identifier, !isAtNewline, let meant = ForeignWords.operators[currentText] {
      return fail(ForeignWord(written: currentText, meant: meant), at: currentRange)
    }
    if let failure = isAtNewline ? nil : foreignContinuation() { return failure }
    let isAtLineEnd = isAtNewline && kind != .rightBrace
    let failure = failHere(BlockExpected(word: word, found: describeCurrent()))
    if isAtLineEnd { skipBody() }
    return failure
  }

  /// Skips the lines of a body whose `{` is missing, and its `}`.
  mutating func skipBody() {
    let last = max(0, position - 1)
    let edge = indentation(ofLineWith: last)
    guard kind != .end, column(current) > edge else { return }
    position = last
    skipIndented(under: last)
    if kind == .rightBrace, column(current) == edge { advance() }
  }

  /// True at a `:` where a block should begin.
  var isPythonColon: Bool { kind == .colon && (peek() != .assign || !isAdjacent(1)) }

  /// Reports a block after a colon, and skips it: its lines stand further right.
  mutating func pythonBlock() -> Failure {
    let failure = fail(ColonBlock(), at: currentRange)
    skipIndented(under: position)
    return failure
  }

  /// True when the line ends in a `:`.
  private func isPythonLine(from start: Int) -> Bool {
    var index = start
    while index + 1 < tokens.count, !tokens[index + 1].startsLine, tokens[index + 1].kind != .end {
      index += 1
    }
    return tokens[index].kind == .colon
  }

  /// Skips the rest of the line, the lines below that stand further right, and the branches
  /// (`else:`, `except:`) that belong to them.
  private mutating func skipIndented(under index: Int) {
    let edge = indentation(ofLineWith: index)
    while kind != .end {
      advance()
      while kind != .end, !current.startsLine { advance() }
      let isBranch =
        column(current) == edge && isPythonLine(from: position)
        && (kind == .else || kind == .catch
          || (kind == .identifier && ["elif", "except", "finally"].contains(currentText)))
      if kind == .end || (column(current) <= edge && !isBranch) { return }
    }
  }
}
