import AimDiagnostics
import AimSyntax

extension Resolver {
  func visit(_ expression: Expression) {
    let before = assignmentCount
    visitKind(of: expression)
    if assignmentCount != before { resolution.assigning.insert(expression.id) }
  }

  private func visitKind(of expression: Expression) {
    switch expression.kind {
    case .integer, .float, .boolean, .nothing, .error: break
    case .string(let literal): visit(literal.parts)
    case .name(let name): resolveName(name, node: expression.id, range: expression.range)
    case .list(let elements): for element in elements { visit(element.expression) }
    case .dictionary(let entries):
      for entry in entries {
        visit(entry.key)
        visit(entry.value)
      }
    case .tuple(let elements): for element in elements { visit(element) }
    case .record(let fields): for field in fields { visit(field.value) }
    case .listComprehension(let element, let clauses): visit(clauses[...]) { visit(element) }
    case .dictionaryComprehension(let entry, let clauses):
      visit(clauses[...]) {
        visit(entry.key)
        visit(entry.value)
      }
    case .range(let lower, let upper):
      visit(lower)
      visit(upper)
    case .unary(_, _, let operand): visit(operand)
    case .binary(_, _, let left, let right), .logical(_, _, let left, let right):
      visit(left)
      visit(right)
    case .comparison(let first, let rest):
      visit(first)
      for comparison in rest { visit(comparison.operand) }
    case .pipe(let value, _, let target):
      visit(value)
      visit(target, node: expression.id)
    case .call(let call):
      visit(call.callee)
      visit(call.arguments)
    case .methodCall(let call): visit(call, node: expression.id)
    case .field(let base, _): visit(base)
    case .index(let base, let items):
      visit(base)
      visit(items)
    case .lambda(let lambda): visit(lambda, node: expression.id)
    case .conditional(let conditional): visit(conditional)
    case .attempt(let attempt): visit(attempt, node: expression.id)
    case .block(let block): visit(block)
    }
  }

  func visit(_ parts: [StringLiteral.Part]) {
    for part in parts {
      guard case .interpolation(let piece) = part else { continue }
      visit(piece.expression)
      visit(piece.format)
    }
  }

  /// Each `for` of a comprehension opens a scope for what follows it.
  private func visit(
    _ clauses: ArraySlice<Expression.ComprehensionClause>, then element: () -> Void
  ) {
    guard let clause = clauses.first else { return element() }
    switch clause {
    case .each(let pattern, let sequence):
      visit(sequence)
      inScope {
        bind(pattern, .loop)
        visit(clauses.dropFirst(), then: element)
      }
    case .filter(let condition):
      visit(condition)
      visit(clauses.dropFirst(), then: element)
    }
  }

  private func visit(_ target: PipeTarget, node: NodeID) {
    switch target {
    case .function(let function): visit(function)
    case .call(let call, _):
      visit(call.callee)
      visit(call.arguments)
    case .methodCall(let call, _): visit(call, node: node)
    }
  }

  private func visit(_ call: MethodCall, node: NodeID) {
    visit(call.receiver)
    if let place = ReceiverPlace(call.receiver) { noteReceiver(place.root) }
    visit(call.arguments)
    resolution.fallbacks[node] = fallbacks(for: call.method.text)
  }

  /// A variable on which a method is called may be changed by it.
  private func noteReceiver(_ root: Expression) {
    switch resolution.uses[root.id] {
    case .variable(let variable) where variable.isMutable:
      variable.isReferenced = true
      assignmentCount += 1
    case .global(.module(let name)):
      if topLevelKinds[name] == .variable { resolution.mutableGlobals.insert(name) }
      if topLevelKinds[name] == nil,
        case .module(isVariable: true, _)? = environment.origin(of: name)
      {
        resolution.mutableGlobals.insert(name)
      }
    default: break
    }
  }

  /// The callables that `x.f(a)` may mean when x has no `f`: the nearest, and behind a name that
  /// may well be no function the library's.
  private func fallbacks(for name: String) -> [NameUse] {
    guard let nearest = lookUp(name) else { return [] }
    switch nearest {
    case .variable(let variable) where variable.kind != .function:
      guard let outer = lookUpTopLevel(name) else { return [nearest] }
      return [nearest, outer]
    case .global(.module):
      let isFunction: Bool
      if let kind = topLevelKinds[name] {
        isFunction = kind == .function || kind == .type
      } else if case .module(_, let known)? = environment.origin(of: name) {
        isFunction = known
      } else {
        return [.global(.library(name))]
      }
      if isFunction || !environment.libraryHas(name) { return [nearest] }
      return [nearest, .global(.library(name))]
    case .field, .method:
      guard let outer = lookUpTopLevel(name) else { return [nearest] }
      return [nearest, outer]
    default: return [nearest]
    }
  }

  private func visit(_ arguments: [Argument]) {
    var lent: Set<String> = []
    for argument in arguments {
      switch argument.kind {
      case .value(let value), .spread(let value): visit(value)
      case .piped: break
      case .reference(let place):
        visit(place, isReference: true)
        if !lent.insert(place.root.text).inserted {
          report(VariablePassedTwice(name: place.root.text), at: place.range)
        }
      }
    }
  }

  func visit(_ items: [IndexItem]) {
    for item in items {
      switch item.kind {
      case .expression(let value): visit(value)
      case .slice(let start, let stop, let step):
        for part in [start, stop, step] { if let part { visit(part) } }
      case .ellipsis: break
      }
    }
  }

  private func visit(_ conditional: Conditional) {
    visit(conditional.condition)
    visit(conditional.consequence)
    switch conditional.alternative {
    case nil: break
    case .block(let block): visit(block)
    case .conditional(let next): visit(next)
    }
  }

  private func visit(_ attempt: Attempt, node: NodeID) {
    visit(attempt.body)
    inScope {
      if let name = attempt.name { bind(name, .fault, node: node) }
      visit(attempt.handler)
    }
  }
}

/// A receiver that names a place: `x`, `x.f`, `x[i].f`.
///
/// Its root is a name.
struct ReceiverPlace {
  let root: Expression
  let rootName: String
  let steps: [Place.Step]

  init?(_ expression: Expression) {
    switch expression.kind {
    case .name(let name):
      root = expression
      rootName = name
      steps = []
    case .field(let base, let name):
      guard let inner = ReceiverPlace(base) else { return nil }
      root = inner.root
      rootName = inner.rootName
      steps = inner.steps + [.field(name)]
    case .index(let base, let items):
      guard let inner = ReceiverPlace(base) else { return nil }
      root = inner.root
      rootName = inner.rootName
      steps = inner.steps + [.index(items, expression.range)]
    default: return nil
    }
  }
}
