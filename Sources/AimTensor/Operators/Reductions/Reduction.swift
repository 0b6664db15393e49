package import AimDiagnostics

/// What every reduction shares: which axes go, in which order the elements are read, and how the
/// loops are driven.
enum Reduction {
  /// The axes that an attribute names, counted from the front; all of them for nil.
  static func axes(_ value: AttributeValue, rank: Int, shape: @autoclosure () -> [Int]) throws
    -> [Int]
  {
    switch value {
    case .int(let axis): return [try normalized(axis, rank, shape())]
    case .ints(let axes):
      let found = try axes.map { try normalized($0, rank, shape()) }
      if Set(found).count != found.count { throw RepeatedAxis(axes: axes) }
      return found
    default: return Array(0..<rank)
    }
  }

  private static func normalized(_ axis: Int, _ rank: Int, _ shape: @autoclosure () -> [Int]) throws
    -> Int
  {
    guard let found = Shape.normalized(axis, rank: rank) else {
      throw AxisOutOfRange(axis: axis, shape: shape())
    }
    return found
  }

  /// The dimensions that remain.
  static func dimensions(
    _ type: TensorType, _ axis: AttributeValue, keeping keepdims: Bool
  ) throws -> [Dimension]? {
    guard let dimensions = type.dimensions else {
      return axis == .none && !keepdims ? [] : nil
    }
    let axes = try axes(axis, rank: dimensions.count, shape: type.knownSizes)
    var result: [Dimension] = []
    for (place, dimension) in dimensions.enumerated() {
      if !axes.contains(place) {
        result.append(dimension)
      } else if keepdims {
        result.append(.size(1))
      }
    }
    return result
  }

  /// The input as row-major `[outer, count, inner]`, to be reduced along the middle.
  ///
  /// Neighbouring axes of a row-major tensor are used where they lie; anything else is copied
  /// once, with the reduced axes innermost.
  struct Plan {
    let source: Tensor
    let outer: Int
    let count: Int
    let inner: Int
  }

  static func plan(_ x: Tensor, axes: [Int]) throws -> Plan {
    let sorted = axes.sorted()
    let neighbours = sorted.isEmpty || sorted[sorted.count - 1] - sorted[0] == sorted.count - 1
    let count = sorted.reduce(1) { $0 * x.shape[$1] }
    if neighbours {
      let first = sorted.first ?? x.rank
      let outer = x.shape.dimensions[..<first].reduce(1, *)
      let inner = x.shape.dimensions[(first + sorted.count)...].reduce(1, *)
      return Plan(source: try x.contiguous(), outer: outer, count: count, inner: inner)
    }
    let kept = (0..<x.rank).filter { !axes.contains($0) }
    let order = kept + sorted
    let moved = x.view(
      shape: Shape(order.map { x.shape[$0] }), strides: order.map { x.strides[$0] },
      offset: x.offset)
    let outer = kept.reduce(1) { $0 * x.shape[$1] }
    return Plan(source: try moved.contiguous(), outer: outer, count: count, inner: 1)
  }

  /// Runs a loop over a plan into a new tensor; false where an integer overflowed.
  static func run(_ loop: ReductionLoop, _ plan: Plan, into result: Tensor) throws -> Bool {
    defer { withExtendedLifetime(plan.source) {} }
    let succeeded = loop(plan.source.bytes, result.bytes, plan.outer, plan.count, plan.inner)
    if Interrupt.isRequested { throw Interrupted() }
    return succeeded
  }

  /// Shapes, axes and layouts that every reduction is tried on.
  static func samples(in range: ClosedRange<Double> = -2...2, empty: Bool = true)
    -> [OperatorSample]
  {
    var samples: [OperatorSample] = [
      OperatorSample([[]], [.none, .flag(false)], in: range),
      OperatorSample([[5]], [.none, .flag(false)], in: range),
      OperatorSample([[2, 3]], [.int(0), .flag(false)], in: range),
      OperatorSample([[2, 3]], [.int(-1), .flag(true)], in: range),
      OperatorSample([[2, 3, 4]], [.ints([0, 2]), .flag(false)], in: range),
      OperatorSample([[2, 3, 4]], [.int(1), .flag(false)], in: range),
      OperatorSample([[2, 3, 2]], [.ints([-1, -2]), .flag(true)], in: range),
      OperatorSample([[3, 0]], [.int(0), .flag(false)], in: range),
    ]
    if empty { samples.append(OperatorSample([[2, 0]], [.int(1), .flag(false)], in: range)) }
    return samples
  }
}

extension Tensor {
  /// A reduction's gradient (or result) with its lost axes as 1 again, so that it broadcasts.
  func restored(_ axis: AttributeValue, keepdims: Bool, of input: Tensor) throws -> Tensor {
    if keepdims || input.rank == 0 { return self }
    let axes = try Reduction.axes(axis, rank: input.rank, shape: input.shape.dimensions)
    return try reshaped(input.shape.reduced(along: axes, keeping: true))
  }
}

/// One axis named twice.
package struct RepeatedAxis: Fault {
  package static let identity = FaultIdentity(.value, "repeated-axis")
  package static let example = "sum(zeros(2, 3), axis: [0, 0])"
  package let axes: [Int]
  package var facts: [Fact] { [Fact("axes", .shape(axes))] }
}

/// A reduction without an answer for no elements.
package struct EmptyReduction: Fault {
  package static let identity = FaultIdentity(.value, "empty-reduction")
  package static let example = "max(zeros(0))"
  package let operation: String
  package let shape: [Int]

  package var facts: [Fact] {
    [Fact("operation", .name(operation)), Fact("shape", .shape(shape))]
  }
}
