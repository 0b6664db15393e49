extension Reduction {
  /// `outer` blocks of `count` rows of `inner` elements, to be reduced along the middle.
  struct Sizes {
    var outer = 1
    var count = 1
    var inner = 1
    /// Elements between blocks.
    var outerStride = 1
    /// Elements between the rows of a block.
    var stride = 1
  }

  /// A tensor, and how it is read.
  struct Plan {
    let source: Tensor
    let sizes: Sizes
  }

  /// How `x` is read: where it lies, if neighbouring axes make one walk of it; else from a copy with
  /// the reduced axes innermost.
  ///
  /// Nil where the axes fall into several groups, each of which can be reduced by itself.
  static func plan(_ x: Tensor, axes: [Int], inParts: Bool) throws -> Plan? {
    try x.storage.materialize()
    if let runs = runs(of: x, axes) {
      if let sizes = sizes(runs) { return Plan(source: x, sizes: sizes) }
      if inParts, x.count > 0, runs.last?.stride == 1 { return nil }
    }
    return try copied(x, axes)
  }

  /// Neighbouring axes that are all kept or all reduced, and lie together.
  struct Run {
    var size: Int
    var stride: Int
    let isReduced: Bool
  }

  /// From the outermost to the innermost in memory; nil where that is not the order of the axes kept.
  private static func runs(of x: Tensor, _ axes: [Int]) -> [Run]? {
    let longer = (0..<x.rank).filter { x.shape[$0] != 1 }
    guard longer.allSatisfy({ x.strides[$0] > 0 && x.shape[$0] > 0 }) else { return nil }
    let order = longer.sorted { (x.strides[$0], $1) > (x.strides[$1], $0) }
    guard order.filter({ !axes.contains($0) }) == longer.filter({ !axes.contains($0) }) else {
      return nil
    }
    // Several reduced axes are counted in their own order.
    guard order.filter(axes.contains) == longer.filter(axes.contains) else { return nil }
    var runs: [Run] = []
    for axis in order {
      let (size, stride) = (x.shape[axis], x.strides[axis])
      let isReduced = axes.contains(axis)
      if let last = runs.last, last.isReduced == isReduced, last.stride == size * stride {
        runs[runs.count - 1] = Run(size: last.size * size, stride: stride, isReduced: isReduced)
      } else {
        runs.append(Run(size: size, stride: stride, isReduced: isReduced))
      }
    }
    return runs
  }

  private static func sizes(_ runs: [Run]) -> Sizes? {
    var sizes = Sizes()
    guard let last = runs.last else { return sizes }
    guard last.stride == 1 else { return nil }
    switch runs.map(\.isReduced) {
    case [true]: sizes.count = last.size
    case [false]: sizes.inner = last.size
    case [false, true]:
      (sizes.outer, sizes.outerStride) = (runs[0].size, runs[0].stride)
      sizes.count = last.size
    case [true, false]:
      (sizes.count, sizes.stride) = (runs[0].size, runs[0].stride)
      sizes.inner = last.size
    case [false, true, false]:
      (sizes.outer, sizes.outerStride) = (runs[0].size, runs[0].stride)
      (sizes.count, sizes.stride) = (runs[1].size, runs[1].stride)
      sizes.inner = last.size
    default: return nil
    }
    return sizes
  }

  private static func copied(_ x: Tensor, _ axes: [Int]) throws -> Plan {
    let sorted = axes.sorted()
    let kept = (0..<x.rank).filter { !axes.contains($0) }
    let order = kept + sorted
    let moved = x.view(
      shape: Shape(order.map { x.shape[$0] }), strides: order.map { x.strides[$0] },
      offset: x.offset)
    let outer = kept.reduce(1) { $0 * x.shape[$1] }
    let count = sorted.reduce(1) { $0 * x.shape[$1] }
    return Plan(
      source: try moved.contiguous(),
      sizes: Sizes(outer: outer, count: count, outerStride: count))
  }

  /// The last of several groups of neighbouring reduced axes.
  static func lastGroup(_ axes: [Int]) -> [Int] {
    var group: [Int] = []
    for axis in axes.sorted().reversed() {
      if let first = group.first, first != axis + 1 { break }
      group.insert(axis, at: 0)
    }
    return group
  }
}
