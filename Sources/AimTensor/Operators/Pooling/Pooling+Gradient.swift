/// The operators that the gradients of pooling are made of.
extension Operator {
  static let maxPoolGradient1d: Operator = maxGradient("max_pool_gradient1d", 1, maxPoolIndices1d)
  static let maxPoolGradient2d: Operator = maxGradient("max_pool_gradient2d", 2, maxPoolIndices2d)
  static let avgPoolGradient1d: Operator = averageGradient("avg_pool_gradient1d", 1) { avgPool1d }
  static let avgPoolGradient2d: Operator = averageGradient("avg_pool_gradient2d", 2) { avgPool2d }

  /// Adds each element of upstream to where the largest element of its window stands.
  ///
  /// Attributes: the pooling's.
  private static func maxGradient(_ name: String, _ axes: Int, _ indices: Operator) -> Operator {
    let rule = PoolingRule(name: name, axes: axes)
    return Operator(
      name, [.tensor("upstream")] + windowParameters,
      summary: "Adds each element to where the largest of its window stands.",
      samples: samples(axes).map { sample in
        let result = try? rule.inferred(TensorType(.f64, sample.shapes[0]), sample.attributes)
        return OperatorSample(
          [result?.shape ?? [0], sample.shapes[0]], sample.attributes.values)
      },
      isPublic: false,
      infer: { types, _ in [types[1].with(dtype: types[0].dtype)] },
      kernel: { call in
        let result = try call.makeResult()
        let upstream = call.inputs[0]
        let x = try Casting.converted(call.inputs[1], to: result.dtype)
        let window = try rule.window(x.shape, upstream.shape, call.attributes)
        if result.dtype == .f64 {
          try PoolingRun.largestGradient(Double.self, upstream, x, window, into: result)
        } else {
          try PoolingRun.largestGradient(Float.self, upstream, x, window, into: result)
        }
        return [result]
      },
      gradient: GradientRule { call in
        guard call.needs[0] else { return [nil, nil] }
        let index = try applyOne(indices, [call.inputs[1].detached()], call.attributes)
        return [try gatherPlanes([call.upstream, index], []), nil]
      })
  }

  /// Shares each element of upstream out over the window that it was the mean of.
  ///
  /// Attributes: the pooling's, and the image's sizes.
  private static func averageGradient(
    _ name: String, _ axes: Int, _ pooling: @escaping @Sendable () -> Operator
  ) -> Operator {
    let rule = PoolingRule(name: name, axes: axes)
    return Operator(
      name,
      [
        .tensor("upstream"), .ints("kernel"), .optionalInts("stride"),
        .ints("padding", default: [0]), .ints("sizes"),
      ],
      summary: "Shares each element out over the window that it was the mean of.",
      samples: gradientSamples(axes), isPublic: false,
      infer: { types, attributes in [unpooled(types[0], attributes.ints(3) ?? [])] },
      kernel: { call in
        let result = try call.makeResult()
        let upstream = call.inputs[0]
        let window = try rule.window(result.shape, upstream.shape, call.attributes)
        if result.dtype == .f64 {
          try PoolingRun.averageGradient(Double.self, upstream, window, into: result)
        } else {
          try PoolingRun.averageGradient(Float.self, upstream, window, into: result)
        }
        return [result]
      },
      gradient: GradientRule { call in
        [try pooling()([call.upstream], Array(call.attributes.values.dropLast()))]
      })
  }

  private static func gradientSamples(_ axes: Int) -> [OperatorSample] {
    axes == 1
      ? [
        OperatorSample([[2, 3, 3]], [.int(2), .none, .int(0), .ints([7])]),
        OperatorSample([[1, 2, 6]], [.int(3), .int(1), .int(1), .ints([6])]),
        OperatorSample([[1, 1, 2]], [.int(2), .int(3), .int(0), .ints([5])]),
        OperatorSample([[2, 1, 1]], [.int(1), .none, .int(0), .ints([1])]),
        OperatorSample([[0, 1, 2]], [.int(2), .none, .int(0), .ints([4])]),
        OperatorSample([[1, 1, 3]], [.int(3), .int(2), .int(1), .ints([6])]),
      ]
      : [
        OperatorSample([[2, 2, 2, 3]], [.int(2), .none, .int(0), .ints([4, 6])]),
        OperatorSample(
          [[1, 2, 3, 3]], [.ints([3, 2]), .ints([2, 1]), .ints([1, 0]), .ints([5, 4])]),
        OperatorSample([[1, 1, 3, 3]], [.int(3), .int(1), .int(1), .ints([3, 3])]),
        OperatorSample([[2, 1, 1, 1]], [.int(1), .none, .int(0), .ints([1, 1])]),
        OperatorSample([[0, 1, 2, 2]], [.int(2), .none, .int(0), .ints([4, 4])]),
        OperatorSample([[1, 1, 3, 6]], [.int(2), .int(1), .ints([0, 1]), .ints([4, 5])]),
      ]
  }

  /// The type of planes of these sizes, as many as there are of a pooled type.
  private static func unpooled(_ type: TensorType, _ sizes: [Int]) -> TensorType {
    let spatial = sizes.map { Dimension.size($0) }
    return TensorType(type.dtype, type.dimensions.map { Array($0.prefix(2)) + spatial })
  }

  /// Adds each element to the place of its plane that an index names; the rest is 0.
  static let scatterPlanes: Operator = Operator(
    "scatter_planes", [.tensor("upstream"), .tensor("index"), .ints("sizes")],
    summary: "Adds each element to the place of its plane that an index names.", isPublic: false,
    infer: { types, attributes in [unpooled(types[0], attributes.ints(0) ?? [])] },
    kernel: { call in
      let result = try call.makeResult()
      if result.dtype == .f64 {
        try PoolingRun.scatter(Double.self, call.inputs[0], call.inputs[1], into: result)
      } else {
        try PoolingRun.scatter(Float.self, call.inputs[0], call.inputs[1], into: result)
      }
      return [result]
    },
    gradient: GradientRule { call in
      [try gatherPlanes([call.upstream, call.inputs[1]], []), nil]
    })

  /// The element of its plane that each index names.
  static let gatherPlanes: Operator = Operator(
    "gather_planes", [.tensor("x"), .tensor("index")],
    summary: "The element of its plane that each index names.", isPublic: false,
    infer: { types, _ in [types[1].with(dtype: types[0].dtype)] },
    kernel: { call in
      let result = try call.makeResult()
      if result.dtype == .f64 {
        try PoolingRun.gather(Double.self, call.inputs[0], call.inputs[1], into: result)
      } else {
        try PoolingRun.gather(Float.self, call.inputs[0], call.inputs[1], into: result)
      }
      return [result]
    },
    gradient: GradientRule { call in
      let x = call.inputs[0]
      return [try scatterPlanes([call.upstream, call.inputs[1]], [.ints(spatial(x))]), nil]
    })
}
