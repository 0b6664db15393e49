import AimDiagnostics

extension Parser {
  /// Reads `model Name(…) { … }` or `type Name(…) { … }`.
  mutating func parseType() throws(Failure) -> TypeDeclaration {
    let start = position
    let documentation = documentation(above: position)
    let isModel = currentText == "model"
    advance()
    let name = identifier()
    let parameters = kind == .leftParenthesis ? try parseParameters() : []
    guard kind == .leftBrace else { throw blockExpected(after: isModel ? "model" : "type") }
    if isAtNewline { report(BraceOnNextLine(word: isModel ? "model" : "type"), at: currentRange) }
    try descend()
    let opening = open()
    let members = parseMembers(isModel: isModel, edge: indentation(ofLineWith: opening))
    try close(opening)
    ascend()
    reach(isModel ? .model : .type)
    return TypeDeclaration(
      id: newID(), range: range(from: start), isModel: isModel, name: name,
      parameters: parameters, members: members, documentation: documentation)
  }

  /// Reads members up to the `}`; after a fault among them a line at the type's own `edge` is
  /// taken to stand behind it.
  private mutating func parseMembers(isModel: Bool, edge: Int) -> [TypeDeclaration.Member] {
    var members: [TypeDeclaration.Member] = []
    let count = findings.count
    while true {
      while take(.semicolon) {}
      if kind == .end || kind == .rightBrace { return members }
      if findings.count > count, current.startsLine, column(current) <= edge { return members }
      let before = position
      members.append(
        recovering { parser throws(Failure) in
          try parser.parseMember(isModel: isModel)
        } otherwise: { _, range in
          .error(range)
        })
      if position == before { advance() }
    }
  }

  private mutating func parseMember(isModel: Bool) throws(Failure) -> TypeDeclaration.Member {
    switch kind {
    case .fn, .at: return .method(try parseFunction(isMember: true))
    case .var:
      if isModel { report(VarInModel(), at: currentRange) }
      return .field(try parseField(.variable, from: position))
    case .let: throw failOutside(LetInType())
    case .identifier: break
    default: throw failOutside(MemberExpected(found: describeCurrent()))
    }
    let isPrefix = !isNewline(at: 1)
    switch currentText {
    case "mutating" where peek() == .fn && isPrefix:
      return .method(try parseFunction(isMember: true))
    case "param" where peek() == .identifier && isPrefix:
      return .field(try parseTrained(.param, isModel: isModel))
    case "state" where peek() == .identifier && isPrefix:
      return .field(try parseTrained(.state, isModel: isModel))
    case "self" where peek() == .dot: throw fail(SelfInFields(), at: currentRange)
    default: return .field(try parseField(.plain, from: position))
    }
  }

  private mutating func parseTrained(
    _ fieldKind: Field.Kind, isModel: Bool
  ) throws(Failure) -> Field {
    if !isModel { report(ParamInType(word: currentText), at: currentRange) }
    return try parseField(fieldKind, from: position)
  }

  /// Reads a field: its word, unless it is plain, then `name = value`.
  private mutating func parseField(
    _ fieldKind: Field.Kind, from start: Int
  ) throws(Failure) -> Field {
    let documentation = documentation(above: start)
    if fieldKind != .plain { advance() }
    if kind.isReserved { throw fail(ReservedWord(word: currentText), at: currentRange) }
    guard kind == .identifier else {
      throw failHere(NameExpected(found: describeCurrent(), after: nil))
    }
    if fieldKind == .plain, peek().isWord, !isNewline(at: 1),
      ForeignWords.statements[currentText] == "fn"
    {
      throw fail(ForeignWord(written: currentText, meant: "fn"), at: currentRange)
    }
    let name = identifier()
    guard kind == .assign, !isAtNewline else { throw fieldWithoutValue(name) }
    advance()
    let value = try parseExpression()
    reach(production(fieldKind))
    return Field(
      id: newID(), range: range(from: start), kind: fieldKind, name: name, value: value,
      documentation: documentation)
  }

  private mutating func fieldWithoutValue(_ name: Identifier) -> Failure {
    if kind == .leftParenthesis, !isAtNewline {
      if hasFallenOut { statement.hasReported = true }
      return fail(MethodWithoutFn(name: name.text), at: name.range)
    }
    return fail(FieldWithoutValue(name: name.text), at: name.range)
  }

  private func production(_ kind: Field.Kind) -> Production {
    switch kind {
    case .param: .paramField
    case .state: .stateField
    case .plain: .plainField
    case .variable: .variableField
    }
  }
}
