import AimCompiler
import AimDiagnostics
import AimTensor

/// Raising, locating and handling faults.
extension Machine {
  /// Finds the handler of the fault under way, leaving frames down to `floor`.
  ///
  /// True when one was found: the frame on top then goes on in it.
  @inline(never)
  func handleFault(_ floor: UnsafeMutablePointer<Frame>) -> Bool {
    let located = locate(fault ?? Stop.fault())
    fault = nil
    let isInterrupt = located.fault.identity.kind == .interrupt
    while true {
      let frame = current
      if let handler = handler(of: frame, isInterrupt: isInterrupt) {
        caught = located
        let code = frame.pointee.code.pointee
        (frame.pointee.base + handler.liveRegisters)
          .clear(max(0, code.registerCount - handler.liveRegisters))
        frame.pointee.instruction = code.instructions + handler.target
        return true
      }
      let isLast = frame == floor
      pop()
      if isLast {
        fault = located
        return false
      }
    }
  }

  private func handler(of frame: UnsafeMutablePointer<Frame>, isInterrupt: Bool) -> Handler? {
    let index = position(in: frame)
    return frame.linked.code.tables.handlers.first { handler in
      handler.start <= index && index < handler.end
        && (handler.kind == .restore || !isInterrupt)
    }
  }

  /// The index of the instruction that runs in a frame, or has just run.
  func position(in frame: UnsafeMutablePointer<Frame>) -> Int {
    max(0, frame.pointee.instruction - frame.pointee.code.pointee.instructions - 1)
  }

  func range(in frame: UnsafeMutablePointer<Frame>) -> SourceRange? {
    let ranges = frame.linked.code.notes.ranges
    let index = position(in: frame)
    return ranges.indices.contains(index) ? ranges[index] : nil
  }

  // MARK: places

  /// The fault with its place, its operands and the chain of calls, where it has none yet.
  private func locate(_ fault: RuntimeFault) -> RuntimeFault {
    if let known = fault.diagnostic, known.primary != nil { return fault }
    // A result that was put off is wrong where it was asked for, whoever came to need it.
    if let site = fault.site {
      return RuntimeFault(Diagnostic(fault.fault, at: site, trace: trace()))
    }
    let level = level(of: fault.fault)
    let place = level.map { frame(at: $0) }
    let lent = place.flatMap { self.lending(fault.fault, in: $0) }
    let argument = level.flatMap { self.argument(of: fault.fault, at: $0) }
    let named = (fault.fault as? any OperandFault).flatMap { operand in
      place.flatMap(operandText).map(operand.naming)
    }
    let born = (fault.fault as? NaNAppeared).flatMap(\.site)
    let isElsewhere = argument != nil || born != nil
    var diagnostic = Diagnostic(
      lent?.fault ?? named ?? fault.fault,
      at: born ?? argument?.range ?? lent?.range ?? place.flatMap(range),
      labels: isElsewhere
        ? [argument].compactMap { $0 } : place.map { labels($0, fault.fault) } ?? [],
      trace: trace())
    if let signature = fault.fault as? any SignatureFault {
      diagnostic.labels.append(Diagnostic.Label(signature.declaration, "declared here"))
    }
    return RuntimeFault(diagnostic)
  }

  /// The frame where a fault is told: the innermost of the user's own, and for what a call gave the
  /// caller's.
  ///
  /// Faults inside the library are told where the user called it.
  private func level(of fault: any Fault) -> Int? {
    if depth == 0 { return nil }
    var level = depth
    if fault is any SignatureFault, level > 1 { level -= 1 }
    let first = level
    while level > 1, frame(at: level).linked.module.isLibrary { level -= 1 }
    if frame(at: level).linked.module.isLibrary { level = first }
    return level
  }

  /// The line of the user's program that runs now.
  var site: SourceRange? { level(of: Interrupted()).flatMap { range(in: frame(at: $0)) } }

  /// Notes which instruction runs, for whoever asks on its way; a fault notes it anyway.
  @inline(__always)
  func note(_ word: Word) {
    let instruction = word.address.assumingMemoryBound(to: UInt64.self)
    current.pointee.instruction = UnsafeMutablePointer(mutating: instruction) + 1
  }

  /// A fault about an argument that ought to be lent, told at the argument and with its words.
  private func lending(
    _ fault: any Fault, in frame: UnsafeMutablePointer<Frame>
  ) -> (fault: any Fault, range: SourceRange)? {
    let code = frame.linked.code
    let index = position(in: frame)
    guard code.instructions.indices.contains(index), frame == self.frame(at: depth) else {
      return nil
    }
    let instruction = code.instructions[index]
    let number = (fault as? NeedsReference)?.argument ?? (fault is MutatingNeedsVariable ? 1 : 0)
    guard number > 0, let opcode = instruction.opcode, Machine.calls.contains(opcode) else {
      return nil
    }
    let isInvoked = [.invoke, .invokeReference, .invokeShaped].contains(opcode)
    // A method counts its arguments behind the receiver, which is told by its own fault.
    let behind = isInvoked && fault is NeedsReference ? 1 : 0
    let notes = operands(of: Int32(clamping: index), in: code.notes.operands)
    guard
      let note = notes.first(where: { Int($0.register) == Int(instruction.a) + number + behind }),
      let document = interpreter.sources[note.range.document]
    else { return nil }
    let text = document.text(note.range.offsets)
    let isPlace = text.first.map { $0.isLetter || $0 == "_" } ?? false && !text.contains("(")
    let written = isPlace ? text : nil
    // `xs.append(1)` may have fallen through to the builtin of that name; a function of the program
    // says `&` in every call.
    let after = document.utf8[min(note.range.offsets.upperBound, document.utf8.count)...]
    let isReceiver = after.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D } == UInt8(ascii: ".")
    let isMutating = Builtin.library.contains {
      $0.isMutating && $0.name == (fault as? NeedsReference)?.function
    }
    let isMethod = number == 1 && behind == 0 && (isInvoked || isReceiver && isMutating)
    if let needed = fault as? NeedsReference, !isMethod {
      return (
        NeedsReference(
          function: needed.function, parameter: needed.parameter, argument: number,
          written: written), note.range
      )
    }
    let method = (fault as? NeedsReference)?.function ?? (fault as? MutatingNeedsVariable)?.method
    return (MutatingNeedsVariable(method: method ?? "", receiver: written), note.range)
  }

  /// The types of the operands of the instruction that failed, each under its operand.
  private func labels(
    _ frame: UnsafeMutablePointer<Frame>, _ fault: any Fault
  ) -> [Diagnostic.Label] {
    let code = frame.linked.code
    let index = position(in: frame)
    guard code.instructions.indices.contains(index), let opcode = code.instructions[index].opcode
    else { return [] }
    let isCall = Machine.calls.contains(opcode)
    if isCall, ![.shape, .type, .value, .index].contains(fault.identity.kind) { return [] }
    // The register of what was called is the window's first: it may hold anything by now; and what
    // was given by name went to its parameter's place.
    let callee = isCall ? code.instructions[index].a : nil
    let ordered = orderedArguments(of: code.instructions[index], opcode, in: code)
    var labels: [Diagnostic.Label] = []
    for note in operands(of: Int32(clamping: index), in: code.notes.operands)
    where note.register != callee && ordered?.contains(note.register) != false {
      let value = frame.pointee.base[Int(note.register)].withoutCell
      if value.isMissing || (isCall && (value.isNothing || value.isCallable)) { continue }
      labels.append(Diagnostic.Label(note.range, value.typeName))
    }
    return labels
  }

  /// The registers of a call's arguments that are still the arguments'; nil for all.
  private func orderedArguments(
    of instruction: Instruction, _ opcode: Opcode, in code: FunctionCode
  ) -> Range<UInt16>? {
    guard opcode == .callShaped || opcode == .invokeShaped else { return nil }
    let count = code.tables.callShapes[Int(instruction.c)].arguments.prefix(while: \.isPositional)
    let first = instruction.a + 1
    return first..<first + UInt16(count.count) + (opcode == .invokeShaped ? 1 : 0)
  }

  static let calls: [Opcode] = [
    .call, .callGlobal, .callShaped, .invoke, .invokeReference, .invokeShaped,
  ]

  func operands(of instruction: Int32, in notes: [OperandNote]) -> ArraySlice<OperandNote> {
    var low = 0
    var high = notes.count
    while low < high {
      let middle = (low + high) / 2
      if notes[middle].instruction < instruction { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < notes.count, notes[end].instruction == instruction { end += 1 }
    return notes[low..<end]
  }

  /// The calls under way, innermost first, each with the place it was made at.
  private func trace() -> [Diagnostic.Frame] {
    var trace: [Diagnostic.Frame] = []
    var level = depth
    while level > 0, trace.count < 64 {
      let header = frame(at: level).linked.code.header
      if !header.isTopLevel, !header.isUntraced {
        let caller = caller(of: level)
        if let last = trace.last, last.range == caller, last.function == header.name {
          trace[trace.count - 1].times += 1
        } else {
          trace.append(Diagnostic.Frame(function: header.name, range: caller))
        }
      }
      level -= 1
    }
    return trace
  }

  /// Where the function at a level was called; by way of a builtin, where that was called.
  private func caller(of level: Int) -> SourceRange? {
    var caller = level - 1
    while caller > 0, frame(at: caller).linked.code.header.isUntraced { caller -= 1 }
    return caller > 0 ? range(in: frame(at: caller)) : nil
  }

  // MARK: raising

  func raise(_ value: Value) -> Bool {
    if let text = value.asText { return fail(Thrown(message: text)) }
    if case .fault(let object) = value.view { return fail(RuntimeFault(object.diagnostic)) }
    return fail(CannotThrow(type: value.typeName))
  }

  @inline(never)
  func failAssertion(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    let shape = frame.linked.code.tables.assertions[word.b]
    let message = base[word.a]
    var text: String?
    if !message.isMissing { text = message.asText ?? Display.short(message) }
    let hasValues = shape.comparison != nil
    return fail(
      AssertionFailed(
        condition: shape.condition, message: text,
        left: hasValues ? Display.short(base[Int(shape.left)]) : nil, comparison: shape.comparison,
        right: hasValues ? Display.short(base[Int(shape.right)]) : nil))
  }

  @inline(never)
  func failUnbound(_ word: Word, _ frame: UnsafeMutablePointer<Frame>) -> Bool {
    let code = frame.linked.code
    let name: String
    switch unsafeBitCast(word.operation, to: Opcode.self) {
    case .getGlobal, .getIndexInGlobal: name = code.tables.globals[word.b].name
    case .callGlobal: name = code.tables.globals[word.c].name
    default:
      let register = UInt16(word.b)
      name = code.notes.variables.last { $0.register == register }?.name ?? "the function"
    }
    return fail(UsedBeforeBinding(name: name))
  }

  // MARK: handlers

  @inline(never)
  func catchFault(_ word: Word, _ base: UnsafeMutablePointer<Value>) {
    let fault = caught ?? RuntimeFault(Interrupted())
    caught = nil
    let diagnostic = fault.diagnostic ?? Diagnostic(fault.fault, at: nil)
    (base + word.a).put(
      Value(
        owning: FaultObject(
          diagnostic, place: diagnostic.primary.flatMap(text),
          trace: diagnostic.trace.map { frame in
            let times = frame.times > 1 ? " (\(frame.times) times)" : ""
            guard let place = frame.range.flatMap(text) else { return frame.function + times }
            return "\(frame.function)\(times)  \(place)"
          })))
  }

  /// A place as people read it; nil for a document that is gone.
  private func text(of range: SourceRange) -> String? {
    interpreter.sources[range.document].map { SourcePlace(range, in: $0).description }
  }

  @inline(never)
  func rethrow(_ value: Value) {
    guard case .fault(let object) = value.view else {
      fault = RuntimeFault(Interrupted())
      return
    }
    fault = RuntimeFault(object.diagnostic)
  }
}
