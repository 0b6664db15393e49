import AimDiagnostics
import AimSyntax

extension Generator {
  /// Computes a value into a register.
  func value(_ expression: Expression, into target: Target) {
    at(expression.range) {
      temporarily { valueKind(of: expression, into: target) }
      builder.note(expression, in: target.register)
    }
  }

  private func valueKind(of expression: Expression, into target: Target) {
    if let constant = Generator.constant(expression) { return load(constant, into: target) }
    switch expression.kind {
    case .integer, .float, .boolean, .nothing, .error: builder.emit(.loadNil, a: target.register)
    case .string(let literal): text(literal.parts, into: target)
    case .name(let name): read(resolution.uses[expression.id], name, into: target)
    case .list(let elements): list(elements, into: target)
    case .dictionary(let entries): dictionary(entries, into: target)
    case .tuple(let elements):
      let window = self.window(elements)
      builder.emit(
        .makeTuple, a: target.register, b: window, c: UInt16(clamping: elements.count))
    case .record(let fields):
      let window = self.window(fields.map(\.value))
      builder.emit(
        .makeRecord, a: target.register, b: window, c: builder.add(fields.map(\.name.text)))
    case .listComprehension(let element, let clauses):
      listComprehension(element, clauses, into: target)
    case .dictionaryComprehension(let entry, let clauses):
      dictionaryComprehension(entry, clauses, into: target)
    case .range(let lower, let upper):
      let left = operand(lower, before: upper)
      let right = operand(upper)
      builder.emit(
        .makeRange, flags: Generator.giveUp(b: left, c: right), a: target.register,
        b: left.register, c: right.register)
      noteOperands((left, lower), (right, upper))
    case .unary(let operation, let range, let operand):
      unary(operation, range, operand, into: target)
    case .binary(let operation, let range, let left, let right):
      binary(operation, range, left, right, into: target)
    case .logical(let operation, let range, let left, let right):
      unobserved(target) { logical(operation, range, left, right, into: $0) }
    case .comparison(let first, let rest): comparison(first, rest, into: target)
    case .pipe(let value, _, let pipeTarget):
      pipe(value, pipeTarget, node: expression.id, into: target)
    case .call(let call): self.call(call, into: target)
    case .methodCall(let call): methodCall(call, node: expression.id, into: target)
    case .field(let base, let name): field(base, name, into: target)
    case .index(let base, let items): index(base, items, into: target)
    case .lambda(let lambda): self.lambda(lambda, node: expression.id, into: target)
    case .conditional(let conditional): self.conditional(conditional, into: target)
    case .attempt(let attempt):
      unobserved(target) { self.attempt(attempt, node: expression.id, into: $0) }
    case .block(let block): self.block(block, into: target)
    }
  }

  /// Computes into a register of its own where the target could be seen half done.
  private func unobserved(_ target: Target, _ body: (Target) -> Void) {
    if target.isFresh { return body(target) }
    let register = builder.reserve()
    body(Target(register: register, isFresh: true))
    builder.emit(.take, a: target.register, b: register)
  }

  func noteOperands(_ operands: (Operand, Expression)...) {
    for (operand, expression) in operands {
      builder.noteOperand(operand.register, expression.range)
    }
  }

  /// Computes values into registers in a row; the first.
  func window(_ expressions: [Expression]) -> UInt16 {
    let first = UInt16(clamping: builder.top)
    for expression in expressions { _ = temporary(expression) }
    return first
  }
}

// MARK: constants

extension Generator {
  /// The value of a literal, a negated number, or a list of such; nil for anything else.
  static func constant(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .integer(let number): return .integer(number)
    case .float(let number): return .float(number)
    case .boolean(let flag): return .boolean(flag)
    case .nothing: return .nothing
    case .string(let literal): return literal.constantText.map(Constant.string)
    case .unary(.negate, _, let operand):
      switch constant(operand) {
      case .integer(let number): return number == .min ? nil : .integer(-number)
      case .float(let number): return .float(-number)
      default: return nil
      }
    case .list(let elements):
      var constants: [Constant] = []
      for element in elements {
        guard case .expression(let value) = element, let known = constant(value) else { return nil }
        constants.append(known)
      }
      return .list(constants)
    default: return nil
    }
  }

  func load(_ constant: Constant, into target: Target) {
    switch constant {
    case .nothing: builder.emit(.loadNil, a: target.register)
    case .boolean(let flag): builder.emit(flag ? .loadTrue : .loadFalse, a: target.register)
    case .integer(let number):
      if let small = Int32(exactly: number) {
        builder.emit(.loadInteger, a: target.register, wide: small)
      } else {
        builder.emit(.loadConstant, a: target.register, b: builder.constant(constant))
      }
    case .float, .string, .list:
      builder.emit(.loadConstant, a: target.register, b: builder.constant(constant))
    }
  }

  /// The index of a number that an instruction takes as its operand; nil for anything else.
  func numberOperand(_ expression: Expression) -> UInt16? {
    guard let constant = Generator.constant(expression), constant.isNumber else { return nil }
    return builder.constant(constant)
  }
}

// MARK: names

extension Generator {
  /// Reads what a name stands for.
  func read(_ use: NameUse?, _ name: String, into target: Target) {
    let register = target.register
    switch use {
    case nil: builder.emit(.loadNil, a: register)
    case .variable(let variable): read(variable, into: register)
    case .currentFunction: builder.emit(.getSelf, a: register)
    case .global(let reference):
      builder.emit(.getGlobal, a: register, b: builder.global(reference))
    case .field(let instance, let slot, _):
      let base = instanceOperand(instance)
      builder.emit(
        .getSlot, flags: Generator.giveUp(b: base), a: register, b: base.register,
        c: UInt16(clamping: slot))
    case .method(let instance, let name):
      let base = instanceOperand(instance)
      builder.emit(
        .getField, flags: Generator.giveUp(b: base), a: register, b: base.register,
        c: builder.name(name))
    case .training: builder.emit(.getTraining, a: register)
    }
  }

  private func read(_ variable: Variable, into register: UInt16) {
    if variable.owner === builder.scope {
      builder.emit(variable.needsCell ? .getCell : .move, a: register, b: variable.register)
    } else {
      builder.emit(
        variable.needsCell ? .getCaptureCell : .getCapture, a: register, b: captureIndex(variable))
    }
  }

  func captureIndex(_ variable: Variable) -> UInt16 {
    UInt16(clamping: builder.scope.captureIndex(of: variable) ?? 0)
  }

  /// The instance itself: `self`'s register, or a temporary with what its cell or capture holds.
  func instanceOperand(_ instance: Variable) -> Operand {
    if instance.owner === builder.scope, !instance.needsCell {
      return Operand(register: instance.register, isTemporary: false)
    }
    let register = builder.reserve()
    read(instance, into: register)
    return Operand(register: register, isTemporary: true)
  }

  func field(_ base: Expression, _ name: Identifier, into target: Target) {
    if case .name = base.kind, case .variable(let variable)? = resolution.uses[base.id],
      variable.kind == .instance, let slot = fieldSlots[name.text]
    {
      return read(.field(variable, slot: slot, name: name.text), name.text, into: target)
    }
    let operand = self.operand(base)
    at(name.range) {
      _ = builder.emit(
        .getField, flags: Generator.giveUp(b: operand), a: target.register, b: operand.register,
        c: builder.name(name.text))
    }
    noteOperands((operand, base))
  }

  func index(_ base: Expression, _ items: [IndexItem], into target: Target) {
    if items.count == 1, case .expression(let index) = items[0].kind {
      if let (opcode, root) = indexable(base), !resolution.assigning.contains(index.id) {
        let key = operand(index)
        builder.emit(
          opcode, flags: key.isTemporary ? Instruction.givesUpC : 0, a: target.register, b: root,
          c: key.register)
        return builder.noteOperand(key.register, index.range)
      }
      let left = operand(base, before: index)
      let right = operand(index)
      builder.emit(
        .getIndex, flags: Generator.giveUp(b: left, c: right), a: target.register,
        b: left.register, c: right.register)
      return noteOperands((left, base), (right, index))
    }
    let window = temporary(base)
    let shape = keys(items)
    builder.emit(.getItems, a: target.register, b: window, c: builder.add(shape))
    builder.noteOperand(window, base.range)
  }

  /// A variable outside registers that can be indexed where it is.
  private func indexable(_ base: Expression) -> (Opcode, UInt16)? {
    guard case .name = base.kind else { return nil }
    switch resolution.uses[base.id] {
    case .global(let reference): return (.getIndexInGlobal, builder.global(reference))
    case .variable(let variable) where variable.needsCell:
      if variable.owner === builder.scope { return (.getIndexInCell, variable.register) }
      return (.getIndexInCapture, captureIndex(variable))
    default: return nil
    }
  }

  /// Computes the items of an index into registers in a row.
  func keys(_ items: [IndexItem]) -> [IndexItemShape] {
    items.map { item in
      switch item.kind {
      case .expression(let value):
        _ = temporary(value)
        return .value
      case .slice(let start, let stop, let step):
        for part in [start, stop, step] { if let part { _ = temporary(part) } }
        return .slice(hasStart: start != nil, hasStop: stop != nil, hasStep: step != nil)
      case .ellipsis: return .ellipsis
      }
    }
  }
}
