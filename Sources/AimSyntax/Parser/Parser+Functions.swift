import AimDiagnostics

extension Parser {
  /// Reads `@kernel`, `mutating` and `fn name(…) -> … = …`.
  mutating func parseFunction(isMember: Bool = false) throws(Failure) -> FunctionDeclaration {
    let start = position
    let documentation = documentation(above: position)
    let isKernel = try parseAttributes()
    let isMutating = isMember && kind == .identifier && currentText == "mutating"
    if isMutating { advance() }
    guard take(.fn) else {
      let isAtEnd = isKernel && kind == .end
      throw fail(FunctionExpected(found: describeCurrent()), at: currentRange, isAtEnd: isAtEnd)
    }
    let name = try parseFunctionName()
    guard kind == .leftParenthesis, !current.startsLine else {
      throw failHere(FunctionWithoutParameters(name: name.text))
    }
    let parameters = try parseParameters()
    let result = try parseResult()
    let body = try parseFunctionBody(name)
    reach(isMutating ? .mutatingFunction : isMember ? .method : .function)
    return FunctionDeclaration(
      id: newID(), range: range(from: start), name: name, parameters: parameters, result: result,
      body: body, isMutating: isMutating, isKernel: isKernel, documentation: documentation)
  }

  /// Reads the attributes before a function; true when `@kernel` is among them.
  private mutating func parseAttributes() throws(Failure) -> Bool {
    var isKernel = false
    while kind == .at {
      guard peek() == .identifier, isAdjacent(1) else { throw expectedExpression() }
      advance()
      guard currentText == "kernel" else {
        throw fail(UnknownAttribute(name: currentText), at: currentRange)
      }
      advance()
      isKernel = true
      reach(.kernelAttribute)
    }
    return isKernel
  }

  private mutating func parseFunctionName() throws(Failure) -> Identifier {
    if kind == .identifier { return identifier() }
    if kind == .leftParenthesis { throw fail(AnonymousFunction(), at: currentRange) }
    if kind.isReserved { throw fail(ReservedWord(word: currentText), at: currentRange) }
    throw failHere(NameExpected(found: describeCurrent(), after: "fn"))
  }

  private mutating func parseResult() throws(Failure) -> Annotation? {
    guard take(.arrow) else {
      if kind == .colon, peek().isWord || peek() == .leftBracket {
        throw fail(ResultColon(), at: currentRange)
      }
      return nil
    }
    reach(.resultAnnotation)
    return try parseAnnotation()
  }

  private mutating func parseFunctionBody(_ name: Identifier) throws(Failure) -> FunctionBody {
    if kind == .leftBrace { return .block(try parseBlock(after: "fn")) }
    guard kind == .assign, !isAtNewline, !isFatArrow(at: 0) else {
      if isPythonColon { throw pythonBlock() }
      let isAtLineEnd = isAtNewline && kind != .rightBrace
      let failure = failHere(FunctionWithoutBody(name: name.text))
      if isAtLineEnd { skipBody() }
      throw failure
    }
    advance()
    reach(.expressionBody)
    return .expression(try parseExpression())
  }

  /// Reads a lambda if one begins here: a name or parameters, then `->`.
  mutating func parseLambdaIfAny() throws(Failure) -> Expression? {
    let start = position
    let parameters: [Parameter]
    if (kind == .identifier || kind == .underscore) && peek() == .arrow && !isNewline(at: 1) {
      let name = identifier()
      let parameter = Parameter(
        id: newID(), range: name.range, kind: .value, name: name, annotation: nil,
        defaultValue: nil, isNamedOnly: false)
      parameters = [parameter]
    } else if kind == .leftParenthesis, let distance = arrowDistance, !isNewline(at: distance) {
      parameters = try parseParameters()
    } else {
      return nil
    }
    guard take(.arrow) else { throw expectedExpression() }
    let body = try parseLambdaBody()
    reach(.lambda)
    return try make(.lambda(Lambda(parameters: parameters, body: body)), from: start)
  }

  /// How far the `->` after the matching `)` is; nil when none follows.
  private var arrowDistance: Int? {
    let partner = Int(partners[position])
    guard partner > position, partner + 1 < tokens.count, tokens[partner + 1].kind == .arrow else {
      return nil
    }
    return partner + 1 - position
  }

  private mutating func parseLambdaBody() throws(Failure) -> FunctionBody {
    if kind == .leftBrace { return .block(try parseBlock(after: "->")) }
    let value = try parseExpression()
    if kind.compoundOperator != nil || kind == .assign, !isAtNewline, !isFatArrow(at: 0) {
      throw fail(AssignmentInLambda(), at: currentRange)
    }
    return .expression(value)
  }

  /// Reads parameters, brackets included.
  mutating func parseParameters() throws(Failure) -> [Parameter] {
    let opening = open()
    var parameters: [Parameter] = []
    var names: Set<String> = []
    while kind != .rightParenthesis {
      let parameter = try parseParameter(after: parameters)
      if !names.insert(parameter.name.text).inserted { checkName(parameter, after: parameters) }
      check(parameter, after: parameters)
      parameters.append(parameter)
      guard take(.comma) else { break }
    }
    try close(opening)
    return parameters
  }

  private mutating func parseParameter(
    after others: [Parameter]
  ) throws(Failure) -> Parameter {
    let start = position
    let parameterKind: Parameter.Kind =
      take(.ellipsis) ? .rest : take(.ampersand) ? .reference : .value
    if kind == .star { throw fail(StarParameter(), at: currentRange) }
    if kind == .leftParenthesis { throw fail(TupleParameter(), at: currentRange) }
    if kind.isReserved { throw fail(ReservedWord(word: currentText), at: currentRange) }
    guard kind == .identifier || kind == .underscore else {
      if kind == .end { throw unclosed(brackets.last ?? start) }
      throw failHere(NameExpected(found: describeCurrent(), after: nil))
    }
    let name = identifier()
    let annotation = take(.colon) ? try parseAnnotation() : nil
    let defaultValue = take(.assign) ? try parseExpression() : nil
    reach(production(parameterKind, defaultValue))
    return Parameter(
      id: newID(), range: range(from: start), kind: parameterKind, name: name,
      annotation: annotation, defaultValue: defaultValue,
      isNamedOnly: others.last.map { $0.isNamedOnly || $0.kind == .rest } ?? false)
  }

  private func production(_ kind: Parameter.Kind, _ value: Expression?) -> Production {
    switch kind {
    case .rest: .restParameter
    case .reference: .referenceParameter
    case .value: value == nil ? .parameter : .defaultParameter
    }
  }

  private mutating func checkName(_ parameter: Parameter, after others: [Parameter]) {
    let name = parameter.name
    if !name.isDiscard, let first = others.first(where: { $0.name.text == name.text }) {
      report(
        DuplicateParameter(name: name.text), at: name.range,
        labels: [Diagnostic.Label(first.name.range)])
    }
  }

  private mutating func check(_ parameter: Parameter, after others: [Parameter]) {
    let name = parameter.name
    switch parameter.kind {
    case .rest:
      if parameter.isNamedOnly {
        report(SecondRest(), at: parameter.range)
      }
      if parameter.defaultValue != nil { report(DefaultNotAllowed(), at: parameter.range) }
    case .reference:
      if parameter.defaultValue != nil { report(DefaultNotAllowed(), at: parameter.range) }
    case .value:
      if parameter.defaultValue == nil, !parameter.isNamedOnly,
        let optional = others.last, optional.defaultValue != nil
      {
        report(
          RequiredAfterDefault(name: name.text), at: parameter.range,
          labels: [Diagnostic.Label(optional.range)])
      }
    }
  }
}
