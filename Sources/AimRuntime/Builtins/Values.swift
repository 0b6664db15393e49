import AimDiagnostics
import AimTensor

/// What can be asked of any value.
extension Builtin {
  static var values: [Builtin] { [type, equal, isModel, methods, fault, display] }

  static var type: Builtin {
    Builtin(
      "type", Parameter<Value>("x"),
      summary:
        "The kind of a value, as a string: \"int\", \"list\", \"tensor\", or the name of a model or type.",
      examples: [Example("type(1.5)", gives: "\"float\""), Example("type([1])", gives: "\"list\"")]
    ) { x throws(RuntimeFault) in .string(x.has(kind: .tensor) ? "tensor" : x.typeName) }
  }

  static var equal: Builtin {
    Builtin(
      "equal", Parameter<Value>("a"), Parameter<Value>("b"),
      summary: "True where both have the same content: of tensors, the same shape and elements.",
      examples: [Example("equal([1, [2]], [1, [2]])", gives: "true")]
    ) { (a, b) throws(RuntimeFault) in
      if a.has(kind: .tensor) != b.has(kind: .tensor), a.canBeCompared, b.canBeCompared,
        let left = try Tensor.converted(a), let right = try Tensor.converted(b)
      {
        return .boolean(try TensorObject(left).hasSameContent(as: TensorObject(right)))
      }
      return .boolean(try Structure.equal(a, b))
    }
  }

  static var isModel: Builtin {
    Builtin(
      "is_model", Parameter<Value>("x"), summary: "True for a model: `Linear(2, 3)`.",
      examples: [Example("is_model(3)", gives: "false")]
    ) { x throws(RuntimeFault) in
      if case .instance(let instance) = x.view { return .boolean(instance.type.isModel) }
      return .false
    }
  }

  static var methods: Builtin {
    Builtin(
      "methods", Parameter<Value>("x"),
      summary: "The names of the methods of a model or of a type's value, as a list.",
      examples: [Example("methods(Linear(2, 3))", gives: "[\"forward\"]")]
    ) { x throws(RuntimeFault) in
      guard case .instance(let instance) = x.view else { return .list(owning: []) }
      return .list(owning: instance.type.methods.keys.sorted().map { .string($0) })
    }
  }

  static var fault: Builtin {
    Builtin(
      raw: "fault",
      [ParameterCard("identity", "a string"), ParameterCard("facts", kind: .names)],
      summary: "A fault to throw: its identity, and the facts that its words mention.",
      examples: [
        Example("try { throw fault(\"no-rows\", rows: 0) } catch e { e.facts.rows }", gives: "0")
      ]
    ) { (arguments, _) throws(RuntimeFault) in
      guard let identity = arguments[0].asText else {
        throw RuntimeFault(
          WrongArgument(
            function: "fault", parameter: "identity", expected: "a string",
            found: arguments[0].typeName, text: Display.short(arguments[0])))
      }
      var facts: [Fact] = []
      if case .record(let record) = arguments[1].view {
        for (name, value) in Swift.zip(record.layout.names, record.values) {
          facts.append(Fact(name, FaultFacts.fact(value)))
        }
      }
      return Value(
        owning: FaultObject(Diagnostic(ProgramFault(name: identity, facts: facts), at: nil)))
    }
  }

  static var display: Builtin {
    Builtin(
      calling: "display", Parameter<Value>("x"),
      Parameter<String?>("id", default: nil, shown: "nil"),
      summary:
        "Shows a value as a cell shows its result; with an `id`, in the place of the one before."
    ) { (context, x, id) throws(RuntimeFault) in
      context.display(try Display.bundle(x, context), named: id)
      return .nothing
    }
  }
}

/// From values to the facts of a fault.
enum FaultFacts {
  static func fact(_ value: Value) -> FactValue {
    switch value.view {
    case .nothing, .missing: return .none
    case .string(let string): return .text(string.text)
    case .list(let list):
      if let sizes = AttributeReading.ints(value) { return .shape(sizes) }
      return list.slotCount == 0 ? .none : .text(Display.short(value))
    default:
      guard let number = value.elementAsNumber else { return .text(Display.short(value)) }
      return number.asInteger.map { .integer($0) } ?? .number(number.double)
    }
  }
}
