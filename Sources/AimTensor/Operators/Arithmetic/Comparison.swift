import CAimKernels

/// Comparisons, and questions about single numbers; all give booleans.
extension Operator {
  package static let comparisonFamily = OperatorFamily(
    "Comparison",
    [equal, notEqual, less, lessEqual, greater, greaterEqual, isnan, isinf, isfinite])

  package static let equal: Operator = binary(
    "elementwise_equal", .anything, gives: .boolean,
    summary: "Where two are equal: what `a == b` does with tensors.",
    examples: [.init("tensor([1, 2]) == 2", gives: "bool[2] [false, true]")],
    onnx: .node("Equal", since: 13),
    native: NativeForms(
      f32: NativeBinary(aim_equal_f32, aim_equal_right_f32, aim_equal_left_f32),
      f64: NativeBinary(aim_equal_f64, aim_equal_right_f64, aim_equal_left_f64)),
    loops: LoopTable(
      bool: Loops.zip { (a: Bool, b: Bool) in a == b },
      i64: Loops.zip { (a: Int, b: Int) in a == b },
      f32: Loops.zip { (a: Float, b: Float) in a == b },
      f64: Loops.zip { (a: Double, b: Double) in a == b }))

  package static let notEqual: Operator = binary(
    "not_equal", .anything, gives: .boolean,
    summary: "Where two differ: what `a != b` does with tensors.",
    examples: [.init("tensor([1, 2]) != 2", gives: "bool[2] [true, false]")],
    native: NativeForms(
      f32: NativeBinary(aim_not_equal_f32, aim_not_equal_right_f32, aim_not_equal_left_f32),
      f64: NativeBinary(aim_not_equal_f64, aim_not_equal_right_f64, aim_not_equal_left_f64)),
    loops: LoopTable(
      bool: Loops.zip { (a: Bool, b: Bool) in a != b },
      i64: Loops.zip { (a: Int, b: Int) in a != b },
      f32: Loops.zip { (a: Float, b: Float) in a != b },
      f64: Loops.zip { (a: Double, b: Double) in a != b }))

  package static let less: Operator = binary(
    "less", .numbers, gives: .boolean,
    summary: "Where a is smaller: what `a < b` does with tensors.",
    examples: [.init("tensor([1, 2]) < 2", gives: "bool[2] [true, false]")],
    onnx: .node("Less", since: 13),
    native: NativeForms(
      f32: NativeBinary(aim_less_f32, aim_less_right_f32, aim_less_left_f32),
      f64: NativeBinary(aim_less_f64, aim_less_right_f64, aim_less_left_f64)),
    loops: LoopTable(
      i64: Loops.zip { (a: Int, b: Int) in a < b },
      f32: Loops.zip { (a: Float, b: Float) in a < b },
      f64: Loops.zip { (a: Double, b: Double) in a < b }))

  package static let lessEqual: Operator = binary(
    "less_equal", .numbers, gives: .boolean,
    summary: "Where a is smaller or equal: what `a <= b` does with tensors.",
    examples: [.init("tensor([1, 3]) <= 2", gives: "bool[2] [true, false]")],
    onnx: .node("LessOrEqual", since: 16),
    native: NativeForms(
      f32: NativeBinary(aim_less_equal_f32, aim_less_equal_right_f32, aim_less_equal_left_f32),
      f64: NativeBinary(aim_less_equal_f64, aim_less_equal_right_f64, aim_less_equal_left_f64)),
    loops: LoopTable(
      i64: Loops.zip { (a: Int, b: Int) in a <= b },
      f32: Loops.zip { (a: Float, b: Float) in a <= b },
      f64: Loops.zip { (a: Double, b: Double) in a <= b }))

  package static let greater: Operator = binary(
    "greater", .numbers, gives: .boolean,
    summary: "Where a is larger: what `a > b` does with tensors.",
    examples: [.init("tensor([1, 3]) > 2", gives: "bool[2] [false, true]")],
    onnx: .node("Greater", since: 13),
    native: NativeForms(
      f32: NativeBinary(aim_greater_f32, aim_greater_right_f32, aim_greater_left_f32),
      f64: NativeBinary(aim_greater_f64, aim_greater_right_f64, aim_greater_left_f64)),
    loops: LoopTable(
      i64: Loops.zip { (a: Int, b: Int) in a > b },
      f32: Loops.zip { (a: Float, b: Float) in a > b },
      f64: Loops.zip { (a: Double, b: Double) in a > b }))

  package static let greaterEqual: Operator = binary(
    "greater_equal", .numbers, gives: .boolean,
    summary: "Where a is larger or equal: what `a >= b` does with tensors.",
    examples: [.init("tensor([1, 2]) >= 2", gives: "bool[2] [false, true]")],
    onnx: .node("GreaterOrEqual", since: 16),
    native: NativeForms(
      f32: NativeBinary(
        aim_greater_equal_f32, aim_greater_equal_right_f32, aim_greater_equal_left_f32),
      f64: NativeBinary(
        aim_greater_equal_f64, aim_greater_equal_right_f64, aim_greater_equal_left_f64)),
    loops: LoopTable(
      i64: Loops.zip { (a: Int, b: Int) in a >= b },
      f32: Loops.zip { (a: Float, b: Float) in a >= b },
      f64: Loops.zip { (a: Double, b: Double) in a >= b }))

  package static let isnan: Operator = unary(
    "isnan", .numbers, gives: .boolean, summary: "Where an element is not a number (NaN).",
    examples: [.init("isnan([1, nan])", gives: "bool[2] [false, true]")],
    onnx: .node("IsNaN", since: 13),
    number: .keepingKind,
    loops: LoopTable(
      i64: Loops.map { (_: Int) in false }, f32: Loops.map { (x: Float) in x.isNaN },
      f64: Loops.map { (x: Double) in x.isNaN }))

  package static let isinf: Operator = unary(
    "isinf", .numbers, gives: .boolean, summary: "Where an element is infinite, of either sign.",
    examples: [.init("isinf([1, -inf])", gives: "bool[2] [false, true]")],
    onnx: .node("IsInf", since: 10),
    number: .keepingKind,
    loops: LoopTable(
      i64: Loops.map { (_: Int) in false }, f32: Loops.map { (x: Float) in x.isInfinite },
      f64: Loops.map { (x: Double) in x.isInfinite }))

  package static let isfinite: Operator = unary(
    "isfinite", .numbers, gives: .boolean, summary: "Where an element is neither infinite nor NaN.",
    examples: [.init("isfinite([1, nan, inf])", gives: "bool[3] [true, false, false]")],
    number: .keepingKind,
    loops: LoopTable(
      i64: Loops.map { (_: Int) in true }, f32: Loops.map { (x: Float) in x.isFinite },
      f64: Loops.map { (x: Double) in x.isFinite }))
}
