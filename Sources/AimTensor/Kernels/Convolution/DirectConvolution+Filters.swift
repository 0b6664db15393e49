import AimDiagnostics
import CAimKernels

/// The gradient with respect to the weight: images and upstream are turned, pixel by pixel, and each
/// tap of each channel times each output is summed over the pixels.
extension DirectConvolution {
  /// Rows of the result that are turned together, and how many such bands an image has.
  private var band: (rows: Int, count: Int) {
    let height = max(sizes.window.out_height, 1)
    var rows = height
    while rows > 1 && turned(rows: 0..<rows).size + upstreamSize(rows) > 1 << 18 {
      rows = (rows + 1) / 2
    }
    return (rows, (height + rows - 1) / rows)
  }

  private func upstreamSize(_ rows: Int) -> Int {
    loops.blocks(sizes.outputs) * loops.block * rows * sizes.window.out_width
  }

  /// The part of an image under some rows of the result, wide enough for all of its columns.
  private func turned(rows: Range<Int>) -> ConvolutionFrame {
    let frame = self.frame(rows: rows)
    return ConvolutionFrame(
      rows: frame.rows,
      columns: frame.columns.lowerBound..<max(frame.columns.upperBound, sizes.window.width),
      planes: sizes.channels, stride: 1, height: frame.height, width: frame.width)
  }

  /// Partial sums over fixed runs of bands, added in order.
  func weightGradient(
    _ image: UnsafePointer<Element>, _ upstream: UnsafePointer<Element>,
    into weight: UnsafeMutablePointer<Element>
  ) throws {
    let band = self.band
    let units = sizes.batch * band.count
    let blocks = loops.blocks(sizes.outputs) * loops.block * sizes.depth
    let size = sizes.groups * blocks
    let most = size > 1 << 18 ? 4 : size > 1 << 15 ? 8 : 16
    let share = (units + most - 1) / most
    let pieces = (units + share - 1) / share
    let room = turned(rows: 0..<band.rows)
    try Accountant.lend(pieces * size, as: Element.self) { sums in
      try Pool.run(
        units, by: share,
        scratch: room.rows.count * room.row * sizes.channels
          + upstreamSize(band.rows), of: Element.self
      ) { range, scratch in
        let sum = sums + range.lowerBound / share * size
        sum.update(repeating: 0, count: size)
        var seen: Int?
        for index in range where !Interrupt.isRequested {
          let (number, part) = index.quotientAndRemainder(dividingBy: band.count)
          let rows = part * band.rows..<min((part + 1) * band.rows, sizes.window.out_height)
          let frame = turned(rows: rows)
          let pixels = frame.rows.count * frame.row * sizes.channels
          if seen != part { scratch.update(repeating: 0, count: pixels) }
          seen = part
          for group in 0..<sizes.groups {
            turn(
              image + number * sizes.imageSize + group * sizes.channels * sizes.imageArea, frame,
              into: scratch)
            addRows(
              rows, frame, scratch,
              upstream + number * sizes.resultSize + group * sizes.outputs * sizes.outArea,
              scratch + pixels, into: sum + group * blocks)
          }
        }
      }
      try Pool.run(size, by: Pool.grain) { range in
        let first = sums + range.lowerBound
        for piece in 1..<max(pieces, 1) {
          Element.add(first, first + piece * size, into: first, range.count)
        }
      }
      unpack(sums, blocks, into: weight)
    }
  }

  /// The channels of each pixel side by side, zeros around the image.
  private func turn(
    _ image: UnsafePointer<Element>, _ frame: ConvolutionFrame,
    into turned: UnsafeMutablePointer<Element>
  ) {
    let rows = frame.shownRows
    guard !rows.isEmpty else { return }
    var turning = aim_turning(
      planes: sizes.channels, rows: rows.count, columns: frame.width,
      source_plane: sizes.imageArea, pixel: sizes.channels, row: frame.row * sizes.channels)
    let place = (rows.lowerBound - frame.rows.lowerBound) * frame.row - frame.columns.lowerBound
    loops.turnPlanes(
      image + rows.lowerBound * frame.width, &turning, turned + place * sizes.channels)
  }

  private func addRows(
    _ rows: Range<Int>, _ frame: ConvolutionFrame, _ turned: UnsafePointer<Element>,
    _ upstream: UnsafePointer<Element>, _ blocks: UnsafeMutablePointer<Element>,
    into sums: UnsafeMutablePointer<Element>
  ) {
    let window = sizes.window
    var turning = aim_turning(
      planes: sizes.outputs, rows: rows.count, columns: window.out_width,
      source_plane: sizes.outArea, pixel: 0, row: 0)
    loops.turnBlocks(upstream + rows.lowerBound * window.out_width, &turning, blocks)
    // Without dilation a row of taps reads neighbours.
    let joined = window.dilation_width == 1
    let across = joined ? 1 : window.kernel_width
    let starts = (0..<(window.kernel_height * across)).map { tap in
      (tap / across * window.dilation_height * frame.row + tap % across * window.dilation_width)
        * sizes.channels
    }
    starts.withUnsafeBufferPointer { starts in
      var sum = aim_filter_sum(
        outputs: sizes.outputs, rows: rows.count, columns: window.out_width, taps: starts.count,
        lines: (joined ? window.kernel_width : 1) * sizes.channels, starts: starts.baseAddress,
        row: window.stride_height * frame.row * sizes.channels,
        pixel: window.stride_width * sizes.channels)
      loops.sumFilters(turned, blocks, &sum, sums)
    }
  }

  private func unpack(
    _ sums: UnsafePointer<Element>, _ blocks: Int, into weight: UnsafeMutablePointer<Element>
  ) {
    var walk = ConvolutionWalk(count: sizes.channels, step: 0, filterStep: taps)
    walk.filterStarts = Array(0..<taps)
    walk.overFilters { walk in
      var walk = walk
      for group in 0..<sizes.groups {
        loops.unpackFilters(
          sums + group * blocks, sizes.outputs, sizes.depth, &walk,
          weight + group * sizes.outputs * sizes.depth)
      }
    }
  }
}
