/// Windows that keep the largest element, or the mean.
extension Operator {
  package static let poolingFamily = OperatorFamily(
    "Pooling",
    [
      maxPool1d, maxPool2d, avgPool1d, avgPool2d, maxPoolIndices1d, maxPoolIndices2d,
      maxPoolGradient1d, maxPoolGradient2d, scatterPlanes, gatherPlanes, avgPoolGradient1d,
      avgPoolGradient2d,
    ])

  package static let maxPool1d: Operator = maxPool("max_pool1d", axes: 1, maxPoolGradient1d)
  package static let maxPool2d: Operator = maxPool("max_pool2d", axes: 2, maxPoolGradient2d)
  package static let avgPool1d: Operator = averagePool("avg_pool1d", axes: 1, avgPoolGradient1d)
  package static let avgPool2d: Operator = averagePool("avg_pool2d", axes: 2, avgPoolGradient2d)
  static let maxPoolIndices1d: Operator = indices("max_pool_indices1d", axes: 1)
  static let maxPoolIndices2d: Operator = indices("max_pool_indices2d", axes: 2)

  static let windowParameters: [OperatorParameter] = [
    .tensor("x"), .ints("kernel"), .optionalInts("stride"), .ints("padding", default: [0]),
  ]

  static func samples(_ axes: Int) -> [OperatorSample] {
    axes == 1
      ? [
        OperatorSample([[2, 3, 7]], [.int(2), .none, .int(0)]),
        OperatorSample([[1, 2, 6]], [.int(3), .int(1), .int(1)]),
        OperatorSample([[1, 1, 5]], [.int(2), .int(3), .int(0)]),
        OperatorSample([[2, 1, 1]], [.int(1), .none, .int(0)]),
        OperatorSample([[0, 1, 4]], [.int(2), .none, .int(0)]),
        OperatorSample([[1, 1, 6]], [.int(3), .int(2), .int(1)]),
      ]
      : [
        OperatorSample([[2, 2, 4, 6]], [.int(2), .none, .int(0)]),
        OperatorSample([[1, 2, 5, 4]], [.ints([3, 2]), .ints([2, 1]), .ints([1, 0])]),
        OperatorSample([[1, 1, 3, 3]], [.int(3), .int(1), .int(1)]),
        OperatorSample([[2, 1, 1, 1]], [.int(1), .none, .int(0)]),
        OperatorSample([[0, 1, 4, 4]], [.int(2), .none, .int(0)]),
        OperatorSample([[1, 1, 4, 5]], [.int(2), .int(1), .ints([0, 1])]),
        OperatorSample([[1, 1, 5, 9]], [.int(2), .none, .int(0)]),
      ]
  }

  /// The largest element under each window.
  ///
  /// O(result · kernel).
  private static func maxPool(_ name: String, axes: Int, _ gradient: Operator) -> Operator {
    let rule = PoolingRule(name: name, axes: axes)
    let example =
      axes == 1
      ? OperatorExample("max_pool1d([[[1, 5, 2, 4]]], 2)", gives: "f32[1, 1, 2] [[[5, 4]]]")
      : OperatorExample("max_pool2d(zeros(8, 16, 28, 28), 2).shape", gives: "[8, 16, 14, 14]")
    return Operator(
      name, windowParameters,
      summary: "The largest element under each window, which moves by `stride` (its own size).",
      formula: axes == 1 ? #"y_{nci} = \max_k x_{n,c,si+k-p}"# : nil, examples: [example],
      samples: samples(axes), onnx: .node("MaxPool", since: 12),
      infer: { types, attributes in [try rule.inferred(types[0], attributes)] },
      kernel: { call in
        let result = try call.makeResult()
        let x = try Casting.converted(call.inputs[0], to: result.dtype)
        let window = try rule.window(x.shape, result.shape, call.attributes)
        if result.dtype == .f64 {
          try PoolingRun.largest(Double.self, x, window, into: result)
        } else {
          try PoolingRun.largest(Float.self, x, window, into: result)
        }
        return [result]
      },
      gradient: GradientRule { call in
        [try applyOne(gradient, [call.upstream, call.inputs[0]], call.attributes)]
      })
  }

  /// Where the largest elements stand.
  ///
  /// Its parameters are the pooling's.
  private static func indices(_ name: String, axes: Int) -> Operator {
    let rule = PoolingRule(name: name, axes: axes)
    return Operator(
      name, windowParameters, summary: "Where the largest element under each window stands.",
      samples: samples(axes), isPublic: false,
      infer: { types, attributes in [try rule.inferred(types[0], attributes).with(dtype: .i64)] },
      kernel: { call in
        let result = try call.makeResult()
        let dtype = Promotion.float(call.inputs[0].dtype, weak: false)
        let x = try Casting.converted(call.inputs[0], to: dtype)
        let window = try rule.window(x.shape, result.shape, call.attributes)
        if dtype == .f64 {
          try PoolingRun.indices(Double.self, x, window, into: result)
        } else {
          try PoolingRun.indices(Float.self, x, window, into: result)
        }
        return [result]
      })
  }

  /// The mean under each window, padding counted as zeros.
  ///
  /// O(result · kernel).
  private static func averagePool(_ name: String, axes: Int, _ gradient: Operator) -> Operator {
    let rule = PoolingRule(name: name, axes: axes)
    let example =
      axes == 1
      ? OperatorExample("avg_pool1d([[[1, 5, 2, 4]]], 2)", gives: "f32[1, 1, 2] [[[3, 3]]]")
      : OperatorExample("avg_pool2d(zeros(8, 16, 28, 28), 2).shape", gives: "[8, 16, 14, 14]")
    return Operator(
      name, windowParameters,
      summary: "The mean under each window, which moves by `stride` (its own size).",
      formula: axes == 1 ? #"y_{nci} = \frac1K \sum_k x_{n,c,si+k-p}"# : nil, examples: [example],
      samples: samples(axes), onnx: .node("AveragePool", since: 11),
      infer: { types, attributes in [try rule.inferred(types[0], attributes)] },
      kernel: { call in
        let result = try call.makeResult()
        let x = try Casting.converted(call.inputs[0], to: result.dtype)
        let window = try rule.window(x.shape, result.shape, call.attributes)
        if result.dtype == .f64 {
          try PoolingRun.average(Double.self, x, window, into: result)
        } else {
          try PoolingRun.average(Float.self, x, window, into: result)
        }
        return [result]
      },
      gradient: GradientRule { call in
        let sizes = AttributeValue.ints(spatial(call.inputs[0]))
        return [try gradient([call.upstream], call.attributes.values + [sizes])]
      })
  }
}
