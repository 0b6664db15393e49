import AimDiagnostics
import CAimKernels

/// The gradient with respect to the image, which is the transposed convolution.
///
/// A convolution of stride s reads the pixels of each place modulo s through taps of their own. So
/// for the pixels of one place the gradient is a convolution of stride 1, of upstream with those
/// taps.
extension DirectConvolution {
  /// True where the image has channels for the lanes, and upstream's frames are small.
  var suitsChannels: Bool {
    sizes.batch > 0 && sizes.outArea > 0 && loops.suit(sizes.channels)
      && upstreamFrame(rows: 0..<1).size <= 1 << 20
  }

  /// The part of upstream that reaches rows of the image.
  private func upstreamFrame(rows: Range<Int>) -> ConvolutionFrame {
    let window = sizes.window
    let y = reach(
      rows, window.padding_height, window.stride_height, window.kernel_height,
      window.dilation_height)
    let x = reach(
      0..<window.width, window.padding_width, window.stride_width, window.kernel_width,
      window.dilation_width)
    return ConvolutionFrame(
      rows: y, columns: x, planes: sizes.outputs, stride: 1, height: window.out_height,
      width: window.out_width)
  }

  /// The results that see any of some pixels of an axis.
  private func reach(
    _ pixels: Range<Int>, _ padding: Int, _ stride: Int, _ kernel: Int, _ dilation: Int
  )
    -> Range<Int>
  {
    let first = floorDivide(pixels.lowerBound + padding - (kernel - 1) * dilation, stride)
    return first..<max(floorDivide(pixels.upperBound - 1 + padding, stride), first) + 1
  }

  /// The pixels of one place modulo the strides, and the taps that read them.
  private struct Phase {
    var rows: PhaseAxis
    var columns: PhaseAxis
    /// Where its filters start among the packed ones.
    var offset: Int
  }

  private func phases() -> [Phase] {
    let window = sizes.window
    var offset = 0
    var phases: [Phase] = []
    for y in 0..<window.stride_height {
      let rows = PhaseAxis(y, window.stride_height, window.kernel_height, window.dilation_height)
      for x in 0..<window.stride_width {
        let columns = PhaseAxis(x, window.stride_width, window.kernel_width, window.dilation_width)
        phases.append(Phase(rows: rows, columns: columns, offset: offset))
        offset +=
          rows.taps.count * columns.taps.count * sizes.outputs * loops.block
          * loops.blocks(sizes.channels)
      }
    }
    return phases
  }

  /// image[n, c] = bias[c] + Σ weight[o, c, k] · upstream[n, o, …].
  func imageGradient(
    _ upstream: UnsafePointer<Element>, _ weight: UnsafePointer<Element>,
    bias: UnsafePointer<Element>?, into image: UnsafeMutablePointer<Element>
  ) throws {
    let units = self.units(rows: sizes.window.height, outputs: sizes.channels) {
      upstreamFrame(rows: 0..<$0).size
    }
    let phases = self.phases()
    let size = loops.blocks(sizes.channels) * loops.block * sizes.outputs * taps
    let scratchSize = (0..<min(sizes.window.stride_height, units.rows)).reduce(0) {
      max($0, upstreamFrame(rows: $1..<($1 + units.rows)).size)
    }
    try Accountant.lend(sizes.groups * size, as: Element.self) { packed in
      let frame = upstreamFrame(rows: 0..<units.rows)
      for group in 0..<sizes.groups {
        for phase in phases {
          try pack(
            weight + group * sizes.outputs * sizes.depth, sizes.channels, step: taps,
            walk(phase, frame, 0, 0), into: packed + group * size + phase.offset)
        }
      }
      try Pool.run(units.count, by: units.share, scratch: scratchSize, of: Element.self) {
        range, scratch in
        var framed: Range<Int>?
        var passes: [Pass] = []
        for index in range where !Interrupt.isRequested {
          let unit = units[index]
          let frame = upstreamFrame(rows: unit.rows)
          if framed != unit.rows {
            scratch.update(repeating: 0, count: frame.size)
            passes = phases.compactMap { pass($0, frame, unit.rows) }
            framed = unit.rows
          }
          for group in 0..<sizes.groups {
            frame.fill(
              from: upstream + unit.image * sizes.resultSize
                + group * sizes.outputs * sizes.outArea, into: scratch)
            for pass in passes {
              correlate(
                scratch, frame, pass, packed + group * size + pass.offset,
                bias.map { $0 + group * sizes.channels }, unit,
                into: image + unit.image * sizes.imageSize
                  + group * sizes.channels * sizes.imageArea)
            }
          }
        }
      }
    }
  }

  /// A phase's pixels in some rows of the image, and how they are made.
  private struct Pass {
    let rows: Int
    let columns: Int
    /// Its first pixel, in a plane of the image.
    let place: Int
    let walk: ConvolutionWalk
    let offset: Int
  }

  /// Nil where none of the phase's pixels lie in these rows.
  private func pass(_ phase: Phase, _ frame: ConvolutionFrame, _ rows: Range<Int>) -> Pass? {
    let window = sizes.window
    let rows = phase.rows.steps(rows, window.padding_height, window.stride_height)
    let columns = phase.columns.steps(
      0..<window.width, window.padding_width, window.stride_width)
    guard !rows.isEmpty, !columns.isEmpty else { return nil }
    let y = rows.lowerBound * window.stride_height + phase.rows.place - window.padding_height
    let x = columns.lowerBound * window.stride_width + phase.columns.place - window.padding_width
    return Pass(
      rows: rows.count, columns: columns.count, place: y * window.width + x,
      walk: walk(
        phase, frame, rows.lowerBound - frame.rows.lowerBound,
        columns.lowerBound - frame.columns.lowerBound), offset: phase.offset)
  }

  private func correlate(
    _ framed: UnsafePointer<Element>, _ frame: ConvolutionFrame, _ pass: Pass,
    _ packed: UnsafePointer<Element>, _ bias: UnsafePointer<Element>?, _ unit: ConvolutionUnit,
    into image: UnsafeMutablePointer<Element>
  ) {
    let first = unit.blocks.lowerBound * loops.block
    let outputs = min(unit.blocks.upperBound * loops.block, sizes.channels) - first
    pass.walk.overSource { walk in
      var correlation = aim_correlation(
        outputs: outputs, rows: pass.rows, columns: pass.columns, source_row: frame.row,
        result_plane: sizes.imageArea, result_row: sizes.window.stride_height * sizes.window.width,
        result_step: sizes.window.stride_width, walk: walk)
      loops.correlate(
        framed, packed + first * pass.walk.depth, bias.map { $0 + first }, &correlation,
        image + first * sizes.imageArea + pass.place)
    }
  }

  /// The outputs of each tap, from a place of the frame on.
  private func walk(_ phase: Phase, _ frame: ConvolutionFrame, _ y: Int, _ x: Int)
    -> ConvolutionWalk
  {
    var walk = ConvolutionWalk(count: sizes.outputs, step: frame.plane, filterStep: sizes.depth)
    for row in phase.rows.taps {
      for column in phase.columns.taps {
        walk.starts.append((y + row.shift) * frame.row + x + column.shift)
        walk.filterStarts.append(row.index * sizes.window.kernel_width + column.index)
      }
    }
    return walk
  }
}

/// The pixels `place`, `place + stride`, … of an axis, counted with the padding.
private struct PhaseAxis {
  let place: Int
  /// The taps that read them, and how far the result of each lies from step j's own.
  let taps: [(index: Int, shift: Int)]

  init(_ place: Int, _ stride: Int, _ kernel: Int, _ dilation: Int) {
    self.place = place
    taps = (0..<kernel).filter { ($0 * dilation - place) % stride == 0 }
      .map { ($0, (place - $0 * dilation) / stride) }
  }

  /// The steps that fall into some pixels.
  func steps(_ pixels: Range<Int>, _ padding: Int, _ stride: Int) -> Range<Int> {
    let first = -floorDivide(place - padding - pixels.lowerBound, stride)
    return first..<max(-floorDivide(place - padding - pixels.upperBound, stride), first)
  }
}

private func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
