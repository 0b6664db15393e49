import AimDiagnostics
import AimSyntax

extension Generator {
  func statements(_ statements: ArraySlice<Statement>) {
    for statement in statements { self.statement(statement) }
  }

  func statement(_ statement: Statement) {
    builder.note(statement)
    at(statement.range) { kind(of: statement) }
  }

  private func kind(of statement: Statement) {
    switch statement.kind {
    case .binding(let binding): self.binding(binding)
    case .assignment(let assignment): assign(assignment)
    case .forLoop(let loop):
      self.loop(over: loop.sequence, loop.pattern) { block(loop.body, into: nil) }
    case .whileLoop(let loop): self.loop(while: loop.condition, body: loop.body)
    case .breakLoop:
      let jump = builder.jump(.jump)
      if let last = builder.loops.indices.last { builder.loops[last].breaks.append(jump) }
    case .continueLoop:
      let jump = builder.jump(.jump)
      if let last = builder.loops.indices.last { builder.loops[last].continues.append(jump) }
    case .returnValue(let value):
      if let value { returnValue(value) } else { returnNothing() }
    case .function(let declaration): define(declaration)
    case .type(let declaration): define(declaration)
    case .test, .error: break
    case .importFile(let declaration): importFile(declaration)
    case .throwValue(let value):
      temporarily {
        let operand = self.operand(value)
        builder.emit(.throwValue, flags: Generator.giveUp(a: operand), a: operand.register)
        noteOperands((operand, value))
      }
    case .assertion(let assertion): temporarily { assert(assertion) }
    case .expression(let value): effect(value)
    }
  }

  private func binding(_ binding: Binding) {
    // Names of the top level keep no registers.
    let mark = builder.top
    bind(binding)
    if isGlobal(binding.pattern) { builder.release(to: mark) }
  }

  private func bind(_ binding: Binding) {
    if case .tuple(let parts) = binding.pattern.kind, case .tuple(let values) = binding.value.kind,
      parts.count == values.count
    {
      // `let (a, b) = (x, y)` makes no tuple.
      let first = window(values)
      for (offset, part) in parts.enumerated() { bind(part, in: first + UInt16(offset)) }
    } else {
      bind(binding.pattern, in: temporary(binding.value))
    }
  }

  private func isGlobal(_ pattern: Pattern) -> Bool {
    switch pattern.kind {
    case .discard: builder.scope.isTopLevel
    case .name: if case .global? = resolution.uses[pattern.id] { true } else { false }
    case .tuple(let parts): parts.allSatisfy(isGlobal)
    }
  }

  private func assert(_ assertion: Assertion) {
    // `assert a < b` tells both values when it fails.
    var comparison: (String, Operand, Operand)?
    var passed: [FunctionBuilder.Patch] = []
    if case .comparison(let first, let rest) = assertion.condition.kind, rest.count == 1 {
      let link = rest[0]
      let left = Operand(register: temporary(first), isTemporary: false)
      let right = Operand(register: temporary(link.operand), isTemporary: false)
      let outcome = Operand(register: builder.reserve(), isTemporary: true)
      binary(
        link.operation.opcode, link.operatorRange, (left, first), (right, link.operand),
        into: Target(register: outcome.register, isFresh: true))
      at(assertion.condition.range) {
        passed = [
          builder.jump(.jumpIfTrue, a: outcome.register, flags: Instruction.givesUpA)
        ]
      }
      comparison = (link.operation.rawValue, left, right)
    } else {
      passed = branch(assertion.condition, when: true)
    }
    let message = builder.reserve()
    if let text = assertion.message {
      value(text, into: Target(register: message, isFresh: true))
    } else {
      builder.emit(.loadMissing, a: message)
    }
    let shape = AssertionShape(
      condition: text(of: assertion.condition.range), comparison: comparison?.0,
      left: comparison?.1.register ?? 0, right: comparison?.2.register ?? 0)
    builder.emit(
      .failAssertion, flags: Instruction.givesUpA, a: message, b: builder.add(shape))
    builder.land(passed)
    if let comparison {
      builder.emit(.clear, a: comparison.1.register, b: 2)
    }
  }

  private func importFile(_ declaration: ImportDeclaration) {
    guard let name = moduleName(declaration) else { return }
    temporarily {
      let register = builder.reserve()
      let reference = ImportReference(
        path: declaration.path.constantText ?? "", range: declaration.path.range)
      builder.emit(.importModule, a: register, b: builder.add(reference))
      builder.emit(
        .defineGlobal, flags: Instruction.givesUpA, a: register,
        b: builder.global(.module(name)))
    }
  }

  private func moduleName(_ declaration: ImportDeclaration) -> String? {
    Resolver.moduleName(declaration)?.text
  }
}

// MARK: returning

extension Generator {
  func returnValue(_ value: Expression) {
    builder.keepAll()
    temporarily {
      let operand = self.operand(value)
      checkResult(operand.register, value.range)
      builder.emit(.returnValue, flags: Generator.giveUp(a: operand), a: operand.register)
    }
  }

  func returnNothing() {
    builder.keepAll()
    guard builder.resultCheck != nil else {
      builder.emit(.returnNil)
      return
    }
    temporarily {
      let register = builder.reserve()
      builder.emit(.loadNil, a: register)
      checkResult(register, builder.range)
      builder.emit(.returnValue, flags: Instruction.givesUpA, a: register)
    }
  }

  private func checkResult(_ register: UInt16, _ range: SourceRange) {
    guard let check = builder.resultCheck else { return }
    at(range) {
      _ = builder.emit(.checkResult, a: register, c: check.pattern)
    }
    for dimension in check.dimensions {
      temporarily {
        let size = operand(dimension.size)
        builder.keep(size.register)
        at(range) {
          _ = builder.emit(.checkDimension, a: register, b: size.register, c: dimension.pattern)
        }
      }
    }
  }

  /// Ends the function with the value of an expression; both branches of an `if` return by themselves.
  func tail(_ expression: Expression) {
    at(expression.range) {
      switch expression.kind {
      case .conditional(let conditional): tail(conditional)
      case .block(let block): tail(block)
      default: returnValue(expression)
      }
    }
  }

  func tail(_ block: Block) {
    inBlock(block) {
      guard let last = block.statements.last, case .expression(let value) = last.kind else {
        statements(block.statements[...])
        return returnNothing()
      }
      statements(block.statements.dropLast())
      builder.note(last)
      tail(value)
    }
  }

  private func tail(_ conditional: Conditional) {
    let otherwise = branch(conditional.condition, when: false)
    tail(conditional.consequence)
    builder.land(otherwise)
    switch conditional.alternative {
    case nil: returnNothing()
    case .block(let block): tail(block)
    case .conditional(let next): tail(next)
    }
  }
}
