import AimTensor

extension Operations {
  /// The boolean of a condition; there is no truthiness.
  ///
  /// A boolean tensor without dimensions stands for one.
  @inline(never)
  package static func condition(_ value: Value) throws(RuntimeFault) -> Bool {
    if value.isBoolean { return value.isTrue }
    if case .tensor(let tensor) = value.view {
      if case .bool(let isTrue)? = tensor.element { return isTrue }
      if tensor.tensor.count != 1 || tensor.tensor.rank > 0 {
        throw RuntimeFault(TensorCondition(type: tensor.typeName))
      }
    }
    throw RuntimeFault(NotACondition(type: value.typeName, test: test(for: value)))
  }

  /// `not x`: one boolean, or elementwise on a boolean tensor.
  @inline(never)
  package static func not(_ value: Value) throws(RuntimeFault) -> Value {
    if value.isBoolean { return .boolean(!value.isTrue) }
    if value.isBooleanTensor { return try TensorBridge.elementwise("logical_not", [value]) }
    throw RuntimeFault(NotABoolean(operation: "not", type: value.typeName, test: test(for: value)))
  }

  /// `a and b` where the left side did not decide: both are booleans, or boolean tensors.
  @inline(never)
  package static func and(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try logical("and", "logical_and", a, b) { $0 && $1 }
  }

  /// `a or b` where the left side did not decide.
  @inline(never)
  package static func or(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try logical("or", "logical_or", a, b) { $0 || $1 }
  }

  /// What `and` and `or` ask of their left side before the right one is computed: nil for a boolean tensor,
  /// which never decides.
  package static func decides(_ value: Value, _ operation: String) throws(RuntimeFault) -> Bool? {
    if value.isBoolean { return value.isTrue }
    if value.isBooleanTensor { return nil }
    throw RuntimeFault(
      NotABoolean(operation: operation, type: value.typeName, test: test(for: value)))
  }

  private static func logical(
    _ operation: String, _ name: String, _ a: Value, _ b: Value, _ plain: (Bool, Bool) -> Bool
  ) throws(RuntimeFault) -> Value {
    if a.isBoolean, b.isBoolean { return .boolean(plain(a.isTrue, b.isTrue)) }
    for value in [a, b] where !value.isBoolean && !value.isBooleanTensor {
      throw RuntimeFault(
        NotABoolean(operation: operation, type: value.typeName, test: test(for: value)))
    }
    return try TensorBridge.elementwise(name, [a, b])
  }

  /// The comparison that someone who wrote the value alone probably meant.
  private static func test(for value: Value) -> String? {
    switch value.view {
    case .integer, .number: "!= 0"
    case .string: "!= \"\""
    case .list: "!= []"
    case .dictionary: "!= [:]"
    case .nothing, .missing: nil
    default: "!= nil"
    }
  }
}
