import AimCompiler
import AimDiagnostics

/// Calls that are not a plain function with all its arguments.
///
/// In every call a window of registers holds the callee (or nothing) and after it the arguments,
/// which the callee takes over.
extension Machine {
  @inline(never)
  func callGlobalSlowly(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    let callee = frame.pointee.code.pointee.globals[word.c].pointee
    if callee.isMissing { return failUnbound(word, frame) ? .done : .failed }
    if callee.isObject(.builtin) {
      if runShortly(callee, window: base + word.a, count: word.flags, into: base + word.b) {
        return .done
      }
      let builtin = callee.object(as: BuiltinObject.self).builtin
      return run(builtin, window: base + word.a, count: word.flags, target: word.b)
    }
    return invoke(callee, window: base + word.a, count: word.flags, target: word.b)
  }

  @inline(never)
  func callAny(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    let window = base + word.a
    let callee = window.takeOut()
    defer { callee.release() }
    if callee.isObject(.builtin),
      runShortly(callee, window: window, count: word.c, into: base + word.b)
    {
      return .done
    }
    if word.flags & 1 != 0, window[1].has(kind: .cell), !changesReceiver(callee) {
      (window + 1).put(window[1].cellContents.retained())
    }
    return invoke(callee, window: window, count: word.c, target: word.b)
  }

  /// True where a builtin's short way made the call: the arguments are given up, the result is stored.
  @inline(__always)
  private func runShortly(
    _ callee: Value, window: UnsafeMutablePointer<Value>, count: Int,
    into target: UnsafeMutablePointer<Value>
  ) -> Bool {
    let value = callee.with(BuiltinObject.self) { $0.result(window + 1, count: count) }
    if value.isMissing { return false }
    (window + 1).clear(count)
    target.put(value)
    return true
  }

  /// True for a function that changes what stands before the point: `xs.append(1)`.
  ///
  /// A function of the program with an `&` is not one: its calls say so, `bump(&counter)`.
  func changesReceiver(_ callee: Value) -> Bool {
    callee.isObject(.builtin) && callee.with(BuiltinObject.self) { $0.isMutating }
  }

  /// Calls anything, borrowed, with the arguments after `window`, which are given up.
  ///
  /// `target` is a register of the frame that runs, or `toSwift`.
  func invoke(
    _ callee: Value, window: UnsafeMutablePointer<Value>, count: Int, target: Int
  ) -> CallOutcome {
    switch callee.view {
    case .function(let function):
      return enter(function, callee, window: window, count: count, target: target)
    case .builtin(let builtin):
      return run(builtin.builtin, window: window, count: count, target: target)
    case .type(let type):
      return invoke(type.descriptor.constructor, window: window, count: count, target: target)
    case .boundMethod(let bound):
      insert(bound.receiver, at: window + 1, before: count)
      return invoke(bound.function, window: window, count: count + 1, target: target)
    case .instance(let instance):
      guard let forward = instance.type.methods["forward"] else {
        return failCall(NotCallable(type: callee.typeName, hasForward: instance.type.isModel))
      }
      insert(callee, at: window + 1, before: count)
      return invoke(forward, window: window, count: count + 1, target: target)
    default: return failCall(NotCallable(type: callee.typeName, hasForward: false))
    }
  }

  func failCall(_ fault: any Fault) -> CallOutcome {
    _ = fail(fault)
    return .failed
  }

  /// Puts a value in front of arguments that stand in a row.
  private func insert(_ value: Value, at first: UnsafeMutablePointer<Value>, before count: Int) {
    var index = count
    while index > 0 {
      first[index] = first[index - 1]
      index -= 1
    }
    first.pointee = value.retained()
  }

  /// Enters a function of the program with positional arguments.
  private func enter(
    _ function: FunctionObject, _ callee: Value, window: UnsafeMutablePointer<Value>, count: Int,
    target: Int
  ) -> CallOutcome {
    let code = function.entry
    if code.pointee.simpleArity == count {
      let entry = code.pointee.ready - code.pointee.instructions
      return enter(callee, window: window, at: entry, count: count, target: target)
    }
    let given = takeArguments(window + 1, count)
    return bind(given, to: callee, window: window, target: target)
  }

  private func enter(
    _ callee: Value, window: UnsafeMutablePointer<Value>, at entry: Int, count: Int, target: Int
  ) -> CallOutcome {
    if push(callee.retained(), base: window + 1, at: entry, target: target) {
      return .pushed
    }
    (window + 1).clear(count)
    return .failed
  }

  /// Moves positional arguments out of their registers.
  func takeArguments(_ first: UnsafeMutablePointer<Value>, _ count: Int) -> [GivenArgument] {
    (0..<count).map { GivenArgument(name: nil, value: (first + $0).takeOut(), isReference: nil) }
  }

  /// Binds arguments to a function's parameters, by the rules of the language, and enters it.
  func bind(
    _ given: [GivenArgument], to callee: Value, window: UnsafeMutablePointer<Value>, target: Int
  ) -> CallOutcome {
    let function = callee.object(as: FunctionObject.self)
    let header = function.linked.code.header
    do throws(RuntimeFault) {
      let bound = try ArgumentBinding.bind(given, to: header)
      let isComplete = !bound.contains { $0.isMissing }
      guard window + 1 + bound.count < registerEnd else {
        for value in bound { value.release() }
        return failCall(RecursionTooDeep(limit: Machine.frameLimit))
      }
      for (index, value) in bound.enumerated() { window[index + 1] = value }
      let code = function.entry.pointee
      return enter(
        callee, window: window, at: isComplete ? code.ready - code.instructions : 0,
        count: bound.count, target: target)
    } catch {
      _ = fail(error)
      return .failed
    }
  }

  // MARK: builtins

  func run(
    _ builtin: Builtin, window: UnsafeMutablePointer<Value>, count: Int, target: Int
  ) -> CallOutcome {
    if builtin.isMutating, count > 0, !window[1].has(kind: .cell) {
      (window + 1).clear(count)
      return failCall(
        NeedsReference(
          function: builtin.name, parameter: builtin.parameters[0].name, argument: 1))
    }
    if !builtin.isMutating, count > 0, window[1].has(kind: .cell) {
      (window + 1).put(window[1].cellContents.retained())
    }
    if let loop = loop(of: builtin, window + 1, count: count) {
      let code = loop.functionEntry.pointee
      return enter(
        loop, window: window, at: code.ready - code.instructions, count: count, target: target)
    }
    let outcome: CallOutcome
    do throws(RuntimeFault) {
      let arguments = UnsafeBufferPointer(start: UnsafePointer(window + 1), count: count)
      let value = try builtin.call(arguments, in: interpreter)
      (window + 1).clear(count)
      deliver(value, target, current)
      return .done
    } catch {
      _ = fail(error)
      outcome = .failed
    }
    return outcome
  }

  /// The function of Aim that does what a builtin does, borrowed, where these arguments suit it.
  ///
  /// Whoever watches the program sees the builtin.
  private func loop(
    of builtin: Builtin, _ arguments: UnsafeMutablePointer<Value>, count: Int
  ) -> Value? {
    guard builtin.loop != nil, !isObserved, count == builtin.parameters.count,
      arguments[0].isObject(.list) || arguments[0].isObject(.range),
      arguments[1].isObject(.function),
      arguments[1].functionEntry.pointee.simpleArity == count - 1
    else { return nil }
    return interpreter.library.loop(of: builtin)
  }

  /// Stores the result of a call where its caller wants it.
  func deliver(_ value: Value, _ target: Int, _ frame: UnsafeMutablePointer<Frame>) {
    if target == Machine.toSwift {
      result.release()
      result = value
    } else {
      (frame.pointee.base + target).put(value)
    }
  }

  // MARK: names, spreads, references

  @inline(never)
  func callShaped(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    let shape = frame.linked.code.tables.callShapes[word.c]
    let window = base + word.a
    let callee = window.takeOut()
    defer { callee.release() }
    if shape.receiverIsCell, window[1].has(kind: .cell), !changesReceiver(callee) {
      (window + 1).put(window[1].cellContents.retained())
    }
    return callShaped(
      callee, shape, receiver: nil, arguments: window + 1, window: window, target: word.b)
  }

  /// A call with arguments of all kinds; a receiver goes before them.
  ///
  /// Takes over the receiver.
  func callShaped(
    _ callee: Value, _ shape: CallShape, receiver: GivenArgument?,
    arguments: UnsafeMutablePointer<Value>, window: UnsafeMutablePointer<Value>, target: Int
  ) -> CallOutcome {
    var given: [GivenArgument] = receiver.map { [$0] } ?? []
    do throws(RuntimeFault) {
      try gather(shape, arguments, into: &given)
      if let twice = sharedCell(given) { throw RuntimeFault(VariablePassedTwice(name: twice)) }
    } catch {
      for argument in given { argument.value.release() }
      _ = fail(error)
      return .failed
    }
    return call(callee, given, window: window, target: target)
  }

  /// Moves the arguments out of their registers, spreads spread.
  private func gather(
    _ shape: CallShape, _ first: UnsafeMutablePointer<Value>, into given: inout [GivenArgument]
  ) throws(RuntimeFault) {
    for (index, argument) in shape.arguments.enumerated() {
      let value = (first + index).takeOut()
      switch argument {
      case .positional:
        let mayBeCell = shape.receiverIsCell && index == 0
        given.append(GivenArgument(name: nil, value: value, isReference: mayBeCell ? nil : false))
      case .named(let name):
        given.append(GivenArgument(name: name, value: value, isReference: false))
      case .reference: given.append(GivenArgument(name: nil, value: value, isReference: true))
      case .namedReference(let name):
        given.append(GivenArgument(name: name, value: value, isReference: true))
      case .spread:
        defer { value.release() }
        try spread(value, into: &given)
      }
    }
  }

  /// A list spreads into positional arguments, a record into named ones.
  private func spread(_ value: Value, into given: inout [GivenArgument]) throws(RuntimeFault) {
    if case .record(let record) = value.view {
      for (index, name) in record.layout.names.enumerated() {
        given.append(
          GivenArgument(name: name, value: record.slots[index].retained(), isReference: false))
      }
      return
    }
    var list: Value = Value(owning: ListObject(capacity: 4))
    defer { list.release() }
    try appendSpread(&list, value)
    for element in list.object(as: ListObject.self).values {
      given.append(GivenArgument(name: nil, value: element.retained(), isReference: false))
    }
  }

  /// One variable lent twice: two names for one cell.
  private func sharedCell(_ given: [GivenArgument]) -> String? {
    var seen: [UInt64] = []
    for argument in given where argument.isReference == true {
      if seen.contains(argument.value.bits) { return argument.name ?? "a variable" }
      seen.append(argument.value.bits)
    }
    return nil
  }

  /// Calls anything with gathered arguments, which are given up.
  private func call(
    _ callee: Value, _ given: [GivenArgument], window: UnsafeMutablePointer<Value>, target: Int
  ) -> CallOutcome {
    switch callee.view {
    case .function: return bind(given, to: callee, window: window, target: target)
    case .builtin(let builtin): return run(builtin.builtin, given, target: target)
    case .type(let type):
      return call(type.descriptor.constructor, given, window: window, target: target)
    case .boundMethod(let bound):
      let first = GivenArgument(name: nil, value: bound.receiver.retained(), isReference: nil)
      return call(bound.function, [first] + given, window: window, target: target)
    case .instance(let instance):
      if let forward = instance.type.methods["forward"] {
        let first = GivenArgument(name: nil, value: callee.retained(), isReference: nil)
        return call(forward, [first] + given, window: window, target: target)
      }
      for argument in given { argument.value.release() }
      return failCall(NotCallable(type: callee.typeName, hasForward: instance.type.isModel))
    default:
      for argument in given { argument.value.release() }
      return failCall(NotCallable(type: callee.typeName, hasForward: false))
    }
  }

  private func run(_ builtin: Builtin, _ given: [GivenArgument], target: Int) -> CallOutcome {
    defer { for argument in given { argument.value.release() } }
    do throws(RuntimeFault) {
      var positional: [Value] = []
      var named: [(name: String, value: Value)] = []
      for (index, argument) in given.enumerated() {
        let mayBeCell = builtin.acceptsVariable && argument.isReference == true
        let wantsCell = index == 0 && (builtin.isMutating || mayBeCell)
        if wantsCell, !argument.value.has(kind: .cell) {
          throw RuntimeFault(
            NeedsReference(
              function: builtin.name, parameter: builtin.parameters[0].name, argument: 1))
        }
        if argument.isReference == true, !wantsCell {
          throw RuntimeFault(
            NotAReference(function: builtin.name, parameter: argument.name, argument: index + 1))
        }
        let value = wantsCell ? argument.value : argument.value.withoutCell
        if let name = argument.name {
          named.append((name, value))
        } else {
          positional.append(value)
        }
      }
      deliver(try builtin.call(positional, named: named, in: interpreter), target, current)
      return .done
    } catch {
      _ = fail(error)
      return .failed
    }
  }

  // MARK: kernels

  /// The native kernel of the function that runs: 1 when its result stands in the first register, 0
  /// when there is none (or it leaves the case to the definition), -1 for a fault.
  @inline(never)
  func runKernel(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Int {
    guard let kernel = frame.linked.kernel, interpreter.usesKernels else { return 0 }
    do throws(RuntimeFault) {
      let arguments = UnsafeBufferPointer(start: UnsafePointer(base), count: word.a)
      guard let value = try kernel(arguments, interpreter) else { return 0 }
      base.put(value)
      return 1
    } catch {
      _ = fail(error)
      return -1
    }
  }
}
