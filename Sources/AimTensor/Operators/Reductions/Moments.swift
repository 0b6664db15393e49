import Glibc

/// Means, spreads, and reductions that are made of others.
extension Operator {
  package static let mean: Operator = composed(
    "mean", summary: "The average along `axis`, or of all; NaN of nothing.",
    formula: #"y_i = \frac1n \sum_j x_{ij}"#,
    examples: [.init("mean([1, 2, 6])", gives: "3.0")], onnx: .node("ReduceMean", since: 18),
    gradient: { try $0.spread() / Double($0.count) }
  ) { x, axis, _ in
    try pendingMean(x, axis) ?? sum(x, axis, .flag(true)) / Double(elementCount(x, axis))
  }

  /// The mean of a pending chain, with its reduced axes as 1; nil where it is better done at once.
  private static func pendingMean(_ x: Tensor, _ axis: AttributeValue) throws -> Tensor? {
    guard x.storage.isPending, let loop = sumLoops[x.dtype] else { return nil }
    let axes = try Reduction.axes(axis, rank: x.rank, shape: x.shape.dimensions)
    return try Reduction.putOff(
      loop, x, axes: axes, into: x.dtype, x.shape.reduced(along: axes, keeping: true),
      weak: x.weak, divisor: Double(elementCount(x, axis)))
  }

  package static let logsumexp: Operator = composed(
    "logsumexp", summary: "The logarithm of the sum of exponentials, without overflow on the way.",
    formula: #"y_i = \ln \sum_j e^{x_{ij}}"#,
    examples: [.init("logsumexp([1000.0, 1000.0])", gives: "1000.6932")],
    onnx: .node("ReduceLogSumExp", since: 18),
    // Each element's share is its softmax; where the sum is infinite x - y would be NaN.
    gradient: {
      try $0.upstream * exp($0.x - Operator.where(isfinite($0.result), $0.result, zero()))
    }
  ) { x, axis, _ in
    if x.count == 0 { return try log(sum(x, axis, .flag(true))) }
    let largest = try max(x, axis, .flag(true))
    // An infinite maximum would make inf - inf: shift by it only where it is finite.
    let shift = try Operator.where(isfinite(largest), largest, zero())
    return try log(sum(exp(x - shift), axis, .flag(true))) + shift
  }

  private static func zero() throws -> Tensor { try Tensor(number: 0.0) }

  package static let norm: Operator = Operator(
    "norm", [.tensor("x"), .float("order", default: 2), .axes(), .flag("keepdims")],
    summary:
      "The length of a vector: the root of the sum of squares, unless another order is asked.",
    formula: #"y_i = \left(\sum_j |x_{ij}|^p\right)^{1/p}"#,
    examples: [
      .init("norm([3.0, 4.0])", gives: "5.0"), .init("norm([3.0, -4.0], order: 1)", gives: "7.0"),
    ],
    samples: Reduction.samples(in: 0.5...2).map { sample in
      var values = sample.attributes.values
      values.insert(.float(2), at: 0)
      return OperatorSample(sample.shapes, values, in: 0.5...2)
    },
    infer: { types, attributes in
      [try floatResult("norm", types[0], attributes[1], keeping: attributes.flag(2))]
    },
    kernel: { call in
      let whole = try norm(call.inputs[0].detached(), call.attributes.float(0), call.attributes[1])
      return [try finished(whole, call, axis: 1)]
    },
    gradient: composedRule { x, attributes in
      try norm(x, attributes.float(0), attributes[1])
    })

  private static func norm(_ x: Tensor, _ order: Double, _ axis: AttributeValue) throws -> Tensor {
    if order == .infinity { return try max(abs(x), axis, .flag(true)) }
    if order == 1 { return try sum(abs(x), axis, .flag(true)) }
    if order == 2 { return try root(sum(x * x, axis, .flag(true))) }
    let powers = try sum(power(abs(x), Tensor(number: order)), axis, .flag(true))
    return try power(powers, Tensor(number: 1 / order))
  }

  /// The square root with slope 0 at 0: of all slopes there, what least squares and clipped gradients need.
  private static func root(_ squares: Tensor) throws -> Tensor {
    let isZero = try equal(squares, zero())
    return try Operator.where(isZero, zero(), sqrt(Operator.where(isZero, one(), squares)))
  }

  private static func one() throws -> Tensor { try Tensor(number: 1.0) }

  package static let variance: Operator = Operator(
    "variance", [.tensor("x"), .axes(), .int("correction", default: 0), .flag("keepdims")],
    summary: "The mean squared distance from the mean; `correction: 1` divides by n - 1.",
    formula: #"y_i = \frac{1}{n - c} \sum_j (x_{ij} - \bar x_i)^2"#,
    examples: [
      .init("variance([1.0, 3.0])", gives: "1.0"),
      .init("variance([1.0, 3.0], correction: 1)", gives: "2.0"),
    ],
    samples: spreadSamples,
    infer: { types, attributes in
      [try floatResult("variance", types[0], attributes[0], keeping: attributes.flag(2))]
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      return [try finished(variance(x, call.attributes[0], call.attributes.int(1)), call, axis: 0)]
    },
    gradient: GradientRule { call in
      let part = try ReductionGradient(call)
      let distance = try part.x - mean(part.x, part.axis, .flag(true))
      let freedom = Swift.max(part.count - call.attributes.int(1), 0)
      return [try part.upstream * distance * (2 / Double(freedom))]
    }, takesPending: true)

  package static let std: Operator = Operator(
    "std", [.tensor("x"), .axes(), .int("correction", default: 0), .flag("keepdims")],
    summary: "The standard deviation: the root of the variance.",
    formula: #"y_i = \sqrt{\frac{1}{n - c} \sum_j (x_{ij} - \bar x_i)^2}"#,
    examples: [.init("std([1.0, 3.0])", gives: "1.0")],
    samples: spreadSamples.filter { $0.shapes[0].count > 1 },
    infer: { types, attributes in
      [try floatResult("std", types[0], attributes[0], keeping: attributes.flag(2))]
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      return [
        try finished(sqrt(variance(x, call.attributes[0], call.attributes.int(1))), call, axis: 0)
      ]
    },
    gradient: GradientRule(usesResults: true) { call in
      let part = try ReductionGradient(call)
      let distance = try part.x - mean(part.x, part.axis, .flag(true))
      let freedom = Swift.max(part.count - call.attributes.int(1), 0)
      // Where all are equal the distances are 0, and so is the slope.
      let deviation = try Operator.where(equal(part.result, zero()), one(), part.result)
      return [try part.upstream * distance / (deviation * Double(freedom))]
    }, takesPending: true)

  private static var spreadSamples: [OperatorSample] {
    Reduction.samples().map { sample in
      var values = sample.attributes.values
      values.insert(.int(0), at: 1)
      return OperatorSample(sample.shapes, values)
    }
  }

  private static func variance(_ x: Tensor, _ axis: AttributeValue, _ correction: Int) throws
    -> Tensor
  {
    let count = try elementCount(x, axis)
    let distance = try x - mean(x, axis, .flag(true))
    return try sum(distance * distance, axis, .flag(true))
      / Double(Swift.max(count - correction, 0))
  }

  static func elementCount(_ x: Tensor, _ axis: AttributeValue) throws -> Int {
    try Reduction.axes(axis, rank: x.rank, shape: x.shape.dimensions).reduce(1) { $0 * x.shape[$1] }
  }
}

extension Operator {
  /// A reduction to floats whose value is written with other operators.
  static func composed(
    _ name: String, summary: String, formula: String, examples: [OperatorExample],
    onnx: OnnxMapping?,
    gradient: @escaping @Sendable (ReductionGradient) throws -> Tensor,
    _ body: @escaping @Sendable (Tensor, AttributeValue, Attributes) throws -> Tensor
  ) -> Operator {
    Operator(
      name, [.tensor("x"), .axes(), .flag("keepdims")], summary: summary, formula: formula,
      examples: examples, samples: Reduction.samples(), onnx: onnx,
      infer: { types, attributes in
        [try floatResult(name, types[0], attributes[0], keeping: attributes.flag(1))]
      },
      kernel: { call in
        let x = try floated(call.inputs[0].detached())
        return [try finished(body(x, call.attributes[0], call.attributes), call, axis: 0)]
      },
      gradient: GradientRule(usesResults: true) { call in
        [try gradient(ReductionGradient(call))]
      }, takesPending: true)
  }

  /// Integers and booleans as the floats that a mean of them is.
  static func floated(_ x: Tensor) throws -> Tensor {
    if x.dtype.isComputed, x.dtype.isFloat { return x }
    try x.storage.materialize()
    return x.dtype.isFloat
      ? x : try Casting.converted(x, to: Promotion.float(x.dtype, weak: x.weak)).with(weak: x.weak)
  }

  static func floatResult(
    _ name: String, _ type: TensorType, _ axis: AttributeValue, keeping keepdims: Bool
  ) throws -> TensorType {
    TensorType(
      type.dtype.map { Promotion.float($0, weak: type.weak) },
      try Reduction.dimensions(type, axis, keeping: keepdims), weak: type.weak)
  }

  /// A body's result (with its axes kept) in the shape that was asked for.
  static func finished(_ whole: Tensor, _ call: KernelCall, axis: Int) throws -> Tensor {
    guard let shape = call.results[0].shape else { throw LostResult() }
    return try whole.reshaped(shape).with(weak: call.results[0].weak)
  }

  /// The gradient of a body of operators: the body is run once more, as a function of a leaf, and
  /// walked back.
  static func composedRule(
    _ body: @escaping @Sendable (Tensor, Attributes) throws -> Tensor
  ) -> GradientRule {
    GradientRule { call in
      let attributes = call.attributes
      return try Differentiation.pullback(of: call) { inputs in
        let whole = try body(inputs[0], attributes)
        return try whole.reshaped(call.upstream.shape)
      }
    }
  }
}
