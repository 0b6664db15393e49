import AimDiagnostics
import AimSyntax

extension Resolver {
  func visit(_ assignment: Assignment) {
    visit(assignment.value)
    visit(assignment.target)
  }

  private func visit(_ target: Assignment.Target) {
    switch target {
    case .discard: break
    case .place(let place): visit(place, isReference: false)
    case .tuple(let parts, _): for part in parts { visit(part) }
    }
  }

  /// A place that is assigned, or lent with `&`.
  func visit(_ place: Place, isReference: Bool) {
    for step in place.steps {
      if case .index(let items, _) = step { visit(items) }
    }
    assignmentCount += 1
    guard let use = lookUp(place.root.text) else { return reportUnassignable(place.root) }
    resolution.uses[place.id] = use
    switch use {
    case .variable(let variable):
      guard variable.isMutable || isOwnState(variable, place) else {
        return reportConstant(place.root, variable.kind.rawValue, isReference)
      }
      variable.isAssigned = true
      if isReference { variable.isReferenced = true }
    case .field(let instance, _, let name): checkField(instance, name, at: place.root.range)
    case .global(let reference): checkGlobal(reference, place.root, isReference)
    case .currentFunction: reportConstant(place.root, Variable.Kind.function.rawValue, isReference)
    case .method: reportConstant(place.root, "a method", isReference)
    case .training: reportConstant(place.root, "a name of the language", isReference)
    }
  }

  /// `self.mean = …` in a plain method: allowed for `state`, whose change is the call's own.
  private func isOwnState(_ variable: Variable, _ place: Place) -> Bool {
    guard variable.kind == .instance, case .field(let name)? = place.steps.first else {
      return false
    }
    checkField(variable, name.text, at: name.range)
    return true
  }

  private func checkField(_ instance: Variable, _ name: String, at range: SourceRange) {
    instance.isAssigned = true
    if instance.isMutable { return }
    for scope in scopes.reversed() {
      guard case .field(_, let kind)? = scope.entries[name] else { continue }
      if kind == .state { return }
      let isForward = instance.method == "forward"
      return report(FieldNeedsMutatingMethod(name: name, isForward: isForward), at: range)
    }
  }

  private func checkGlobal(
    _ reference: GlobalReference, _ root: Identifier, _ isReference: Bool
  ) {
    let name = reference.name
    switch topLevelKinds[name] {
    case .variable: return
    case .constant: return reportConstant(root, Variable.Kind.constant.rawValue, isReference)
    case .function: return reportConstant(root, Variable.Kind.function.rawValue, isReference)
    case .type: return reportConstant(root, Variable.Kind.type.rawValue, isReference)
    case .module: return reportConstant(root, Variable.Kind.module.rawValue, isReference)
    case nil: break
    }
    switch environment.origin(of: name) {
    case .module(isVariable: true, _): return
    case .module(_, let isFunction):
      let kind: Variable.Kind = isFunction ? .function : .constant
      reportConstant(root, kind.rawValue, isReference)
    case .library: reportConstant(root, "a name of the library", isReference)
    case nil: break
    }
  }

  private func reportConstant(_ root: Identifier, _ kind: String, _ isReference: Bool) {
    if isReference {
      report(ReferenceToConstant(name: root.text, kind: kind), at: root.range)
    } else {
      report(AssignedToConstant(name: root.text, kind: kind), at: root.range)
    }
  }

  private func reportUnassignable(_ root: Identifier) {
    if topLevelKinds[root.text] != nil {
      return report(UsedBeforeBinding(name: root.text), at: root.range)
    }
    guard reportedNames.insert(root.text).inserted else { return }
    report(
      AssignedToUnknownName(name: root.text, suggestion: variableSuggestion(for: root.text)),
      at: root.range)
  }

  /// The nearest name that can be assigned; else the nearest of all.
  private func variableSuggestion(for name: String) -> String? {
    var variables: [String] = []
    for scope in scopes.reversed() {
      for (known, entry) in scope.entries {
        if case .variable(let variable) = entry, variable.isMutable { variables.append(known) }
        if case .field = entry { variables.append(known) }
      }
    }
    for (known, kind) in topLevelKinds where kind == .variable { variables.append(known) }
    for known in environment.names {
      if case .module(isVariable: true, _)? = environment.origin(of: known) {
        variables.append(known)
      }
    }
    return Nearest.match(name, among: variables.sorted())
  }
}
