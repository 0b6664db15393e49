package import AimDiagnostics

extension Elementwise {
  /// The dtype computed in, from the operands' common one.
  func computeDType(_ common: DType, weak: Bool, of name: String) throws -> DType {
    switch domain {
    case .numbers:
      guard common != .bool else { throw BooleanArithmetic(operation: name) }
      return common.isComputed ? common : .f32
    case .floats:
      guard common != .bool else { throw BooleanArithmetic(operation: name) }
      return Promotion.float(common, weak: weak)
    case .booleans:
      guard common == .bool else { throw NotBoolean(operation: name, dtype: common.name) }
      return common
    case .anything:
      return common.isComputed ? common : .f32
    }
  }

  func resultDType(_ computed: DType) -> DType { result == .boolean ? .bool : computed }

  /// The type rule of every elementwise operator.
  func inferred(_ types: [TensorType], of name: String) throws -> TensorType {
    // A boolean operand is a fault of its own, even beside a float.
    if domain == .numbers || domain == .floats {
      for type in types where type.dtype == .bool { throw BooleanArithmetic(operation: name) }
    }
    if domain == .booleans {
      for type in types {
        if let dtype = type.dtype, dtype != .bool {
          throw NotBoolean(operation: name, dtype: dtype.name)
        }
      }
    }
    let (common, weak) = Promotion.common(types)
    let dtype = try common.map { resultDType(try computeDType($0, weak: weak, of: name)) }
    let dimensions =
      types.count == 1 ? types[0].dimensions : try Broadcasting.dimensions(types[0], types[1])
    let known = dtype ?? (result == .boolean ? .bool : nil)
    return TensorType(known, dimensions, weak: weak)
  }
}

/// Arithmetic on booleans.
package struct BooleanArithmetic: Fault {
  package static let identity = FaultIdentity(.type, "boolean-arithmetic")
  package static let example = "tensor([true, false]) + 1"
  package let operation: String
  package var facts: [Fact] { [Fact("operation", .name(operation))] }
}

/// Logic on something that is not boolean.
package struct NotBoolean: Fault {
  package static let identity = FaultIdentity(.type, "not-boolean")
  package static let example = "any(tensor([1, 0]))"
  package let operation: String
  package let dtype: String
  package var facts: [Fact] { [Fact("operation", .name(operation)), Fact("dtype", .type(dtype))] }
}
