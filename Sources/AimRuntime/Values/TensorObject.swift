package import AimTensor

/// A tensor as a value.
package final class TensorObject: HeapObject {
  /// Changed in place by assignment through an index alone, where one reference leads here.
  package internal(set) var tensor: Tensor

  package init(_ tensor: Tensor) {
    self.tensor = tensor
    super.init(kind: .tensor)
  }

  /// `f32[2, 3]`.
  package var typeName: String { tensor.type.description }

  /// The only element of a tensor without dimensions; nil where there are dimensions, or where it cannot be computed.
  package var element: TensorScalar? {
    guard tensor.rank == 0 else { return nil }
    return try? tensor.item()
  }
}

extension Value {
  package static func tensor(_ tensor: Tensor) -> Value { Value(owning: TensorObject(tensor)) }

  /// A tensor, or what becomes one in arithmetic: a list.
  var isTensorLike: Bool { has(kind: .tensor) || has(kind: .list) }

  /// True for what may stand beside a tensor in arithmetic.
  var canBeOperand: Bool { isTensorLike || asDouble != nil || has(kind: .range) }

  /// True for what may stand beside a tensor in a comparison.
  var canBeCompared: Bool { canBeOperand || isBoolean }

  /// True for a tensor of booleans.
  var isBooleanTensor: Bool {
    if case .tensor(let tensor) = view { return tensor.tensor.dtype == .bool }
    return false
  }

  /// A list or tuple.
  var isSequence: Bool { has(kind: .list) || has(kind: .tuple) }

  /// A number, or the element of a tensor of numbers without dimensions as one; nil for anything else.
  package var elementAsNumber: Value? {
    if asDouble != nil { return self }
    guard case .tensor(let tensor) = view else { return nil }
    switch tensor.element {
    case .int(let number): return .integer(number)
    case .float(let number): return .number(number)
    default: return nil
    }
  }
}
