/// The loops that are faster in C than in Swift, by operator and dtype computed in.
///
/// Asked once per operator, when its declaration is first used; nil leaves the Swift loop.
enum NativeLoops {
  static func unary(_ name: String, _ dtype: DType) -> UnaryLoop? { nil }

  static func binary(_ name: String, _ dtype: DType) -> BinaryLoop? { nil }

  /// A reduction of row-major `[outer, count, inner]` along its middle axis into
  /// `[outer, inner]`, with fixed 32-lane accumulators; nil leaves the Swift loop.
  static func reduction(_ name: String, _ dtype: DType) -> ReductionLoop? { nil }
}

/// Reduces `[outer, count, inner]` along its middle axis into `[outer, inner]`.
package typealias ReductionLoop =
  @Sendable (
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ outer: Int, _ count: Int,
    _ inner: Int
  ) -> Bool
