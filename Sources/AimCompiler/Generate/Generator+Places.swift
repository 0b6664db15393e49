import AimDiagnostics
import AimSyntax

extension Generator {
  /// A place whose keys are computed: its root, and the way from there.
  struct LoweredPlace {
    let shape: UInt16
    /// The first register of its keys.
    let keys: UInt16
  }

  func assign(_ assignment: Assignment) {
    temporarily {
      switch assignment.target {
      case .discard: effect(assignment.value)
      case .place(let place):
        if let operation = assignment.compound {
          compound(place, operation, assignment)
        } else {
          assign(assignment.value, to: place)
        }
      case .tuple(let parts, let range): assignTuple(parts, range, assignment.value)
      }
    }
  }

  /// Values are computed before anything is set: `(a, b) = (b, a)` swaps.
  private func assignTuple(
    _ parts: [Assignment.Target], _ range: SourceRange, _ value: Expression
  ) {
    let first: UInt16
    if case .tuple(let values) = value.kind, values.count == parts.count {
      first = window(values)
    } else {
      let source = operand(value)
      first = builder.reserve(parts.count)
      at(range) {
        _ = builder.emit(
          .unpack, flags: Generator.giveUp(b: source), a: first, b: source.register,
          c: UInt16(clamping: parts.count))
      }
      noteOperands((source, value))
    }
    for (offset, part) in parts.enumerated() {
      store(Operand(register: first + UInt16(offset), isTemporary: true), in: part)
    }
  }

  private func store(_ value: Operand, in target: Assignment.Target) {
    switch target {
    case .discard: builder.keep(value.register)
    case .place(let place): temporarily { store(value, in: place) }
    case .tuple(let parts, let range):
      temporarily {
        let first = builder.reserve(parts.count)
        at(range) {
          _ = builder.emit(
            .unpack, flags: Generator.giveUp(b: value), a: first, b: value.register,
            c: UInt16(clamping: parts.count))
        }
        builder.noteOperand(value.register, range)
        for (offset, part) in parts.enumerated() {
          store(Operand(register: first + UInt16(offset), isTemporary: true), in: part)
        }
      }
    }
  }

  private func assign(_ value: Expression, to place: Place) {
    if place.steps.isEmpty, let register = plainRegister(place) {
      return self.value(value, into: Target(register: register, isFresh: false))
    }
    if let constant = Generator.scalar(value), isVariable(place), let index = onlyIndex(of: place) {
      return at(place.range) {
        let source = Operand(register: builder.constant(constant), isTemporary: false)
        storeIndex(source, place, operand(index), index.range, flags: Instruction.takesConstant)
      }
    }
    store(operand(value), in: place)
  }

  /// The value of a literal that is no list: what an instruction may take as its operand.
  private static func scalar(_ expression: Expression) -> Constant? {
    switch constant(expression) {
    case nil, .list: nil
    case let known: known
    }
  }

  /// The index of a place `x[i]`; nil for places of any other form.
  private func onlyIndex(of place: Place) -> Expression? {
    guard place.steps.count == 1, case .index(let items, _) = place.steps[0], items.count == 1,
      case .expression(let index) = items[0].kind
    else { return nil }
    return index
  }

  /// The register of a variable that lives in one, without a cell.
  private func plainRegister(_ place: Place) -> UInt16? {
    guard case .variable(let variable)? = resolution.uses[place.id],
      variable.owner === builder.scope, !variable.needsCell
    else { return nil }
    return variable.register
  }

  /// Puts a value at a place.
  func store(_ value: Operand, in place: Place) {
    at(place.range) {
      if place.steps.isEmpty { return storeName(value, place) }
      if let index = onlyIndex(of: place) {
        let key = operand(index)
        return storeIndex(value, place, key, index.range)
      }
      if let slot = ownSlot(place), place.steps.count == 1 {
        return storeSlot(value, slot.0, slot.1)
      }
      let lowered = lower(place)
      builder.emit(
        .setPlace, flags: Generator.giveUp(a: value), a: value.register, b: lowered.keys,
        c: lowered.shape)
    }
  }

  private func storeName(_ value: Operand, _ place: Place) {
    switch resolution.uses[place.id] {
    case .variable(let variable):
      if variable.owner !== builder.scope {
        builder.emit(
          .setCaptureCell, flags: Generator.giveUp(a: value), a: value.register,
          b: captureIndex(variable))
      } else if variable.needsCell {
        builder.emit(
          .setCell, flags: Generator.giveUp(b: value), a: variable.register, b: value.register)
      } else {
        builder.emit(value.isTemporary ? .take : .move, a: variable.register, b: value.register)
      }
    case .global(let reference):
      builder.emit(
        .setGlobal, flags: Generator.giveUp(a: value), a: value.register,
        b: builder.global(reference))
    case .field(let instance, let slot, _): storeSlot(value, instance, slot)
    default: break
    }
  }

  /// `self.name` where name is a field of the type around the method.
  private func ownSlot(_ place: Place) -> (Variable, Int)? {
    guard case .variable(let variable)? = resolution.uses[place.id], variable.kind == .instance,
      case .field(let name)? = place.steps.first, let slot = fieldSlots[name.text]
    else { return nil }
    return (variable, slot)
  }

  func storeSlot(_ value: Operand, _ instance: Variable, _ slot: Int) {
    let flags: UInt8 = value.isTemporary ? Instruction.givesUpC : 0
    let field = UInt16(clamping: slot)
    if instance.owner === builder.scope {
      builder.emit(
        instance.needsCell ? .setSlotInCell : .setSlot, flags: flags, a: instance.register,
        b: field, c: value.register)
    } else {
      let cell = builder.reserve()
      builder.emit(.getCapture, a: cell, b: captureIndex(instance))
      builder.emit(.setSlotInCell, flags: flags, a: cell, b: field, c: value.register)
      builder.emit(.clear, a: cell, b: 1)
    }
  }

  private func storeIndex(
    _ value: Operand, _ place: Place, _ key: Operand, _ keyRange: SourceRange, flags: UInt8 = 0
  ) {
    var flags = flags | (key.isTemporary ? Instruction.givesUpB : 0)
    flags |= value.isTemporary ? Instruction.givesUpC : 0
    let opcode: Opcode
    let root: UInt16
    switch resolution.uses[place.id] {
    case .variable(let variable) where variable.owner === builder.scope:
      opcode = variable.needsCell ? .setIndexInCell : .setIndex
      root = variable.register
    case .variable(let variable):
      opcode = .setIndexInCapture
      root = captureIndex(variable)
    case .global(let reference):
      opcode = .setIndexInGlobal
      root = builder.global(reference)
    default:
      // A field: the way goes through `self`. The key moves behind what is in use.
      let keys = builder.reserve()
      builder.emit(key.isTemporary ? .take : .move, a: keys, b: key.register)
      let shape = placeShape(place, [.index([.value])])
      builder.emit(
        .setPlace, flags: Generator.giveUp(a: value), a: value.register, b: keys, c: shape)
      return
    }
    builder.emit(opcode, flags: flags, a: root, b: key.register, c: value.register)
    if opcode == .setIndex { builder.noteOperand(root, place.root.range) }
    builder.noteOperand(key.register, keyRange)
  }

  private func compound(
    _ place: Place, _ operation: BinaryOperator, _ assignment: Assignment
  ) {
    let range = assignment.operatorRange
    if place.steps.isEmpty, let register = plainRegister(place) {
      let old = Operand(register: register, isTemporary: false)
      return combine(
        old, place.range, operation, range, assignment.value,
        into: Target(register: register, isFresh: false))
    }
    if let index = onlyIndex(of: place), isVariable(place) {
      return compound(place, at: index, operation, assignment)
    }
    let lowered: LoweredPlace?
    let old = builder.reserve()
    if place.steps.isEmpty {
      lowered = nil
      read(resolution.uses[place.id], place.root.text, into: Target(register: old, isFresh: true))
    } else {
      lowered = lower(place)
      at(place.range) {
        _ = builder.emit(
          .getPlace, a: old, b: lowered?.keys ?? 0, c: lowered?.shape ?? 0)
      }
    }
    let result = Target(register: old, isFresh: true)
    combine(
      Operand(register: old, isTemporary: true), place.range, operation, range, assignment.value,
      into: result)
    let new = Operand(register: old, isTemporary: true)
    at(place.range) {
      if let lowered {
        builder.emit(
          .setPlace, flags: Instruction.givesUpA, a: old, b: lowered.keys, c: lowered.shape)
      } else {
        storeName(new, place)
      }
    }
  }

  private func isVariable(_ place: Place) -> Bool {
    switch resolution.uses[place.id] {
    case .variable, .global: true
    default: false
    }
  }

  /// `x[i] += value`: the index is computed once, and the container is held by nothing else when it
  /// is changed.
  private func compound(
    _ place: Place, at index: Expression, _ operation: BinaryOperator, _ assignment: Assignment
  ) {
    let old = builder.reserve()
    let container: Operand
    if let register = plainRegister(place) {
      container = Operand(register: register, isTemporary: false)
    } else {
      read(resolution.uses[place.id], place.root.text, into: Target(register: old, isFresh: true))
      container = Operand(register: old, isTemporary: true)
    }
    var key = operand(index)
    if resolution.assigning.contains(assignment.value.id), !key.isTemporary {
      let copy = builder.reserve()
      builder.emit(.move, a: copy, b: key.register)
      key = Operand(register: copy, isTemporary: true)
    }
    at(place.range) {
      _ = builder.emit(
        .getIndex, flags: Generator.giveUp(b: container), a: old, b: container.register,
        c: key.register)
    }
    builder.noteOperand(container.register, place.root.range)
    builder.noteOperand(key.register, index.range)
    let element = Operand(register: old, isTemporary: true)
    combine(
      element, place.range, operation, assignment.operatorRange, assignment.value,
      into: Target(register: old, isFresh: true))
    at(place.range) { storeIndex(element, place, key, index.range) }
  }

  private func combine(
    _ old: Operand, _ oldRange: SourceRange, _ operation: BinaryOperator, _ range: SourceRange,
    _ value: Expression, into target: Target
  ) {
    if let opcode = operation.constantOpcode, let constant = numberOperand(value) {
      at(range) {
        _ = builder.emit(
          opcode, flags: Generator.giveUp(b: old), a: target.register, b: old.register,
          c: constant)
      }
      builder.noteOperand(old.register, oldRange)
      return
    }
    let right = operand(value)
    at(range) {
      _ = builder.emit(
        operation.opcode, flags: Generator.giveUp(b: old, c: right), a: target.register,
        b: old.register, c: right.register)
    }
    builder.noteOperand(old.register, oldRange)
    builder.noteOperand(right.register, value.range)
  }
}

// MARK: places in general

extension Generator {
  /// Computes a place's keys and describes the way to it.
  func lower(_ place: Place) -> LoweredPlace {
    let keys = UInt16(clamping: builder.top)
    let steps = lower(place.steps)
    return LoweredPlace(shape: placeShape(place, steps), keys: keys)
  }

  func lower(_ steps: [Place.Step]) -> [PlaceShape.Step] {
    steps.map { step in
      switch step {
      case .field(let name): .field(name.text)
      case .index(let items, _): .index(keys(items))
      }
    }
  }

  private func placeShape(_ place: Place, _ steps: [PlaceShape.Step]) -> UInt16 {
    builder.add(placeShape(resolution.uses[place.id], place.root.text, steps))
  }

  func placeShape(
    _ use: NameUse?, _ name: String, _ steps: [PlaceShape.Step]
  ) -> PlaceShape {
    let root: PlaceShape.Root
    var steps = steps
    switch use {
    case .variable(let variable): root = self.root(variable)
    case .field(let instance, let slot, let name):
      root = self.root(instance)
      steps.insert(.slot(UInt16(clamping: slot), name: name), at: 0)
    case .global(let reference): root = .global(builder.global(reference))
    default: root = .register(0)
    }
    return PlaceShape(root: root, rootName: name, steps: steps)
  }

  private func root(_ variable: Variable) -> PlaceShape.Root {
    if variable.owner !== builder.scope { return .capture(captureIndex(variable)) }
    return variable.needsCell ? .cell(variable.register) : .register(variable.register)
  }
}
