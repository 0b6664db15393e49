/// Rounding; the result keeps its dtype, so that floats stay floats.
extension Operator {
  package static let roundingFamily = OperatorFamily("Rounding", [floor, ceil, round, trunc])

  package static let floor: Operator = rounding(
    "floor", .down, "Rounds down to a whole number.", #"y_i = \lfloor x_i \rfloor"#,
    shows: "[-2, 0, 2]", onnx: .node("Floor", since: 13))

  package static let ceil: Operator = rounding(
    "ceil", .up, "Rounds up to a whole number.", #"y_i = \lceil x_i \rceil"#, shows: "[-1, 1, 3]",
    onnx: .node("Ceil", since: 13))

  package static let round: Operator = rounding(
    "round", .toNearestOrEven, "Rounds to the nearest whole number, halves to the even one.", nil,
    shows: "[-2, 0, 2]", onnx: .node("Round", since: 11))

  package static let trunc: Operator = rounding(
    "trunc", .towardZero, "Drops the fraction: rounds toward zero.", nil, shows: "[-1, 0, 2]",
    onnx: nil)

  private static func rounding(
    _ name: String, _ rule: FloatingPointRoundingRule, _ summary: String, _ formula: String?,
    shows: String, onnx: OnnxMapping?
  ) -> Operator {
    unary(
      name, .numbers, summary: summary, formula: formula,
      examples: [.init("\(name)([-1.5, 0.5, 2.5])", gives: "f32[3] \(shows)")], onnx: onnx,
      loops: LoopTable(
        i64: Loops.map { (x: Int) in x }, f32: Loops.map { (x: Float) in x.rounded(rule) },
        f64: Loops.map { (x: Double) in x.rounded(rule) }))
  }
}
