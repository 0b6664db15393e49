// The tree on one line, for tests and snapshots: `(let x (+ 1 (* 2 3)))`.

extension Program {
  /// The statements, one on each line.
  package func dump() -> String { statements.map { $0.dump() }.joined(separator: "\n") }
}

/// Joins the parts of a form, without those that are empty.
private func form(_ parts: String...) -> String { form(parts) }

private func form(_ parts: [String]) -> String {
  "(" + parts.filter { !$0.isEmpty }.joined(separator: " ") + ")"
}

extension Block {
  package func dump() -> String { form(["block"] + statements.map { $0.dump() }) }
}

extension Statement {
  package func dump() -> String { isMuted ? form("mute", kind.dump()) : kind.dump() }
}

extension Statement.Kind {
  fileprivate func dump() -> String {
    switch self {
    case .binding(let binding):
      form(binding.isVariable ? "var" : "let", binding.pattern.dump(), binding.value.dump())
    case .assignment(let assignment):
      form(
        (assignment.compound?.rawValue ?? "") + "=", assignment.target.dump(),
        assignment.value.dump())
    case .forLoop(let loop):
      form("for", loop.pattern.dump(), loop.sequence.dump(), loop.body.dump())
    case .whileLoop(let loop): form("while", loop.condition.dump(), loop.body.dump())
    case .breakLoop: "(break)"
    case .continueLoop: "(continue)"
    case .returnValue(let value): form("return", value?.dump() ?? "")
    case .function(let function): function.dump()
    case .type(let type): type.dump()
    case .test(let test): form("test", test.name.dump(), test.body.dump())
    case .importFile(let file): form("import", file.path.dump(), file.alias?.text ?? "")
    case .throwValue(let value): form("throw", value.dump())
    case .assertion(let assertion):
      form("assert", assertion.condition.dump(), assertion.message?.dump() ?? "")
    case .expression(let value): value.dump()
    case .error: "(error)"
    }
  }
}

extension Assignment.Target {
  fileprivate func dump() -> String {
    switch self {
    case .place(let place): place.dump()
    case .tuple(let parts, _): form(["tuple"] + parts.map { $0.dump() })
    case .discard: "_"
    }
  }
}

extension Pattern {
  package func dump() -> String {
    switch kind {
    case .name(let name): name.text
    case .discard: "_"
    case .tuple(let parts): form(["tuple"] + parts.map { $0.dump() })
    }
  }
}

extension Place {
  package func dump() -> String {
    steps.reduce(root.text) { base, step in
      switch step {
      case .field(let name): form(".", base, name.text)
      case .index(let items, _): form(["index", base] + items.map { $0.dump() })
      }
    }
  }
}

extension FunctionDeclaration {
  package func dump() -> String {
    form(
      isKernel ? "@kernel" : "", isMutating ? "mutating" : "", "fn", name.text,
      form(parameters.map { $0.dump() }), result.map { "-> " + $0.dump() } ?? "", body.dump())
  }
}

extension FunctionBody {
  fileprivate func dump() -> String {
    switch self {
    case .expression(let value): value.dump()
    case .block(let block): block.dump()
    }
  }
}

extension Parameter {
  fileprivate func dump() -> String {
    let mark =
      switch kind {
      case .value: ""
      case .reference: "&"
      case .rest: "..."
      }
    let type = annotation.map { ": " + $0.dump() } ?? ""
    let value = defaultValue.map { " = " + $0.dump() } ?? ""
    return mark + name.text + type + value
  }
}

extension Annotation {
  package func dump() -> String {
    switch kind {
    case .named(let name): name
    case .tensor(let dtype, let dimensions):
      (dtype?.text ?? "") + "[" + dimensions.map { $0.dump() }.joined(separator: ", ") + "]"
    case .error: "(error)"
    }
  }
}

extension Dimension {
  fileprivate func dump() -> String {
    switch kind {
    case .any: "_"
    case .rest: "..."
    case .namedRest(let name): "..." + name.text
    case .size(let value): value.dump()
    }
  }
}

extension TypeDeclaration {
  package func dump() -> String {
    form(
      [isModel ? "model" : "type", name.text, form(parameters.map { $0.dump() })]
        + members.map { $0.dump() })
  }
}

extension TypeDeclaration.Member {
  fileprivate func dump() -> String {
    switch self {
    case .field(let field):
      switch field.kind {
      case .param: form("param", field.name.text, field.value.dump())
      case .state: form("state", field.name.text, field.value.dump())
      case .plain: form("field", field.name.text, field.value.dump())
      case .variable: form("var", field.name.text, field.value.dump())
      }
    case .method(let method): method.dump()
    case .error: "(error)"
    }
  }
}
