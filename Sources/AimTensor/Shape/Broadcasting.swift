package import AimDiagnostics

/// NumPy's rule: shapes are aligned at the last dimension, and a dimension of 1 stretches.
package enum Broadcasting {
  /// The shape that both stretch to.
  ///
  /// Faults where two dimensions differ and neither is 1.
  package static func shape(_ a: Shape, _ b: Shape) throws -> Shape {
    if a == b || b.rank == 0 { return a }
    if a.rank == 0 { return b }
    let rank = max(a.rank, b.rank)
    var result = [Int](repeating: 1, count: rank)
    for place in 1...rank {
      let left = place <= a.rank ? a[a.rank - place] : 1
      let right = place <= b.rank ? b[b.rank - place] : 1
      guard left == right || left == 1 || right == 1 else {
        throw ShapesDoNotBroadcast(
          left: a.dimensions, right: b.dimensions, leftSize: left, rightSize: right)
      }
      result[rank - place] = left == 1 ? right : left
    }
    return Shape(result)
  }

  /// The same rule over what is known ahead of a run.
  package static func dimensions(_ a: TensorType, _ b: TensorType) throws -> [Dimension]? {
    guard let left = a.dimensions, let right = b.dimensions else { return nil }
    if left == right || right.isEmpty { return left }
    if left.isEmpty { return right }
    let rank = max(left.count, right.count)
    var result = [Dimension](repeating: .size(1), count: rank)
    for place in 1...rank {
      let one = place <= left.count ? left[left.count - place] : .size(1)
      let other = place <= right.count ? right[right.count - place] : .size(1)
      guard let joined = joined(one, other) else {
        throw ShapesDoNotBroadcast(
          left: a.knownSizes, right: b.knownSizes, leftSize: one.size ?? -1,
          rightSize: other.size ?? -1)
      }
      result[rank - place] = joined
    }
    return result
  }

  private static func joined(_ one: Dimension, _ other: Dimension) -> Dimension? {
    if one == other { return one }
    switch (one.size, other.size) {
    case (1, _): return other
    case (_, 1): return one
    case (.some, .some): return nil
    // A size other than 1 wins: the unknown side is it, or 1, or a fault when it runs.
    case (.some, nil): return one
    case (nil, .some): return other
    case (nil, nil): return .unknown
    }
  }

  /// The strides with which a tensor is read as if it had the larger shape.
  static func strides(of tensor: Tensor, to shape: Shape) -> [Int] {
    if tensor.shape == shape { return tensor.strides }
    var strides = [Int](repeating: 0, count: shape.rank)
    let lead = shape.rank - tensor.rank
    for axis in 0..<tensor.rank where tensor.shape[axis] != 1 {
      strides[lead + axis] = tensor.strides[axis]
    }
    return strides
  }
}

/// Two shapes of which neither stretches to the other.
package struct ShapesDoNotBroadcast: Fault {
  package static let identity = FaultIdentity(.shape, "shapes-do-not-broadcast")
  package static let example = "zeros(2, 3) + zeros(2, 4)"
  package let left: [Int]
  package let right: [Int]
  package let leftSize: Int
  package let rightSize: Int

  package var facts: [Fact] {
    [
      Fact("left", .shape(left)), Fact("right", .shape(right)),
      Fact("left_size", .integer(leftSize)), Fact("right_size", .integer(rightSize)),
    ]
  }
}
