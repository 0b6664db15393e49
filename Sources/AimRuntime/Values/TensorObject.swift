package import AimTensor

/// A tensor as a value.
package final class TensorObject: HeapObject {
  /// Changed in place by assignment through an index alone, where one reference leads here.
  package internal(set) var tensor: Tensor

  package init(_ tensor: Tensor) {
    self.tensor = tensor
    super.init(kind: .tensor)
  }

  /// The address of the tensor, for looking at it without counting what it holds.
  ///
  /// A stored property of a final class without observers stays where it is as long as the object
  /// lives.
  @inline(__always)
  var place: UnsafeMutablePointer<Tensor> { withUnsafeMutablePointer(to: &tensor) { $0 } }

  /// `f32[2, 3]`.
  package var typeName: String { tensor.type.description }

  /// The only element of a tensor without dimensions; nil where there are dimensions, or where it cannot be computed.
  package var element: TensorScalar? {
    guard tensor.rank == 0 else { return nil }
    return try? tensor.item()
  }

  /// The number or boolean that a tensor without dimensions stands for (+1); nil where there are dimensions.
  var plain: Value? {
    switch element {
    case .int(let number): .integer(number)
    case .float(let number): .number(number)
    case .bool(let flag): .boolean(flag)
    case nil: nil
    }
  }

  /// True where the tensor has no dimensions and its element is this number or boolean.
  ///
  /// A number is weak, as in arithmetic: 0.1 equals the f32 that is nearest to it.
  func stands(for value: Value) -> Bool {
    switch (element, value.view) {
    case (.bool(let left), .boolean(let right)): left == right
    case (.int(let left), .integer(let right)): left == right
    case (.int(let left), .number(let right)): Int(exactly: right) == left
    case (.float(let left), .integer(let right)): Int(exactly: left) == right
    case (.float(let left), .number(let right)):
      left == right || (tensor.dtype == .f32 && Float(left) == Float(right))
    default: false
    }
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
    guard case .tensor(let tensor) = view, tensor.tensor.dtype != .bool else { return nil }
    return tensor.plain
  }
}
