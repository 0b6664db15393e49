/// Elements as whole numbers in the same order: what a radix sort looks at.
///
/// -0 equals 0; every NaN is one value, larger than all others, as in NumPy.
enum SortKey {
  static func key(_ value: Float) -> UInt64 {
    if value.isNaN { return UInt64(UInt32.max) }
    let bits = (value == 0 ? 0 : value).bitPattern
    return UInt64(bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits)
  }

  static func key(_ value: Double) -> UInt64 {
    if value.isNaN { return UInt64.max }
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits & (1 << 63) == 0 ? bits | (1 << 63) : ~bits
  }

  static func key(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value)) ^ (1 << 63) }

  static func key(_ value: Bool) -> UInt64 { value ? 1 : 0 }

  /// Bits that the keys of a dtype use.
  static func width(_ dtype: DType) -> Int {
    switch dtype {
    case .bool: 1
    case .f16, .bf16, .f32: 32
    case .i64, .f64: 64
    }
  }

  /// Writes the keys of a row whose elements stand `step` apart.
  static func fill(
    _ keys: UnsafeMutablePointer<UInt64>, from x: Tensor, at place: Int, step: Int, _ count: Int
  ) {
    switch x.dtype {
    case .f32:
      let source = x.pointer(as: Float.self) + place
      for index in 0..<count { keys[index] = key(source[index &* step]) }
    case .f64:
      let source = x.pointer(as: Double.self) + place
      for index in 0..<count { keys[index] = key(source[index &* step]) }
    case .i64:
      let source = x.pointer(as: Int.self) + place
      for index in 0..<count { keys[index] = key(source[index &* step]) }
    case .bool:
      let source = x.pointer(as: Bool.self) + place
      for index in 0..<count { keys[index] = key(source[index &* step]) }
    case .f16, .bf16: break
    }
  }
}
