/// The three products of an image, filters and a result, each bilinear in its two inputs. They are
/// each other's gradients, so any number of gradients follows.
extension Operator {
  /// From image and filters to result.
  static let convolve: Operator = core(
    "convolve", "image", "filters",
    samples: ConvolutionSamples.core { ([$0.image, $0.filters], $0.result) },
    lead: { image, filters, _ in [image[0], filters[0]] },
    kernel: { image, filters, bias, geometry, result in
      try ConvolutionRun.forward(image, filters, bias, geometry, into: result)
    },
    gradient: { upstream, image, filters, geometry, needs in
      [
        needs[0]
          ? try convolveImage(
            [upstream, filters], geometry.attributes(Array(image.shape.dimensions.dropFirst(2))))
          : nil,
        needs[1]
          ? try convolveFilters(
            [image, upstream], geometry.attributes(Array(filters.shape.dimensions.dropFirst(2))))
          : nil,
      ]
    })

  /// From result and filters to image: the transposed convolution.
  static let convolveImage: Operator = core(
    "convolve_image", "result", "filters",
    samples: ConvolutionSamples.core { ([$0.result, $0.filters], $0.image) },
    lead: { result, filters, groups in [result[0], filters[1] * .size(groups)] },
    kernel: { result, filters, bias, geometry, image in
      try ConvolutionRun.image(result, filters, bias, geometry, into: image)
    },
    gradient: { upstream, result, filters, geometry, needs in
      [
        needs[0]
          ? try convolve(
            [upstream, filters], geometry.attributes(Array(result.shape.dimensions.dropFirst(2))))
          : nil,
        needs[1]
          ? try convolveFilters(
            [upstream, result], geometry.attributes(Array(filters.shape.dimensions.dropFirst(2))))
          : nil,
      ]
    })

  /// From image and result to filters.
  static let convolveFilters: Operator = core(
    "convolve_filters", "image", "result",
    samples: ConvolutionSamples.core { ([$0.image, $0.result], $0.filters) },
    lead: { image, result, groups in [result[1], image[1].dividedDown(by: .size(groups))] },
    kernel: { image, result, _, geometry, filters in
      try ConvolutionRun.filters(image, result, geometry, into: filters)
    },
    gradient: { upstream, image, result, geometry, needs in
      [
        needs[0]
          ? try convolveImage(
            [result, upstream], geometry.attributes(Array(image.shape.dimensions.dropFirst(2))))
          : nil,
        needs[1]
          ? try convolve(
            [image, upstream], geometry.attributes(Array(result.shape.dimensions.dropFirst(2))))
          : nil,
      ]
    })

  /// One of the three.
  ///
  /// `lead` gives the result's first two dimensions from the inputs' and the number of groups.
  private static func core(
    _ name: String, _ first: String, _ second: String, samples: [OperatorSample],
    lead: @escaping @Sendable ([Dimension], [Dimension], Int) -> [Dimension],
    kernel:
      @escaping @Sendable (Tensor, Tensor, Tensor?, ConvolutionGeometry, Tensor) throws ->
      Void,
    gradient:
      @escaping @Sendable (Tensor, Tensor, Tensor, ConvolutionGeometry, [Bool]) throws -> [Tensor?]
  ) -> Operator {
    Operator(
      name,
      [
        .tensor(first), .tensor(second), .ints("stride"), .ints("padding"), .ints("dilation"),
        .int("groups"), .ints("sizes"),
      ],
      summary: "One of the three products of images, filters and results.", samples: samples,
      isPublic: false,
      infer: { types, attributes in
        let dtype = Promotion.common(types).dtype
        guard let a = types[0].dimensions, let b = types[1].dimensions else {
          return [TensorType(dtype, nil)]
        }
        let sizes = (attributes.ints(4) ?? []).map { Dimension.size($0) }
        return [TensorType(dtype, lead(a, b, attributes.int(3)) + sizes)]
      },
      kernel: { call in
        let result = try call.makeResult()
        let dtype = result.dtype
        try kernel(
          Casting.converted(call.inputs[0], to: dtype),
          Casting.converted(call.inputs[1], to: dtype),
          nil, ConvolutionGeometry(call.attributes), result)
        return [result]
      },
      gradient: GradientRule { call in
        try gradient(
          call.upstream, call.inputs[0], call.inputs[1], ConvolutionGeometry(call.attributes),
          call.needs)
      })
  }

  /// An operator of several tensors whose attributes are listed.
  func callAsFunction(_ inputs: [Tensor], _ attributes: [AttributeValue]) throws -> Tensor {
    try applyOne(self, inputs, Attributes(attributes))
  }
}
