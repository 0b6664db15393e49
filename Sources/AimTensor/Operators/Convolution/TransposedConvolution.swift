/// Transposed convolution: the gradient of a convolution, used forwards to make images larger.
extension Operator {
  package static let convTranspose1d: Operator = transposedConvolution(
    "conv_transpose1d", axes: 1,
    summary: "Spreads each element of signals `x` through filters `weight`: [C, outputs, k].",
    examples: [
      OperatorExample(
        "conv_transpose1d([[[1, 2]]], [[[1, 1]]], stride: 2)",
        gives: "f32[1, 1, 4] [[[1, 1, 2, 2]]]")
    ],
    samples: [
      OperatorSample([[2, 3, 4], [3, 2, 3], [2]], options(1, 0, 1, 1, 0)),
      OperatorSample([[1, 4, 3], [4, 1, 2]], options(2, 1, 2, 2, 1)),
      OperatorSample([[1, 1, 1], [1, 1, 1]], options(1, 0, 1, 1, 0)),
      OperatorSample([[2, 2, 3], [2, 3, 2]], options(3, 0, 1, 1, 2)),
      OperatorSample([[1, 2, 4], [2, 1, 3]], options(1, 2, 1, 1, 0)),
      OperatorSample([[0, 2, 4], [2, 1, 3]], options(1, 0, 1, 1, 0)),
    ])

  package static let convTranspose2d: Operator = transposedConvolution(
    "conv_transpose2d", axes: 2,
    summary: "Spreads each element of images `x` through filters `weight`: [C, outputs, k, k].",
    examples: [
      OperatorExample(
        "conv_transpose2d(zeros(1, 8, 7, 7), zeros(8, 4, 2, 2), stride: 2).shape",
        gives: "[1, 4, 14, 14]")
    ],
    samples: [
      OperatorSample([[2, 2, 3, 2], [2, 3, 2, 3], [3]], options(1, 0, 1, 1, 0)),
      OperatorSample([[1, 4, 3, 3], [4, 1, 2, 3]], options(2, 1, 1, 2, 1)),
      OperatorSample([[1, 2, 2, 2], [2, 2, 2, 2]], options(1, 1, 2, 1, 0)),
      OperatorSample([[1, 1, 1, 1], [1, 1, 1, 1]], options(1, 0, 1, 1, 0)),
      OperatorSample([[1, 1, 2, 2], [1, 2, 3, 3]], options(2, 1, 1, 1, 0)),
      OperatorSample([[0, 1, 2, 2], [1, 2, 3, 3]], options(1, 0, 1, 1, 0)),
    ])

  private static func options(
    _ stride: Int, _ padding: Int, _ dilation: Int, _ groups: Int, _ extra: Int
  ) -> [AttributeValue] {
    [.int(stride), .int(padding), .int(dilation), .int(groups), .int(extra)]
  }

  private static func transposedConvolution(
    _ name: String, axes: Int, summary: String, examples: [OperatorExample],
    samples: [OperatorSample]
  ) -> Operator {
    let rule = ConvolutionRule(name: name, axes: axes)
    return Operator(
      name,
      [
        .tensor("x"), .tensor("weight"), .optionalTensor("bias"), .ints("stride", default: [1]),
        .ints("padding", default: [0]), .ints("dilation", default: [1]),
        .int("groups", default: 1), .ints("output_padding", default: [0]),
      ],
      summary: summary, examples: examples, samples: samples,
      onnx: .node("ConvTranspose", since: 11),
      infer: { types, attributes in [try rule.inferredTransposed(types, attributes)] },
      kernel: { call in
        let result = try call.makeResult()
        let bias =
          try call.inputs.count > 2
          ? Casting.converted(call.inputs[2], to: result.dtype) : nil
        try ConvolutionRun.image(
          Casting.converted(call.inputs[0], to: result.dtype),
          Casting.converted(call.inputs[1], to: result.dtype), bias,
          rule.transposedGeometry(call.attributes), into: result)
        return [result]
      },
      gradient: GradientRule { call in
        let (x, weight) = (call.inputs[0], call.inputs[1])
        let geometry = try rule.transposedGeometry(call.attributes)
        let image =
          call.needs[0]
          ? try convolve([call.upstream, weight], geometry.attributes(spatial(x))) : nil
        let filters =
          call.needs[1]
          ? try convolveFilters([call.upstream, x], geometry.attributes(spatial(weight))) : nil
        return try [image, filters] + biasGradient(call)
      })
  }
}
