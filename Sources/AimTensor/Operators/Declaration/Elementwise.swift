/// A loop over one row of a unary operator: `count` elements from `input` with a step (in
/// elements), written to `output` one after the other.
///
/// False where an integer overflowed.
package typealias UnaryLoop =
  @Sendable (
    _ input: UnsafeRawPointer, _ step: Int, _ output: UnsafeMutableRawPointer, _ count: Int
  ) -> Bool

/// A loop over one row of a binary operator; a step of 0 means one element for the whole row.
///
/// False where an integer overflowed (or was divided by zero).
package typealias BinaryLoop =
  @Sendable (
    _ left: UnsafeRawPointer, _ leftStep: Int, _ right: UnsafeRawPointer, _ rightStep: Int,
    _ output: UnsafeMutableRawPointer, _ count: Int
  ) -> Bool

/// How an operator works element by element: which dtypes it computes in, and their loops.
package final class Elementwise: Sendable {
  /// From the operands' common dtype to the one computed in: `/` on i64 computes in f32.
  let domain: Domain
  let result: Result
  /// By the number of the dtype computed in; empty for an operator of two tensors.
  let unaryLoops: [UnaryLoop?]
  /// The same for an operator of two tensors.
  let binaryLoops: [BinaryLoop?]
  /// What an integer loop's `false` means.
  let failure: @Sendable ([Tensor]) -> any Error

  init(
    domain: Domain, result: Result, unary: LoopTable<UnaryLoop>? = nil,
    binary: LoopTable<BinaryLoop>? = nil, failure: @escaping @Sendable ([Tensor]) -> any Error
  ) {
    self.domain = domain
    self.result = result
    unaryLoops = unary.map { table in DType.allCases.map { table[$0] } } ?? []
    binaryLoops = binary.map { table in DType.allCases.map { table[$0] } } ?? []
    self.failure = failure
  }

  /// Which operands an operator takes.
  enum Domain: Sendable {
    /// Integers stay integers, floats floats; booleans are a fault.
    case numbers
    /// Integers become floats; booleans are a fault.
    case floats
    /// Booleans alone.
    case booleans
    case anything
  }

  /// What an operator gives back.
  enum Result: Sendable {
    case same, boolean
  }
}

/// One loop per dtype computed in; nil where the operator is not defined.
package struct LoopTable<Loop: Sendable>: Sendable {
  var bool: Loop?
  var i64: Loop?
  var f32: Loop?
  var f64: Loop?

  subscript(_ dtype: DType) -> Loop? {
    switch dtype {
    case .bool: bool
    case .i64: i64
    case .f32: f32
    case .f64: f64
    case .f16, .bf16: nil
    }
  }
}
