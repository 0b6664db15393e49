/// Joins the parts of a form, without those that are empty.
private func form(_ parts: [String]) -> String {
  "(" + parts.filter { !$0.isEmpty }.joined(separator: " ") + ")"
}

extension Expression {
  package func dump() -> String { kind.dump() }
}

extension Expression.Kind {
  fileprivate func dump() -> String {
    switch self {
    case .integer(let value): String(value)
    case .float(let value): String(value)
    case .string(let literal): literal.dump()
    case .boolean(let value): String(value)
    case .nothing: "nil"
    case .name(let name): name
    case .list(let elements): form(["list"] + elements.map { $0.dump() })
    case .dictionary(let entries): form(["dictionary"] + entries.map { $0.dump() })
    case .tuple(let elements): form(["tuple"] + elements.map { $0.dump() })
    case .record(let fields):
      form(["record"] + fields.map { $0.name.text + ": " + $0.value.dump() })
    case .listComprehension(let element, let clauses):
      form(["list-for", element.dump()] + clauses.map { $0.dump() })
    case .dictionaryComprehension(let entry, let clauses):
      form(["dictionary-for", entry.dump()] + clauses.map { $0.dump() })
    case .range(let lower, let upper): form(["..", lower.dump(), upper.dump()])
    case .unary(let operation, _, let operand): form([operation.rawValue, operand.dump()])
    case .binary(let operation, _, let left, let right):
      form([operation.rawValue, left.dump(), right.dump()])
    case .logical(let operation, _, let left, let right):
      form([operation.rawValue, left.dump(), right.dump()])
    case .comparison(let first, let links):
      form([first.dump()] + links.map { $0.operation.rawValue + " " + $0.operand.dump() })
    case .pipe(let value, _, let target): form(["|>", value.dump(), target.dump()])
    case .call(let call): form(["call", call.callee.dump()] + call.arguments.map { $0.dump() })
    case .methodCall(let call):
      form(
        ["method", call.receiver.dump(), call.method.text] + call.arguments.map { $0.dump() })
    case .field(let base, let name): form([".", base.dump(), name.text])
    case .index(let base, let items): form(["index", base.dump()] + items.map { $0.dump() })
    case .lambda(let lambda): lambda.dump()
    case .conditional(let conditional): conditional.dump()
    case .attempt(let attempt):
      form(["try", attempt.body.dump(), attempt.name?.text ?? "", attempt.handler.dump()])
    case .block(let block): block.dump()
    case .error: "(error)"
    }
  }
}

extension StringLiteral {
  package func dump() -> String {
    guard let text = constantText else { return form(["string", parts.dump()]) }
    return quoted(text)
  }
}

private func quoted(_ text: String) -> String { text.debugDescription }

extension [StringLiteral.Part] {
  fileprivate func dump() -> String {
    map { part in
      switch part {
      case .text(let text): quoted(text)
      case .interpolation(let piece):
        "{" + piece.expression.dump()
          + (piece.format.isEmpty ? "" : ":" + piece.format.dump()) + "}"
      }
    }.joined(separator: " ")
  }
}

extension Expression.Element {
  fileprivate func dump() -> String {
    switch self {
    case .expression(let value): value.dump()
    case .spread(let value): "..." + value.dump()
    }
  }
}

extension Expression.Entry {
  fileprivate func dump() -> String { key.dump() + ": " + value.dump() }
}

extension Expression.ComprehensionClause {
  fileprivate func dump() -> String {
    switch self {
    case .each(let pattern, let value): form(["for", pattern.dump(), value.dump()])
    case .filter(let condition): form(["if", condition.dump()])
    }
  }
}

extension IndexItem {
  func dump() -> String {
    switch kind {
    case .expression(let value): value.dump()
    case .slice(let start, let stop, let step):
      (start?.dump() ?? "") + ":" + (stop?.dump() ?? "") + (step.map { ":" + $0.dump() } ?? "")
    case .ellipsis: "..."
    }
  }
}

extension Argument {
  fileprivate func dump() -> String {
    let value =
      switch kind {
      case .value(let value): value.dump()
      case .spread(let value): "..." + value.dump()
      case .reference(let place): "&" + place.dump()
      case .piped: "_"
      }
    return (label.map { $0.text + ": " } ?? "") + value
  }
}

extension PipeTarget {
  fileprivate func dump() -> String {
    switch self {
    case .function(let function): function.dump()
    case .call(let call, _):
      form(["call", call.callee.dump()] + call.arguments.map { $0.dump() })
    case .methodCall(let call, _):
      form(["method", call.receiver.dump(), call.method.text] + call.arguments.map { $0.dump() })
    }
  }
}

extension Lambda {
  fileprivate func dump() -> String {
    let names = parameters.map { parameter in
      let mark =
        switch parameter.kind {
        case .value: ""
        case .reference: "&"
        case .rest: "..."
        }
      let type = parameter.annotation.map { ": " + $0.dump() } ?? ""
      return mark + parameter.name.text + type
        + (parameter.defaultValue.map { " = " + $0.dump() } ?? "")
    }
    return switch body {
    case .expression(let value): form(["->", form(names), value.dump()])
    case .block(let block): form(["->", form(names), block.dump()])
    }
  }
}

extension Conditional {
  fileprivate func dump() -> String {
    let last =
      switch alternative {
      case .block(let block): block.dump()
      case .conditional(let next): next.dump()
      case nil: ""
      }
    return form(["if", condition.dump(), consequence.dump(), last])
  }
}
