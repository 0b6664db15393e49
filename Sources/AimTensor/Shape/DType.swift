/// What one element of a tensor is.
///
/// `f16` and `bf16` are for storage: they are converted to `f32` before any arithmetic.
package enum DType: UInt8, Sendable, Hashable, CaseIterable {
  case bool, i64, f16, bf16, f32, f64

  /// Written out: the one that is derived goes through a witness table on the hot path.
  @inline(__always)
  package static func == (a: DType, b: DType) -> Bool { a.rawValue == b.rawValue }

  /// The name as Aim shows and takes it: `"f32"`.
  package var name: String {
    switch self {
    case .bool: "bool"
    case .i64: "i64"
    case .f16: "f16"
    case .bf16: "bf16"
    case .f32: "f32"
    case .f64: "f64"
    }
  }

  package init?(name: String) {
    guard let found = DType.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Bytes per element.
  package var size: Int {
    switch self {
    case .bool: 1
    case .f16, .bf16: 2
    case .f32: 4
    case .i64, .f64: 8
    }
  }

  package var isFloat: Bool { self != .bool && self != .i64 }

  /// The dtypes that arithmetic is done in.
  package var isComputed: Bool { self != .f16 && self != .bf16 }
}

/// A Swift type that stands for one element of some dtype.
package protocol TensorElement: Sendable, BitwiseCopyable {
  static var dtype: DType { get }
}

extension Bool: TensorElement { package static var dtype: DType { .bool } }
extension Int: TensorElement { package static var dtype: DType { .i64 } }
extension Float: TensorElement { package static var dtype: DType { .f32 } }
extension Double: TensorElement { package static var dtype: DType { .f64 } }

/// One element, whatever its dtype.
package enum TensorScalar: Sendable, Hashable {
  case bool(Bool)
  case int(Int)
  case float(Double)

  /// The value as a float; true is 1.
  package var double: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }
}
