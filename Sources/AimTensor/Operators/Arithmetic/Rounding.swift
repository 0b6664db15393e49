import CAimKernels

/// Rounding; the result keeps its dtype, so that floats stay floats.
extension Operator {
  package static let roundingFamily = OperatorFamily("Rounding", [floor, ceil, round, trunc])

  package static let floor: Operator = rounding(
    "floor", .down, NativeUnary(aim_floor_f32, aim_floor_f64), "Rounds down to a whole number.",
    #"y_i = \lfloor x_i \rfloor"#,
    shows: "[-2, 0, 2]", onnx: .node("Floor", since: 13))

  package static let ceil: Operator = rounding(
    "ceil", .up, NativeUnary(aim_ceil_f32, aim_ceil_f64), "Rounds up to a whole number.",
    #"y_i = \lceil x_i \rceil"#, shows: "[-1, 1, 3]",
    onnx: .node("Ceil", since: 13))

  package static let round: Operator = rounding(
    "round", .toNearestOrEven, NativeUnary(aim_round_f32, aim_round_f64),
    "Rounds to the nearest whole number, halves to the even one.", nil,
    shows: "[-2, 0, 2]", onnx: .node("Round", since: 11))

  package static let trunc: Operator = rounding(
    "trunc", .towardZero, NativeUnary(aim_truncate_f32, aim_truncate_f64),
    "Drops the fraction: rounds toward zero.", nil, shows: "[-1, 0, 2]",
    onnx: nil)

  private static func rounding(
    _ name: String, _ rule: FloatingPointRoundingRule, _ native: NativeUnary,
    _ summary: String, _ formula: String?,
    shows: String, onnx: OnnxMapping?
  ) -> Operator {
    unary(
      name, .numbers, summary: summary, formula: formula,
      examples: [.init("\(name)([-1.5, 0.5, 2.5])", gives: "f32[3] \(shows)")], onnx: onnx,
      native: native,
      loops: LoopTable(
        i64: Loops.map { (x: Int) in x }, f32: Loops.map { (x: Float) in x.rounded(rule) },
        f64: Loops.map { (x: Double) in x.rounded(rule) }))
  }
}
