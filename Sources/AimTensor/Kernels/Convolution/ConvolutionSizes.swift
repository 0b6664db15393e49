import CAimKernels

/// The sizes of one convolution, with one-dimensional signals as images of height 1.
struct ConvolutionSizes {
  let batch: Int
  let groups: Int
  /// Channels of the image and of the result, in each group.
  let channels: Int
  let outputs: Int
  let window: aim_window

  /// Rows of the unfolded image: what one output element is a sum over.
  var depth: Int { channels * window.kernel_height * window.kernel_width }
  var outArea: Int { window.out_height * window.out_width }
  var imageArea: Int { window.height * window.width }
  var imageSize: Int { groups * channels * imageArea }
  var resultSize: Int { groups * outputs * outArea }
  var weightSize: Int { groups * outputs * depth }

  /// True where unfolding would only copy: a 1×1 kernel on every pixel.
  var isPointwise: Bool {
    window.kernel_height == 1 && window.kernel_width == 1 && window.stride_height == 1
      && window.stride_width == 1 && window.padding_height == 0 && window.padding_width == 0
      && window.out_height == window.height && window.out_width == window.width
  }

  /// How the work is cut, by the problem's size alone: images that are unfolded side by side
  /// where they are small, or rows of one image where it is large.
  var blocks: ConvolutionBlocks { ConvolutionBlocks(self) }

  /// The window for the result's rows from `first` on: the padding above shrinks, or even
  /// turns negative.
  func window(rows: Range<Int>) -> aim_window {
    var part = window
    part.padding_height = window.padding_height - rows.lowerBound * window.stride_height
    part.out_height = rows.count
    return part
  }
}

/// A list of blocks that are unfolded one at a time: some images whole, or some rows of one.
struct ConvolutionBlocks {
  /// Elements of an unfolded block: 1 MB of f32, which stays in the second cache.
  private static let target = 1 << 18

  let sizes: ConvolutionSizes
  /// Images in a block; 1 where an image is cut.
  let images: Int
  /// Rows of the result in a block; all of them where images are whole.
  let rows: Int
  private let blocksPerImage: Int

  init(_ sizes: ConvolutionSizes) {
    self.sizes = sizes
    let height = max(sizes.window.out_height, 1)
    let row = max(sizes.depth * sizes.window.out_width, 1)
    let fitting = ConvolutionBlocks.target / row
    if fitting >= 2 * height {
      rows = height
      let wide = max(1, 512 / max(sizes.outArea, 1))
      images = max(1, min(sizes.batch, wide, fitting / height))
    } else {
      rows = min(height, max(1, fitting))
      images = 1
    }
    blocksPerImage = (height + rows - 1) / rows
  }

  var count: Int { images > 1 ? (sizes.batch + images - 1) / images : sizes.batch * blocksPerImage }

  /// Columns of the largest block.
  var columns: Int { images * rows * sizes.window.out_width }

  /// The images and the rows of one block.
  subscript(_ index: Int) -> (images: Range<Int>, rows: Range<Int>) {
    if images > 1 {
      let first = index * images
      return (first..<min(first + images, sizes.batch), 0..<sizes.window.out_height)
    }
    let (image, part) = index.quotientAndRemainder(dividingBy: blocksPerImage)
    let first = part * rows
    return (image..<(image + 1), first..<min(first + rows, sizes.window.out_height))
  }
}
