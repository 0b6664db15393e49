package import AimDiagnostics

/// Attention: a mean of values, weighted by how well each key answers a query.
///
/// Neither direction writes the whole matrix of scores: a block of queries at a time meets the keys,
/// and the gradient computes the block's weights once more (Dao and others, "FlashAttention", 2022).
extension Operator {
  package static let attention: Operator = Operator(
    "scaled_dot_product_attention",
    [
      .tensor("query"), .tensor("key"), .tensor("value"), .optionalTensor("mask"),
      .flag("causal", default: false),
    ],
    summary: "The values, averaged by how well their keys answer each query.",
    samples: AttentionRule.samples, isPublic: false,
    infer: { types, attributes in [try AttentionRule.inferred(types, attributes)] },
    kernel: { call in
      let result = try call.makeResult()
      let inputs = call.inputs.map { $0.detached() }
      if AttentionRule.isEmpty(inputs) {
        let value = try AttentionRule.definition(inputs, causal: call.attributes.flag(0))
        return [try Casting.converted(value, to: result.dtype)]
      }
      try result.dtype == .f64
        ? AttentionRun<Double>(inputs, result, call.attributes.flag(0)).forward(into: result)
        : AttentionRun<Float>(inputs, result, call.attributes.flag(0)).forward(into: result)
      return [result]
    },
    gradient: GradientRule { call in
      if call.needs.count > 3, call.needs[3] {
        return try Differentiation.pullback(of: call) {
          try AttentionRule.definition($0, causal: call.attributes.flag(0))
        }
      }
      let slopes = try apply(attentionGradient, [call.upstream] + call.inputs, call.attributes)
      return slopes + (call.needs.count > 3 ? [nil] : [])
    },
    operations: { inputs, results, _ in AttentionRule.operations(inputs, results[0], products: 2) })

  /// With respect to queries, keys and values.
  package static let attentionGradient: Operator = Operator(
    "attention_gradient",
    [
      .tensor("upstream"), .tensor("query"), .tensor("key"), .tensor("value"),
      .optionalTensor("mask"), .flag("causal", default: false),
    ],
    summary: "The gradient of attention.", samples: AttentionRule.gradientSamples,
    isPublic: false, resultNames: ["query", "key", "value"],
    infer: { types, attributes in
      let dtype = try AttentionRule.inferred(Array(types.dropFirst()), attributes).dtype
      return (1...3).map { TensorType(dtype, types[$0].dimensions) }
    },
    kernel: { call in
      let inputs = call.inputs.map { $0.detached() }
      let (upstream, rest) = (inputs[0], Array(inputs.dropFirst()))
      let (causal, dtype) = (call.attributes.flag(0), call.results[0].dtype ?? .f32)
      if AttentionRule.isEmpty(rest) {
        return try AttentionRule.slopes(inputs, causal: causal).map {
          try Casting.converted($0, to: dtype)
        }
      }
      let slopes =
        try dtype == .f64
        ? AttentionRun<Double>(rest, upstream, causal).backward(from: upstream)
        : AttentionRun<Float>(rest, upstream, causal).backward(from: upstream)
      return try zip(slopes, rest).map { try $0.summed(to: $1.shape) }
    },
    gradient: GradientRule { call in
      try Differentiation.pullback(
        of: call, several: { try AttentionRule.slopes($0, causal: call.attributes.flag(0)) })
    },
    operations: { inputs, results, _ in
      AttentionRule.operations(Array(inputs.dropFirst()), inputs[0], products: 5)
    })
}

/// Types of attention, and its definition in operators.
enum AttentionRule {
  static let samples: [OperatorSample] =
    plain.map { OperatorSample($0, [.flag(false)]) }
    + causal.map { OperatorSample($0, [.flag(true)]) }

  static let gradientSamples: [OperatorSample] = samples.map { sample in
    let (query, key, value) = (sample.shapes[0], sample.shapes[1], sample.shapes[2])
    var lead = query.rank > key.rank ? query.dimensions.dropLast(2) : key.dimensions.dropLast(2)
    for (axis, size) in query.dimensions.dropLast(2).enumerated() where size != 1 {
      lead[axis] = size
    }
    let upstream = Shape(Array(lead) + [query[query.rank - 2], value[value.rank - 1]])
    return OperatorSample([upstream] + sample.shapes, sample.attributes.values)
  }

  /// Queries, keys, values, and perhaps a mask.
  private static let plain: [[Shape]] = [
    [[3, 2], [4, 2], [4, 3]], [[2, 2, 3], [2, 5, 3], [2, 5, 2], [2, 5]],
    [[1, 2], [5, 2], [5, 2]], [[2, 2, 2, 1], [2, 1, 3, 1], [2, 1, 3, 2]],
    [[0, 2], [3, 2], [3, 2]], [[2, 2], [0, 2], [0, 3]], [[67, 2], [3, 2], [3, 1]],
  ]
  private static let causal: [[Shape]] = [
    [[3, 2], [3, 2], [3, 2]], [[2, 2, 3], [2, 4, 3], [2, 4, 2]],
    [[2, 3, 1], [1, 3, 1], [1, 3, 2], [2, 1, 3]], [[5, 2], [3, 2], [3, 2]],
  ]

  static func inferred(_ types: [TensorType], _ attributes: Attributes) throws -> TensorType {
    let (query, key, value) = (types[0], types[1], types[2])
    for type in types.prefix(3) where (type.rank ?? 2) < 2 {
      throw OperatorMisused(
        operation: "scaled_dot_product_attention",
        problem: "an input of shape \(type.knownSizes), without an axis of positions")
    }
    let turned = key.dimensions.map { sizes -> [Dimension] in
      sizes.dropLast(2) + [sizes[sizes.count - 1], sizes[sizes.count - 2]]
    }
    let dtype = FusedRule.dtype(Array(types.prefix(3)))
    _ = try MatmulRule.resultDType(Array(types.prefix(3)), of: "scaled_dot_product_attention")
    var scores = try MatmulRule.inferred(query, key.with(dimensions: turned))
    if types.count > 3 { try checkMask(types[3], scores) }
    scores.dtype = dtype
    return try MatmulRule.inferred(scores, value).with(dtype: dtype)
  }

  /// A mask may be stretched to the scores, and not the scores to it.
  private static func checkMask(_ mask: TensorType, _ scores: TensorType) throws {
    guard let sizes = scores.dimensions, let own = mask.dimensions else { return }
    let fits =
      own.count <= sizes.count
      && zip(own.reversed(), sizes.reversed()).allSatisfy { $0.size == 1 || $0.agrees(with: $1) }
    if !fits { throw MaskDoesNotFit(mask: mask.knownSizes, scores: scores.knownSizes) }
  }

  /// True where there is nothing to run: no scores, or no products in them.
  static func isEmpty(_ inputs: [Tensor]) -> Bool { inputs.prefix(3).contains { $0.count == 0 } }

  /// Of `products` products of the scores' size, from the shapes of the inputs and of the result.
  static func operations(_ inputs: [Shape], _ result: Shape, products: Double) -> Double {
    let (key, width) = (inputs[1], result[result.rank - 1])
    let queries = Double(result.dimensions.dropLast().reduce(1, &*))
    return products * queries * Double(key[key.rank - 2] * (key[key.rank - 1] + width))
  }

  /// softmax(q kᵀ / √width + mask); zeros for a query that may see no key.
  private static func weights(_ inputs: [Tensor], causal: Bool) throws -> Tensor {
    let (query, key) = (inputs[0], inputs[1])
    var scores = try Operator.matmul(query, Operator.matrixTranspose(key)) * scale(query)
    if inputs.count > 3 {
      let mask = inputs[3]
      scores =
        try mask.dtype == .bool
        ? Operator.where([mask, scores, Tensor(number: -.infinity)]) : scores + mask
    }
    if causal {
      let seen = try visible(queries: query.shape[query.rank - 2], keys: key.shape[key.rank - 2])
      scores = try Operator.where([seen, scores, Tensor(number: -.infinity)])
    }
    let isHidden = try Operator.equal(scores, Tensor(number: -.infinity))
    let isBlind = try Operator.all(isHidden, .ints([-1]), .flag(true))
    let zero = try Tensor(number: 0.0)
    let chances = try Operator.softmax(Operator.where([isBlind, zero, scores]), .int(-1))
    return try Operator.where([isBlind, zero, chances])
  }

  static func scale(_ query: Tensor) -> Double {
    1 / Double(max(query.shape[query.rank - 1], 1)).squareRoot()
  }

  /// True where a key stands no later than the query: the last of both are one position.
  private static func visible(queries: Int, keys: Int) throws -> Tensor {
    var seen: [Bool] = []
    seen.reserveCapacity(queries * keys)
    for row in 0..<queries {
      for column in 0..<keys { seen.append(column <= row + keys - queries) }
    }
    return try Tensor(seen, shape: [queries, keys])
  }

  static func definition(_ inputs: [Tensor], causal: Bool) throws -> Tensor {
    try Operator.matmul(weights(inputs, causal: causal), inputs[2])
  }

  /// The gradients with respect to queries, keys and values, from upstream and the inputs.
  static func slopes(_ inputs: [Tensor], causal: Bool) throws -> [Tensor] {
    let (upstream, rest) = (inputs[0], Array(inputs.dropFirst()))
    let (query, key, value) = (rest[0], rest[1], rest[2])
    let chances = try weights(rest, causal: causal)
    let toChances = try Operator.matmul(upstream, Operator.matrixTranspose(value))
    let mean = try Operator.sum(toChances * chances, .ints([-1]), .flag(true))
    let toScores = try chances * (toChances - mean) * scale(query)
    return [
      try Operator.matmul(toScores, key).summed(to: query.shape),
      try Operator.matmul(Operator.matrixTranspose(toScores), query).summed(to: key.shape),
      try Operator.matmul(Operator.matrixTranspose(chances), upstream).summed(to: value.shape),
    ]
  }
}

/// A mask that cannot be stretched to the scores of attention.
package struct MaskDoesNotFit: Fault {
  package static let identity = FaultIdentity(.shape, "mask-does-not-fit")
  package static let example =
    "scaled_dot_product_attention(ones(2, 3), ones(4, 3), ones(4, 3), ones(3, 4) > 0)"
  package let mask: [Int]
  package let scores: [Int]
  package var facts: [Fact] { [Fact("mask", .shape(mask)), Fact("scores", .shape(scores))] }
}
