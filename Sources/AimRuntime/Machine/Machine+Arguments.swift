import AimCompiler
import AimDiagnostics

/// A fault of one argument of a call: told at that argument.
protocol ArgumentFault: Fault {
  /// What was called, as the fault names it.
  var function: String { get }
  /// The parameter's name, or the name that the argument was given with.
  var argumentName: String { get }
  /// What was given; nil where the fault is not about its type.
  var argumentType: String? { get }
}

extension ArgumentFault {
  var argumentType: String? { nil }
}

/// A fault whose mend repeats the operand that it is about.
protocol OperandFault: Fault {
  /// The same fault, with the operand as it stands in the program.
  func naming(_ written: String) -> any Fault
}

/// Finding the argument or operand that a fault is about.
extension Machine {
  /// The argument that a fault is about, where it stands in the call that runs in a frame.
  ///
  /// - Parameters:
  ///   - fault: What went wrong in the call, or in the library function that was called.
  ///   - level: The frame's depth, counted from 1.
  /// - Returns: The argument's range with its type, or nil where it cannot be told.
  func argument(of fault: any Fault, at level: Int) -> Diagnostic.Label? {
    guard let call = CallPlace(self, level) else { return nil }
    let callee = level < depth ? frame(at: level + 1).linked.code.header : nil
    if let fault = fault as? any ArgumentFault {
      // Further in, the names are those of another function.
      guard level + (fault is any SignatureFault ? 1 : 0) == depth else { return nil }
      let position =
        callee.flatMap { call.position(of: fault.argumentName, in: $0) }
        ?? builtinPosition(of: fault, in: call)
      return call.note(named: fault.argumentName, position: position).map {
        Diagnostic.Label($0.range, fault.argumentType)
      }
    }
    guard fault is ProgramFault, let callee,
      case .text(let name)? = fault.facts.first(where: { $0.name == "parameter" })?.value
    else { return nil }
    return call.note(named: name, position: call.position(of: name, in: callee)).map {
      Diagnostic.Label($0.range)
    }
  }

  /// The place of a builtin's parameter among the arguments, where no parameter before it takes
  /// several.
  private func builtinPosition(of fault: any ArgumentFault, in call: CallPlace) -> Int? {
    guard let builtin = interpreter.builtin(named: fault.function),
      call.calleeText(interpreter.sources) == fault.function
    else { return nil }
    let position = builtin.parameters.firstIndex { $0.name == fault.argumentName }
    guard let position, !builtin.parameters.prefix(position).contains(where: \.takesSeveral)
    else { return nil }
    return position
  }

  /// The text of the operand that an instruction failed on, where it is short.
  func operandText(in frame: UnsafeMutablePointer<Frame>) -> String? {
    let index = Int32(clamping: position(in: frame))
    guard let note = operands(of: index, in: frame.linked.code.notes.operands).first,
      let text = interpreter.sources[note.range.document]?.text(note.range.offsets),
      text.utf8.count <= 40, !text.contains("\n")
    else { return nil }
    return text
  }
}

/// A call that is under way, or failed to begin, in a frame.
private struct CallPlace {
  let opcode: Opcode
  /// How the arguments are given; nil where all are positional.
  let shape: CallShape?
  let window: Int
  let notes: ArraySlice<OperandNote>
  let range: SourceRange?

  init?(_ machine: Machine, _ level: Int) {
    let frame = machine.frame(at: level)
    let code = frame.linked.code
    let index = machine.position(in: frame)
    guard code.instructions.indices.contains(index),
      let opcode = code.instructions[index].opcode, Machine.calls.contains(opcode)
    else { return nil }
    let instruction = code.instructions[index]
    self.opcode = opcode
    window = Int(instruction.a)
    let isShaped = opcode == .callShaped || opcode == .invokeShaped
    shape = isShaped ? code.tables.callShapes[Int(instruction.c)] : nil
    notes = machine.operands(of: Int32(clamping: index), in: code.notes.operands)
    range = machine.range(in: frame)
  }

  /// True where a receiver stands before the arguments, which a function that is a field does not get.
  private var isMethodCall: Bool {
    [.invoke, .invokeReference, .invokeShaped].contains(opcode)
  }

  /// What is called, as it is written.
  func calleeText(_ sources: SourceLibrary) -> String? {
    let callee = notes.first { Int($0.register) == window }?.range ?? range
    return callee.flatMap { sources[$0.document]?.text($0.offsets) }
  }

  /// Which of the call's positional arguments goes to a parameter.
  func position(of name: String, in header: FunctionCode.Header) -> Int? {
    guard let index = header.parameters.firstIndex(where: { $0.name == name }) else { return nil }
    return index - (header.isMethod ? 1 : 0)
  }

  /// The argument of a name, else the positional one.
  func note(named name: String, position: Int?) -> OperandNote? {
    let first = window + (isMethodCall ? 2 : 1)
    guard let shape else { return position.flatMap { note(in: first + $0) } }
    for (index, argument) in shape.arguments.enumerated() {
      switch argument {
      case .named(name), .namedReference(name): return note(in: first + index)
      case .named, .namedReference, .positional, .reference, .spread: continue
      }
    }
    guard let position, shape.arguments.prefix(position + 1).allSatisfy(\.isPositional),
      position < shape.arguments.count
    else { return nil }
    return note(in: first + position)
  }

  private func note(in register: Int) -> OperandNote? {
    notes.first { Int($0.register) == register }
  }
}

extension CallShape.Argument {
  var isPositional: Bool {
    switch self {
    case .positional, .reference: true
    case .named, .namedReference, .spread: false
    }
  }
}
