import AimTensor

/// The straight path of small tensors, from values: tensors are lent by their address.
extension TensorBridge {
  /// An operator of two, where one at least is a tensor; nil where the path is not straight.
  @inline(__always)
  static func straight(_ op: Operator, _ left: Value, _ right: Value) -> Tensor? {
    if left.has(kind: .tensor) {
      let first = place(left)
      if right.has(kind: .tensor) { return op.straight(first, place(right)) }
      guard let number = number(right) else { return nil }
      return op.straight(first, number, numberIsLeft: false)
    }
    guard right.has(kind: .tensor), let number = number(left) else { return nil }
    return op.straight(place(right), number, numberIsLeft: true)
  }

  /// An operator of one.
  @inline(__always)
  static func straight(_ op: Operator, _ value: Value) -> Tensor? {
    value.has(kind: .tensor) ? op.straight(place(value)) : nil
  }

  /// Writes the result over the tensor `target`, which nobody will see again; false, and nothing
  /// has changed, where that is not possible.
  @inline(__always)
  static func straight(
    _ op: Operator, over target: Value, _ other: Value, isLeft: Bool
  ) -> Bool {
    if other.has(kind: .tensor) {
      guard target.bits != other.bits else { return false }
      return op.straight(over: place(target), place(other), isLeft: isLeft)
    }
    guard let number = number(other) else { return false }
    return op.straight(over: place(target), number, isLeft: isLeft)
  }

  /// Where the tensor of a value stands, as long as the value lives.
  @inline(__always)
  private static func place(_ value: Value) -> UnsafeMutablePointer<Tensor> {
    value.with(TensorObject.self) { $0.place }
  }

  @inline(__always)
  private static func number(_ value: Value) -> TensorScalar? {
    if value.isDouble { return .float(value.double) }
    return value.isSmallInteger ? .int(value.smallInteger) : nil
  }
}
