package import AimDiagnostics

/// Random numbers. Each call moves its stream on; the same seed gives the same numbers on any
/// number of threads.
extension Operator {
  package static let randomFamily = OperatorFamily(
    "Random numbers",
    [rand, randn, uniform, normal, randint, bernoulli, permutation, shuffle, choice])

  static let stream = OperatorParameter.choice(
    "stream", RandomStreams.Purpose.allCases.map(\.name), default: "user")

  /// Sizes that may be left out: then a single number is drawn.
  static let randomShape = OperatorParameter("shape", .shape, default: .ints([]))

  package static let rand: Operator = Operator(
    "rand", [randomShape, stream, .dtype()],
    summary: "Random numbers, uniform from 0 up to 1.",
    examples: [OperatorExample("rand(2, 3).shape", gives: "[2, 3]")],
    samples: RandomRule.samples([.text("user"), .dtype(.f64)]),
    onnx: .node("RandomUniform", since: 1),
    infer: { _, attributes in [try RandomRule.inferred(attributes, shape: 0, dtype: 2)] },
    kernel: { call in [try RandomRule.draw(call, stream: 1, normal: false)] })

  package static let randn: Operator = Operator(
    "randn", [randomShape, stream, .dtype()],
    summary: "Random numbers from the normal distribution with mean 0 and variance 1.",
    examples: [OperatorExample("randn(2, 3).shape", gives: "[2, 3]")],
    samples: RandomRule.samples([.text("user"), .dtype(.f64)]),
    onnx: .node("RandomNormal", since: 1),
    infer: { _, attributes in [try RandomRule.inferred(attributes, shape: 0, dtype: 2)] },
    kernel: { call in [try RandomRule.draw(call, stream: 1, normal: true)] })

  package static let uniform: Operator = Operator(
    "uniform",
    [randomShape, .float("low", default: 0), .float("high", default: 1), stream, .dtype()],
    summary: "Random numbers, uniform from `low` up to `high`.",
    examples: [OperatorExample("all(uniform(100, low: 2, high: 3) >= 2)", gives: "true")],
    samples: RandomRule.samples([.float(-1), .float(1), .text("user"), .dtype(.f64)]),
    infer: { _, attributes in
      try RandomRule.expect(attributes.float(1), below: attributes.float(2), "uniform")
      return [try RandomRule.inferred(attributes, shape: 0, dtype: 4)]
    },
    kernel: { call in
      let (low, high) = (call.attributes.float(1), call.attributes.float(2))
      let unit = try RandomRule.draw(call, stream: 3, normal: false)
      return [try unit * (high - low) + low]
    })

  package static let normal: Operator = Operator(
    "normal",
    [randomShape, .float("mean", default: 0), .float("std", default: 1), stream, .dtype()],
    summary: "Random numbers from the normal distribution with this mean and deviation.",
    formula: #"p(x) = \frac{1}{\sigma\sqrt{2\pi}} e^{-(x - \mu)^2 / 2\sigma^2}"#,
    examples: [OperatorExample("normal(3, mean: 5, std: 0)", gives: "f32[3] [5, 5, 5]")],
    samples: RandomRule.samples([.float(1), .float(2), .text("user"), .dtype(.f64)]),
    infer: { _, attributes in
      guard attributes.float(2) >= 0 else { throw NegativeDeviation(value: attributes.float(2)) }
      return [try RandomRule.inferred(attributes, shape: 0, dtype: 4)]
    },
    kernel: { call in
      let unit = try RandomRule.draw(call, stream: 3, normal: true)
      return [try unit * call.attributes.float(2) + call.attributes.float(1)]
    })

  package static let randint: Operator = Operator(
    "randint", [.int("low"), .int("high"), randomShape, stream],
    summary: "Random whole numbers from `low` up to, but not including, `high`.",
    examples: [OperatorExample("randint(3, 4, 2)", gives: "i64[2] [3, 3]")],
    samples: [
      OperatorSample([], [.int(0), .int(10), .ints([2, 3]), .text("user")]),
      OperatorSample([], [.int(-3), .int(-2), .ints([]), .text("user")]),
      OperatorSample([], [.int(.min), .int(.max), .ints([3]), .text("shuffling")]),
      OperatorSample([], [.int(0), .int(2), .ints([0]), .text("user")]),
      OperatorSample([], [.int(-5), .int(5), .ints([2, 0, 3]), .text("dropout")]),
      OperatorSample([], [.int(0), .int(1), .ints([1]), .text("user")]),
    ],
    infer: { _, attributes in
      try RandomRule.expect(
        Double(attributes.int(0)), below: Double(attributes.int(1)), "randint")
      guard attributes.int(0) < attributes.int(1) else {
        throw EmptyRandomRange(
          operation: "randint", low: Double(attributes.int(0)), high: Double(attributes.int(1)))
      }
      return [try RandomRule.inferred(attributes, shape: 2, dtype: nil)]
    },
    kernel: { call in
      let result = try call.makeResult()
      let (low, high) = (call.attributes.int(0), call.attributes.int(1))
      let span = UInt64(bitPattern: Int64(high &- low))
      let draw = RandomDraw.take(result.count, .i64, for: RandomRule.purpose(call, 3))
      let target = result.pointer(as: Int.self)
      try draw.fill(target, result.count) { _ in span }
      for place in 0..<result.count { target[place] &+= low }
      return [result]
    })
}

/// What the random operators share.
enum RandomRule {
  static let faults: [any Fault.Type] = [
    EmptyRandomRange.self, NegativeDeviation.self, NotAProbability.self, TooManyChoices.self,
    NegativeCount.self, NothingToShuffle.self,
  ]

  /// Shapes of every kind, with the other attributes after them.
  static func samples(_ rest: [AttributeValue]) -> [OperatorSample] {
    let shapes: [[Int]] = [[], [0], [1], [5], [2, 3], [2, 0, 3], [2, 1, 4]]
    return shapes.map { OperatorSample([], [.ints($0)] + rest) }
  }

  static func inferred(_ attributes: Attributes, shape: Int, dtype: Int?) throws -> TensorType {
    let sizes = Shape(attributes.ints(shape) ?? [])
    let wanted = dtype.map { attributes.dtype($0) ?? .f32 } ?? .i64
    guard dtype == nil || wanted.isFloat else {
      throw NotDefinedFor(operation: "rand", dtype: wanted.name)
    }
    _ = try sizes.checkedCount(wanted)
    return TensorType(wanted, sizes)
  }

  static func purpose(_ call: KernelCall, _ index: Int) -> RandomStreams.Purpose {
    RandomStreams.Purpose(name: call.attributes.text(index)) ?? .user
  }

  /// The first result, drawn from a stream; f16 and bf16 are drawn as f32.
  static func draw(_ call: KernelCall, stream: Int, normal: Bool) throws -> Tensor {
    let shape = call.results[0].shape ?? .scalar
    let dtype = call.results[0].dtype ?? .f32
    let computed: DType = dtype == .f64 ? .f64 : .f32
    let result = try Tensor(uninitialized: computed, shape)
    let draw = RandomDraw.take(result.count, computed, for: purpose(call, stream))
    try draw.fill(result, normal: normal)
    return try Casting.converted(result, to: dtype)
  }

  static func expect(_ low: Double, below high: Double, _ operation: String) throws {
    guard low <= high, (high - low).isFinite, operation == "randint" || low < high else {
      throw EmptyRandomRange(operation: operation, low: low, high: high)
    }
  }
}

/// A range that holds no number to draw.
package struct EmptyRandomRange: Fault {
  package static let identity = FaultIdentity(.value, "empty-random-range")
  package static let example = "randint(5, 5, 3)"
  package let operation: String
  package let low: Double
  package let high: Double
  package var facts: [Fact] {
    [Fact("operation", .name(operation)), Fact("low", .number(low)), Fact("high", .number(high))]
  }
}

/// A standard deviation below zero.
package struct NegativeDeviation: Fault {
  package static let identity = FaultIdentity(.value, "negative-deviation")
  package static let example = "normal(3, std: -1)"
  package let value: Double
  package var facts: [Fact] { [Fact("value", .number(value))] }
}
