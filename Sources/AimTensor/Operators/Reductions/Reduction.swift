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
