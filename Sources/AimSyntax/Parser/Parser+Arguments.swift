import AimDiagnostics

extension Parser {
  /// Reads the arguments of a call, brackets included.
  mutating func parseArguments() throws(Failure) -> [Argument] {
    let opening = open()
    var arguments: [Argument] = []
    var labels: Set<String> = []
    while kind != .rightParenthesis {
      let argument = try parseArgument()
      if let label = argument.label {
        if !labels.insert(label.text).inserted {
          report(DuplicateArgument(name: label.text), at: label.range)
        }
      } else if !labels.isEmpty {
        report(PositionalAfterNamed(), at: argument.range)
      }
      arguments.append(argument)
      guard take(.comma) else { break }
    }
    if kind == .for { throw fail(BareComprehension(), at: currentRange) }
    try close(opening)
    return arguments
  }

  private mutating func parseArgument() throws(Failure) -> Argument {
    let start = position
    if take(.ellipsis) {
      reach(.spreadArgument)
      let value = try parseExpression()
      return Argument(range: range(from: start), label: nil, kind: .spread(value))
    }
    if kind == .star { throw fail(StarArgument(), at: currentRange) }
    var label: Identifier?
    if kind.isWord, peek() == .colon {
      label = identifier()
      advance()
      reach(.namedArgument)
    } else if kind == .identifier, peek() == .assign, !isFatArrow(at: 1) {
      label = identifier()
      report(NamedArgumentEquals(name: label?.text ?? ""), at: currentRange)
      advance()
    }
    return try parseArgumentValue(label, from: start)
  }

  private mutating func parseArgumentValue(
    _ label: Identifier?, from start: Int
  ) throws(Failure) -> Argument {
    if kind == .underscore, peek() == .comma || peek() == .rightParenthesis {
      placeholders.append(currentRange)
      advance()
      return Argument(range: range(from: start), label: label, kind: .piped)
    }
    if kind == .ampersand {
      advance()
      let place = try parsePlace()
      reach(.referenceArgument)
      return Argument(range: range(from: start), label: label, kind: .reference(place))
    }
    let value = try parseExpression()
    return Argument(range: range(from: start), label: label, kind: .value(value))
  }

  /// Reads what follows an `&`: a name, its fields and indices.
  private mutating func parsePlace() throws(Failure) -> Place {
    let value = try parseExpression(.postfix)
    guard let place = place(value) else {
      throw fail(ReferenceNeedsVariable(), at: value.range)
    }
    return place
  }

  /// The place that an expression names; nil when it names none.
  mutating func place(_ value: Expression) -> Place? {
    var steps: [Place.Step] = []
    var base = value
    while true {
      if base.isParenthesized { return nil }
      switch base.kind {
      case .name(let name):
        return Place(
          id: newID(), range: value.range, root: Identifier(text: name, range: base.range),
          steps: steps.reversed())
      case .field(let inner, let name):
        steps.append(.field(name))
        base = inner
      case .index(let inner, let items):
        let start = Int(inner.range.end)
        let brackets = SourceRange(
          document: document.id, start: start, end: Int(base.range.end))
        steps.append(.index(items, brackets))
        base = inner
      default: return nil
      }
    }
  }

  /// Reads `|>` and what the value goes to.
  mutating func parsePipe(_ value: Expression, from start: Int) throws(Failure) -> Expression {
    let operatorRange = currentRange
    advance()
    let stage = try parseExpression(Precedence.pipe.tighter)
    reach(.pipe)
    return try make(.pipe(value, operatorRange: operatorRange, target(stage)), from: start)
  }

  private mutating func target(_ stage: Expression) -> PipeTarget {
    guard !stage.isParenthesized else { return .function(stage) }
    switch stage.kind {
    case .call(let call):
      let arguments = claimed(call.arguments, stage.range)
      return .call(Call(callee: call.callee, arguments: arguments), stage.range)
    case .methodCall(let call):
      let arguments = claimed(call.arguments, stage.range)
      return .methodCall(
        MethodCall(receiver: call.receiver, method: call.method, arguments: arguments),
        stage.range)
    default: return .function(stage)
    }
  }

  /// The arguments with the piped value among them: where `_` stands, else first.
  private mutating func claimed(_ arguments: [Argument], _ range: SourceRange) -> [Argument] {
    var hasPlace = false
    for argument in arguments {
      guard case .piped = argument.kind else { continue }
      hasPlace = true
      placeholders.removeAll { $0.end == argument.range.end }
    }
    if hasPlace {
      reach(.placeholder)
      return arguments
    }
    let place = SourceRange(document: document.id, start: Int(range.start), end: Int(range.start))
    return [Argument(range: place, label: nil, kind: .piped)] + arguments
  }
}
