/// Putting tensors together, and repeating them.
extension Operator {
  package static let concat: Operator = Operator(
    "concat", [.tensors("tensors"), .axis(default: 0)],
    summary: "Puts tensors one after the other along an axis that they have.",
    examples: [.init("concat([[1, 2], [3]])", gives: "i64[3] [1, 2, 3]")],
    samples: [
      OperatorSample([[2], [3]], [.int(0)]), OperatorSample([[2, 3], [1, 3]], [.int(0)]),
      OperatorSample([[2, 1], [2, 2], [2, 3]], [.int(-1)]), OperatorSample([[0], [2]], [.int(0)]),
      OperatorSample([[2, 3]], [.int(1)]), OperatorSample([[1, 0, 2], [1, 2, 2]], [.int(1)]),
    ], onnx: .node("Concat", since: 13),
    infer: { types, attributes in [try Joining.inferred(types, axis: attributes.int(0))] },
    kernel: { call in
      let result = try call.makeResult()
      let axis = try result.shape.axis(call.attributes.int(0))
      var start = 0
      for part in call.inputs {
        let end = start + part.shape[axis]
        try result.sliced(axis: axis, from: start, to: end).overwrite(with: part)
        start = end
      }
      return [result]
    },
    gradient: GradientRule { call in
      let axis = call.attributes.int(0)
      var start = 0
      return try call.inputs.indices.map { index in
        let end = start + call.inputs[index].shape[try call.upstream.shape.axis(axis)]
        defer { start = end }
        return call.needs[index] ? try call.upstream.sliced(axis: axis, from: start, to: end) : nil
      }
    })

  package static let stack: Operator = Operator(
    "stack", [.tensors("tensors"), .axis(default: 0)],
    summary: "Puts tensors of one shape side by side along a new axis.",
    examples: [.init("stack([[1, 2], [3, 4]])", gives: "i64[2, 2]\n[[1, 2],\n [3, 4]]")],
    samples: [
      OperatorSample([[2], [2]], [.int(0)]), OperatorSample([[2], [2]], [.int(-1)]),
      OperatorSample([[], [], []], [.int(0)]), OperatorSample([[2, 3], [2, 3]], [.int(1)]),
      OperatorSample([[0], [0]], [.int(0)]), OperatorSample([[2, 3]], [.int(2)]),
    ],
    infer: { types, attributes in [try Joining.stacked(types, axis: attributes.int(0))] },
    kernel: { call in
      let result = try call.makeResult()
      let axis = try result.shape.axis(call.attributes.int(0))
      for (index, part) in call.inputs.enumerated() {
        let slot = try result.sliced(axis: axis, from: index, to: index + 1)
        try slot.seen(as: part.shape).overwrite(with: part)
      }
      return [result]
    },
    gradient: GradientRule { call in
      let axis = call.attributes.int(0)
      return try call.inputs.indices.map { index in
        guard call.needs[index] else { return nil }
        return try call.upstream.sliced(axis: axis, from: index, to: index + 1)
          .reshaped(call.inputs[index].shape)
      }
    })

  package static let tile: Operator = Operator(
    "tile", [.tensor("x"), .ints("counts")],
    summary: "Repeats the whole tensor, `counts` times along each axis.",
    examples: [.init("tile([1, 2], 2)", gives: "i64[4] [1, 2, 1, 2]")],
    samples: [
      OperatorSample([[2]], [.ints([3])]), OperatorSample([[2, 3]], [.ints([2, 1])]),
      OperatorSample([[2]], [.ints([2, 2])]), OperatorSample([[]], [.ints([2])]),
      OperatorSample([[0]], [.ints([2])]), OperatorSample([[2, 2]], [.ints([0, 1])]),
    ], onnx: .node("Tile", since: 13),
    infer: { types, attributes in [try Joining.tiled(types[0], attributes.ints(0) ?? [])] },
    kernel: { call in [try Joining.tile(call.inputs[0].detached(), call.attributes.ints(0) ?? [])]
    },
    gradient: GradientRule { call in
      let (x, counts) = (call.inputs[0], call.attributes.ints(0) ?? [])
      let (folded, _) = Joining.folded(x.shape, counts)
      let even = Array(stride(from: 0, to: folded.count, by: 2))
      if call.upstream.count == 0 { return [try Operator.zerosLike(x)] }
      return [
        try sum(call.upstream.reshaped(Shape(folded)), .ints(even), .flag(false)).reshaped(x.shape)
      ]
    })

  package static let `repeat`: Operator = Operator(
    "repeat_elements", [.tensor("x"), .int("count"), .axis(default: 0)],
    summary: "Repeats every element along an axis, each `count` times in a row.",
    examples: [.init("repeat_elements([1, 2], 2)", gives: "i64[4] [1, 1, 2, 2]")],
    samples: [
      OperatorSample([[2]], [.int(3), .int(0)]), OperatorSample([[2, 3]], [.int(2), .int(-1)]),
      OperatorSample([[2, 3]], [.int(2), .int(0)]), OperatorSample([[0]], [.int(2), .int(0)]),
      OperatorSample([[2]], [.int(0), .int(0)]), OperatorSample([[2, 1, 2]], [.int(3), .int(1)]),
    ],
    infer: { types, attributes in
      guard attributes.int(0) >= 0 else { throw NegativeDimension(shape: [attributes.int(0)]) }
      guard let axis = try types[0].axis(attributes.int(1)), var dimensions = types[0].dimensions
      else {
        return [types[0].with(dimensions: nil)]
      }
      dimensions[axis] = dimensions[axis] * .size(attributes.int(0))
      return [types[0].with(dimensions: dimensions)]
    },
    kernel: { call in
      guard let shape = call.results[0].shape else { throw LostResult() }
      _ = try shape.checkedCount(call.inputs[0].dtype)
      let x = call.inputs[0].detached()
      let axis = try x.shape.axis(call.attributes.int(1))
      let column = try expandDims(x, .int(axis + 1))
      var sizes = column.shape.dimensions
      sizes[axis + 1] = call.attributes.int(0)
      return [try column.expanded(to: Shape(sizes)).seen(as: shape)]
    },
    gradient: GradientRule { call in
      let x = call.inputs[0]
      let axis = try x.shape.axis(call.attributes.int(1))
      var sizes = x.shape.dimensions
      sizes.insert(call.attributes.int(0), at: axis + 1)
      return [try sum(call.upstream.reshaped(Shape(sizes)), .int(axis + 1), .flag(false))]
    })
}

/// The rules of operators that put together.
enum Joining {
  static func inferred(_ types: [TensorType], axis: Int) throws -> TensorType {
    guard let first = types.first else { throw NothingToJoin(operation: "concat") }
    let (dtype, _) = Promotion.common(types)
    guard let place = try first.axis(axis), var result = first.dimensions else {
      return TensorType(dtype, nil)
    }
    for type in types.dropFirst() {
      guard let other = type.dimensions else {
        result[place] = .unknown
        continue
      }
      guard other.count == result.count else { throw misfit(first, type, place) }
      for index in result.indices where index != place {
        guard result[index].agrees(with: other[index]) else { throw misfit(first, type, place) }
        result[index] = result[index].unified(with: other[index])
      }
      result[place] = result[place] + other[place]
    }
    return TensorType(dtype, result)
  }

  static func stacked(_ types: [TensorType], axis: Int) throws -> TensorType {
    guard let first = types.first else { throw NothingToJoin(operation: "stack") }
    let (dtype, _) = Promotion.common(types)
    guard var result = types.first(where: { $0.dimensions != nil })?.dimensions else {
      return TensorType(dtype, nil)
    }
    guard let place = Shape.normalized(axis, rank: result.count + 1) else {
      throw AxisOutOfRange(axis: axis, shape: first.knownSizes + [types.count])
    }
    for type in types {
      guard let other = type.dimensions else { continue }
      guard other.count == result.count, zip(result, other).allSatisfy({ $0.agrees(with: $1) })
      else {
        throw misfit(first, type, place)
      }
      result = zip(result, other).map { $0.unified(with: $1) }
    }
    result.insert(.size(types.count), at: place)
    return TensorType(dtype, result)
  }

  private static func misfit(_ left: TensorType, _ right: TensorType, _ axis: Int)
    -> ShapesDoNotJoin
  {
    ShapesDoNotJoin(left: left.knownSizes, right: right.knownSizes, axis: axis)
  }

  static func tiled(_ type: TensorType, _ counts: [Int]) throws -> TensorType {
    if counts.contains(where: { $0 < 0 }) { throw NegativeDimension(shape: counts) }
    guard let dimensions = type.dimensions else { return type.with(dimensions: nil) }
    let rank = max(dimensions.count, counts.count)
    let sizes = [Dimension](repeating: .size(1), count: rank - dimensions.count) + dimensions
    let factors = [Int](repeating: 1, count: rank - counts.count) + counts
    return type.with(dimensions: zip(sizes, factors).map { $0 * .size($1) })
  }

  /// The result's shape with every axis as (count, size), and the same before repeating.
  static func folded(_ shape: Shape, _ counts: [Int]) -> (repeated: [Int], single: [Int]) {
    let rank = max(shape.rank, counts.count)
    let sizes = [Int](repeating: 1, count: rank - shape.rank) + shape.dimensions
    let factors = [Int](repeating: 1, count: rank - counts.count) + counts
    var (repeated, single): ([Int], [Int]) = ([], [])
    for (size, factor) in zip(sizes, factors) {
      repeated += [factor, size]
      single += [1, size]
    }
    return (repeated, single)
  }

  static func tile(_ x: Tensor, _ counts: [Int]) throws -> Tensor {
    let (repeated, single) = folded(x.shape, counts)
    _ = try Shape(repeated).checkedCount(x.dtype)
    let target = Shape(
      stride(from: 0, to: repeated.count, by: 2).map { repeated[$0] * repeated[$0 + 1] })
    return try x.seen(as: Shape(single)).with(weak: false).expanded(to: Shape(repeated)).seen(
      as: target)
  }
}
