import CAimKernels

/// Batch norm in training: statistics of the batch, normalizing, and the gradient, channel by channel.
///
/// A channel's elements stay in the second cache from the first pass over them to the last.
extension Operator {
  package static let normalizeBatch: Operator = Operator(
    "normalize_batch",
    [.tensor("x"), .tensor("weight"), .tensor("bias"), .float("epsilon", default: 1e-5)],
    summary: "Normalizes each channel by the batch's own mean and variance, and gives these too.",
    samples: samples(inputs: 1, vectors: 2), isPublic: false,
    resultNames: ["y", "mean", "variance"],
    infer: { types, _ in
      _ = try MatmulRule.resultDType(types, of: "normalize_batch")
      try NormalizationRule.check("normalize_batch", types[0], axis: 1, weights: types.dropFirst())
      return results(FusedRule.dtype(types), types[0])
    },
    kernel: { call in try BatchStatistics.run(call) },
    gradient: GradientRule(usesResults: true) { call in try BatchStatistics.gradient(call) })

  /// From upstream, x, weight, mean and variance to the gradients of x, weight and bias.
  static let normalizeBatchGradient: Operator = Operator(
    "normalize_batch_gradient",
    [
      .tensor("upstream"), .tensor("x"), .tensor("weight"), .tensor("mean"), .tensor("variance"),
      .float("epsilon", default: 1e-5),
    ],
    summary: "The gradients of normalizing a batch.",
    samples: samples(inputs: 2, vectors: 3), isPublic: false,
    resultNames: ["x", "weight", "bias"],
    infer: { types, _ in results(FusedRule.dtype(types), types[1]) },
    kernel: { call in try BatchStatistics.runGradient(call) },
    gradient: GradientRule { call in
      try Differentiation.pullback(
        of: call, several: { try BatchStatistics.gradients($0, call.attributes.float(0)) })
    })

  /// Some images or signals and then some vectors: small areas, and one that has loops in C.
  private static func samples(inputs: Int, vectors: Int) -> [OperatorSample] {
    let shapes: [Shape] = [
      [3, 2], [2, 2, 3], [2, 3, 2, 4], [2, 2, 3, 11], [1, 1, 5], [2, 1, 1, 1],
    ]
    return shapes.map { shape in
      OperatorSample(
        Array(repeating: shape, count: inputs)
          + Array(repeating: Shape([shape[1]]), count: vectors), [.float(0.1)], in: 0.5...2)
    }
  }

  private static func results(_ dtype: DType?, _ x: TensorType) -> [TensorType] {
    let channels = TensorType(dtype, x.dimensions.map { [$0[1]] })
    return [TensorType(dtype, x.dimensions), channels, channels]
  }
}

enum BatchStatistics {
  /// The sizes of a batch: `[images, channels, area]`.
  private struct Sizes {
    let images: Int
    let channels: Int
    let area: Int
    /// Elements of a channel.
    var count: Int { images * area }

    init(_ shape: Shape) {
      images = shape[0]
      channels = shape[1]
      area = shape.dimensions.dropFirst(2).reduce(1, &*)
    }

    /// True where a channel's run in an image is worth a loop.
    var isLong: Bool { area >= 8 }

    func forEachChannel(_ body: @escaping (Int) -> Void) throws {
      try Pool.run(channels, by: max(1, Pool.grain / max(count, 1))) { $0.forEach(body) }
    }

    func forEachRun(_ channel: Int, _ body: (Int) -> Void) {
      for image in 0..<images { body((image * channels + channel) * area) }
    }
  }

  private static func all(but x: Tensor) -> AttributeValue {
    .ints((0..<x.rank).filter { $0 != 1 })
  }

  private static func spread(_ x: Tensor) -> Shape {
    Shape([x.shape[1]] + Array(repeating: 1, count: x.rank - 2))
  }
}

// MARK: forwards

extension BatchStatistics {
  static func run(_ call: KernelCall) throws -> [Tensor] {
    let dtype = call.results[0].dtype ?? .f32
    let inputs = try call.inputs.map { try FusedRule.prepared($0, dtype) }
    let epsilon = call.attributes.float(0)
    guard Sizes(inputs[0].shape).isLong else { return try composed(inputs, epsilon) }
    let results = try (0..<3).map { try call.makeResult($0) }
    if dtype == .f64 {
      try run(inputs, epsilon, into: results, .double)
    } else {
      try run(inputs, epsilon, into: results, .single)
    }
    return results
  }

  private static func run<Element: NativeElement>(
    _ inputs: [Tensor], _ epsilon: Double, into results: [Tensor], _ loops: BatchLoops<Element>
  ) throws {
    let sizes = Sizes(inputs[0].shape)
    let (x, weight, bias) = loops.pointers(inputs)
    let (y, mean, variance) = loops.pointers(results)
    try sizes.forEachChannel { channel in
      var total = 0.0
      sizes.forEachRun(channel) { total += loops.sum(x + $0, sizes.area) }
      let middle = Element(total / Double(sizes.count))
      var squares = 0.0
      sizes.forEachRun(channel) {
        squares += loops.squaredDeviations(x + $0, Double(middle), sizes.area)
      }
      let spread = Element(squares / Double(sizes.count))
      let factor = weight[channel] / (spread + Element(epsilon)).squareRoot()
      sizes.forEachRun(channel) {
        loops.scale(x + $0, middle, factor, bias[channel], y + $0, sizes.area)
      }
      mean[channel] = middle
      variance[channel] = spread
    }
    withExtendedLifetime((inputs, results)) {}
  }

  /// The same with operators.
  private static func composed(_ inputs: [Tensor], _ epsilon: Double) throws -> [Tensor] {
    let x = inputs[0]
    let mean = try Operator.mean(x, all(but: x), .flag(false))
    let distance = try x - mean.reshaped(spread(x))
    let variance = try Operator.mean(distance * distance, all(but: x), .flag(false))
    let factor = try inputs[1] / Operator.sqrt(variance + epsilon)
    let y = try distance * factor.reshaped(spread(x)) + inputs[2].reshaped(spread(x))
    return try [y, mean, variance].map { try Casting.converted($0, to: x.dtype) }
  }
}

// MARK: backwards

extension BatchStatistics {
  static func gradient(_ call: GradientCall) throws -> [Tensor?] {
    let (x, mean, variance) = (call.inputs[0], call.results[1], call.results[2])
    var gradients: [Tensor?] = [nil, nil, nil]
    if let upstream = call.upstreams[0] {
      gradients = try apply(
        .normalizeBatchGradient, [upstream, x, call.inputs[1], mean, variance], call.attributes)
    }
    let share = 1 / Double(Sizes(x.shape).count)
    if let upstream = call.upstreams[1] {
      let part = try (upstream * share).reshaped(spread(x)).expanded(to: x.shape)
      gradients[0] = try gradients[0].map { try $0 + part } ?? part
    }
    if let upstream = call.upstreams[2] {
      let part = try (x - mean.reshaped(spread(x))) * (upstream * (2 * share)).reshaped(spread(x))
      gradients[0] = try gradients[0].map { try $0 + part } ?? part
    }
    return gradients
  }

  static func runGradient(_ call: KernelCall) throws -> [Tensor] {
    let dtype = call.results[0].dtype ?? .f32
    let inputs = try call.inputs.map { try FusedRule.prepared($0, dtype) }
    let epsilon = call.attributes.float(0)
    guard Sizes(inputs[1].shape).isLong else {
      return try gradients(inputs, epsilon).map { try Casting.converted($0, to: dtype) }
    }
    let results = try (0..<3).map { try call.makeResult($0) }
    if dtype == .f64 {
      try runGradient(inputs, epsilon, into: results, .double)
    } else {
      try runGradient(inputs, epsilon, into: results, .single)
    }
    return results
  }

  private static func runGradient<Element: NativeElement>(
    _ inputs: [Tensor], _ epsilon: Double, into results: [Tensor], _ loops: BatchLoops<Element>
  ) throws {
    let sizes = Sizes(inputs[1].shape)
    let upstream = inputs[0].pointer(as: Element.self)
    let variance = inputs[4].pointer(as: Element.self)
    let (x, weight, mean) = loops.pointers(Array(inputs[1...3]))
    let (slope, weightSlope, biasSlope) = loops.pointers(results)
    try sizes.forEachChannel { channel in
      var sums = (0.0, 0.0)
      withUnsafeMutableBytes(of: &sums) { room in
        let sums = room.assumingMemoryBound(to: Double.self).baseAddress
        sizes.forEachRun(channel) {
          loops.slopes(upstream + $0, x + $0, mean[channel], sizes.area, sums)
        }
      }
      let (total, moment) = sums
      let inverse = 1 / (Double(variance[channel]) + epsilon).squareRoot()
      let factor = Double(weight[channel]) * inverse
      let share = factor / Double(sizes.count)
      let (a, c) = (Element(factor), Element(-share * total))
      let b = Element(-share * moment * inverse * inverse)
      sizes.forEachRun(channel) {
        loops.combine(upstream + $0, x + $0, mean[channel], a, b, c, slope + $0, sizes.area)
      }
      weightSlope[channel] = Element(moment * inverse)
      biasSlope[channel] = Element(total)
    }
    withExtendedLifetime((inputs, results)) {}
  }

  /// The same with operators, of upstream, x, weight, mean and variance.
  static func gradients(_ inputs: [Tensor], _ epsilon: Double) throws -> [Tensor] {
    let (u, x, weight) = (inputs[0], inputs[1], inputs[2])
    let shape = spread(x)
    let share = 1 / Double(Sizes(x.shape).count)
    let distance = try x - inputs[3].reshaped(shape)
    let inverse = try 1 / Operator.sqrt(inputs[4] + epsilon)
    let total = try Operator.sum(u, all(but: x), .flag(false))
    let moment = try Operator.sum(u * distance, all(but: x), .flag(false)) * inverse
    let slope = try (moment * inverse * share).reshaped(shape)
    let rest = try u - (total * share).reshaped(shape) - distance * slope
    return [try rest * (weight * inverse).reshaped(shape), moment, total]
  }
}

/// The loops in C along a channel's run in one image.
private struct BatchLoops<Element: NativeElement>: Sendable {
  typealias Input = UnsafePointer<Element>?
  typealias Output = UnsafeMutablePointer<Element>?

  let sum: @Sendable (Input, Int) -> Double
  let squaredDeviations: @Sendable (Input, Double, Int) -> Double
  let slopes: @Sendable (Input, Input, Element, Int, UnsafeMutablePointer<Double>?) -> Void
  let scale: @Sendable (Input, Element, Element, Element, Output, Int) -> Void
  let combine: @Sendable (Input, Input, Element, Element, Element, Element, Output, Int) -> Void

  func pointers(_ tensors: [Tensor]) -> (
    UnsafeMutablePointer<Element>, UnsafeMutablePointer<Element>, UnsafeMutablePointer<Element>
  ) {
    (
      tensors[0].pointer(as: Element.self), tensors[1].pointer(as: Element.self),
      tensors[2].pointer(as: Element.self)
    )
  }
}

extension BatchLoops<Float> {
  static let single = BatchLoops(
    sum: { aim_sum_f32($0, $1) },
    squaredDeviations: { aim_sum_of_squared_deviations_f32($0, $1, $2) },
    slopes: aim_batch_slopes_f32, scale: aim_batch_scale_f32, combine: aim_batch_combine_f32)
}

extension BatchLoops<Double> {
  static let double = BatchLoops(
    sum: { aim_sum_f64($0, $1) },
    squaredDeviations: { aim_sum_of_squared_deviations_f64($0, $1, $2) },
    slopes: aim_batch_slopes_f64, scale: aim_batch_scale_f64, combine: aim_batch_combine_f64)
}
