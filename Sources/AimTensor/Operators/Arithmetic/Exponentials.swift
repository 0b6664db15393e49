import CAimKernels
import Glibc

/// Exponentials, logarithms, and the curves made of them.
extension Operator {
  package static let exp: Operator = unary(
    "exp", summary: "e to the power of every element.", formula: "y_i = e^{x_i}",
    examples: [.init("exp([0.0, 1.0])", gives: "f32[2] [1, 2.71828]")],
    onnx: .node("Exp", since: 13),
    number: .double(overflows: true), native: NativeUnary(aim_exponential_f32, aim_exponential_f64),
    loops: LoopTable(f32: Loops.map { expf($0) }, f64: Loops.map { (x: Double) in Glibc.exp(x) }),
    usesResult: true, slope: { _, y in y })

  package static let expm1: Operator = unary(
    "expm1", summary: "e to the power of every element, less 1: exact near zero.",
    formula: "y_i = e^{x_i} - 1",
    examples: [.init("expm1([0.0, 1.0])", gives: "f32[2] [0, 1.71828]")],
    number: .double(overflows: true),
    native: NativeUnary(aim_exponential_minus_one_f32, aim_exponential_minus_one_f64),
    loops: LoopTable(
      f32: Loops.map { expm1f($0) }, f64: Loops.map { (x: Double) in Glibc.expm1(x) }),
    usesResult: true, slope: { _, y in try y + 1 })

  package static let log: Operator = unary(
    "log", summary: "The natural logarithm of every element; NaN below zero.",
    formula: #"y_i = \ln x_i"#, examples: [.init("log([1.0, 10.0])", gives: "f32[2] [0, 2.30259]")],
    samples: 0.5...3, onnx: .node("Log", since: 13),
    number: .double(allowed: "it takes numbers above 0"),
    native: NativeUnary(aim_logarithm_f32, aim_logarithm_f64),
    loops: LoopTable(f32: Loops.map { logf($0) }, f64: Loops.map { (x: Double) in Glibc.log(x) }),
    slope: { x, _ in try 1 / x })

  package static let log1p: Operator = unary(
    "log1p", summary: "The natural logarithm of 1 + x: exact near zero.",
    formula: #"y_i = \ln(1 + x_i)"#,
    examples: [.init("log1p([0.0, 1.0])", gives: "f32[2] [0, 0.693147]")],
    samples: -0.5...3,
    number: .double(allowed: "it takes numbers above -1"),
    native: NativeUnary(aim_logarithm_one_plus_f32, aim_logarithm_one_plus_f64),
    loops: LoopTable(
      f32: Loops.map { log1pf($0) }, f64: Loops.map { (x: Double) in Glibc.log1p(x) }),
    slope: { x, _ in try 1 / (x + 1) })

  /// log(e^a + e^b), without overflow: the larger, and what the other adds to it.
  package static let logaddexp: Operator = binary(
    "logaddexp", .floats,
    summary: "The logarithm of the sum of two exponentials, without overflow on the way.",
    formula: #"y_i = \ln(e^{a_i} + e^{b_i})"#,
    examples: [.init("logaddexp([0.0, 100.0], 0)", gives: "f32[2] [0.693147, 100]")],
    loops: LoopTable(
      f32: Loops.zip { (a: Float, b: Float) in
        a == b ? a + 0.6931472 : (a > b ? a : b) + log1pf(expf(-(a - b).magnitude))
      },
      f64: Loops.zip { (a: Double, b: Double) in
        a == b
          ? a + 0.6931471805599453 : (a > b ? a : b) + Glibc.log1p(Glibc.exp(-(a - b).magnitude))
      }),
    left: { upstream, a, b, _ in try upstream * sigmoid(a - b) },
    right: { upstream, a, b, _ in try upstream * sigmoid(b - a) })

  package static let log2: Operator = unary(
    "log2", summary: "The logarithm to base 2.", formula: #"y_i = \log_2 x_i"#,
    examples: [.init("log2([1.0, 8.0])", gives: "f32[2] [0, 3]")], samples: 0.5...3,
    number: .double(allowed: "it takes numbers above 0"),
    native: NativeUnary(f32: aim_logarithm_to_2_f32),
    loops: LoopTable(f32: Loops.map { log2f($0) }, f64: Loops.map { (x: Double) in Glibc.log2(x) }),
    slope: { x, _ in try 1.4426950408889634 / x })

  package static let log10: Operator = unary(
    "log10", summary: "The logarithm to base 10.", formula: #"y_i = \log_{10} x_i"#,
    examples: [.init("log10([1.0, 100.0])", gives: "f32[2] [0, 2]")], samples: 0.5...3,
    number: .double(allowed: "it takes numbers above 0"),
    loops: LoopTable(
      f32: Loops.map { log10f($0) }, f64: Loops.map { (x: Double) in Glibc.log10(x) }),
    slope: { x, _ in try 0.4342944819032518 / x })

  package static let sigmoid: Operator = unary(
    "sigmoid", summary: "Squeezes every number between 0 and 1.",
    formula: #"y_i = \frac{1}{1 + e^{-x_i}}"#,
    examples: [.init("sigmoid([0.0, 100.0])", gives: "f32[2] [0.5, 1]")],
    onnx: .node("Sigmoid", since: 13),
    native: NativeUnary(aim_sigmoid_f32, aim_sigmoid_f64),
    loops: LoopTable(
      f32: Loops.map { (x: Float) in
        let e = expf(-x.magnitude)
        return x < 0 ? e / (1 + e) : 1 / (1 + e)
      },
      f64: Loops.map { (x: Double) in
        let e = Glibc.exp(-x.magnitude)
        return x < 0 ? e / (1 + e) : 1 / (1 + e)
      }),
    usesResult: true, slope: { _, y in try y * (1 - y) })

  package static let erf: Operator = unary(
    "erf", summary: "The error function: twice the area under the bell curve from 0 to x.",
    formula: #"y_i = \frac{2}{\sqrt\pi} \int_0^{x_i} e^{-t^2}\,dt"#,
    examples: [.init("erf([0.0, 1.0])", gives: "f32[2] [0, 0.842701]")],
    onnx: .node("Erf", since: 13),
    number: .double(), native: NativeUnary(aim_error_function_f32, aim_error_function_f64),
    loops: LoopTable(f32: Loops.map { erff($0) }, f64: Loops.map { (x: Double) in Glibc.erf(x) }),
    slope: { x, _ in try 1.1283791670955126 * Operator.exp(-(x * x)) })
}
