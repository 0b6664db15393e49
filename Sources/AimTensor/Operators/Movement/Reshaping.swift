import AimDiagnostics

/// The type rules of operators that rearrange.
enum Reshaping {
  /// The sizes asked for, with -1 replaced by what is left.
  static func inferred(_ type: TensorType, _ sizes: [Int]) throws -> TensorType {
    let unknown = sizes.indices.filter { sizes[$0] == -1 }
    let from = type.knownSizes
    guard unknown.count <= 1, !sizes.contains(where: { $0 < -1 }) else {
      throw ReshapeSizes(sizes: sizes)
    }
    let known = try Shape(sizes.filter { $0 != -1 }).checkedCount()
    var result = sizes.map { Dimension.size($0) }
    guard let count = type.shape?.count else {
      if let place = unknown.first { result[place] = rest(of: type, known) }
      return type.with(dimensions: result)
    }
    if let place = unknown.first {
      guard known > 0, count % known == 0 else {
        throw ReshapeCount(from: from, to: sizes, count: count)
      }
      result[place] = .size(count / known)
    } else if known != count {
      throw ReshapeCount(from: from, to: sizes, count: count)
    }
    return type.with(dimensions: result)
  }

  /// What -1 stands for, where the dimensions are names.
  private static func rest(of type: TensorType, _ known: Int) -> Dimension {
    guard let dimensions = type.dimensions, known > 0 else { return .unknown }
    var sizes = 1
    var others: [Dimension] = []
    for dimension in dimensions {
      if let size = dimension.size { sizes *= max(size, 1) } else { others.append(dimension) }
    }
    let product = others.reduce(Dimension.size(1)) { $0 * $1 }
    if sizes % known == 0 { return product * .size(sizes / known) }
    return (product * .size(sizes)).dividedDown(by: .size(known))
  }

  static func flattened(_ type: TensorType, from: Int, to: Int) throws -> TensorType {
    guard let dimensions = type.dimensions else { return type.with(dimensions: nil) }
    if dimensions.isEmpty, from == 0 || from == -1, to == 0 || to == -1 {
      return type.with(dimensions: [.size(1)])
    }
    guard let first = try type.axis(from), let last = try type.axis(to) else {
      return type.with(dimensions: nil)
    }
    guard first <= last else { throw FlattenRange(from: from, to: to, shape: type.knownSizes) }
    let joined = dimensions[first...last].reduce(Dimension.size(1)) { $0 * $1 }
    return type.with(dimensions: dimensions[..<first] + [joined] + dimensions[(last + 1)...])
  }

  /// The axes counted from the front; faults unless each stands there once.
  static func permutation(_ axes: [Int], of type: TensorType) throws -> [Int] {
    let rank = type.rank ?? axes.count
    let order = try axes.map { axis in
      guard let found = Shape.normalized(axis, rank: rank) else {
        throw AxisOutOfRange(axis: axis, shape: type.knownSizes)
      }
      return found
    }
    guard order.count == rank, Set(order).count == rank else {
      throw NotAPermutation(axes: axes, shape: type.knownSizes)
    }
    return order
  }

  static func squeezed(_ type: TensorType, _ axis: AttributeValue) throws -> TensorType {
    guard let dimensions = type.dimensions else { return type.with(dimensions: nil) }
    if axis == .none {
      // A dimension that is not known might be 1: then even the rank is not known.
      if dimensions.contains(where: { $0.size == nil }) { return type.with(dimensions: nil) }
      return type.with(dimensions: dimensions.filter { $0 != .size(1) })
    }
    let axes = try Reduction.axes(axis, rank: dimensions.count, shape: type.knownSizes)
    for place in axes {
      if let size = dimensions[place].size, size != 1 {
        throw SqueezeSize(axis: place, size: size, shape: type.knownSizes)
      }
    }
    return type.with(
      dimensions: dimensions.indices.filter { !axes.contains($0) }.map { dimensions[$0] })
  }

  static func stretched(_ type: TensorType, to sizes: [Int]) throws -> TensorType {
    _ = try Shape(sizes).checkedCount()
    if let dimensions = type.dimensions {
      let lead = sizes.count - dimensions.count
      for (axis, dimension) in dimensions.enumerated() {
        guard lead >= 0 else { throw CannotStretch(from: type.knownSizes, to: sizes) }
        if let size = dimension.size, size != 1, size != sizes[lead + axis] {
          throw CannotStretch(from: type.knownSizes, to: sizes)
        }
      }
    }
    return type.with(dimensions: sizes.map { .size($0) })
  }
}

extension Tensor {
  /// The same elements with their axes in another order: a view without an origin.
  func rearranged(_ order: [Int]) -> Tensor {
    view(shape: Shape(order.map { shape[$0] }), strides: order.map { strides[$0] }, offset: offset)
  }

  /// The same elements in another shape of as many: a view where the layout allows, else a copy.
  ///
  /// No origin.
  func seen(as target: Shape) throws -> Tensor {
    if let strides = viewStrides(target) {
      return view(shape: target, strides: strides, offset: offset)
    }
    let copy = try packed()
    return copy.view(shape: target, strides: target.contiguousStrides, offset: 0)
  }

  /// Strides that show this layout in another shape; nil where there are none.
  private func viewStrides(_ target: Shape) -> [Int]? {
    if count == 0 || isContiguous { return target.contiguousStrides }
    let layout = StridedLayout(shape: shape, strides: [strides])
    var result = [Int](repeating: 0, count: target.rank)
    var block = layout.sizes.count - 1
    var (left, step) = (1, 0)
    for axis in stride(from: target.rank - 1, through: 0, by: -1) where target[axis] != 1 {
      if left == 1 {
        guard block >= 0 else { return nil }
        (left, step) = (layout.sizes[block], layout.strides[0][block])
        block -= 1
      }
      guard left % target[axis] == 0 else { return nil }
      result[axis] = step
      step *= target[axis]
      left /= target[axis]
    }
    return left == 1 ? result : nil
  }

  // As gradient rules write them.

  package func reshaped(_ target: Shape) throws -> Tensor {
    if shape == target { return self }
    return try Operator.reshape(self, .ints(target.dimensions))
  }

  package func permuted(_ order: [Int]) throws -> Tensor {
    try Operator.permute(self, .ints(order))
  }

  package func flipped(_ axes: [Int]) throws -> Tensor { try Operator.flip(self, .ints(axes)) }

  package func expanded(to target: Shape) throws -> Tensor {
    if shape == target { return self }
    return try Operator.broadcastTo(self, .ints(target.dimensions))
  }

  /// The part of one axis from `start` up to `end`.
  package func sliced(axis: Int, from start: Int, to end: Int) throws -> Tensor {
    let place = try shape.axis(axis)
    var (starts, ends) = ([Int](repeating: 0, count: rank), shape.dimensions)
    starts[place] = start
    ends[place] = end
    return try Operator.slice(
      self, .ints(starts), .ints(ends), .ints([Int](repeating: 1, count: rank)))
  }

  /// Zeros around one axis.
  package func paddedWithZeros(axis: Int, before: Int, after: Int) throws -> Tensor {
    let place = try shape.axis(axis)
    var padding = [Int](repeating: 0, count: 2 * rank)
    padding[2 * place] = before
    padding[2 * place + 1] = after
    return try Operator.pad(self, .ints(padding), .text("constant"), .float(0))
  }
}
