import AimDiagnostics
import AimTensor

/// From arguments to the attributes of an operator's call, by the parameter's kind.
enum AttributeReading {
  static func attribute(
    _ value: Value, _ parameter: OperatorParameter, _ op: Operator
  ) throws(RuntimeFault) -> AttributeValue {
    if value.isMissing {
      if parameter.kind == .shape { return .ints([]) }
      return parameter.defaultValue ?? .none
    }
    if value.isNothing, parameter.defaultValue == AttributeValue.none { return .none }
    if case .tensor(let tensor) = value.view, tensor.tensor.isDifferentiated {
      throw RuntimeFault(SlopeIsLost(operation: op.name, argument: parameter.name))
    }
    if let attribute = try converted(value, parameter.kind, parameter, op) { return attribute }
    throw wrong(value, parameter, op, typeName(parameter.kind))
  }

  private static func converted(
    _ value: Value, _ kind: OperatorParameter.Kind, _ parameter: OperatorParameter, _ op: Operator
  ) throws(RuntimeFault) -> AttributeValue? {
    switch kind {
    case .tensor, .optionalTensor, .tensors, .operands: return nil
    case .axis, .int: return Int.converted(value).map { .int($0) }
    case .axes, .ints:
      if let number = Int.converted(value) { return .int(number) }
      return (ints(value) ?? (parameter.name == "padding" ? pairs(value) : nil)).map { .ints($0) }
    case .shape: return ints(value).map { .ints($0) }
    case .float:
      guard let number = value.elementAsNumber else { return nil }
      return number.asDouble.map { .float($0) }
    case .number:
      if let flag = Bool.converted(value) { return .flag(flag) }
      guard let number = value.elementAsNumber else { return nil }
      return number.asInteger.map { .int($0) } ?? .float(number.double)
    case .flag: return Bool.converted(value).map { .flag($0) }
    case .dtype:
      return try value.asText.map { text throws(RuntimeFault) in .dtype(try dtype(text)) }
    case .choice(let words):
      guard let word = value.asText else { return nil }
      if words.contains(word) { return .text(word) }
      throw RuntimeFault(
        UnknownChoice(function: op.name, parameter: parameter.name, word: word, words: words))
    case .intsOrChoice(let words):
      if value.has(kind: .string) {
        return try converted(value, .choice(words), parameter, op)
      }
      return try converted(value, .ints, parameter, op)
    case .text: return value.asText.map { .text($0) }
    }
  }

  /// A dtype by its name.
  static func dtype(_ name: String) throws(RuntimeFault) -> DType {
    if let dtype = DType(name: name) { return dtype }
    throw RuntimeFault(UnknownDType(name: name))
  }

  /// The numbers of a list of pairs in a row, as NumPy writes (before, after) for each axis.
  private static func pairs(_ value: Value) -> [Int]? {
    guard value.isSequence else { return nil }
    var numbers: [Int] = []
    for part in value.object(as: ContainerObject.self).values {
      guard part.isSequence, let pair = ints(part), pair.count == 2 else { return nil }
      numbers += pair
    }
    return numbers.isEmpty ? nil : numbers
  }

  /// The whole numbers of a list, tuple, range or tensor; nil where something else is among them.
  static func ints(_ value: Value) -> [Int]? {
    switch value.view {
    case .list(let list): return ints(list.values)
    case .tuple(let tuple): return ints(tuple.values)
    case .range(let range): return range.count <= 4096 ? (0..<range.count).map { range[$0] } : nil
    case .tensor(let tensor) where tensor.tensor.rank <= 1 && tensor.tensor.dtype == .i64:
      return try? tensor.tensor.elements(as: Int.self)
    case .integer(let number): return [number]
    default: return nil
    }
  }

  private static func ints(_ values: UnsafeBufferPointer<Value>) -> [Int]? {
    var numbers: [Int] = []
    for value in values {
      guard let number = Int.converted(value) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  static func wrong(
    _ value: Value, _ parameter: OperatorParameter, _ op: Operator, _ expected: String
  ) -> RuntimeFault {
    RuntimeFault(
      WrongArgument(
        function: op.name, parameter: parameter.name, expected: expected, found: value.typeName,
        text: Display.short(value)))
  }

  /// What a kind of parameter takes, in words.
  static func typeName(_ kind: OperatorParameter.Kind) -> String {
    switch kind {
    case .tensor, .optionalTensor: "a tensor, a number or a list of numbers"
    case .tensors, .operands: "a list of tensors"
    case .axis: "an axis"
    case .axes: "an axis or a list of axes"
    case .shape: "sizes"
    case .int: "a whole number"
    case .ints: "a whole number or a list of them"
    case .float, .number: "a number"
    case .flag: "true or false"
    case .dtype: "a dtype"
    case .choice(let words): words.map { "\"\($0)\"" }.joined(separator: " or ")
    case .intsOrChoice(let words):
      "a whole number, a list of them, or " + words.map { "\"\($0)\"" }.joined(separator: " or ")
    case .text: "a string"
    }
  }

  /// A default as Aim writes it; nil where there is none.
  static func text(_ value: AttributeValue?) -> String? {
    switch value {
    case nil: nil
    case .some(.none): "nil"
    case .int(let number): String(number)
    case .ints(let numbers): "[\(numbers.map(String.init).joined(separator: ", "))]"
    case .float(let number): NumberText.float(number)
    case .flag(let flag): flag ? "true" : "false"
    case .dtype(let dtype): "\"\(dtype.name)\""
    case .text(let text): "\"\(text)\""
    }
  }
}
