import CAimKernels
import Glibc

/// Angles (in radians) and the hyperbolic functions.
extension Operator {
  package static let trigonometryFamily = OperatorFamily(
    "Trigonometry", [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, atan2])

  package static let sin: Operator = unary(
    "sin", summary: "The sine of an angle in radians.", formula: #"y_i = \sin x_i"#,
    examples: [.init("sin([0.0, pi / 2])", gives: "f32[2] [0, 1]")], onnx: .node("Sin", since: 7),
    number: .double(),
    native: NativeUnary(f32: aim_sine_f32),
    loops: LoopTable(f32: Loops.map { sinf($0) }, f64: Loops.map { (x: Double) in Glibc.sin(x) }),
    slope: { x, _ in try Operator.cos(x) })

  package static let cos: Operator = unary(
    "cos", summary: "The cosine of an angle in radians.", formula: #"y_i = \cos x_i"#,
    examples: [.init("cos([0.0, pi])", gives: "f32[2] [1, -1]")], onnx: .node("Cos", since: 7),
    number: .double(),
    native: NativeUnary(f32: aim_cosine_f32),
    loops: LoopTable(f32: Loops.map { cosf($0) }, f64: Loops.map { (x: Double) in Glibc.cos(x) }),
    slope: { x, _ in try -Operator.sin(x) })

  package static let tan: Operator = unary(
    "tan", summary: "The tangent of an angle in radians.", formula: #"y_i = \tan x_i"#,
    examples: [.init("tan([0.0, pi / 4])", gives: "f32[2] [0, 1]")], samples: -1...1,
    onnx: .node("Tan", since: 7),
    number: .double(),
    native: NativeUnary(f32: aim_tangent_f32),
    loops: LoopTable(f32: Loops.map { tanf($0) }, f64: Loops.map { (x: Double) in Glibc.tan(x) }),
    usesResult: true, slope: { _, y in try y * y + 1 })

  package static let asin: Operator = unary(
    "asin", summary: "The angle whose sine is x; NaN outside -1 to 1.",
    formula: #"y_i = \arcsin x_i"#,
    examples: [.init("asin([0.0, 1.0])", gives: "f32[2] [0, 1.5708]")],
    samples: -0.9...0.9, onnx: .node("Asin", since: 7),
    number: .double(allowed: "it takes numbers from -1 to 1"),
    native: NativeUnary(f32: aim_arcsine_f32),
    loops: LoopTable(f32: Loops.map { asinf($0) }, f64: Loops.map { (x: Double) in Glibc.asin(x) }),
    slope: { x, _ in try Operator.rsqrt(1 - x * x) })

  package static let acos: Operator = unary(
    "acos", summary: "The angle whose cosine is x; NaN outside -1 to 1.",
    formula: #"y_i = \arccos x_i"#,
    examples: [.init("acos([1.0, 0.0])", gives: "f32[2] [0, 1.5708]")],
    samples: -0.9...0.9, onnx: .node("Acos", since: 7),
    number: .double(allowed: "it takes numbers from -1 to 1"),
    native: NativeUnary(f32: aim_arccosine_f32),
    loops: LoopTable(f32: Loops.map { acosf($0) }, f64: Loops.map { (x: Double) in Glibc.acos(x) }),
    slope: { x, _ in try -Operator.rsqrt(1 - x * x) })

  package static let atan: Operator = unary(
    "atan", summary: "The angle whose tangent is x.", formula: #"y_i = \arctan x_i"#,
    examples: [.init("atan([0.0, 1.0])", gives: "f32[2] [0, 0.785398]")],
    onnx: .node("Atan", since: 7),
    number: .double(),
    native: NativeUnary(f32: aim_arctangent_f32),
    loops: LoopTable(f32: Loops.map { atanf($0) }, f64: Loops.map { (x: Double) in Glibc.atan(x) }),
    slope: { x, _ in try 1 / (x * x + 1) })

  package static let sinh: Operator = unary(
    "sinh", summary: "The hyperbolic sine.", formula: #"y_i = \frac{e^{x_i} - e^{-x_i}}{2}"#,
    examples: [.init("sinh([0.0, 1.0])", gives: "f32[2] [0, 1.1752]")],
    onnx: .node("Sinh", since: 9),
    number: .double(overflows: true),
    native: NativeUnary(f32: aim_hyperbolic_sine_f32),
    loops: LoopTable(f32: Loops.map { sinhf($0) }, f64: Loops.map { (x: Double) in Glibc.sinh(x) }),
    slope: { x, _ in try Operator.cosh(x) })

  package static let cosh: Operator = unary(
    "cosh", summary: "The hyperbolic cosine.", formula: #"y_i = \frac{e^{x_i} + e^{-x_i}}{2}"#,
    examples: [.init("cosh([0.0, 1.0])", gives: "f32[2] [1, 1.54308]")],
    onnx: .node("Cosh", since: 9),
    number: .double(overflows: true),
    native: NativeUnary(f32: aim_hyperbolic_cosine_f32),
    loops: LoopTable(f32: Loops.map { coshf($0) }, f64: Loops.map { (x: Double) in Glibc.cosh(x) }),
    slope: { x, _ in try Operator.sinh(x) })

  package static let tanh: Operator = unary(
    "tanh", summary: "The hyperbolic tangent: squeezes every number between -1 and 1.",
    formula: #"y_i = \frac{e^{x_i} - e^{-x_i}}{e^{x_i} + e^{-x_i}}"#,
    examples: [.init("tanh([0.0, 1.0])", gives: "f32[2] [0, 0.761594]")],
    onnx: .node("Tanh", since: 13),
    number: .double(), native: NativeUnary(aim_tanh_f32, aim_tanh_f64),
    loops: LoopTable(f32: Loops.map { tanhf($0) }, f64: Loops.map { (x: Double) in Glibc.tanh(x) }),
    usesResult: true, slope: { _, y in try 1 - y * y })

  package static let asinh: Operator = unary(
    "asinh", summary: "The inverse of sinh.",
    formula: #"y_i = \ln\left(x_i + \sqrt{x_i^2 + 1}\right)"#,
    examples: [.init("asinh([0.0, 1.0])", gives: "f32[2] [0, 0.881374]")],
    onnx: .node("Asinh", since: 9),
    number: .double(),
    loops: LoopTable(
      f32: Loops.map { asinhf($0) }, f64: Loops.map { (x: Double) in Glibc.asinh(x) }),
    slope: { x, _ in try Operator.rsqrt(x * x + 1) })

  package static let acosh: Operator = unary(
    "acosh", summary: "The inverse of cosh; NaN below 1.",
    formula: #"y_i = \ln\left(x_i + \sqrt{x_i^2 - 1}\right)"#,
    examples: [.init("acosh([1.0, 2.0])", gives: "f32[2] [0, 1.31696]")], samples: 1.3...3,
    onnx: .node("Acosh", since: 9),
    number: .double(allowed: "it takes numbers from 1 up"),
    loops: LoopTable(
      f32: Loops.map { acoshf($0) }, f64: Loops.map { (x: Double) in Glibc.acosh(x) }),
    slope: { x, _ in try Operator.rsqrt(x * x - 1) })

  package static let atanh: Operator = unary(
    "atanh", summary: "The inverse of tanh; NaN outside -1 to 1.",
    formula: #"y_i = \frac12 \ln\frac{1 + x_i}{1 - x_i}"#,
    examples: [.init("atanh([0.0, 0.5])", gives: "f32[2] [0, 0.549306]")], samples: -0.8...0.8,
    onnx: .node("Atanh", since: 9),
    number: .double(allowed: "it takes numbers between -1 and 1"),
    loops: LoopTable(
      f32: Loops.map { atanhf($0) }, f64: Loops.map { (x: Double) in Glibc.atanh(x) }),
    slope: { x, _ in try 1 / (1 - x * x) })

  package static let atan2: Operator = binary(
    "atan2", .floats, summary: "The angle of the point (b, a), seen from the origin.",
    formula: #"y_i = \operatorname{atan2}(a_i, b_i)"#,
    examples: [.init("atan2([0.0, 1.0], [1.0, 0.0])", gives: "f32[2] [0, 1.5708]")],
    samples: 0.3...2,
    native: NativeForms(f32: aim_angle_of_f32),
    loops: LoopTable(
      f32: Loops.zip { (a: Float, b: Float) in atan2f(a, b) },
      f64: Loops.zip { (a: Double, b: Double) in Glibc.atan2(a, b) }),
    left: { upstream, a, b, _ in try upstream * b / (a * a + b * b) },
    right: { upstream, a, b, _ in try -(upstream * a) / (a * a + b * b) })
}
