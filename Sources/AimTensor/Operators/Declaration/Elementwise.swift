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

/// A loop over one row of three operands, the first of them booleans; steps as above.
package typealias TernaryLoop =
  @Sendable (
    _ condition: UnsafeRawPointer, _ conditionStep: Int, _ left: UnsafeRawPointer,
    _ leftStep: Int, _ right: UnsafeRawPointer, _ rightStep: Int,
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
  /// What becomes of a plain number.
  package let number: NumberRule
  /// The loops in Swift, which plain numbers take.
  private let plain: LoopTable<UnaryLoop>?

  /// An operator of one tensor.
  init(
    domain: Domain, result: Result, unary: LoopTable<UnaryLoop>, native: NativeUnary? = nil,
    number: NumberRule = .asTensor, failure: @escaping @Sendable ([Tensor]) -> any Error
  ) {
    self.domain = domain
    self.result = result
    self.number = number
    self.failure = failure
    plain = unary
    unaryLoops = KernelChoice.loops(unary, native: native?.loops)
    binaryLoops = []
  }

  /// An operator of two tensors.
  init(
    domain: Domain, result: Result, binary: LoopTable<BinaryLoop>, native: NativeForms? = nil,
    failure: @escaping @Sendable ([Tensor]) -> any Error
  ) {
    self.domain = domain
    self.result = result
    self.failure = failure
    number = .asTensor
    plain = nil
    unaryLoops = []
    binaryLoops = KernelChoice.loops(binary, native: native?.loops)
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

/// What an operator of one tensor does with a plain number, such as `sqrt(2)`.
package enum NumberRule: Sendable {
  /// The number goes the way of tensors.
  case asTensor
  /// In double precision. `allowed` says where the function is defined; one that `overflows` grows
  /// beyond the largest float, the others are infinite at a pole alone.
  case double(allowed: String? = nil, overflows: Bool = false)
  /// Whole numbers stay whole, and a question has one boolean for its answer.
  case keepingKind
}

extension Elementwise {
  /// True for an operator of two tensors.
  @inline(__always)
  var isBinary: Bool { !binaryLoops.isEmpty }

  /// True for a question: its answers are booleans.
  package var givesBooleans: Bool { result == .boolean }

  /// The value at a plain float.
  package func value(at number: Double) -> Double { atNumber(number, plain?.f64, 0)?.value ?? .nan }

  /// The value at a plain whole number; nil where 64 bits do not hold it.
  package func value(at number: Int) -> Int? {
    guard let (value, fits) = atNumber(number, plain?.i64, 0), fits else { return nil }
    return value
  }

  /// The answer of a question about a plain float.
  package func answer(at number: Double) -> Bool {
    atNumber(number, plain?.f64, false)?.value ?? false
  }

  private func atNumber<In: BitwiseCopyable, Out: BitwiseCopyable>(
    _ number: In, _ loop: UnaryLoop?, _ start: Out
  ) -> (value: Out, fits: Bool)? {
    guard let loop else { return nil }
    var (input, output) = (number, start)
    let fits = loop(&input, 1, &output, 1)
    return (output, fits)
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
