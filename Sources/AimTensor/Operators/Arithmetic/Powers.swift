package import AimDiagnostics
import CAimKernels
import Glibc

/// Powers and roots.
extension Operator {
  package static let powerFamily = OperatorFamily(
    "Powers and exponentials",
    [
      power, square, sqrt, rsqrt, reciprocal, exp, expm1, log, log1p, log2, log10, logaddexp,
      sigmoid, erf,
    ])

  package static let power: Operator = binary(
    "power", summary: "Raises to a power, element by element: what `a ^ b` does.",
    formula: "y_i = a_i^{b_i}", examples: [.init("power([1, 2, 3], 2)", gives: "i64[3] [1, 4, 9]")],
    samples: 0.5...2, onnx: .node("Pow", since: 15),
    loops: LoopTable(i64: Loops.checked(Powers.whole), f32: Powers.f32, f64: Powers.f64),
    usesResult: true, failure: { Powers.failure($0[1]) },
    left: { upstream, a, b, _ in
      // At b = 0 the slope is 0, also where a ^ -1 is infinite.
      let slope = try b * Operator.power(a, b - 1)
      return try upstream * Operator.where(equal(b, Tensor(number: 0)), Tensor(number: 0.0), slope)
    },
    right: { upstream, a, _, y in
      // Where a is 0 so is the slope; the logarithm must not see it, nor must its own gradient.
      let isZero = try equal(a, Tensor(number: 0))
      let logarithm = try log(Operator.where(isZero, Tensor(number: 1.0), a))
      return try upstream * (y * logarithm)
    })

  package static let square: Operator = unary(
    "square", .numbers, summary: "The square of every element.", formula: "y_i = x_i^2",
    examples: [.init("square([1, -3])", gives: "i64[2] [1, 9]")],
    number: .keepingKind, native: NativeUnary(aim_square_f32, aim_square_f64),
    loops: LoopTable(
      i64: Loops.checked { (x: Int) in overflowing(x.multipliedReportingOverflow(by: x)) },
      f32: Loops.map { (x: Float) in x * x }, f64: Loops.map { (x: Double) in x * x }),
    slope: { x, _ in try 2 * x })

  package static let sqrt: Operator = unary(
    "sqrt", summary: "The square root of every element; NaN below zero.",
    formula: #"y_i = \sqrt{x_i}"#, examples: [.init("sqrt([4.0, 9.0])", gives: "f32[2] [2, 3]")],
    samples: 0.5...3, onnx: .node("Sqrt", since: 13),
    number: .double(allowed: "it takes numbers from 0 up"),
    native: NativeUnary(aim_square_root_f32, aim_square_root_f64),
    loops: LoopTable(
      f32: Loops.map { (x: Float) in x.squareRoot() },
      f64: Loops.map { (x: Double) in x.squareRoot() }),
    usesResult: true, slope: { _, y in try 0.5 / y })

  package static let rsqrt: Operator = unary(
    "rsqrt", summary: "One over the square root.", formula: #"y_i = 1 / \sqrt{x_i}"#,
    examples: [.init("rsqrt([4.0, 0.25])", gives: "f32[2] [0.5, 2]")], samples: 0.5...3,
    loops: LoopTable(
      f32: Loops.map { (x: Float) in 1 / x.squareRoot() },
      f64: Loops.map { (x: Double) in 1 / x.squareRoot() }),
    usesResult: true, slope: { x, y in try -0.5 * y / x })

  package static let reciprocal: Operator = unary(
    "reciprocal", summary: "One over every element.", formula: "y_i = 1 / x_i",
    examples: [.init("reciprocal([4.0, 0.5])", gives: "f32[2] [0.25, 2]")], samples: 0.5...3,
    onnx: .node("Reciprocal", since: 13),
    native: NativeUnary(aim_reciprocal_f32, aim_reciprocal_f64),
    loops: LoopTable(
      f32: Loops.map { (x: Float) in 1 / x }, f64: Loops.map { (x: Double) in 1 / x }),
    usesResult: true, slope: { _, y in try -y * y })
}

/// The loops of `power`.
enum Powers {
  /// Squaring and multiplying; a negative exponent is a failure, but for bases of 1 and -1.
  @Sendable
  static func whole(_ base: Int, _ exponent: Int) -> (Int, Bool) {
    guard exponent >= 0 else { return (0, true) }
    var (result, factor, rest) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return (0, true) }
        result = product
      }
      rest >>= 1
      if rest == 0 { break }
      let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
      if overflow { return (0, true) }
      factor = square
    }
    return (result, false)
  }

  /// A single exponent of 1, 2, 3 or -1 is multiplied out.
  static let f32 = loop(Float.self, Loops.zip { (a: Float, b: Float) in powf(a, b) })
  static let f64 = loop(Double.self, Loops.zip { (a: Double, b: Double) in Glibc.pow(a, b) })

  private static func loop<Number: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    _ type: Number.Type, _ general: @escaping BinaryLoop
  ) -> BinaryLoop {
    let square: BinaryLoop = Loops.zip { (a: Number, _: Number) in a * a }
    let cube: BinaryLoop = Loops.zip { (a: Number, _: Number) in a * a * a }
    let same: BinaryLoop = Loops.zip { (a: Number, _: Number) in a }
    let inverse: BinaryLoop = Loops.zip { (a: Number, _: Number) in 1 / a }
    return { left, leftStep, right, rightStep, output, count in
      var chosen = general
      if rightStep == 0, count > 0 {
        switch right.assumingMemoryBound(to: Number.self).pointee {
        case 1: chosen = same
        case 2: chosen = square
        case 3: chosen = cube
        case -1: chosen = inverse
        default: break
        }
      }
      return chosen(left, leftStep, right, rightStep, output, count)
    }
  }

  /// Why a power of integers failed.
  static func failure(_ exponents: Tensor) -> any Error {
    let negative = ((try? exponents.doubles()) ?? []).first { $0 < 0 }
    if let negative { return NegativeIntegerPower(exponent: Int(negative)) }
    return IntegerOverflow(operation: "power")
  }
}

/// An i64 tensor raised to a negative power: the result would be a fraction.
package struct NegativeIntegerPower: Fault {
  package static let identity = FaultIdentity(.arithmetic, "negative-integer-power")
  package static let example = "tensor([2, 3]) ^ -1"
  package let exponent: Int
  package var facts: [Fact] { [Fact("exponent", .integer(exponent))] }
}
