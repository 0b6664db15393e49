import AimDiagnostics
import CAimKernels

/// Convolution without unfolding, and its gradients.
///
/// Tiles of results are summed in registers, read from images that were only set in zeros: see
/// `aim_convolve.h`.
///
/// Which tiles there are and how each result is summed depends on the sizes and on the processor's
/// level alone; so the bits do not depend on how many threads share the work.
struct DirectConvolution<Element: ImageElement> {
  let sizes: ConvolutionSizes
  let loops = Element.convolution

  init(_ sizes: ConvolutionSizes) { self.sizes = sizes }

  var taps: Int { sizes.window.kernel_height * sizes.window.kernel_width }

  /// The most elements of a frame; more, and unfolding a little at a time is better.
  private static var mostFramed: Int { 1 << 20 }

  /// True where the forward product and that of the weights have enough lanes, and small frames.
  var suitsOutputs: Bool {
    sizes.batch > 0 && loops.suit(sizes.outputs)
      && frame(rows: 0..<1).size <= DirectConvolution.mostFramed
  }

  /// The part of an image that rows of the result are made from.
  func frame(rows: Range<Int>) -> ConvolutionFrame {
    let window = sizes.window
    let first = rows.lowerBound * window.stride_height - window.padding_height
    let height =
      (rows.count - 1) * window.stride_height + (window.kernel_height - 1)
      * window.dilation_height + 1
    let width =
      (window.out_width - 1) * window.stride_width + (window.kernel_width - 1)
      * window.dilation_width + 1
    return ConvolutionFrame(
      rows: first..<(first + height),
      columns: -window.padding_width..<(width - window.padding_width),
      planes: sizes.channels, stride: window.stride_width, height: window.height,
      width: window.width)
  }

  /// result[n, o] = bias[o] + Σ weight[o, c, k] · image[n, c, …].
  func forward(
    _ image: UnsafePointer<Element>, _ weight: UnsafePointer<Element>,
    bias: UnsafePointer<Element>?, into result: UnsafeMutablePointer<Element>
  ) throws {
    let units = self.units(rows: sizes.window.out_height, outputs: sizes.outputs) {
      frame(rows: 0..<$0).size
    }
    let size = loops.blocks(sizes.outputs) * loops.block * sizes.depth
    try Accountant.lend(sizes.groups * size, as: Element.self) { packed in
      let walk = self.walk(frame(rows: 0..<units.rows))
      for group in 0..<sizes.groups {
        try pack(
          weight + group * sizes.outputs * sizes.depth, sizes.outputs, step: sizes.depth, walk,
          into: packed + group * size)
      }
      try Pool.run(
        units.count, by: units.share, scratch: frame(rows: 0..<units.rows).size, of: Element.self
      ) {
        [walk] range, scratch in
        var framed: Range<Int>?
        var walk = walk
        for index in range where !Interrupt.isRequested {
          let unit = units[index]
          let frame = self.frame(rows: unit.rows)
          if framed != unit.rows {
            scratch.update(repeating: 0, count: frame.size)
            walk = self.walk(frame)
            framed = unit.rows
          }
          for group in 0..<sizes.groups {
            frame.fill(
              from: image + unit.image * sizes.imageSize
                + group * sizes.channels * sizes.imageArea, into: scratch)
            correlate(
              scratch, frame, walk, packed + group * size, bias.map { $0 + group * sizes.outputs },
              unit,
              into: result + unit.image * sizes.resultSize
                + group * sizes.outputs * sizes.outArea)
          }
        }
      }
    }
  }

  private func correlate(
    _ framed: UnsafePointer<Element>, _ frame: ConvolutionFrame, _ walk: ConvolutionWalk,
    _ packed: UnsafePointer<Element>, _ bias: UnsafePointer<Element>?, _ unit: ConvolutionUnit,
    into result: UnsafeMutablePointer<Element>
  ) {
    let first = unit.blocks.lowerBound * loops.block
    let outputs = min(unit.blocks.upperBound * loops.block, sizes.outputs) - first
    walk.overSource { walk in
      var correlation = aim_correlation(
        outputs: outputs, rows: unit.rows.count, columns: sizes.window.out_width,
        source_row: sizes.window.stride_height * frame.row, result_plane: sizes.outArea,
        result_row: sizes.window.out_width, result_step: 1, walk: walk)
      loops.correlate(
        framed, packed + first * sizes.depth, bias.map { $0 + first }, &correlation,
        result + first * sizes.outArea + unit.rows.lowerBound * sizes.window.out_width)
    }
  }

  /// The depth of the forward product: the channels of each tap; or, where they are few, the taps of
  /// each row of each channel.
  private func walk(_ frame: ConvolutionFrame) -> ConvolutionWalk {
    let window = sizes.window
    if sizes.channels < window.kernel_width && frame.stride == 1 {
      var walk = ConvolutionWalk(
        count: window.kernel_width, step: window.dilation_width, filterStep: 1)
      for line in 0..<(sizes.channels * window.kernel_height) {
        let (channel, y) = line.quotientAndRemainder(dividingBy: window.kernel_height)
        walk.starts.append(channel * frame.plane + frame.place(y * window.dilation_height, 0))
        walk.filterStarts.append(line * window.kernel_width)
      }
      return walk
    }
    var walk = ConvolutionWalk(count: sizes.channels, step: frame.plane, filterStep: taps)
    for tap in 0..<taps {
      let (y, x) = tap.quotientAndRemainder(dividingBy: window.kernel_width)
      walk.starts.append(frame.place(y * window.dilation_height, x * window.dilation_width))
      walk.filterStarts.append(tap)
    }
    return walk
  }
}

// What the three products share.
extension DirectConvolution {
  /// Cuts a product into units: rows and blocks of outputs of one image.
  func units(rows: Int, outputs: Int, _ framed: (Int) -> Int) -> ConvolutionUnits {
    ConvolutionUnits(
      batch: sizes.batch, rows: rows, blocks: loops.blocks(outputs),
      work: sizes.batch * sizes.groups * sizes.outputs * sizes.outArea * sizes.depth, framed)
  }

  /// Packs filters, blocks of outputs side by side.
  func pack(
    _ weight: UnsafePointer<Element>, _ outputs: Int, step: Int, _ walk: ConvolutionWalk,
    into packed: UnsafeMutablePointer<Element>
  ) throws {
    let blocks = loops.blocks(outputs)
    let block = loops.block * walk.depth
    try Pool.run(blocks, by: max(1, 1 << 13 / max(block, 1))) { range in
      walk.overFilters { walk in
        var walk = walk
        loops.packFilters(weight, outputs, step, &walk, range.lowerBound, range.upperBound, packed)
      }
    }
  }
}
