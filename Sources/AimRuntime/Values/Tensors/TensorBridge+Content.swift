import AimTensor

extension TensorObject {
  /// True where shape and elements agree, whatever the dtypes (NumPy's `array_equal`): a NaN equals nothing.
  func hasSameContent(as other: TensorObject) throws(RuntimeFault) -> Bool {
    let left = tensor
    let right = other.tensor
    guard left.shape == right.shape else { return false }
    return try TensorBridge.make {
      if left.dtype == .i64, right.dtype == .i64 {
        return try left.elements(as: Int.self) == right.elements(as: Int.self)
      }
      return try left.doubles() == right.doubles()
    }
  }
}
