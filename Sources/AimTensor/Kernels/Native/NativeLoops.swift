/// Makes row loops of the functions in C.
enum NativeLoops {}

/// Reduces `[outer, count, inner]` along its middle axis into `[outer, inner]`.
package typealias ReductionLoop =
  @Sendable (
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ outer: Int, _ count: Int,
    _ inner: Int
  ) -> Bool
