import AimDiagnostics
import CAimKernels

/// Convolution and its two gradients: direct where lanes have work, which shape and level decide;
/// else by unfolding and matrix products, as for groups of one channel.
struct ConvolutionKernel<Element: ImageElement> {
  let sizes: ConvolutionSizes
  private let blocks: ConvolutionBlocks

  init(_ sizes: ConvolutionSizes) {
    self.sizes = sizes
    blocks = sizes.blocks
  }

  /// result[n, o] = bias[o] + Σ weight[o, c, k] · image[n, c, …].
  func forward(
    _ image: UnsafePointer<Element>, _ weight: UnsafePointer<Element>,
    bias: UnsafePointer<Element>?, into result: UnsafeMutablePointer<Element>
  ) throws {
    let direct = DirectConvolution<Element>(sizes)
    if direct.suitsOutputs { return try direct.forward(image, weight, bias: bias, into: result) }
    let stacked = blocks.images > 1 ? sizes.outputs * blocks.columns : 0
    try Pool.run(
      blocks.count, by: (blocks.count + 15) / 16,
      scratch: sizes.depth * blocks.columns + stacked, of: Element.self
    ) { range, scratch in
      for index in range where !Interrupt.isRequested {
        for group in 0..<sizes.groups {
          forwardBlock(index, group, image, weight, bias, into: result, scratch)
        }
      }
    }
  }

  private func forwardBlock(
    _ index: Int, _ group: Int, _ image: UnsafePointer<Element>, _ weight: UnsafePointer<Element>,
    _ bias: UnsafePointer<Element>?, into result: UnsafeMutablePointer<Element>,
    _ scratch: UnsafeMutablePointer<Element>
  ) {
    let (images, rows) = blocks[index]
    let area = rows.count * sizes.window.out_width
    let columns = images.count * area
    let unfolded = unfold(index, group, image, into: scratch)
    let place =
      images.lowerBound * sizes.resultSize + group * sizes.outputs * sizes.outArea
      + rows.lowerBound * sizes.window.out_width
    let direct = images.count == 1
    let target = direct ? result + place : scratch + sizes.depth * blocks.columns
    let leading = direct ? sizes.outArea : columns
    if let bias {
      for output in 0..<sizes.outputs {
        (target + output * leading)
          .update(repeating: bias[group * sizes.outputs + output], count: columns)
      }
    }
    Element.multiply(
      sizes.outputs, columns, sizes.depth, filters(weight, group), unfolded, into: target,
      leading: leading, adding: bias != nil)
    guard !direct else { return }
    for (offset, number) in images.enumerated() {
      for output in 0..<sizes.outputs {
        let from = target + output * columns + offset * area
        (result + place + (number - images.lowerBound) * sizes.resultSize
          + output * sizes.outArea).update(from: from, count: area)
      }
    }
  }

  /// The filters of a group: outputs × depth.
  private func filters(_ weight: UnsafePointer<Element>, _ group: Int) -> MatrixOperand<Element> {
    MatrixOperand(
      base: weight + group * sizes.outputs * sizes.depth, leading: sizes.depth,
      isTransposed: false)
  }

  /// What the window sees of a block: depth × columns, in scratch or, pointwise, in place.
  private func unfold(
    _ index: Int, _ group: Int, _ image: UnsafePointer<Element>,
    into scratch: UnsafeMutablePointer<Element>
  ) -> MatrixOperand<Element> {
    let (images, rows) = blocks[index]
    let area = rows.count * sizes.window.out_width
    let first = image + images.lowerBound * sizes.imageSize + groupOffset(group)
    if sizes.isPointwise && images.count == 1 {
      return MatrixOperand(
        base: first + rows.lowerBound * sizes.window.width, leading: sizes.imageArea,
        isTransposed: false)
    }
    let columns = images.count * area
    for offset in 0..<images.count {
      Element.unfold(
        first + offset * sizes.imageSize, sizes.channels, sizes.window(rows: rows),
        into: scratch + offset * area, stride: columns)
    }
    return MatrixOperand(base: UnsafePointer(scratch), leading: columns, isTransposed: false)
  }

  private func groupOffset(_ group: Int) -> Int { group * sizes.channels * sizes.imageArea }

  /// The upstream of a block as outputs × columns: in place, or images side by side.
  private func upstreamBlock(
    _ index: Int, _ group: Int, _ upstream: UnsafePointer<Element>,
    _ scratch: UnsafeMutablePointer<Element>
  ) -> MatrixOperand<Element> {
    let (images, rows) = blocks[index]
    let area = rows.count * sizes.window.out_width
    let first =
      upstream + images.lowerBound * sizes.resultSize + group * sizes.outputs * sizes.outArea
      + rows.lowerBound * sizes.window.out_width
    guard images.count > 1 else {
      return MatrixOperand(base: first, leading: sizes.outArea, isTransposed: false)
    }
    let columns = images.count * area
    for offset in 0..<images.count {
      for output in 0..<sizes.outputs {
        (scratch + output * columns + offset * area).update(
          from: first + offset * sizes.resultSize + output * sizes.outArea, count: area)
      }
    }
    return MatrixOperand(base: UnsafePointer(scratch), leading: columns, isTransposed: false)
  }
}

extension ConvolutionKernel {
  /// The gradient with respect to the image: upstream spread back through the filters.
  ///
  /// Blocks of one image add into the same pixels, so one piece has all blocks of its images.
  func imageGradient(
    _ upstream: UnsafePointer<Element>, _ weight: UnsafePointer<Element>,
    bias: UnsafePointer<Element>?, into image: UnsafeMutablePointer<Element>
  ) throws {
    let direct = DirectConvolution<Element>(sizes)
    if direct.suitsChannels {
      return try direct.imageGradient(upstream, weight, bias: bias, into: image)
    }
    let columns = sizes.depth * blocks.columns
    let scratchSize = columns + (blocks.images > 1 ? sizes.outputs * blocks.columns : 0)
    let perImage = blocks.images > 1 ? 1 : max(1, blocks.count / max(sizes.batch, 1))
    let units = blocks.count / max(perImage, 1)
    try Pool.run(units, by: (units + 15) / 16, scratch: scratchSize, of: Element.self) {
      range, scratch in
      for unit in range {
        let images = blocks[unit * perImage].images
        (image + images.lowerBound * sizes.imageSize)
          .update(repeating: 0, count: images.count * sizes.imageSize)
        for index in (unit * perImage)..<((unit + 1) * perImage) where !Interrupt.isRequested {
          for group in 0..<sizes.groups {
            foldBlock(index, group, upstream, weight, into: image, scratch)
          }
        }
        if let bias { add(bias, to: image, of: images) }
      }
    }
  }

  private func add(
    _ bias: UnsafePointer<Element>, to image: UnsafeMutablePointer<Element>,
    of images: Range<Int>
  ) {
    let planes = sizes.groups * sizes.channels
    for plane in (images.lowerBound * planes)..<(images.upperBound * planes) {
      let value = bias[plane % planes]
      let run = image + plane * sizes.imageArea
      for place in 0..<sizes.imageArea { run[place] += value }
    }
  }

  private func foldBlock(
    _ index: Int, _ group: Int, _ upstream: UnsafePointer<Element>,
    _ weight: UnsafePointer<Element>, into image: UnsafeMutablePointer<Element>,
    _ scratch: UnsafeMutablePointer<Element>
  ) {
    let (images, rows) = blocks[index]
    let area = rows.count * sizes.window.out_width
    let columns = images.count * area
    let above = upstreamBlock(index, group, upstream, scratch + sizes.depth * blocks.columns)
    Element.multiply(
      sizes.depth, columns, sizes.outputs, filters(weight, group).transposed, above,
      into: scratch, leading: columns, adding: false)
    for offset in 0..<images.count {
      Element.fold(
        scratch + offset * area, stride: columns, sizes.channels, sizes.window(rows: rows),
        into: image + (images.lowerBound + offset) * sizes.imageSize + groupOffset(group))
    }
  }

  /// The gradient with respect to the weight: partial sums over fixed runs of blocks, added in
  /// order.
  func weightGradient(
    _ image: UnsafePointer<Element>, _ upstream: UnsafePointer<Element>,
    into weight: UnsafeMutablePointer<Element>
  ) throws {
    let direct = DirectConvolution<Element>(sizes)
    if direct.suitsOutputs && sizes.outArea > 0 {
      return try direct.weightGradient(image, upstream, into: weight)
    }
    let most = sizes.weightSize > 1 << 18 ? 4 : 16
    let share = max(1, (blocks.count + most - 1) / most)
    let pieces = (blocks.count + share - 1) / share
    let partial = try Tensor(
      uninitialized: Element.dtype, Shape([max(pieces, 1), sizes.weightSize]))
    let sums = partial.pointer(as: Element.self)
    let columns = sizes.depth * blocks.columns
    let scratchSize = columns + (blocks.images > 1 ? sizes.outputs * blocks.columns : 0)
    try Pool.run(blocks.count, by: share, scratch: scratchSize, of: Element.self) {
      range, scratch in
      let sum = sums + range.lowerBound / share * sizes.weightSize
      for index in range where !Interrupt.isRequested {
        for group in 0..<sizes.groups {
          addBlock(
            index, group, image, upstream, isFirst: index == range.lowerBound,
            into: sum + group * sizes.outputs * sizes.depth, scratch)
        }
      }
    }
    guard pieces > 0 else { return weight.update(repeating: 0, count: sizes.weightSize) }
    weight.update(from: sums, count: sizes.weightSize)
    for piece in 1..<max(pieces, 1) {
      Element.add(weight, sums + piece * sizes.weightSize, into: weight, sizes.weightSize)
    }
  }

  private func addBlock(
    _ index: Int, _ group: Int, _ image: UnsafePointer<Element>,
    _ upstream: UnsafePointer<Element>, isFirst: Bool,
    into sum: UnsafeMutablePointer<Element>, _ scratch: UnsafeMutablePointer<Element>
  ) {
    let (images, rows) = blocks[index]
    let columns = images.count * rows.count * sizes.window.out_width
    let unfolded = unfold(index, group, image, into: scratch)
    let above = upstreamBlock(index, group, upstream, scratch + sizes.depth * blocks.columns)
    Element.multiply(
      sizes.outputs, sizes.depth, columns, above, unfolded.transposed, into: sum,
      leading: sizes.depth, adding: !isFirst)
  }
}
