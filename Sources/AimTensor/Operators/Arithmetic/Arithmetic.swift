package import AimDiagnostics
import CAimKernels

/// The four operations, and the two that round.
extension Operator {
  package static let arithmeticFamily = OperatorFamily(
    "Arithmetic",
    [
      add, subtract, multiply, divide, floorDivide, remainder, negative, abs, sign, maximum,
      minimum,
      clamp,
    ])

  package static let add: Operator = binary(
    "add", summary: "Adds element by element: what `a + b` does.", formula: "y_i = a_i + b_i",
    examples: [.init("add([1, 2], 10)", gives: "i64[2] [11, 12]")], onnx: .node("Add", since: 14),
    native: NativeForms(
      f32: NativeBinary(aim_add_f32, aim_add_right_f32, aim_add_left_f32),
      f64: NativeBinary(aim_add_f64, aim_add_right_f64, aim_add_left_f64)),
    loops: LoopTable(
      i64: NativeLoops.either(
        checked: aim_add_i64,
        Loops.checked { (a: Int, b: Int) in overflowing(a.addingReportingOverflow(b)) }),
      f32: Loops.zip { (a: Float, b: Float) in a + b },
      f64: Loops.zip { (a: Double, b: Double) in a + b }),
    left: { upstream, _, _, _ in upstream }, right: { upstream, _, _, _ in upstream })

  package static let subtract: Operator = binary(
    "subtract", summary: "Subtracts element by element: what `a - b` does.",
    formula: "y_i = a_i - b_i",
    examples: [.init("subtract([1, 2], 10)", gives: "i64[2] [-9, -8]")],
    onnx: .node("Sub", since: 14),
    native: NativeForms(
      f32: NativeBinary(aim_subtract_f32, aim_subtract_right_f32, aim_subtract_left_f32),
      f64: NativeBinary(aim_subtract_f64, aim_subtract_right_f64, aim_subtract_left_f64)),
    loops: LoopTable(
      i64: NativeLoops.either(
        checked: aim_subtract_i64,
        Loops.checked { (a: Int, b: Int) in overflowing(a.subtractingReportingOverflow(b)) }),
      f32: Loops.zip { (a: Float, b: Float) in a - b },
      f64: Loops.zip { (a: Double, b: Double) in a - b }),
    left: { upstream, _, _, _ in upstream }, right: { upstream, _, _, _ in try -upstream })

  package static let multiply: Operator = binary(
    "multiply", summary: "Multiplies element by element: what `a * b` does.",
    formula: "y_i = a_i b_i",
    examples: [.init("multiply([1, 2], 10)", gives: "i64[2] [10, 20]")],
    onnx: .node("Mul", since: 14),
    native: NativeForms(
      f32: NativeBinary(aim_multiply_f32, aim_multiply_right_f32, aim_multiply_left_f32),
      f64: NativeBinary(aim_multiply_f64, aim_multiply_right_f64, aim_multiply_left_f64)),
    loops: LoopTable(
      i64: Loops.checked { (a: Int, b: Int) in overflowing(a.multipliedReportingOverflow(by: b)) },
      f32: Loops.zip { (a: Float, b: Float) in a * b },
      f64: Loops.zip { (a: Double, b: Double) in a * b }),
    left: { upstream, _, b, _ in try upstream * b },
    right: { upstream, a, _, _ in try upstream * a })

  package static let divide: Operator = binary(
    "divide", .floats, summary: "Divides element by element: what `a / b` does.",
    formula: "y_i = a_i / b_i", examples: [.init("divide([1, 2], 4)", gives: "f32[2] [0.25, 0.5]")],
    samples: 0.5...3, onnx: .node("Div", since: 14),
    native: NativeForms(
      f32: NativeBinary(aim_divide_f32, aim_divide_right_f32, aim_divide_left_f32),
      f64: NativeBinary(aim_divide_f64, aim_divide_right_f64, aim_divide_left_f64)),
    loops: LoopTable(
      f32: Loops.zip { (a: Float, b: Float) in a / b },
      f64: Loops.zip { (a: Double, b: Double) in a / b }),
    left: { upstream, _, b, _ in try upstream / b },
    right: { upstream, a, b, _ in try -(upstream * a) / (b * b) })

  package static let floorDivide: Operator = binary(
    "floor_divide", summary: "Divides and rounds down: what `a // b` does.",
    formula: #"y_i = \lfloor a_i / b_i \rfloor"#,
    examples: [.init("floor_divide([7, -7], 2)", gives: "i64[2] [3, -4]")], samples: 0.5...3,
    loops: LoopTable(
      i64: Loops.checked { (a: Int, b: Int) in
        floorDivided(a, b).map { ($0.quotient, false) } ?? (0, true)
      },
      f32: Loops.zip { (a: Float, b: Float) in Division.floored(a, b).quotient },
      f64: Loops.zip { (a: Double, b: Double) in Division.floored(a, b).quotient }),
    failure: { Division.failure("floor_divide", $0[1]) })

  package static let remainder: Operator = binary(
    "remainder",
    summary: "What is left after dividing and rounding down, with the divisor's sign: `a % b`.",
    formula: #"y_i = a_i - b_i \lfloor a_i / b_i \rfloor"#,
    examples: [.init("remainder([7, -7], 4)", gives: "i64[2] [3, 1]")], samples: 0.55...2.9,
    onnx: .node("Mod", since: 13),
    loops: LoopTable(
      i64: Loops.checked { (a: Int, b: Int) in
        b == -1 ? (0, false) : floorDivided(a, b).map { ($0.remainder, false) } ?? (0, true)
      },
      f32: Loops.zip { (a: Float, b: Float) in Division.floored(a, b).remainder },
      f64: Loops.zip { (a: Double, b: Double) in Division.floored(a, b).remainder }),
    failure: { Division.failure("remainder", $0[1]) },
    left: { upstream, _, _, _ in upstream },
    right: { upstream, a, b, _ in try -upstream * Operator.floorDivide(a, b) })

  package static let negative: Operator = unary(
    "negative", .numbers, summary: "Changes the sign: what `-x` does.", formula: "y_i = -x_i",
    examples: [.init("negative([1, -2])", gives: "i64[2] [-1, 2]")], onnx: .node("Neg", since: 13),
    native: NativeUnary(aim_negate_f32, aim_negate_f64),
    loops: LoopTable(
      i64: Loops.checked { (x: Int) in overflowing(Int(0).subtractingReportingOverflow(x)) },
      f32: Loops.map { (x: Float) in -x }, f64: Loops.map { (x: Double) in -x }),
    slope: { _, _ in try Tensor(number: -1.0) })

  package static let abs: Operator = unary(
    "abs", .numbers, summary: "The distance from zero.", formula: "y_i = |x_i|",
    examples: [.init("abs([1.5, -2])", gives: "f32[2] [1.5, 2]")], onnx: .node("Abs", since: 13),
    number: .keepingKind, native: NativeUnary(aim_absolute_f32, aim_absolute_f64),
    loops: LoopTable(
      i64: Loops.checked { (x: Int) in
        x < 0 ? overflowing(Int(0).subtractingReportingOverflow(x)) : (x, false)
      },
      f32: Loops.map { (x: Float) in x.magnitude }, f64: Loops.map { (x: Double) in x.magnitude }),
    slope: { x, _ in try Operator.sign(x) })

  package static let sign: Operator = unary(
    "sign", .numbers, summary: "-1, 0 or 1, as the elements are below, at or above zero.",
    formula: #"y_i = \operatorname{sgn} x_i"#,
    examples: [.init("sign([2.5, 0, -3])", gives: "f32[3] [1, 0, -1]")],
    onnx: .node("Sign", since: 13),
    number: .keepingKind, native: NativeUnary(aim_sign_f32, aim_sign_f64),
    loops: LoopTable(
      i64: Loops.map { (x: Int) in x.signum() },
      f32: Loops.map { (x: Float) in x > 0 ? 1 : x < 0 ? -1 : x },
      f64: Loops.map { (x: Double) in x > 0 ? 1 : x < 0 ? -1 : x }))
}

/// Division rounded down, as `//` and `%` have it.
enum Division {
  /// NumPy's algorithm: exact where the plain quotient's floor would be off by rounding.
  @inline(__always)
  static func floored<Number: BinaryFloatingPoint>(
    _ a: Number, _ b: Number
  ) -> (quotient: Number, remainder: Number) {
    if b == 0 || !a.isFinite || b.isNaN { return (b == 0 ? a / b : .nan, .nan) }
    if b.isInfinite {
      let opposite = a != 0 && (a < 0) != (b < 0)
      return opposite ? (-1, b) : (a == 0 ? a / b : 0, a)
    }
    var remainder = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (b < 0) != (remainder < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = b < 0 ? -0 : 0
    }
    if quotient != 0 {
      let floor = quotient.rounded(.down)
      quotient = quotient - floor > 0.5 ? floor + 1 : floor
    }
    return (quotient, remainder)
  }

  /// Why an integer division failed.
  static func failure(_ name: String, _ divisor: Tensor) -> any Error {
    let zero = (try? divisor.doubles().contains(0)) ?? false
    return zero ? IntegerDivisionByZero(operation: name) : IntegerOverflow(operation: name)
  }
}

/// An i64 tensor divided by zero; floats give inf or NaN instead.
package struct IntegerDivisionByZero: Fault {
  package static let identity = FaultIdentity(.arithmetic, "tensor-division-by-zero")
  package static let example = "tensor([1, 2]) // 0"
  package let operation: String
  package var facts: [Fact] { [Fact("operation", .name(operation))] }
}
