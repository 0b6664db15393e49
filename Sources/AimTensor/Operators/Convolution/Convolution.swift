/// Filters that slide over signals and images.
extension Operator {
  package static let convolutionFamily = OperatorFamily(
    "Convolution",
    [conv1d, conv2d, convTranspose1d, convTranspose2d, convolve, convolveImage, convolveFilters])

  /// O(N · outputs · channels / groups · kernel · result's length).
  package static let conv1d: Operator = convolution(
    "conv1d", axes: 1, summary: "Slides filters `weight` along signals `x`: [N, C, L].",
    formula: #"y_{nol} = b_o + \sum_{ck} w_{ock} x_{n,c,sl+dk-p}"#,
    examples: [
      OperatorExample("conv1d([[[1, 2, 3, 4]]], [[[1, 1]]])", gives: "f32[1, 1, 3] [[[3, 5, 7]]]")
    ],
    samples: [
      OperatorSample([[2, 3, 6], [4, 3, 2], [4]], options(1, 0, 1, 1)),
      OperatorSample([[2, 4, 7], [6, 2, 3]], options(2, 1, 2, 2)),
      OperatorSample([[1, 1, 5], [1, 1, 5]], options(1, 0, 1, 1)),
      OperatorSample([[2, 2, 5], [2, 2, 2]], [.int(2), .text("same"), .int(1), .int(1)]),
      OperatorSample([[0, 1, 5], [2, 1, 3]], options(1, 0, 1, 1)),
      OperatorSample([[1, 2, 4], [2, 1, 1]], options(3, 0, 1, 2)),
    ])

  /// O(N · outputs · channels / groups · kernel · result's area).
  package static let conv2d: Operator = convolution(
    "conv2d", axes: 2, summary: "Slides filters `weight` over images `x`: [N, C, H, W].",
    formula: #"y_{noij} = b_o + \sum_{ckl} w_{ockl} x_{n,c,si+dk-p,sj+dl-p}"#,
    examples: [
      OperatorExample(
        "conv2d(ones(1, 1, 3, 3), ones(1, 1, 2, 2))[0, 0]", gives: "f32[2, 2]\n[[4, 4],\n [4, 4]]"),
      OperatorExample(
        "conv2d(zeros(8, 3, 28, 28), zeros(16, 3, 5, 5), stride: 2, padding: 2).shape",
        gives: "[8, 16, 14, 14]"),
    ],
    samples: [
      OperatorSample([[2, 3, 4, 5], [2, 3, 2, 3], [2]], options(1, 0, 1, 1)),
      OperatorSample([[1, 4, 5, 4], [2, 2, 3, 1]], options(2, 1, 1, 2)),
      OperatorSample([[1, 2, 5, 5], [2, 1, 2, 2]], options(1, 1, 2, 2)),
      OperatorSample([[2, 2, 3, 3], [3, 2, 1, 1]], options(1, 0, 1, 1)),
      OperatorSample([[1, 1, 4, 4], [2, 1, 3, 2]], [.int(1), .text("same"), .int(1), .int(1)]),
      OperatorSample(
        [[1, 1, 4, 6], [1, 1, 2, 3]], [.ints([1, 2]), .ints([1, 0]), .int(1), .int(1)]),
      OperatorSample([[0, 1, 4, 4], [2, 1, 3, 3]], options(1, 0, 1, 1)),
      // As many outputs as vectors have lanes, and some more.
      OperatorSample([[2, 2, 4, 5], [9, 2, 3, 3], [9]], options(1, 1, 1, 1)),
      OperatorSample([[1, 10, 4, 3], [10, 5, 2, 2]], options(2, 1, 1, 2)),
    ])

  private static func options(_ stride: Int, _ padding: Int, _ dilation: Int, _ groups: Int)
    -> [AttributeValue]
  {
    [.int(stride), .int(padding), .int(dilation), .int(groups)]
  }

  private static func convolution(
    _ name: String, axes: Int, summary: String, formula: String, examples: [OperatorExample],
    samples: [OperatorSample]
  ) -> Operator {
    let rule = ConvolutionRule(name: name, axes: axes)
    return Operator(
      name,
      [
        .tensor("x"), .tensor("weight"), .optionalTensor("bias"), .ints("stride", default: [1]),
        .ints("padding", orOneOf: ["valid", "same"], default: [0]), .ints("dilation", default: [1]),
        .int("groups", default: 1),
      ],
      summary: summary, formula: formula, examples: examples, samples: samples,
      onnx: .node("Conv", since: 11),
      infer: { types, attributes in [try rule.inferred(types, attributes)] },
      kernel: { call in
        let (x, weight) = (call.inputs[0], call.inputs[1])
        let result = try call.makeResult()
        let geometry = try rule.geometry(x.shape, weight.shape, call.attributes)
        let bias =
          try call.inputs.count > 2
          ? Casting.converted(call.inputs[2], to: result.dtype) : nil
        try ConvolutionRun.forward(
          Casting.converted(x, to: result.dtype), Casting.converted(weight, to: result.dtype), bias,
          geometry, into: result)
        return [result]
      },
      gradient: GradientRule { call in
        let (x, weight) = (call.inputs[0], call.inputs[1])
        let geometry = try rule.geometry(x.shape, weight.shape, call.attributes)
        let image =
          call.needs[0]
          ? try convolveImage([call.upstream, weight], geometry.attributes(spatial(x))) : nil
        let filters =
          call.needs[1]
          ? try convolveFilters([x, call.upstream], geometry.attributes(spatial(weight))) : nil
        return try [image, filters] + biasGradient(call)
      })
  }

  /// The sizes along which filters slide.
  static func spatial(_ x: Tensor) -> [Int] { Array(x.shape.dimensions.dropFirst(2)) }

  /// The gradient of a bias, where one was given: upstream summed over all but the channels.
  static func biasGradient(_ call: GradientCall) throws -> [Tensor?] {
    guard call.inputs.count > 2 else { return [] }
    guard call.needs[2] else { return [nil] }
    // Plane by plane, as they lie: all axes at once would be copied first.
    let (upstream, sizes) = (call.upstream, call.upstream.shape)
    let area = sizes.dimensions.dropFirst(2).reduce(1, *)
    let planes = try Operator.sum(
      upstream.reshaped([sizes[0], sizes[1], area]), .ints([2]), .flag(false))
    return [try Operator.sum(planes, .ints([0]), .flag(false))]
  }
}
