import AimDiagnostics
import AimSyntax

// MARK: conditions

extension Generator {
  /// Jumps where a condition is `outcome`, goes on where it is not.
  ///
  /// Returns the jumps.
  func branch(_ condition: Expression, when outcome: Bool) -> [FunctionBuilder.Patch] {
    at(condition.range) {
      temporarily { branchKind(condition, when: outcome) }
    }
  }

  private func branchKind(_ condition: Expression, when outcome: Bool) -> [FunctionBuilder.Patch] {
    switch condition.kind {
    case .boolean(let flag): return flag == outcome ? [builder.jump(.jump)] : []
    case .unary(.not, _, let operand): return branch(operand, when: !outcome)
    case .logical(let operation, _, let left, let right):
      // `and` is decided by false, `or` by true.
      let deciding = operation == .or
      if outcome == deciding {
        return branch(left, when: outcome) + branch(right, when: outcome)
      }
      let decided = branch(left, when: deciding)
      let jumps = branch(right, when: outcome)
      builder.land(decided)
      return jumps
    case .comparison(let first, let rest) where rest.count == 1:
      if let jump = fused(first, rest[0], when: outcome) { return [jump] }
      return plainBranch(condition, when: outcome)
    default: return plainBranch(condition, when: outcome)
    }
  }

  private func plainBranch(
    _ condition: Expression, when outcome: Bool
  ) -> [FunctionBuilder.Patch] {
    let operand = self.operand(condition)
    let jump = builder.jump(
      outcome ? .jumpIfTrue : .jumpIfFalse, a: operand.register,
      flags: Generator.giveUp(a: operand))
    builder.noteOperand(operand.register, condition.range)
    return [jump]
  }

  /// A comparison and its jump in one instruction; nil for `in`.
  private func fused(
    _ left: Expression, _ link: Expression.Comparison, when outcome: Bool
  ) -> FunctionBuilder.Patch? {
    if let opcode = Generator.constantJump(link.operation, when: outcome),
      let constant = numberOperand(link.operand)
    {
      let operand = self.operand(left)
      return fused(opcode, link, (operand, left), constant)
    }
    guard let (opcode, isSwapped) = Generator.jump(link.operation, when: outcome) else {
      return nil
    }
    let first = operand(left, before: link.operand)
    let second = operand(link.operand)
    // Flags: a is the first register, b the second.
    let pair = isSwapped ? (second, first) : (first, second)
    var flags: UInt8 = pair.0.isTemporary ? Instruction.givesUpA : 0
    flags |= pair.1.isTemporary ? Instruction.givesUpB : 0
    let jump = at(link.operatorRange) {
      builder.jump(opcode, a: pair.0.register, b: pair.1.register, flags: flags)
    }
    noteOperands((first, left), (second, link.operand))
    return jump
  }

  private func fused(
    _ opcode: Opcode, _ link: Expression.Comparison, _ operand: (Operand, Expression),
    _ constant: UInt16
  ) -> FunctionBuilder.Patch {
    let jump = at(link.operatorRange) {
      builder.jump(
        opcode, a: operand.0.register, b: constant, flags: Generator.giveUp(a: operand.0))
    }
    noteOperands(operand)
    return jump
  }

  private static func jump(
    _ operation: ComparisonOperator, when outcome: Bool
  ) -> (Opcode, isSwapped: Bool)? {
    switch operation {
    case .less: (outcome ? .jumpIfLess : .jumpIfNotLess, false)
    case .lessOrEqual: (outcome ? .jumpIfLessOrEqual : .jumpIfNotLessOrEqual, false)
    case .greater: (outcome ? .jumpIfLess : .jumpIfNotLess, true)
    case .greaterOrEqual: (outcome ? .jumpIfLessOrEqual : .jumpIfNotLessOrEqual, true)
    case .equal: (outcome ? .jumpIfEqual : .jumpIfNotEqual, false)
    case .notEqual: (outcome ? .jumpIfNotEqual : .jumpIfEqual, false)
    case .contained, .notContained: nil
    }
  }

  private static func constantJump(
    _ operation: ComparisonOperator, when outcome: Bool
  ) -> Opcode? {
    switch operation {
    case .less: outcome ? .jumpIfLessConstant : .jumpIfNotLessConstant
    case .lessOrEqual: outcome ? .jumpIfLessOrEqualConstant : .jumpIfNotLessOrEqualConstant
    case .greater: outcome ? .jumpIfGreaterConstant : .jumpIfNotGreaterConstant
    case .greaterOrEqual:
      outcome ? .jumpIfGreaterOrEqualConstant : .jumpIfNotGreaterOrEqualConstant
    case .equal: outcome ? .jumpIfEqualConstant : .jumpIfNotEqualConstant
    case .notEqual: outcome ? .jumpIfNotEqualConstant : .jumpIfEqualConstant
    case .contained, .notContained: nil
    }
  }
}

// MARK: if, try, blocks

extension Generator {
  func conditional(_ conditional: Conditional, into target: Target?) {
    let otherwise = branch(conditional.condition, when: false)
    block(conditional.consequence, into: target)
    if conditional.alternative == nil, target == nil { return builder.land(otherwise) }
    let end = builder.jump(.jump)
    builder.land(otherwise)
    alternative(conditional.alternative, into: target)
    builder.land([end])
  }

  private func alternative(_ alternative: Conditional.Alternative?, into target: Target?) {
    switch alternative {
    case nil: if let target { builder.emit(.loadNil, a: target.register) }
    case .block(let block): self.block(block, into: target)
    case .conditional(let next):
      if let target { value(next, into: target) } else { effect(next) }
    }
  }

  /// `try`: a fault in the body hands control to the handler; the target is written at the end.
  func attempt(_ attempt: Attempt, node: NodeID, into target: Target?) {
    let live = builder.top
    let start = builder.position
    block(attempt.body, into: target)
    let end = builder.jump(.jump)
    let stop = end.instruction
    let handler = builder.position
    temporarily {
      let register = builder.reserve()
      builder.emit(.catchFault, a: register)
      builder.keep(register)
      if let variable = resolution.variables[node] {
        variable.register = register
        builder.note(variable)
      }
      block(attempt.handler, into: target)
    }
    builder.land([end])
    builder.tables.handlers.append(
      Handler(kind: .catch, start: start, end: stop, target: handler, liveRegisters: live))
  }

  /// The statements of a block; its value is that of the last one.
  func block(_ block: Block, into target: Target?) {
    inBlock(block) {
      guard let target else { return statements(block.statements[...]) }
      guard let last = block.statements.last, case .expression(let value) = last.kind else {
        statements(block.statements[...])
        builder.emit(.loadNil, a: target.register)
        return
      }
      statements(block.statements.dropLast())
      builder.note(last)
      self.value(value, into: target)
    }
  }

  /// Opens a block: its variables' registers are given back at its end.
  func inBlock(_ block: Block, _ body: () -> Void) {
    let variables = builder.notes.variables.count
    temporarily {
      declareEarly(in: block.statements)
      body()
    }
    builder.endVariables(from: variables)
  }

  /// Makes the cells of functions that are used before their definition is reached.
  private func declareEarly(in statements: [Statement]) {
    for statement in statements {
      let node: NodeID
      switch statement.kind {
      case .function(let declaration): node = declaration.id
      case .type(let declaration): node = declaration.id
      default: continue
      }
      guard let variable = resolution.variables[node] else { continue }
      variable.register = builder.reserve()
      builder.keep(variable.register)
      if variable.needsCell {
        temporarily {
          let missing = builder.reserve()
          builder.emit(.loadMissing, a: missing)
          builder.emit(.makeCell, a: variable.register, b: missing)
        }
      }
    }
  }
}

// MARK: loops

extension Generator {
  /// A `for` over a range, which counts in registers, or over anything else.
  func loop(over sequence: Expression, _ pattern: Pattern, body: () -> Void) {
    let variables = builder.notes.variables.count
    let isOutermost = builder.loops.isEmpty
    let mark = builder.top
    temporarily {
      if case .range(let lower, let upper) = sequence.kind {
        countingLoop(lower, upper, sequence.range, pattern, body: body)
      } else {
        eachLoop(sequence, pattern, body: body)
      }
    }
    builder.endVariables(from: variables)
    if isOutermost { clearLoop(from: mark) }
  }

  private func countingLoop(
    _ lower: Expression, _ upper: Expression, _ range: SourceRange, _ pattern: Pattern,
    body: () -> Void
  ) {
    let state = temporary(lower)
    _ = temporary(upper)
    let item = builder.reserve()
    let exit = at(range) { builder.jump(.prepareRange, a: state) }
    builder.noteOperand(state, lower.range)
    builder.noteOperand(state + 1, upper.range)
    turns(.nextInRange, state, item, exit, range, pattern, body: body)
  }

  private func eachLoop(_ sequence: Expression, _ pattern: Pattern, body: () -> Void) {
    let state = temporary(sequence)
    _ = builder.reserve(2)
    let item = builder.reserve()
    let exit = at(sequence.range) { builder.jump(.prepareEach, a: state) }
    builder.noteOperand(state, sequence.range)
    turns(.nextOfEach, state, item, exit, sequence.range, pattern, body: body)
  }

  private func turns(
    _ next: Opcode, _ state: UInt16, _ item: UInt16, _ exit: FunctionBuilder.Patch,
    _ range: SourceRange, _ pattern: Pattern, body: () -> Void
  ) {
    let start = builder.position
    builder.keepAll()
    builder.loops.append(FunctionBuilder.Loop())
    temporarily {
      bind(pattern, in: item)
      body()
    }
    let loop = builder.loops.removeLast()
    builder.land(loop.continues)
    let again = at(range) { builder.jump(next, a: state) }
    builder.land(again, at: start)
    builder.land(loop.breaks + [exit])
  }

  /// What an outermost loop's registers still hold would else live until the function's end.
  private func clearLoop(from mark: Int) {
    let count = builder.header.registerCount - mark
    guard count > 0 else { return }
    builder.emit(.clear, a: UInt16(clamping: mark), b: UInt16(clamping: count))
  }

  /// A `while`: the condition stands at the end, so that a turn takes one jump.
  func loop(while condition: Expression, body: Block) {
    let isOutermost = builder.loops.isEmpty
    let mark = builder.top
    builder.loops.append(FunctionBuilder.Loop())
    let entry = builder.jump(.jump)
    let start = builder.position
    block(body, into: nil)
    let loop = builder.loops.removeLast()
    builder.land(loop.continues + [entry])
    for jump in branch(condition, when: true) { builder.land(jump, at: start) }
    builder.land(loop.breaks)
    if isOutermost { clearLoop(from: mark) }
  }
}

// MARK: patterns

extension Generator {
  /// Binds a pattern to the value in a register, which becomes the variable's own.
  func bind(_ pattern: Pattern, in register: UInt16) {
    switch pattern.kind {
    case .discard: builder.keep(register)
    case .name:
      if case .global(let reference)? = resolution.uses[pattern.id] {
        builder.emit(
          .defineGlobal, flags: Instruction.givesUpA, a: register, b: builder.global(reference))
      } else if let variable = resolution.variables[pattern.id] {
        bind(variable, in: register)
      }
    case .tuple(let parts):
      let first = builder.reserve(parts.count)
      builder.keepAll()
      at(pattern.range) {
        _ = builder.emit(
          .unpack, flags: Instruction.givesUpB, a: first, b: register,
          c: UInt16(clamping: parts.count))
      }
      builder.noteOperand(register, pattern.range)
      for (offset, part) in parts.enumerated() { bind(part, in: first + UInt16(offset)) }
    }
  }

  func bind(_ variable: Variable, in register: UInt16) {
    variable.register = register
    if variable.needsCell {
      builder.emit(.makeCell, flags: Instruction.givesUpB, a: register, b: register)
    }
    builder.note(variable)
  }
}
