/// Runs the convolution kernels on tensors: contiguous operands of the result's dtype.
enum ConvolutionRun {
  static func forward(
    _ image: Tensor, _ filters: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry,
    into result: Tensor
  ) throws {
    let sizes = geometry.sizes(
      image: image.shape.dimensions, filters: filters.shape.dimensions,
      result: result.shape.dimensions)
    if result.dtype == .f64 {
      try forward(image, filters, bias, sizes, into: result, as: Double.self)
    } else {
      try forward(image, filters, bias, sizes, into: result, as: Float.self)
    }
  }

  private static func forward<Element: ImageElement>(
    _ image: Tensor, _ filters: Tensor, _ bias: Tensor?, _ sizes: ConvolutionSizes,
    into result: Tensor, as type: Element.Type
  ) throws {
    let (image, filters) = (try image.contiguous(), try filters.contiguous())
    let bias = try bias?.contiguous()
    defer { withExtendedLifetime((image, filters, bias)) {} }
    try ConvolutionKernel<Element>(sizes).forward(
      image.pointer(as: type), filters.pointer(as: type),
      bias: bias.map { UnsafePointer($0.pointer(as: type)) }, into: result.pointer(as: type))
  }

  static func image(
    _ result: Tensor, _ filters: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry,
    into image: Tensor
  ) throws {
    let sizes = geometry.sizes(
      image: image.shape.dimensions, filters: filters.shape.dimensions,
      result: result.shape.dimensions)
    if image.dtype == .f64 {
      try self.image(result, filters, bias, sizes, into: image, as: Double.self)
    } else {
      try self.image(result, filters, bias, sizes, into: image, as: Float.self)
    }
  }

  private static func image<Element: ImageElement>(
    _ result: Tensor, _ filters: Tensor, _ bias: Tensor?, _ sizes: ConvolutionSizes,
    into image: Tensor, as type: Element.Type
  ) throws {
    let (result, filters) = (try result.contiguous(), try filters.contiguous())
    defer { withExtendedLifetime((result, filters)) {} }
    let bias = try bias?.contiguous()
    defer { withExtendedLifetime(bias) {} }
    try ConvolutionKernel<Element>(sizes).imageGradient(
      result.pointer(as: type), filters.pointer(as: type),
      bias: bias.map { UnsafePointer($0.pointer(as: type)) }, into: image.pointer(as: type))
  }

  static func filters(
    _ image: Tensor, _ result: Tensor, _ geometry: ConvolutionGeometry, into filters: Tensor
  ) throws {
    let sizes = geometry.sizes(
      image: image.shape.dimensions, filters: filters.shape.dimensions,
      result: result.shape.dimensions)
    if filters.dtype == .f64 {
      try self.filters(image, result, sizes, into: filters, as: Double.self)
    } else {
      try self.filters(image, result, sizes, into: filters, as: Float.self)
    }
  }

  private static func filters<Element: ImageElement>(
    _ image: Tensor, _ result: Tensor, _ sizes: ConvolutionSizes, into filters: Tensor,
    as type: Element.Type
  ) throws {
    let (image, result) = (try image.contiguous(), try result.contiguous())
    defer { withExtendedLifetime((image, result)) {} }
    try ConvolutionKernel<Element>(sizes).weightGradient(
      image.pointer(as: type), result.pointer(as: type), into: filters.pointer(as: type))
  }
}
