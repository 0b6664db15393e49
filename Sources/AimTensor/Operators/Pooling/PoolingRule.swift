import CAimKernels

/// The type rule of pooling, and its windows.
struct PoolingRule {
  let name: String
  /// Axes to slide along.
  let axes: Int

  /// The result's type.
  ///
  /// Attributes: kernel, stride (the kernel where not given), padding.
  func inferred(_ type: TensorType, _ attributes: Attributes) throws -> TensorType {
    if let rank = type.rank, rank != axes + 2 {
      throw ImageRank(operation: name, shape: type.knownSizes, expected: axes + 2)
    }
    let (kernel, window) = try parameters(attributes)
    let dtype = type.dtype.map { Promotion.float($0, weak: false) }
    guard let image = type.dimensions else { return TensorType(dtype, nil) }
    var result = Array(image[..<2])
    for axis in 0..<axes {
      result.append(try window.result(axis, image[axis + 2], .size(kernel[axis])))
    }
    return TensorType(dtype, result)
  }

  /// The window over images of this shape, for a result of that one.
  func window(_ image: Shape, _ result: Shape, _ attributes: Attributes) throws -> aim_window {
    let (kernel, window) = try parameters(attributes)
    let before = try (0..<axes).map {
      try window.before($0, size: image[$0 + 2], kernel: kernel[$0])
    }
    let geometry = ConvolutionGeometry(
      stride: window.stride, padding: before, dilation: window.dilation, groups: 1)
    return geometry.window(
      image.dimensions.dropFirst(2), kernel[...], result.dimensions.dropFirst(2))
  }

  private func parameters(_ attributes: Attributes) throws -> (
    kernel: [Int], window: WindowParameters
  ) {
    let kernel = try WindowParameters.checked("kernel", attributes.ints(0) ?? [], axes, least: 1)
    let window = try WindowParameters(
      name, axes: axes, stride: attributes.ints(1) ?? kernel, padding: attributes[2])
    if case .both(let padding) = window.padding {
      for axis in 0..<axes where padding[axis] > kernel[axis] / 2 {
        throw PaddingTooWide(padding: padding[axis], kernel: kernel[axis])
      }
    }
    return (kernel, window)
  }
}
