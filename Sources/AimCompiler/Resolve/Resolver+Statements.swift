import AimDiagnostics
import AimSyntax

extension Resolver {
  func visit(_ statement: Statement) {
    switch statement.kind {
    case .binding(let binding): visit(binding)
    case .assignment(let assignment): visit(assignment)
    case .forLoop(let loop): visit(loop)
    case .whileLoop(let loop):
      visit(loop.condition)
      loopDepth += 1
      visit(loop.body)
      loopDepth -= 1
    case .breakLoop: expectLoop("break", at: statement.range)
    case .continueLoop: expectLoop("continue", at: statement.range)
    case .returnValue(let value): visitReturn(value, at: statement.range)
    case .function(let declaration): visit(declaration)
    case .type(let declaration): visit(declaration)
    case .test(let test): visit(test, at: statement)
    case .importFile(let declaration): visit(declaration, at: statement.range)
    case .throwValue(let value), .expression(let value): visit(value)
    case .assertion(let assertion):
      visit(assertion.condition)
      if let message = assertion.message { visit(message) }
    case .error: break
    }
  }

  private func visit(_ binding: Binding) {
    visit(binding.value)
    bind(binding.pattern, binding.isVariable ? .variable : .constant)
  }

  /// Binds the names of a pattern: as variables, or at the top level as globals.
  func bind(_ pattern: Pattern, _ kind: Variable.Kind) {
    switch pattern.kind {
    case .discard: break
    case .name(let name):
      if isAtTopLevel {
        boundSoFar.insert(name.text)
        resolution.uses[pattern.id] = .global(.module(name.text))
      } else {
        bind(name, kind, node: pattern.id)
      }
    case .tuple(let parts): for part in parts { bind(part, kind) }
    }
  }

  private func visit(_ loop: ForLoop) {
    visit(loop.sequence)
    loopDepth += 1
    inScope {
      bind(loop.pattern, .loop)
      visit(loop.body)
    }
    loopDepth -= 1
  }

  func visit(_ block: Block) {
    inScope { visit(statements: block.statements) }
  }

  /// The statements of a block whose scope is open: functions and types are visible in all of it.
  private func visit(statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .function(let declaration):
        bind(declaration.name, .function, node: declaration.id)?.isBound = false
      case .type(let declaration):
        bind(declaration.name, .type, node: declaration.id)?.isBound = false
      default: break
      }
    }
    for statement in statements { visit(statement) }
  }

  private func expectLoop(_ word: String, at range: SourceRange) {
    if loopDepth == 0 { report(BreakOutsideLoop(word: word), at: range) }
  }

  private func visitReturn(_ value: Expression?, at range: SourceRange) {
    if !function.allowsReturn { report(ReturnOutsideFunction(), at: range) }
    if let value { visit(value) }
  }

  private func visit(_ test: TestDeclaration, at statement: Statement) {
    guard isAtTopLevel else { return report(OnlyAtTopLevel(word: "test"), at: test.name.range) }
    let scope = FunctionScope(parent: function, allowsReturn: false)
    resolution.functions[statement.id] = scope
    inFunction(scope) { visit(test.body) }
  }

  private func visit(_ declaration: ImportDeclaration, at range: SourceRange) {
    guard isAtTopLevel else { return report(OnlyAtTopLevel(word: "import"), at: range) }
    guard let name = Resolver.moduleName(declaration) else {
      return report(
        ImportNeedsName(path: declaration.path.constantText ?? ""), at: declaration.path.range)
    }
    boundSoFar.insert(name.text)
  }
}
