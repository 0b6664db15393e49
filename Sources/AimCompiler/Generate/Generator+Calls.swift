import AimDiagnostics
import AimSyntax

extension Generator {
  /// A place lent with `&`: the cell it was taken into, and where it goes back.
  private struct Lent {
    let cell: UInt16
    let place: LoweredPlace
    let range: SourceRange
    /// The instance and the slot of a field that a method of its own type lends.
    var ownSlot: (Variable, Int)?
  }

  /// How the arguments of a call are written, and what must be done around it.
  private struct Arguments {
    let list: [Argument]
    var lent: [Lent] = []
    var lentByArgument: [Int: Lent] = [:]

    /// True where all are plain and positional.
    var isPlain: Bool {
      list.count <= 100
        && list.allSatisfy { argument in
          switch argument.kind {
          case .value, .piped: argument.label == nil
          case .spread, .reference: false
          }
        }
    }

    var shapes: [CallShape.Argument] {
      list.map { argument in
        switch argument.kind {
        case .value, .piped: argument.label.map { .named($0.text) } ?? .positional
        case .spread: .spread
        case .reference: argument.label.map { .namedReference($0.text) } ?? .reference
        }
      }
    }
  }

  // MARK: calls

  func call(_ call: Call, into target: Target) {
    surrounded(by: call.arguments) { arguments in
      let window = self.window(under: target)
      if arguments.isPlain, let global = globalFunction(call.callee) {
        self.arguments(arguments)
        builder.emit(
          .callGlobal, flags: UInt8(arguments.list.count), a: window, b: target.register, c: global)
      } else {
        value(call.callee, into: Target(register: window, isFresh: true))
        self.arguments(arguments)
        emitCall(window, arguments, into: target)
      }
      builder.noteOperand(window, call.callee.range)
      noteArguments(arguments, from: window + 1)
    }
  }

  /// The first register of a call: the target itself where it is the last one taken.
  private func window(under target: Target) -> UInt16 {
    if target.isFresh, Int(target.register) == builder.top - 1 { return target.register }
    return builder.reserve()
  }

  private func emitCall(_ window: UInt16, _ arguments: Arguments, into target: Target) {
    if arguments.isPlain {
      builder.emit(.call, a: window, b: target.register, c: UInt16(arguments.list.count))
    } else {
      let shape = CallShape(arguments: arguments.shapes, method: nil, receiverIsCell: false)
      builder.emit(.callShaped, a: window, b: target.register, c: builder.callShape(shape))
    }
  }

  private func globalFunction(_ callee: Expression) -> UInt16? {
    guard case .name = callee.kind, case .global(let reference)? = resolution.uses[callee.id] else {
      return nil
    }
    return builder.global(reference)
  }

  // MARK: arguments

  /// Computes the arguments into the registers from the top on.
  private func arguments(_ arguments: Arguments) {
    for (index, argument) in arguments.list.enumerated() {
      let register = builder.reserve()
      switch argument.kind {
      case .value(let value), .spread(let value):
        self.value(value, into: Target(register: register, isFresh: true))
      case .piped:
        if let piped {
          builder.emit(piped.isTemporary ? .take : .move, a: register, b: piped.register)
        }
      case .reference(let place):
        if let lent = arguments.lentByArgument[index] {
          builder.emit(.move, a: register, b: lent.cell)
        } else {
          at(place.range) { cell(of: resolution.uses[place.id], into: register) }
        }
      }
    }
    for loan in arguments.lent { leaveEmpty(loan) }
  }

  /// A lent field holds nothing during the call, so that its value changes in place, without a copy.
  private func leaveEmpty(_ loan: Lent) {
    guard let (instance, slot) = loan.ownSlot else { return }
    temporarily {
      let empty = builder.reserve()
      builder.emit(.loadNil, a: empty)
      storeSlot(Operand(register: empty, isTemporary: true), instance, slot)
    }
  }

  private func noteArguments(_ arguments: Arguments, from first: UInt16) {
    for (index, argument) in arguments.list.enumerated() where index < 100 {
      builder.noteOperand(first + UInt16(index), argument.range)
    }
  }

  /// The cell of a variable itself.
  func cell(of use: NameUse?, into register: UInt16) {
    switch use {
    case .variable(let variable) where variable.owner === builder.scope:
      builder.emit(.move, a: register, b: variable.register)
    case .variable(let variable):
      builder.emit(.getCapture, a: register, b: captureIndex(variable))
    case .global(let reference):
      builder.emit(.getGlobalCell, a: register, b: builder.global(reference))
    default: builder.emit(.loadNil, a: register)
    }
  }

  /// Takes what `&x[i]` and `&r.f` lend into cells first, and puts it back on every way out.
  private func surrounded(by list: [Argument], _ body: (Arguments) -> Void) {
    var arguments = Arguments(list: list)
    for (index, argument) in list.enumerated() {
      guard case .reference(let place) = argument.kind else { continue }
      let isField: Bool = if case .field? = resolution.uses[place.id] { true } else { false }
      if place.steps.isEmpty && !isField { continue }
      let cell = builder.reserve()
      let lent = at(place.range) {
        let lowered = lower(place)
        builder.emit(.takePlace, a: cell, b: lowered.keys, c: lowered.shape)
        var loan = Lent(cell: cell, place: lowered, range: place.range)
        if place.steps.isEmpty, case .field(let instance, let slot, _)? = resolution.uses[place.id]
        {
          loan.ownSlot = (instance, slot)
        }
        return loan
      }
      arguments.lent.append(lent)
      arguments.lentByArgument[index] = lent
    }
    if arguments.lent.isEmpty { return body(arguments) }
    restoring(arguments.lent) { body(arguments) }
  }

  private func restoring(_ lent: [Lent], _ body: () -> Void) {
    let live = builder.top
    let start = builder.position
    body()
    let stop = builder.position
    giveBack(lent)
    let end = builder.jump(.jump)
    let handler = builder.position
    temporarily {
      let fault = builder.reserve()
      builder.emit(.catchFault, a: fault)
      giveBack(lent)
      builder.emit(.rethrow, flags: Instruction.givesUpA, a: fault)
    }
    builder.land([end])
    builder.tables.handlers.append(
      Handler(kind: .restore, start: start, end: stop, target: handler, liveRegisters: live))
  }

  private func giveBack(_ lent: [Lent]) {
    for loan in lent.reversed() {
      at(loan.range) {
        _ = builder.emit(
          .returnPlace, flags: Instruction.givesUpA, a: loan.cell, b: loan.place.keys,
          c: loan.place.shape)
      }
    }
  }

  // MARK: methods

  /// `x.f(a)`: a method of x's type, a callable field, else the nearest `f` with x first.
  func methodCall(_ call: MethodCall, node: NodeID, into target: Target) {
    surrounded(by: call.arguments) { arguments in
      let fallbacks = resolution.fallbacks[node] ?? []
      let place = ReceiverPlace(call.receiver)
      guard let place, isMutable(place) else {
        return plainMethod(call, arguments, fallbacks, into: target)
      }
      let isField: Bool = if case .field? = resolution.uses[place.root.id] { true } else { false }
      if place.steps.isEmpty && !isField {
        let window = builder.reserve(2)
        at(call.receiver.range) { cell(of: resolution.uses[place.root.id], into: window + 1) }
        self.arguments(arguments)
        invoke(call, window, arguments, fallbacks, receiverIsCell: true, into: target)
      } else {
        methodOnPlace(call, place, arguments, fallbacks, into: target)
      }
    }
  }

  private func plainMethod(
    _ call: MethodCall, _ arguments: Arguments, _ fallbacks: [NameUse], into target: Target
  ) {
    let window = builder.reserve(2)
    value(call.receiver, into: Target(register: window + 1, isFresh: true))
    self.arguments(arguments)
    invoke(call, window, arguments, fallbacks, receiverIsCell: false, into: target)
  }

  /// True where a method may change what stands at the place.
  private func isMutable(_ place: ReceiverPlace) -> Bool {
    switch resolution.uses[place.root.id] {
    case .variable(let variable): variable.isMutable
    case .field(let instance, _, _): instance.isMutable
    case .global(let reference): resolution.mutableGlobals.contains(reference.name)
    default: false
    }
  }

  /// A receiver such as `self.losses` or `nets[0]`: taken out, changed and put back, where the
  /// method turns out to be a mutating one.
  private func methodOnPlace(
    _ call: MethodCall, _ place: ReceiverPlace, _ arguments: Arguments, _ fallbacks: [NameUse],
    into target: Target
  ) {
    let keys = UInt16(clamping: builder.top)
    let steps = lower(place.steps)
    let shape = builder.add(placeShape(resolution.uses[place.root.id], place.rootName, steps))
    let lowered = LoweredPlace(shape: shape, keys: keys)
    let loan = builder.reserve()
    let window = builder.reserve(2)
    self.arguments(arguments)
    at(call.receiver.range) {
      _ = builder.emit(.getPlace, a: window + 1, b: keys, c: shape)
    }
    // The test looks at the function that would be called if the receiver has no such method.
    if fallbacks.isEmpty { builder.emit(.loadNil, a: window) }
    load(fallbacks, call, into: window)
    let plain = at(call.method.range) {
      builder.jump(.jumpIfNotMutating, a: window + 1, b: builder.name(call.method.text))
    }
    builder.emit(.clear, a: window + 1, b: 1)
    at(call.receiver.range) {
      _ = builder.emit(.takePlace, flags: 1, a: loan, b: keys, c: shape)
    }
    let lent = Lent(cell: loan, place: lowered, range: call.receiver.range)
    restoring([lent]) {
      builder.emit(.move, a: window + 1, b: loan)
      invoke(call, window, arguments, fallbacks, receiverIsCell: true, into: target)
    }
    let end = builder.jump(.jump)
    builder.land([plain])
    invoke(call, window, arguments, fallbacks, receiverIsCell: false, into: target)
    builder.land([end])
  }

  /// Set in the flags of an invocation that nothing follows up.
  private static let hasNoFallback: UInt8 = 0x80

  private func invoke(
    _ call: MethodCall, _ window: UInt16, _ arguments: Arguments, _ fallbacks: [NameUse],
    receiverIsCell: Bool, into target: Target
  ) {
    at(call.method.range) {
      let last: UInt8 = fallbacks.isEmpty ? Generator.hasNoFallback : 0
      if arguments.isPlain {
        builder.emit(
          receiverIsCell ? .invokeReference : .invoke, flags: UInt8(arguments.list.count) | last,
          a: window, b: target.register, c: builder.name(call.method.text))
      } else {
        let shape = CallShape(
          arguments: arguments.shapes, method: call.method.text, receiverIsCell: receiverIsCell)
        builder.emit(
          .invokeShaped, flags: last, a: window, b: target.register, c: builder.callShape(shape))
      }
      builder.noteOperand(window + 1, call.receiver.range)
      noteArguments(arguments, from: window + 2)
      if !fallbacks.isEmpty {
        followUp(window, arguments, fallbacks, call, receiverIsCell, into: target)
      }
    }
  }

  /// The call of the nearest function of the method's name, with the receiver first.
  private func followUp(
    _ window: UInt16, _ arguments: Arguments, _ fallbacks: [NameUse], _ call: MethodCall,
    _ receiverIsCell: Bool, into target: Target
  ) {
    let done = builder.jump(.jump)
    load(fallbacks, call, into: window)
    if arguments.isPlain {
      builder.emit(
        .call, flags: receiverIsCell ? 1 : 0, a: window, b: target.register,
        c: UInt16(arguments.list.count + 1))
    } else {
      let shape = CallShape(
        arguments: [.positional] + arguments.shapes, method: nil, receiverIsCell: receiverIsCell)
      builder.emit(.callShaped, a: window, b: target.register, c: builder.callShape(shape))
    }
    builder.noteOperand(window + 1, call.receiver.range)
    noteArguments(arguments, from: window + 2)
    builder.land([done])
  }

  /// Loads the first of the candidates that can be called; the last one whatever it is.
  private func load(_ fallbacks: [NameUse], _ call: MethodCall, into window: UInt16) {
    var found: [FunctionBuilder.Patch] = []
    let callee = Target(register: window, isFresh: true)
    for (index, candidate) in fallbacks.enumerated() {
      temporarily { read(candidate, call.method.text, into: callee) }
      if index < fallbacks.count - 1 { found.append(builder.jump(.jumpIfCallable, a: window)) }
    }
    builder.land(found)
  }

  // MARK: pipes

  func pipe(_ value: Expression, _ pipeTarget: PipeTarget, node: NodeID, into target: Target) {
    switch pipeTarget {
    case .function(let function):
      let window = self.window(under: target)
      _ = temporary(value)
      if let global = globalFunction(function) {
        builder.emit(.callGlobal, flags: 1, a: window, b: target.register, c: global)
      } else {
        self.value(function, into: Target(register: window, isFresh: true))
        builder.emit(.call, a: window, b: target.register, c: 1)
      }
      builder.noteOperand(window, function.range)
      builder.noteOperand(window + 1, value.range)
    case .call(let call, let range):
      piping(value, to: call.arguments) { at(range) { self.call(call, into: target) } }
    case .methodCall(let call, let range):
      piping(value, to: call.arguments) {
        at(range) { self.methodCall(call, node: node, into: target) }
      }
    }
  }

  /// Computes what goes through the pipe, and keeps it while the call is made.
  private func piping(_ value: Expression, to arguments: [Argument], _ body: () -> Void) {
    let register = temporary(value)
    let uses = arguments.count { if case .piped = $0.kind { true } else { false } }
    let outer = piped
    piped = Operand(register: register, isTemporary: uses == 1)
    body()
    piped = outer
    if uses > 1 { builder.emit(.clear, a: register, b: 1) }
  }
}
