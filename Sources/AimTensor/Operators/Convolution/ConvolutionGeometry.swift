import CAimKernels

/// One convolution with everything known: how its window slides, and over what.
///
/// It belongs to the image x, the filters w and the result y of a convolution. The gradients of one
/// are convolutions of the same geometry, with another of the three missing.
struct ConvolutionGeometry: Hashable {
  let stride: [Int]
  /// What is added before each axis; what is added after follows from the result's sizes.
  let padding: [Int]
  let dilation: [Int]
  let groups: Int

  init(stride: [Int], padding: [Int], dilation: [Int], groups: Int) {
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }

  /// As the attributes of the operators below, with the sizes of what is missing.
  func attributes(_ sizes: [Int]) -> [AttributeValue] {
    [.ints(stride), .ints(padding), .ints(dilation), .int(groups), .ints(sizes)]
  }

  init(_ attributes: Attributes) {
    self.init(
      stride: attributes.ints(0) ?? [], padding: attributes.ints(1) ?? [],
      dilation: attributes.ints(2) ?? [], groups: attributes.int(3))
  }

  /// The sizes for the kernel, from the shapes of image, filters and result.
  func sizes(image: [Int], filters: [Int], result: [Int]) -> ConvolutionSizes {
    ConvolutionSizes(
      batch: image[0], groups: groups, channels: filters[1], outputs: filters[0] / max(groups, 1),
      window: window(image.dropFirst(2), filters.dropFirst(2), result.dropFirst(2)))
  }

  /// The window over the spatial axes; a single axis is the width of an image of height 1.
  func window(_ image: ArraySlice<Int>, _ kernel: ArraySlice<Int>, _ result: ArraySlice<Int>)
    -> aim_window
  {
    func pair(_ sizes: [Int], _ single: Int) -> (Int, Int) {
      sizes.count == 1 ? (single, sizes[0]) : (sizes[0], sizes[1])
    }
    let (height, width) = pair(Array(image), 1)
    let (kernelHeight, kernelWidth) = pair(Array(kernel), 1)
    let (strideHeight, strideWidth) = pair(stride, 1)
    let (paddingHeight, paddingWidth) = pair(padding, 0)
    let (dilationHeight, dilationWidth) = pair(dilation, 1)
    let (outHeight, outWidth) = pair(Array(result), 1)
    return aim_window(
      height: height, width: width, kernel_height: kernelHeight, kernel_width: kernelWidth,
      stride_height: strideHeight, stride_width: strideWidth, padding_height: paddingHeight,
      padding_width: paddingWidth, dilation_height: dilationHeight, dilation_width: dilationWidth,
      out_height: outHeight, out_width: outWidth)
  }
}
