/// The type rules of convolution: what may be convolved with what, and the result's sizes.
struct ConvolutionRule {
  let name: String
  /// Axes to slide along.
  let axes: Int

  /// The result's type.
  ///
  /// Attributes: stride, padding, dilation, groups.
  func inferred(_ types: [TensorType], _ attributes: Attributes) throws -> TensorType {
    let window = try window(attributes)
    let groups = attributes.int(3)
    try checkGroups(groups)
    let dtype = ConvolutionRule.dtype(types)
    guard let (image, filters) = try dimensions(types) else { return TensorType(dtype, nil) }
    let outputs = filters[0]
    try check(groups, divides: outputs, "result")
    let expected = filters[1] * .size(groups)
    guard image[1].agrees(with: expected) else {
      throw ChannelsDiffer(
        operation: name, images: types[0].knownSizes, filters: types[1].knownSizes,
        channels: image[1].size ?? -1, expected: expected.size ?? -1, groups: groups)
    }
    try checkBias(types, outputs)
    var result = [image[0], outputs]
    for axis in 0..<axes {
      result.append(try window.result(axis, image[axis + 2], filters[axis + 2]))
    }
    return TensorType(dtype, result)
  }

  /// The geometry of a call whose inputs are there.
  func geometry(_ image: Shape, _ filters: Shape, _ attributes: Attributes) throws
    -> ConvolutionGeometry
  {
    let window = try window(attributes)
    let before = try (0..<axes).map { axis in
      try window.before(axis, size: image[axis + 2], kernel: filters[axis + 2])
    }
    return ConvolutionGeometry(
      stride: window.stride, padding: before, dilation: window.dilation,
      groups: attributes.int(3))
  }

  private func window(_ attributes: Attributes) throws -> WindowParameters {
    try WindowParameters(
      name, axes: axes, stride: attributes.ints(0) ?? [1], padding: attributes[1],
      dilation: attributes.ints(2) ?? [1])
  }

  /// Floats as they are; whole numbers and booleans are convolved as f32.
  static func dtype(_ types: [TensorType]) -> DType? {
    Promotion.common(types).dtype.map { Promotion.float($0, weak: false) }
  }

  /// The dimensions of images and filters, nil where one is unknown; faults where they are not
  /// as many as there should be.
  private func dimensions(_ types: [TensorType]) throws -> (
    image: [Dimension], filters: [Dimension]
  )? {
    if let rank = types[0].rank, rank != axes + 2 {
      throw ImageRank(operation: name, shape: types[0].knownSizes, expected: axes + 2)
    }
    if let rank = types[1].rank, rank != axes + 2 {
      throw FilterRank(operation: name, shape: types[1].knownSizes, expected: axes + 2)
    }
    guard let image = types[0].dimensions, let filters = types[1].dimensions else { return nil }
    return (image, filters)
  }

  private func checkGroups(_ groups: Int) throws {
    guard groups >= 1, groups <= 1 << 31 else {
      throw WindowParameterRange(name: "groups", value: groups, least: 1)
    }
  }

  private func check(_ groups: Int, divides channels: Dimension, _ side: String) throws {
    guard let size = channels.size, size % groups != 0 else { return }
    throw GroupsDoNotDivide(groups: groups, channels: size, side: side)
  }

  private func checkBias(_ types: [TensorType], _ outputs: Dimension) throws {
    guard types.count > 2, let bias = types[2].dimensions else { return }
    guard bias.count == 1, bias[0].agrees(with: outputs) else {
      throw BiasShape(operation: name, shape: types[2].knownSizes, outputs: outputs.size ?? -1)
    }
  }
}

extension ConvolutionRule {
  /// The result's type of a transposed convolution.
  ///
  /// Attributes: stride, padding, dilation, groups, output padding.
  func inferredTransposed(_ types: [TensorType], _ attributes: Attributes) throws -> TensorType {
    let window = try window(attributes)
    let extra = try extra(attributes, window)
    let groups = attributes.int(3)
    try checkGroups(groups)
    let dtype = ConvolutionRule.dtype(types)
    guard let (image, filters) = try dimensions(types) else { return TensorType(dtype, nil) }
    guard image[1].agrees(with: filters[0]) else {
      throw ChannelsDiffer(
        operation: name, images: types[0].knownSizes, filters: types[1].knownSizes,
        channels: image[1].size ?? -1, expected: filters[0].size ?? -1, groups: 1)
    }
    try check(groups, divides: filters[0], "image")
    let outputs = filters[1] * .size(groups)
    try checkBias(types, outputs)
    var result = [image[0], outputs]
    for axis in 0..<axes {
      result.append(
        try transposed(axis, image[axis + 2], filters[axis + 2], window, extra[axis]))
    }
    return TensorType(dtype, result)
  }

  /// The geometry of the convolution that this one is the transpose of.
  func transposedGeometry(_ attributes: Attributes) throws -> ConvolutionGeometry {
    let window = try window(attributes)
    return ConvolutionGeometry(
      stride: window.stride, padding: try padding(window), dilation: window.dilation,
      groups: attributes.int(3))
  }

  private func padding(_ window: WindowParameters) throws -> [Int] {
    guard case .both(let numbers) = window.padding else {
      throw OperatorMisused(operation: window.operation, problem: "a padding called same")
    }
    return numbers
  }

  /// What is added to the result's end: less than the stride, or than the dilation.
  private func extra(_ attributes: Attributes, _ window: WindowParameters) throws -> [Int] {
    let extra = try WindowParameters.checked(
      "output_padding", attributes.ints(4) ?? [0], axes, least: 0)
    for axis in 0..<axes where extra[axis] >= max(window.stride[axis], window.dilation[axis]) {
      throw WindowParameterRange(name: "output_padding", value: extra[axis], least: 0)
    }
    return extra
  }

  /// (size - 1) stride - 2 padding + extent + extra.
  private func transposed(
    _ axis: Int, _ size: Dimension, _ kernel: Dimension, _ window: WindowParameters, _ extra: Int
  ) throws -> Dimension {
    let padding = try padding(window)[axis]
    if let known = size.size, known == 0 { return .size(0) }
    let extent: Dimension
    if let known = kernel.size {
      guard known > 0 else { throw WindowParameterRange(name: "kernel", value: known, least: 1) }
      extent = .size(try window.extent(axis, kernel: known))
    } else {
      extent = .size(window.dilation[axis]) * (kernel - .size(1)) + .size(1)
    }
    let whole = (size - .size(1)) * .size(window.stride[axis]) + extent + .size(extra)
    if let known = whole.size, known <= 2 * padding {
      throw TransposedTooSmall(operation: name, size: known, padding: padding)
    }
    return whole - .size(2 * padding)
  }
}
