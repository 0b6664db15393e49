/// Which dtype a computation on two dtypes has.
///
/// Booleans give way to integers, integers to floats, narrow floats to wide ones; i64 with f32 is
/// f32. A weak operand (a plain number) never widens a strong one of its own kind or a higher
/// one; a weak fraction makes an integer tensor f32.
enum Promotion {
  static func common(_ a: DType, weak aWeak: Bool, _ b: DType, weak bWeak: Bool) -> DType {
    if aWeak == bWeak { return strong(a, b) }
    return aWeak ? mixed(weak: a, strong: b) : mixed(weak: b, strong: a)
  }

  private static func strong(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    if kind(a) != kind(b) { return kind(a) > kind(b) ? a : b }
    return a == .f64 || b == .f64 ? .f64 : .f32
  }

  private static func mixed(weak: DType, strong: DType) -> DType {
    if kind(weak) <= kind(strong) { return strong }
    return weak.isFloat ? .f32 : .i64
  }

  private static func kind(_ dtype: DType) -> Int {
    switch dtype {
    case .bool: 0
    case .i64: 1
    case .f16, .bf16, .f32, .f64: 2
    }
  }

  /// The common dtype of two types; nil where either is not known.
  static func common(_ a: TensorType, _ b: TensorType) -> DType? {
    guard let left = a.dtype, let right = b.dtype else { return nil }
    return common(left, weak: a.weak, right, weak: b.weak)
  }

  /// The common dtype of several types, and whether all of them are weak.
  static func common(_ types: [TensorType]) -> (dtype: DType?, weak: Bool) {
    guard var result = types.first else { return (.f32, false) }
    for type in types.dropFirst() {
      result = TensorType(common(result, type), nil, weak: result.weak && type.weak)
    }
    return (result.dtype, result.weak)
  }

  /// What a result that is never whole has: floats stay, integers become f32 (a number f64).
  static func float(_ dtype: DType, weak: Bool) -> DType {
    if dtype.isFloat { return dtype.isComputed ? dtype : .f32 }
    return weak ? .f64 : .f32
  }
}
