import AimDiagnostics
import AimTensor

/// Makes the Aim function of an operator from its declaration: the same parameters, converted by the same rules for all.
enum OperatorBinding {
  static func builtin(for op: Operator) -> Builtin {
    let parameters = op.parameters.map(card)
    let isUnary = parameters.count == 1
    let isBinary = op.elementwise != nil && parameters.count == 2
    return Builtin(
      raw: op.name, parameters, summary: op.summary, formula: op.formula,
      examples: op.examples.map { Example($0.source, gives: $0.shows) },
      shortWay: NumberFunctions.shortWay(op.name)
    ) { (arguments, _) throws(RuntimeFault) in
      if isUnary {
        if let result = TensorBridge.straight(op, arguments[0]) { return .tensor(result) }
        if let value = try NumberFunctions.value(op, arguments[0]) { return value }
      } else if isBinary, let result = TensorBridge.straight(op, arguments[0], arguments[1]) {
        return .tensor(result)
      }
      return try call(op, arguments)
    }
  }

  /// The operator on bound arguments.
  ///
  /// Plain numbers give a plain number, unless someone differentiates.
  static func call(
    _ op: Operator, _ arguments: UnsafeBufferPointer<Value>
  ) throws(RuntimeFault) -> Value {
    var inputs: [Tensor] = []
    var attributes: [AttributeValue] = []
    var isPlain = true
    for (index, parameter) in op.parameters.enumerated() {
      let value = arguments[index]
      switch parameter.kind {
      case .tensor:
        inputs.append(try tensor(value, parameter, op))
        isPlain = isPlain && !value.isTensorLike && !value.has(kind: .range)
      case .optionalTensor:
        if !value.isMissing, !value.isNothing { inputs.append(try tensor(value, parameter, op)) }
      case .tensors, .operands:
        inputs += try tensors(value, parameter, op)
        isPlain = false
      case .axes where index == 1:
        try checkAxis(of: arguments[0], value, op)
        attributes.append(try AttributeReading.attribute(value, parameter, op))
      default: attributes.append(try AttributeReading.attribute(value, parameter, op))
      }
    }
    let results = try TensorBridge.make { try apply(op, inputs, Attributes(attributes)) }
    return try value(of: results, op, isPlain: isPlain && !inputs.isEmpty)
  }

  /// `max(1, 2)` asks for an axis of a number: something else was meant.
  private static func checkAxis(
    of first: Value, _ axis: Value, _ op: Operator
  ) throws(RuntimeFault) {
    guard first.asDouble != nil, axis.asDouble != nil else { return }
    let written = [first, axis].map { Display.short($0) }
    throw RuntimeFault(AxisOfNumber(function: op.name, numbers: written))
  }

  private static func tensor(
    _ value: Value, _ parameter: OperatorParameter, _ op: Operator
  ) throws(RuntimeFault) -> Tensor {
    if let tensor = try Tensor.converted(value) { return tensor }
    throw AttributeReading.wrong(value, parameter, op, "a tensor, a number or a list of numbers")
  }

  private static func tensors(
    _ value: Value, _ parameter: OperatorParameter, _ op: Operator
  ) throws(RuntimeFault) -> [Tensor] {
    if case .tensor(let tensor) = value.view, tensor.tensor.rank > 0 {
      var parts: [Tensor] = []
      for index in 0..<tensor.tensor.shape[0] {
        parts.append(try TensorBridge.indexed(tensor.tensor, [.value(.integer(index))]))
      }
      return parts
    }
    guard value.isSequence else {
      throw AttributeReading.wrong(value, parameter, op, "a list of tensors")
    }
    var parts: [Tensor] = []
    for element in value.object(as: ContainerObject.self).values {
      parts.append(try tensor(element, parameter, op))
    }
    return parts
  }

  private static func value(
    of results: [Tensor], _ op: Operator, isPlain: Bool
  ) throws(RuntimeFault) -> Value {
    if results.count == 1, !op.givesList {
      let result = results[0]
      if isPlain, result.rank == 0, result.origin == nil { return try plain(result) }
      return .tensor(result)
    }
    if op.resultNames.count == results.count {
      return .record(RecordLayout(names: op.resultNames), owning: results.map { .tensor($0) })
    }
    return .list(owning: results.map { .tensor($0) })
  }

  /// The number or boolean in a tensor of one element.
  static func plain(_ tensor: Tensor) throws(RuntimeFault) -> Value {
    switch try TensorBridge.make({ try tensor.item() }) {
    case .bool(let flag): return .boolean(flag)
    case .int(let number): return .integer(number)
    case .float(let number): return .number(number)
    }
  }

  private static func card(_ parameter: OperatorParameter) -> ParameterCard {
    let kind: ParameterCard.Kind =
      switch parameter.kind {
      case .shape: .sizes
      case .tensors: .tensors
      case .operands: .operands
      default: .value
      }
    let text =
      parameter.kind == .optionalTensor ? "nil" : AttributeReading.text(parameter.defaultValue)
    return ParameterCard(
      parameter.name, AttributeReading.typeName(parameter.kind), kind: kind, default: text)
  }
}
