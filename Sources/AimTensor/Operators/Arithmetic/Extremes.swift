import CAimKernels

/// The larger and the smaller of two, and keeping between bounds.
extension Operator {
  package static let maximum: Operator = binary(
    "maximum", summary: "The larger of two, element by element; NaN where either is NaN.",
    formula: #"y_i = \max(a_i, b_i)"#,
    examples: [.init("maximum([1, 5], 3)", gives: "i64[2] [3, 5]")], onnx: .node("Max", since: 13),
    native: NativeForms(
      f32: NativeBinary(aim_maximum_f32, aim_maximum_right_f32, aim_maximum_left_f32),
      f64: NativeBinary(aim_maximum_f64, aim_maximum_right_f64, aim_maximum_left_f64)),
    loops: LoopTable(
      i64: Loops.zip { (a: Int, b: Int) in a > b ? a : b },
      f32: Loops.zip { (a: Float, b: Float) in a > b || a.isNaN ? a : b },
      f64: Loops.zip { (a: Double, b: Double) in a > b || a.isNaN ? a : b }),
    left: { upstream, a, b, _ in try upstream * share(greater(a, b), equal(a, b)) },
    right: { upstream, a, b, _ in try upstream * share(greater(b, a), equal(a, b)) })

  package static let minimum: Operator = binary(
    "minimum", summary: "The smaller of two, element by element; NaN where either is NaN.",
    formula: #"y_i = \min(a_i, b_i)"#,
    examples: [.init("minimum([1, 5], 3)", gives: "i64[2] [1, 3]")], onnx: .node("Min", since: 13),
    native: NativeForms(
      f32: NativeBinary(aim_minimum_f32, aim_minimum_right_f32, aim_minimum_left_f32),
      f64: NativeBinary(aim_minimum_f64, aim_minimum_right_f64, aim_minimum_left_f64)),
    loops: LoopTable(
      i64: Loops.zip { (a: Int, b: Int) in a < b ? a : b },
      f32: Loops.zip { (a: Float, b: Float) in a < b || a.isNaN ? a : b },
      f64: Loops.zip { (a: Double, b: Double) in a < b || a.isNaN ? a : b }),
    left: { upstream, a, b, _ in try upstream * share(less(a, b), equal(a, b)) },
    right: { upstream, a, b, _ in try upstream * share(less(b, a), equal(a, b)) })

  /// How much of the gradient goes to one side: all where it won, half at a tie.
  private static func share(_ won: Tensor, _ tied: Tensor) throws -> Tensor {
    let half = try Operator.where(tied, Tensor(number: 0.5), Tensor(number: 0.0))
    return try Operator.where(won, Tensor(number: 1.0), half)
  }

  /// Keeps every element between two bounds; a bound of nil is none.
  package static let clamp: Operator = Operator(
    "clamp",
    [
      .tensor("x"), .number("low", default: AttributeValue.none),
      .number("high", default: AttributeValue.none),
    ],
    summary: "Keeps every element between two bounds; a bound left out is none.",
    formula: #"y_i = \min(\max(x_i, low), high)"#,
    examples: [.init("clamp([-1.5, 0.5, 3], low: 0, high: 1)", gives: "f32[3] [0, 0.5, 1]")],
    samples: [[], [0], [5], [2, 3], [2, 1, 4], [3, 2]].map { (shape: Shape) in
      OperatorSample([shape], [.float(-0.7), .float(1.1)])
    }, onnx: .node("Clip", since: 13),
    infer: { types, attributes in [try clamped(types[0], attributes)] },
    kernel: { call in
      var result = call.inputs[0].detached()
      if let low = try bound(call.attributes[0]) { result = try maximum(result, low) }
      if let high = try bound(call.attributes[1]) { result = try minimum(result, high) }
      return [result]
    },
    gradient: GradientRule { call in
      let x = call.inputs[0]
      var inside = try Operator.equal(x, x)
      if let low = try bound(call.attributes[0]) {
        inside = try Operator.logicalAnd(inside, Operator.greaterEqual(x, low))
      }
      if let high = try bound(call.attributes[1]) {
        inside = try Operator.logicalAnd(inside, Operator.lessEqual(x, high))
      }
      return [try Operator.where(inside, call.upstream, Tensor(number: 0.0))]
    }, takesPending: true)

  private static func clamped(_ type: TensorType, _ attributes: Attributes) throws -> TensorType {
    var result = type
    for index in 0..<2 {
      guard let bound = try bound(attributes[index]), let element = maximum.elementwise else {
        continue
      }
      result = try element.inferred([result, bound.type], of: "clamp").with(
        dimensions: type.dimensions)
      result.weak = type.weak
    }
    return result
  }

  private static func bound(_ value: AttributeValue) throws -> Tensor? {
    switch value {
    case .int(let number): try Tensor(number: number)
    case .float(let number): try Tensor(number: number)
    default: nil
    }
  }
}
