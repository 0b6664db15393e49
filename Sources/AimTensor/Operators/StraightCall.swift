/// The straight path of operators that are not elementwise: type rule and kernel in one, for inputs
/// that lie as they should.
///
/// It gives what the general path gives, to the bit, and declines with nil what is not as simple:
/// another dtype or layout, a result that is pending, a call that is a fault.
package typealias StraightRule =
  @Sendable (_ inputs: [Tensor], _ attributes: Attributes) throws ->
  Tensor?

extension Operator {
  /// The single result of a call, its origin remembered; nil where the path is not straight or
  /// somebody looks at every operation.
  @inline(__always)
  func straight(_ inputs: [Tensor], _ attributes: Attributes) throws -> Tensor? {
    guard let rule = straightRule, !isWatched, var result = try rule(inputs, attributes) else {
      return nil
    }
    for input in inputs where input.origin != nil {
      recordOne(self, inputs, attributes, &result)
      break
    }
    return result
  }
}

/// True where somebody looks at every operation, and all of them go through the one door.
@inline(__always)
var isWatched: Bool { NaNWatch.isOn || OperatorMeter.isOn }

/// `record` for an operator with a single result.
private func recordOne(
  _ op: Operator, _ inputs: [Tensor], _ attributes: Attributes, _ result: inout Tensor
) {
  var results = [result]
  record(op, inputs, attributes, &results)
  result = results[0]
}

/// Straight rules that several operators share.
enum StraightRules {
  /// `[rows, depth] @ [depth, columns]` where one tile does it all.
  static let product: StraightRule = { inputs, _ in
    let (a, b) = (inputs[0], inputs[1])
    guard a.dtype == b.dtype, a.rank == 2, b.rank == 2 else { return nil }
    switch a.dtype {
    case .f32: return try MatrixKernel.straight(a, b, as: Float.self)
    case .f64: return try MatrixKernel.straight(a, b, as: Double.self)
    default: return nil
    }
  }

  /// The same elements in another shape: a view.
  static let reshape: StraightRule = { inputs, attributes in
    let x = inputs[0]
    guard x.isContiguous, !x.storage.isPending, case .ints(let sizes)? = attributes.values.first
    else { return nil }
    var count = 1
    for size in sizes {
      guard size > 0 else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      count = product
    }
    guard count == x.count else { return nil }
    return Tensor(
      storage: x.storage, dtype: x.dtype, layout: LayoutTable.layout(Shape(sizes)),
      offset: x.offset)
  }

  /// A matrix seen with its axes exchanged.
  static let matrixTranspose: StraightRule = { inputs, attributes in
    let x = inputs[0]
    guard x.rank == 2, !x.storage.isPending, isLastTwo(attributes.values) else { return nil }
    let (shape, strides) = (x.layout.shape, x.layout.strides)
    return Tensor(
      storage: x.storage, dtype: x.dtype,
      layout: Layout([shape[1], shape[0]], strides: [strides[1], strides[0]]), offset: x.offset)
  }

  /// True for no axes, and for the last two of a matrix.
  private static func isLastTwo(_ axes: [AttributeValue]) -> Bool {
    guard axes.count == 2, case .int(let a) = axes[0], case .int(let b) = axes[1] else {
      return axes.isEmpty
    }
    return (a == -2 || a == 0) && (b == -1 || b == 1)
  }

  /// One loop over all elements, or along one axis.
  static func reduction(
    _ domain: Operator.ReductionDomain, _ loops: [ReductionLoop?]
  ) -> StraightRule {
    { inputs, attributes in
      let x = inputs[0]
      let layout = x.layout
      guard layout.isContiguous, layout.count > 0, let address = x.storage.address,
        let types = try? domain.dtypes(x.dtype, ""), types.computed == x.dtype,
        let loop = KernelChoice.loop(loops, for: x.dtype),
        let (outer, count, target) = sections(
          layout, attributes[0], keeping: attributes.flag(1))
      else { return nil }
      let result = try Tensor(
        uninitialized: types.result, row: target, weak: x.weak && types.result != .bool)
      let inner = layout.count / (outer * count)
      let sizes = Reduction.Sizes(
        outer: outer, count: count, inner: inner, outerStride: count * inner, stride: inner)
      let succeeded = try Reduction.run(
        loop, sizes, from: address + x.offset &* x.dtype.size, size: x.dtype.size,
        into: result.bytes, result.dtype.size)
      return succeeded ? result : nil
    }
  }

  /// What is reduced: how many times, how many elements each, and the layout of what is left.
  private static func sections(
    _ layout: Layout, _ axis: AttributeValue, keeping keepdims: Bool
  ) -> (outer: Int, count: Int, target: Layout)? {
    switch axis {
    case .none:
      let ones = keepdims ? Shape([Int](repeating: 1, count: layout.rank)) : .scalar
      return (1, layout.count, LayoutTable.layout(ones))
    case .int(let axis):
      guard let place = Shape.normalized(axis, rank: layout.rank) else { return nil }
      var sizes = layout.shape.dimensions
      var outer = 1
      for size in sizes[..<place] { outer &*= size }
      let count = sizes[place]
      guard count > 1 else { return nil }
      if keepdims { sizes[place] = 1 } else { sizes.remove(at: place) }
      return (outer, count, LayoutTable.layout(Shape(sizes)))
    default: return nil
    }
  }
}

extension MatrixKernel {
  /// The product of two matrices that are small enough for one tile; nil for larger ones, vectors,
  /// and layouts that have to be copied first.
  fileprivate static func straight<Element: MatrixElement>(
    _ a: Tensor, _ b: Tensor, as type: Element.Type
  ) throws -> Tensor? {
    let (rows, depth, columns) = (a.layout.shape[0], a.layout.shape[1], b.layout.shape[1])
    guard b.layout.shape[0] == depth, rows > 1, columns > 1, depth > 0,
      rows <= longestSide, columns <= longestSide, depth <= longestSide,
      let left = straightOperand(a, rows, depth, type),
      let right = straightOperand(b, depth, columns, type)
    else { return nil }
    let result = try Tensor(
      uninitialized: a.dtype, row: LayoutTable.layout(rows: rows, columns: columns))
    Element.multiply(
      rows, columns, depth, left, right, into: result.pointer(as: type), leading: columns,
      adding: false)
    return result
  }

  /// Sides up to here are one tile of `MatrixProduct`, too, and one piece of work.
  private static let longestSide = 64

  /// Rows or columns of consecutive elements; nil where there are neither, or where the storage is
  /// pending.
  @inline(__always)
  private static func straightOperand<Element: MatrixElement>(
    _ x: Tensor, _ rows: Int, _ columns: Int, _ type: Element.Type
  ) -> MatrixOperand<Element>? {
    guard let address = x.storage.address else { return nil }
    let base = UnsafePointer(address.assumingMemoryBound(to: type) + x.offset)
    let (down, across) = (x.layout.strides[0], x.layout.strides[1])
    if across == 1 || columns == 1 {
      let distance = rows == 1 ? columns : down
      guard distance >= columns else { return nil }
      return MatrixOperand(base: base, leading: distance, isTransposed: false)
    }
    guard down == 1 || rows == 1 else { return nil }
    let distance = columns == 1 ? rows : across
    guard distance >= rows else { return nil }
    return MatrixOperand(base: base, leading: distance, isTransposed: true)
  }
}
