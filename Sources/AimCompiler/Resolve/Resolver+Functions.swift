import AimDiagnostics
import AimSyntax

extension Resolver {
  func visit(_ declaration: FunctionDeclaration) {
    let variable = resolution.variables[declaration.id]
    if variable == nil { resolution.uses[declaration.id] = .global(.module(declaration.name.text)) }
    let scope = FunctionScope(parent: function)
    scope.definition = variable
    resolution.functions[declaration.id] = scope
    visit(scope, declaration.parameters, declaration.result, declaration.body)
    variable?.isBound = true
  }

  func visit(_ lambda: Lambda, node: NodeID) {
    let scope = FunctionScope(parent: function)
    resolution.functions[node] = scope
    visit(scope, lambda.parameters, nil, lambda.body)
  }

  private func visit(
    _ scope: FunctionScope, _ parameters: [Parameter], _ result: Annotation?, _ body: FunctionBody
  ) {
    inFunction(scope) {
      visitSignature(parameters, result)
      visit(body)
    }
  }

  private func visit(_ body: FunctionBody) {
    switch body {
    case .expression(let value): visit(value)
    case .block(let block): visit(block)
    }
  }

  private func visitSignature(_ parameters: [Parameter], _ result: Annotation?) {
    for parameter in parameters {
      if let value = parameter.defaultValue { visit(value) }
      bind(
        parameter.name, parameter.kind == .reference ? .reference : .parameter, node: parameter.id)
    }
    for parameter in parameters { bindDimensions(of: parameter.annotation) }
    for parameter in parameters { visit(parameter.annotation) }
    visit(result)
  }
}

// MARK: shapes

extension Resolver {
  /// Binds the names that stand alone in a parameter's shape and mean no parameter or field.
  private func bindDimensions(of annotation: Annotation?) {
    guard case .tensor(_, let dimensions)? = annotation?.kind else { return }
    for dimension in dimensions {
      switch dimension.kind {
      case .any, .rest: break
      case .namedRest(let name): bindDimension(name, dimension.id)
      case .size(let size):
        if case .name(let text) = size.kind {
          bindDimension(Identifier(text: text, range: size.range), dimension.id)
        }
      }
    }
  }

  private func bindDimension(_ name: Identifier, _ node: NodeID) {
    if isParameterOrField(name.text) { return }
    if let known = dimension(name.text) {
      resolution.dimensionNames[node] = known
      return
    }
    guard let scope = scopes.last else { return }
    let variable = Variable(
      name: name.text, range: name.range, kind: .dimension, owner: function)
    scope.entries[name.text] = .variable(variable)
    function.dimensions.append(variable)
    resolution.dimensionNames[node] = variable
  }

  private func dimension(_ name: String) -> Variable? {
    function.dimensions.first { $0.name == name }
  }

  /// A parameter of this function, or a field of the model around it.
  private func isParameterOrField(_ name: String) -> Bool {
    for scope in scopes.reversed() {
      switch scope.entries[name] {
      case .variable(let variable)?:
        if variable.owner === function { return variable.kind != .dimension }
      case .field?: return true
      case .method?, nil: break
      }
    }
    return false
  }

  /// Resolves the names in the expressions of an annotation, and of the result's shape.
  private func visit(_ annotation: Annotation?) {
    guard let annotation else { return }
    switch annotation.kind {
    case .error: break
    case .named(let name): checkTypeName(name, at: annotation.range)
    case .tensor(_, let dimensions):
      for dimension in dimensions {
        switch dimension.kind {
        case .any, .rest: break
        case .namedRest(let name): useDimension(name, dimension.id)
        case .size(let size): visitSize(size, dimension: dimension.id)
        }
      }
    }
  }

  private func checkTypeName(_ name: String, at range: SourceRange) {
    if TypeWord(rawValue: name) != nil || lookUp(name) != nil { return }
    if topLevelKinds[name] != nil { return }
    let suggestion =
      Nearest.match(name, among: TypeWord.names) ?? suggestion(for: name)
    report(UnknownName(name: name, suggestion: suggestion), at: range)
  }

  private func useDimension(_ name: Identifier, _ node: NodeID) {
    if let known = dimension(name.text) {
      resolution.dimensionNames[node] = known
    } else {
      reportUnbound(name.text, at: name.range)
    }
  }

  /// A size that is a name bound by the call, or an expression over such names, parameters, fields.
  private func visitSize(_ size: Expression, dimension node: NodeID) {
    switch size.kind {
    case .name(let name):
      if let known = dimension(name) {
        resolution.dimensionNames[node] = known
        resolution.uses[size.id] = .variable(known)
      } else if isParameterOrField(name), let use = lookUp(name) {
        resolution.uses[size.id] = use
      } else {
        reportUnbound(name, at: size.range)
      }
    case .binary(_, _, let left, let right):
      visitSize(left, dimension: left.id)
      visitSize(right, dimension: right.id)
    case .unary(_, _, let operand): visitSize(operand, dimension: operand.id)
    case .field(let base, _): visitSize(base, dimension: base.id)
    default: visit(size)
    }
  }

  private func reportUnbound(_ name: String, at range: SourceRange) {
    let suggestion = Nearest.match(name, among: function.dimensions.map(\.name))
    report(UnboundDimension(name: name, suggestion: suggestion), at: range)
  }
}

// MARK: models and types

extension Resolver {
  func visit(_ declaration: TypeDeclaration) {
    let variable = resolution.variables[declaration.id]
    if variable == nil { resolution.uses[declaration.id] = .global(.module(declaration.name.text)) }
    visitConstructor(declaration)
    let scope = Scope(function: function)
    addMembers(of: declaration, to: scope)
    scopes.append(scope)
    for method in declaration.methods { visitMethod(method) }
    scopes.removeLast()
    variable?.isBound = true
  }

  private func visitConstructor(_ declaration: TypeDeclaration) {
    let scope = FunctionScope(parent: function, allowsReturn: false)
    resolution.functions[declaration.id] = scope
    inFunction(scope) {
      visitSignature(declaration.parameters, nil)
      for field in declaration.fields {
        visit(field.value)
        bind(field.name, .constant, node: field.id)
      }
    }
  }

  private func addMembers(of declaration: TypeDeclaration, to scope: Scope) {
    var slot = 0
    for parameter in declaration.parameters where !parameter.name.isDiscard {
      scope.entries[parameter.name.text] = .field(slot: slot, kind: nil)
      slot += 1
    }
    for field in declaration.fields {
      scope.entries[field.name.text] = .field(slot: slot, kind: field.kind)
      slot += 1
    }
    for method in declaration.methods {
      if scope.entries[method.name.text] != nil {
        report(NameBoundTwice(name: method.name.text), at: method.name.range)
      }
      scope.entries[method.name.text] = .method
    }
  }

  private func visitMethod(_ method: FunctionDeclaration) {
    let scope = FunctionScope(parent: function)
    resolution.functions[method.id] = scope
    inFunction(scope) {
      let name = Identifier(text: "self", range: method.name.range)
      scope.instance = bind(name, .instance, isMutable: method.isMutating, node: method.id)
      scope.instance?.method = method.name.text
      visitSignature(method.parameters, method.result)
      visit(method.body)
    }
  }
}
