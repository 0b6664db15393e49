import CAimKernels

/// The loops in C of convolution without unfolding, for one element type: see `aim_convolve.h`.
struct ConvolutionLoops<Element>: Sendable {
  typealias Input = UnsafePointer<Element>?
  typealias Output = UnsafeMutablePointer<Element>?
  typealias Walk = UnsafePointer<aim_walk>?

  /// Lanes of a vector at this process's level: output channels side by side.
  let lanes: Int
  let packFilters: @Sendable (Input, Int, Int, Walk, Int, Int, Output) -> Void
  let framePlanes: @Sendable (Input, UnsafePointer<aim_frame>?, Output) -> Void
  let correlate: @Sendable (Input, Input, Input, UnsafePointer<aim_correlation>?, Output) -> Void
  let turnPlanes: @Sendable (Input, UnsafePointer<aim_turning>?, Output) -> Void
  let turnBlocks: @Sendable (Input, UnsafePointer<aim_turning>?, Output) -> Void
  let sumFilters: @Sendable (Input, Input, UnsafePointer<aim_filter_sum>?, Output) -> Void
  let unpackFilters: @Sendable (Input, Int, Int, Walk, Output) -> Void

  /// Outputs of a block, which is two vectors wide.
  var block: Int { 2 * lanes }

  func blocks(_ outputs: Int) -> Int { (outputs + block - 1) / block }

  /// True where most lanes would have work.
  func suit(_ outputs: Int) -> Bool { 2 * outputs >= lanes }
}

extension ConvolutionLoops<Float> {
  static let single = ConvolutionLoops(
    lanes: aim_convolve_lanes_f32(), packFilters: aim_pack_filters_f32,
    framePlanes: aim_frame_planes_f32, correlate: aim_correlate_f32,
    turnPlanes: aim_turn_planes_f32, turnBlocks: aim_turn_blocks_f32,
    sumFilters: aim_sum_filters_f32, unpackFilters: aim_unpack_filters_f32)
}

extension ConvolutionLoops<Double> {
  static let double = ConvolutionLoops(
    lanes: aim_convolve_lanes_f64(), packFilters: aim_pack_filters_f64,
    framePlanes: aim_frame_planes_f64, correlate: aim_correlate_f64,
    turnPlanes: aim_turn_planes_f64, turnBlocks: aim_turn_blocks_f64,
    sumFilters: aim_sum_filters_f64, unpackFilters: aim_unpack_filters_f64)
}

/// A walk over the depth of a convolution, and the same walk over its filters.
struct ConvolutionWalk {
  /// Where each run starts: in a framed plane, and in the filters of one output.
  var starts: [Int] = []
  var filterStarts: [Int] = []
  let count: Int
  let step: Int
  let filterStep: Int

  var depth: Int { starts.count * count }

  func overSource<Result>(_ body: (aim_walk) -> Result) -> Result {
    ConvolutionWalk.walk(starts, count, step, body)
  }

  func overFilters<Result>(_ body: (aim_walk) -> Result) -> Result {
    ConvolutionWalk.walk(filterStarts, count, filterStep, body)
  }

  private static func walk<Result>(
    _ starts: [Int], _ count: Int, _ step: Int, _ body: (aim_walk) -> Result
  ) -> Result {
    starts.withUnsafeBufferPointer {
      body(aim_walk(runs: $0.count, count: count, step: step, starts: $0.baseAddress))
    }
  }
}
