import AimDiagnostics
import AimSyntax

/// Finds what every name of a program stands for, and reports those that stand for nothing.
///
/// One walk over the tree in the order of the text. A name is visible from its definition on;
/// functions and types are visible in the whole of their block or file.
final class Resolver {
  /// A block's names, or a model's.
  final class Scope {
    enum Entry {
      case variable(Variable)
      case field(slot: Int, kind: Field.Kind?)
      case method
    }
    var entries: [String: Entry] = [:]
    let function: FunctionScope
    init(function: FunctionScope) { self.function = function }
  }

  let environment: any Environment
  var resolution = Resolution()
  var scopes: [Scope] = []
  var function: FunctionScope
  /// The loops around the statement in its own function.
  var loopDepth = 0
  /// Grows with every assignment: tells which expressions contain one.
  var assignmentCount = 0

  /// The names the program itself binds at its top level, and those it has bound so far.
  var topLevelKinds: [String: TopLevelName.Kind] = [:]
  var topLevelRanges: [String: SourceRange] = [:]
  var boundSoFar: Set<String> = []
  /// Names already reported: one fault each.
  var reportedNames: Set<String> = []

  init(environment: any Environment) {
    self.environment = environment
    function = FunctionScope(parent: nil, isTopLevel: true, allowsReturn: false)
  }

  static func resolve(_ program: Program, in environment: any Environment) -> (
    Resolution, FunctionScope
  ) {
    let resolver = Resolver(environment: environment)
    resolver.collectTopLevel(program.statements)
    for statement in program.statements { resolver.visit(statement) }
    return (resolver.resolution, resolver.function)
  }

  var isAtTopLevel: Bool { function.isTopLevel && scopes.isEmpty }

  /// Reports a fault; of very many only the first are told.
  func report(_ fault: any Fault, at range: SourceRange, labels: [Diagnostic.Label] = []) {
    guard resolution.diagnostics.count < Parser.faultLimit else { return }
    resolution.diagnostics.append(Diagnostic(fault, at: range, labels: labels))
  }

  /// Reports an unknown name once, however often it is used.
  func reportUnknown(_ name: String, at range: SourceRange) {
    guard reportedNames.insert(name).inserted,
      resolution.diagnostics.count < Parser.faultLimit
    else { return }
    report(UnknownName(name: name, suggestion: suggestion(for: name)), at: range)
  }

  /// The nearest name that is known; of very many, the nearest of those that stand closest.
  func suggestion(for name: String) -> String? {
    // What is not shown needs no suggestion, and what is looked at costs some microseconds.
    guard resolution.diagnostics.count < Self.suggestionLimit else { return nil }
    var near: [String] = []
    for scope in scopes.reversed() { near += scope.entries.keys.sorted() }
    near += topLevelKinds.keys.sorted()
    return Nearest.match(name, among: near.prefix(Self.candidateLimit) + environment.names)
  }

  private static let suggestionLimit = 20
  private static let candidateLimit = 5000
}

// MARK: the top level

extension Resolver {
  /// Notes every name that the top level binds, so that functions may use it ahead.
  private func collectTopLevel(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .binding(let binding):
        let kind: TopLevelName.Kind = binding.isVariable ? .variable : .constant
        for name in binding.pattern.names {
          noteTopLevel(name, kind, binding.documentation)
        }
      case .function(let function): noteTopLevel(function.name, .function, function.documentation)
      case .type(let type): noteTopLevel(type.name, .type, type.documentation)
      case .importFile(let declaration):
        if let name = Resolver.moduleName(declaration) { noteTopLevel(name, .module, nil) }
      default: break
      }
    }
    for (name, kind) in topLevelKinds where kind == .function || kind == .type {
      boundSoFar.insert(name)
    }
  }

  private func noteTopLevel(
    _ name: Identifier, _ kind: TopLevelName.Kind, _ documentation: Documentation?
  ) {
    if name.isDiscard { return }
    if let first = topLevelRanges[name.text] {
      report(NameBoundTwice(name: name.text), at: name.range, labels: [.init(first)])
      return
    }
    topLevelKinds[name.text] = kind
    topLevelRanges[name.text] = name.range
    resolution.topLevel.append(
      TopLevelName(
        name: name.text, kind: kind, range: name.range, documentation: documentation?.text))
  }

  /// The name an import binds: the one after `as`, or the file's.
  static func moduleName(_ declaration: ImportDeclaration) -> Identifier? {
    if let alias = declaration.alias { return alias }
    let path = declaration.path.constantText ?? ""
    var stem = path.split(separator: "/").last.map(String.init) ?? ""
    if stem.hasSuffix(".aim") { stem.removeLast(4) }
    guard let first = stem.first, first.isLetter || first == "_",
      stem.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else { return nil }
    return Identifier(text: stem, range: declaration.path.range)
  }
}

// MARK: scopes and names

extension Resolver {
  func inScope(_ body: () -> Void) {
    scopes.append(Scope(function: function))
    body()
    scopes.removeLast()
  }

  /// Visits the body of a function of its own.
  func inFunction(_ scope: FunctionScope, _ body: () -> Void) {
    let (outer, depth) = (function, loopDepth)
    function = scope
    loopDepth = 0
    inScope(body)
    function = outer
    loopDepth = depth
  }

  /// Binds a name in the innermost scope; nil for `_`.
  @discardableResult
  func bind(
    _ name: Identifier, _ kind: Variable.Kind, isMutable: Bool = false, node: NodeID? = nil
  ) -> Variable? {
    if name.isDiscard { return nil }
    guard let scope = scopes.last else { return nil }
    let variable = Variable(
      name: name.text, range: name.range, kind: kind, owner: function, isMutable: isMutable)
    if case .variable(let first)? = scope.entries[name.text] {
      report(NameBoundTwice(name: name.text), at: name.range, labels: [.init(first.range)])
    }
    scope.entries[name.text] = .variable(variable)
    if let node { resolution.variables[node] = variable }
    return variable
  }

  /// What a name stands for here; nil (and nothing reported) where it stands for nothing.
  func lookUp(_ name: String) -> NameUse? {
    for scope in scopes.reversed() {
      guard let entry = scope.entries[name] else { continue }
      return use(of: entry, name: name, in: scope)
    }
    return lookUpTopLevel(name)
  }

  private func use(of entry: Scope.Entry, name: String, in scope: Scope) -> NameUse? {
    switch entry {
    case .variable(let variable):
      if let definition = function.definition, definition === variable { return .currentFunction }
      if variable.owner !== function { capture(variable) }
      if !variable.isBound { variable.isUsedEarly = true }
      return .variable(variable)
    case .field(let slot, _):
      guard let instance = instanceVariable() else { return nil }
      return .field(instance, slot: slot, name: name)
    case .method:
      guard let instance = instanceVariable() else { return nil }
      return .method(instance, name: name)
    }
  }

  /// `self` of the method around this code, captured where functions lie between.
  func instanceVariable() -> Variable? {
    var scope: FunctionScope? = function
    while let current = scope {
      if let instance = current.instance {
        if current !== function { capture(instance) }
        return instance
      }
      scope = current.parent
    }
    return nil
  }

  /// Hands a variable of an outer function down to this one.
  func capture(_ variable: Variable) {
    variable.isCaptured = true
    var scope: FunctionScope? = function
    while let current = scope, current !== variable.owner {
      _ = current.capture(variable)
      scope = current.parent
    }
  }

  func lookUpTopLevel(_ name: String) -> NameUse? {
    let origin = environment.origin(of: name)
    if topLevelKinds[name] != nil {
      let runsNow = function.isTopLevel
      if !runsNow || boundSoFar.contains(name) { return .global(.module(name)) }
      if case .module = origin { return .global(.module(name)) }
      return environment.libraryHas(name) ? .global(.library(name)) : nil
    }
    if origin != nil { return .global(.module(name)) }
    return name == "training" ? .training : nil
  }

  /// Notes what a name that is read stands for, or reports it.
  func resolveName(_ name: String, node: NodeID, range: SourceRange) {
    if let use = lookUp(name) {
      resolution.uses[node] = use
    } else if topLevelKinds[name] != nil {
      report(UsedBeforeBinding(name: name), at: range)
    } else {
      reportUnknown(name, at: range)
    }
  }
}
