import AimDiagnostics

/// A reduction of a pending chain, put off for a moment: until its operand's last holder is known.
///
/// When it runs, the chain behind it runs with it, and what only the reduction would read never
/// reaches memory. Since its small result may hold large operands alive, it does not wait for long:
/// it runs before the next reduction is put off, before a large buffer is taken, before anything is
/// written in place, and at the end of the run (`DelayedReduction`).
final class FusedReduction {
  let loop: ReductionLoop
  /// Given up once the work is done.
  var operand: Storage
  let fused: FusedElementwise
  /// Blocks of `count` rows of `inner` elements, reduced along the middle.
  let outer: Int
  let count: Int
  let inner: Int
  /// Bytes of an element of the result.
  let size: Int
  /// What the result is divided by: the mean's number of elements.
  let divisor: Double?
  let site: SourceRange?

  init(
    _ loop: ReductionLoop, _ operand: Storage, _ fused: FusedElementwise, _ sizes: [Int], size: Int,
    divisor: Double?
  ) {
    self.loop = loop
    self.operand = operand
    self.fused = fused
    (outer, count, inner) = (sizes[0], sizes[1], sizes[2])
    self.size = size
    self.divisor = divisor
    site = Site.teller?.site
  }
}

extension Reduction {
  /// A pending result of reducing a pending chain; nil where it is better done at once.
  static func putOff(
    _ loop: ReductionLoop, _ x: Tensor, axes: [Int], into dtype: DType, _ shape: Shape,
    weak: Bool, divisor: Double? = nil
  ) throws -> Tensor? {
    guard let fused = x.storage.fused, x.isContiguous, x.count == fused.count, x.offset == 0,
      loop.join != nil, Site.teller != nil, !NaNWatch.isOn,
      let sizes = sizes(x, axes), sizes[2] == 1 || loop.gradual != nil && sizes[2] <= stripWidth
    else { return nil }
    DelayedReduction.run()
    guard x.storage.isPending else { return nil }
    let byteCount = shape.count * dtype.size
    guard Accountant.promise(byteCount) else { return nil }
    let work = FusedReduction(
      loop, x.storage, fused, sizes, size: dtype.size, divisor: divisor)
    let storage = Storage.make(reduction: work, byteCount: byteCount)
    DelayedReduction.set(storage)
    return Tensor(
      storage: storage, dtype: dtype, layout: Layout(contiguous: shape), weak: weak)
  }

  /// Outer, count and inner of neighbouring axes of a row-major tensor.
  private static func sizes(_ x: Tensor, _ axes: [Int]) -> [Int]? {
    let sorted = axes.sorted()
    guard let first = sorted.first, let last = sorted.last, last - first == sorted.count - 1 else {
      return nil
    }
    let sizes = x.shape.dimensions
    return [sizes[..<first], sizes[first...last], sizes[(last + 1)...]].map { $0.reduce(1, *) }
  }
}
