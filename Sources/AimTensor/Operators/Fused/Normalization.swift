import CAimKernels

/// Layer norm and batch norm.
extension Operator {
  package static let layerNorm: Operator = Operator(
    "layer_norm",
    [.tensor("x"), .tensor("weight"), .tensor("bias"), .float("epsilon", default: 1e-5)],
    summary: "Normalizes the last axis by its own mean and variance.",
    samples: [
      OperatorSample([[2, 5], [5], [5]], [.float(1e-5)]),
      OperatorSample([[2, 1, 3], [3], [3]], [.float(1e-3)]),
      OperatorSample([[0, 4], [4], [4]], [.float(1e-5)]),
      OperatorSample([[3], [3], [3]], [.float(1e-2)]),
      OperatorSample([[2, 1], [1], [1]], [.float(1)]),
      OperatorSample([[2, 40], [40], [40]], [.float(1e-5)]),
    ],
    onnx: .node("LayerNormalization", since: 17), isPublic: false,
    infer: { types, _ in
      try NormalizationRule.check("layer_norm", types[0], axis: -1, weights: types.dropFirst())
      return [TensorType(FusedRule.dtype(types), types[0].dimensions)]
    },
    kernel: { call in
      let dtype = call.results[0].dtype ?? .f32
      let inputs = try call.inputs.map { try FusedRule.prepared($0, dtype) }
      return [
        try dtype == .f64
          ? NormalizationRule.layer(inputs, call, aim_layer_norm_f64)
          : NormalizationRule.layer(inputs, call, aim_layer_norm_f32)
      ]
    },
    gradient: GradientRule { call in
      let (x, weight) = (call.inputs[0], call.inputs[1])
      let u = call.upstream
      let epsilon = call.attributes[0]
      let lead = AttributeValue.ints(Array(0..<(x.rank - 1)))
      return [
        call.needs[0] ? try normalizeRowsGradient(u * weight, x, epsilon) : nil,
        call.needs[1] ? try sum(u * normalizeRows(x, epsilon), lead, .flag(false)) : nil,
        call.needs[2] ? try sum(u, lead, .flag(false)) : nil,
      ]
    })

  /// (x - mean) / sqrt(variance + epsilon) along the last axis.
  static let normalizeRows: Operator = Operator(
    "normalize_rows", [.tensor("x"), .float("epsilon", default: 1e-5)],
    summary: "The last axis less its mean, divided by its deviation.",
    samples: [
      OperatorSample([[2, 5]], [.float(1e-5)]), OperatorSample([[3]], [.float(1e-3)]),
      OperatorSample([[0, 4]], [.float(1e-5)]), OperatorSample([[2, 1]], [.float(1)]),
      OperatorSample([[2, 1, 3]], [.float(1e-5)]), OperatorSample([[2, 40]], [.float(1e-5)]),
    ], isPublic: false,
    infer: { types, _ in [TensorType(FusedRule.dtype(types), types[0].dimensions)] },
    kernel: { call in
      let x = try FusedRule.prepared(call.inputs[0], call.results[0].dtype ?? .f32)
      return [try NormalizationRule.normalized(x, call.attributes.float(0)).y]
    },
    gradient: GradientRule { call in
      [try normalizeRowsGradient(call.upstream, call.inputs[0], call.attributes[0])]
    })

  /// s (u - mean u - y mean(u y)), with y the normalized x and s = 1 / sqrt(variance + epsilon).
  static let normalizeRowsGradient: Operator = Operator(
    "normalize_rows_gradient",
    [.tensor("upstream"), .tensor("x"), .float("epsilon", default: 1e-5)],
    summary: "The gradient of normalizing the last axis.",
    samples: [
      OperatorSample([[2, 5], [2, 5]], [.float(1e-5)]), OperatorSample([[3], [3]], [.float(1e-3)]),
      OperatorSample([[0, 4], [0, 4]], [.float(1e-5)]),
      OperatorSample([[2, 1], [2, 1]], [.float(1)]),
      OperatorSample([[2, 1, 3], [2, 1, 3]], [.float(1e-5)]),
      OperatorSample([[2, 40], [2, 40]], [.float(1e-5)]),
    ], isPublic: false,
    infer: { types, _ in [TensorType(FusedRule.dtype(types), types[1].dimensions)] },
    kernel: { call in
      let dtype = call.results[0].dtype ?? .f32
      let upstream = try FusedRule.prepared(call.inputs[0], dtype)
      let x = try FusedRule.prepared(call.inputs[1], dtype)
      return [try NormalizationRule.gradient(upstream, x, call.attributes.float(0))]
    },
    gradient: GradientRule { call in
      try Differentiation.pullback(of: call) { inputs in
        try NormalizationRule.definition(inputs[0], inputs[1], call.attributes.float(0))
      }
    })

  package static let batchNorm: Operator = Operator(
    "batch_norm",
    [
      .tensor("x"), .tensor("mean"), .tensor("variance"), .tensor("weight"), .tensor("bias"),
      .float("epsilon", default: 1e-5),
    ],
    summary: "Normalizes each channel by a mean and a variance that are given for it.",
    samples: [
      OperatorSample([[2, 3], [3], [3], [3], [3]], [.float(1e-5)], in: 0.5...2),
      OperatorSample([[2, 2, 3, 2], [2], [2], [2], [2]], [.float(1e-3)], in: 0.5...2),
      OperatorSample([[0, 2], [2], [2], [2], [2]], [.float(1e-5)], in: 0.5...2),
      OperatorSample([[1, 1], [1], [1], [1], [1]], [.float(1)], in: 0.5...2),
      OperatorSample([[2, 3, 4], [3], [3], [3], [3]], [.float(0)], in: 0.5...2),
      OperatorSample([[3, 1, 1, 2], [1], [1], [1], [1]], [.float(1e-5)], in: 0.5...2),
    ],
    onnx: .node("BatchNormalization", since: 15), isPublic: false,
    infer: { types, _ in
      try NormalizationRule.check("batch_norm", types[0], axis: 1, weights: types.dropFirst())
      return [TensorType(FusedRule.dtype(types), types[0].dimensions)]
    },
    kernel: { call in [try BatchNormalization.run(call)] },
    gradient: GradientRule { call in try BatchNormalization.gradient(call) })
}

/// Rules and loops of normalization along rows.
enum NormalizationRule {
  /// Each of the weights is a vector with one number for each feature along the axis.
  static func check(
    _ name: String, _ x: TensorType, axis: Int, weights: ArraySlice<TensorType>
  ) throws {
    guard let dimensions = x.dimensions else { return }
    let place = try x.axis(axis) ?? 0
    for weight in weights {
      guard let sizes = weight.dimensions else { continue }
      guard sizes.count == 1, sizes[0].agrees(with: dimensions[place]) else {
        throw OperatorMisused(
          operation: name, problem: "weights \(weight.knownSizes) for an input \(x.knownSizes)")
      }
    }
  }

  /// Layer norm of contiguous x, weight and bias.
  fileprivate static func layer<Element: NativeElement>(
    _ inputs: [Tensor], _ call: KernelCall,
    _ loop:
      @escaping @Sendable (
        UnsafePointer<Element>?, UnsafePointer<Element>?, UnsafePointer<Element>?, Element,
        UnsafeMutablePointer<Element>?, Int, Int
      ) -> Void
  ) throws -> Tensor {
    let result = try call.makeResult()
    let (x, weight, bias) = (
      inputs[0].pointer(as: Element.self), inputs[1].pointer(as: Element.self),
      inputs[2].pointer(as: Element.self)
    )
    let (out, epsilon) = (result.pointer(as: Element.self), Element(call.attributes.float(0)))
    let columns = result.shape.dimensions.last ?? 1
    let rows = columns == 0 ? 0 : result.count / columns
    try FusedRule.runRows(rows, columns) { range in
      let start = range.lowerBound * columns
      loop(x + start, weight, bias, epsilon, out + start, range.count, columns)
    }
    withExtendedLifetime(inputs) {}
    return result
  }

  /// The normalized rows of a contiguous float tensor, and what each was multiplied by.
  static func normalized(_ x: Tensor, _ epsilon: Double) throws -> (y: Tensor, scale: Tensor) {
    let columns = x.shape.dimensions.last ?? 1
    let rows = columns == 0 ? 0 : x.count / columns
    let y = try Tensor(uninitialized: x.dtype, x.shape)
    let scale = try Tensor(uninitialized: x.dtype, [rows])
    let (from, to, factor) = (x.bytes, y.bytes, scale.bytes)
    let isWide = x.dtype == .f64
    try FusedRule.runRows(rows, columns) { range in
      let start = range.lowerBound * columns
      if isWide {
        aim_normalize_rows_f64(
          from.assumingMemoryBound(to: Double.self) + start, epsilon,
          to.assumingMemoryBound(to: Double.self) + start,
          factor.assumingMemoryBound(to: Double.self) + range.lowerBound, range.count, columns)
      } else {
        aim_normalize_rows_f32(
          from.assumingMemoryBound(to: Float.self) + start, Float(epsilon),
          to.assumingMemoryBound(to: Float.self) + start,
          factor.assumingMemoryBound(to: Float.self) + range.lowerBound, range.count, columns)
      }
    }
    withExtendedLifetime(x) {}
    return (y, scale)
  }

  static func gradient(_ upstream: Tensor, _ x: Tensor, _ epsilon: Double) throws -> Tensor {
    let (y, scale) = try normalized(x, epsilon)
    let result = try Tensor(uninitialized: x.dtype, x.shape)
    let columns = x.shape.dimensions.last ?? 1
    let (u, value, factor, out) = (upstream.bytes, y.bytes, scale.bytes, result.bytes)
    let isWide = x.dtype == .f64
    try FusedRule.runRows(scale.count, columns) { range in
      let start = range.lowerBound * columns
      if isWide {
        aim_normalize_rows_gradient_f64(
          u.assumingMemoryBound(to: Double.self) + start,
          value.assumingMemoryBound(to: Double.self) + start,
          factor.assumingMemoryBound(to: Double.self) + range.lowerBound,
          out.assumingMemoryBound(to: Double.self) + start, range.count, columns)
      } else {
        aim_normalize_rows_gradient_f32(
          u.assumingMemoryBound(to: Float.self) + start,
          value.assumingMemoryBound(to: Float.self) + start,
          factor.assumingMemoryBound(to: Float.self) + range.lowerBound,
          out.assumingMemoryBound(to: Float.self) + start, range.count, columns)
      }
    }
    withExtendedLifetime((upstream, y, scale)) {}
    return result
  }

  /// The same gradient written with operators.
  static func definition(_ u: Tensor, _ x: Tensor, _ epsilon: Double) throws -> Tensor {
    let last = AttributeValue.ints([-1])
    let keep = AttributeValue.flag(true)
    let centred = try x - Operator.mean(x, last, keep)
    let variance = try Operator.mean(centred * centred, last, keep)
    let scale = try 1 / Operator.sqrt(variance + epsilon)
    let y = try centred * scale
    let slope = try Operator.mean(u * y, last, keep)
    return try scale * (u - Operator.mean(u, last, keep) - y * slope)
  }
}
