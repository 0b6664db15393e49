package import AimDiagnostics

/// Taking a part, and turning round.
extension Operator {
  /// The parts `start ..< end` by `step` of every axis; each start lies inside, or the part is
  /// empty. Indexing with ranges comes here with its bounds resolved.
  package static let slice: Operator = Operator(
    "slice", [.tensor("x"), .ints("starts"), .ints("ends"), .ints("steps")],
    summary:
      "A part of every axis, from `starts` up to `ends` in `steps`: what `x[1:3, ::2]` does.",
    examples: [.init("slice([1, 2, 3, 4], [1], [4], [2])", gives: "i64[2] [2, 4]")],
    samples: [
      OperatorSample([[5]], [.ints([1]), .ints([4]), .ints([1])]),
      OperatorSample([[5]], [.ints([4]), .ints([-6]), .ints([-2])]),
      OperatorSample([[2, 6]], [.ints([0, 1]), .ints([2, 6]), .ints([1, 2])]),
      OperatorSample([[2, 6]], [.ints([1, 0]), .ints([2, 0]), .ints([1, 1])]),
      OperatorSample([[]], [.ints([]), .ints([]), .ints([])]),
      OperatorSample([[0, 3]], [.ints([0, 0]), .ints([0, 2]), .ints([1, 1])]),
      OperatorSample([[4]], [.ints([-3]), .ints([100]), .ints([1])]),
    ], onnx: .node("Slice", since: 13),
    infer: { types, attributes in [try Slicing.inferred(types[0], attributes)] },
    kernel: { call in [try Slicing.view(call.inputs[0], call.attributes)] },
    gradient: GradientRule { call in
      [
        try unslice(
          call.upstream, .ints(call.inputs[0].shape.dimensions), call.attributes[0],
          call.attributes[1],
          call.attributes[2])
      ]
    })

  /// Zeros with a tensor in the place of a slice: the gradient of `slice`.
  package static let unslice: Operator = Operator(
    "unslice", [.tensor("x"), .shape(), .ints("starts"), .ints("ends"), .ints("steps")],
    summary: "Zeros, with `x` in the place that `slice` would take.",
    samples: [
      OperatorSample([[3]], [.ints([5]), .ints([1]), .ints([4]), .ints([1])]),
      OperatorSample([[2, 3]], [.ints([2, 6]), .ints([0, 1]), .ints([2, 6]), .ints([1, 2])]),
      OperatorSample([[0]], [.ints([2]), .ints([0]), .ints([0]), .ints([1])]),
      OperatorSample([[3]], [.ints([5]), .ints([4]), .ints([-6]), .ints([-2])]),
      OperatorSample([[]], [.ints([]), .ints([]), .ints([]), .ints([])]),
      OperatorSample([[1, 3]], [.ints([2, 3]), .ints([1, 0]), .ints([2, 3]), .ints([1, 1])]),
    ], isPublic: false,
    infer: { types, attributes in
      [types[0].with(dimensions: (attributes.ints(0) ?? []).map { .size($0) })]
    },
    kernel: { call in
      let result = try call.makeResult()
      try result.fillWithZeros()
      let slots = Attributes(Array(call.attributes.values.dropFirst()))
      try Slicing.view(result, slots).overwrite(with: call.inputs[0])
      return [result]
    },
    gradient: GradientRule { call in
      [try slice(call.upstream, call.attributes[1], call.attributes[2], call.attributes[3])]
    })

  package static let roll: Operator = Operator(
    "roll", [.tensor("x"), .int("shift"), .axis(default: 0)],
    summary: "Moves the elements along an axis; what falls off one end comes back at the other.",
    examples: [.init("roll([1, 2, 3, 4], 1)", gives: "i64[4] [4, 1, 2, 3]")],
    samples: [
      OperatorSample([[5]], [.int(2), .int(0)]), OperatorSample([[5]], [.int(-7), .int(0)]),
      OperatorSample([[2, 3]], [.int(1), .int(-1)]), OperatorSample([[2, 3]], [.int(0), .int(0)]),
      OperatorSample([[0]], [.int(1), .int(0)]), OperatorSample([[2, 3, 2]], [.int(2), .int(1)]),
    ],
    infer: { types, attributes in
      _ = try types[0].axis(attributes.int(1))
      return [types[0].with(dimensions: types[0].dimensions)]
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      let axis = try x.shape.axis(call.attributes.int(1))
      let count = x.shape[axis]
      guard count > 0, let turn = floorDivided(call.attributes.int(0), count)?.remainder, turn > 0
      else {
        return [x.with(weak: false)]
      }
      let front = try x.sliced(axis: axis, from: count - turn, to: count)
      return [try concat([front, x.sliced(axis: axis, from: 0, to: count - turn)], .int(axis))]
    },
    gradient: GradientRule { call in
      // Turning back by the rest of the way: a shift of Int.min has no opposite.
      let axis = call.attributes.int(1)
      let count = Swift.max(try call.upstream.shape[call.upstream.shape.axis(axis)], 1)
      let turn = floorDivided(call.attributes.int(0), count)?.remainder ?? 0
      return [try roll(call.upstream, .int(-turn), .int(axis))]
    })
}

/// The rules of slices.
enum Slicing {
  /// Start and number of elements of one axis, by Python's rule for `x[start:end:step]`.
  static func resolve(_ start: Int, _ end: Int, _ step: Int, size: Int) throws -> (
    start: Int, count: Int
  ) {
    guard step != 0 else { throw ZeroStep() }
    let low = step < 0 ? -1 : 0
    let high = step < 0 ? size - 1 : size
    let first = min(max(start < 0 ? start &+ size : start, low), high)
    let last = min(max(end < 0 ? end &+ size : end, low), high)
    let distance = step > 0 ? last - first : first - last
    let stride = step.magnitude > UInt(Int.max) ? Int.max : Int(step.magnitude)
    return (max(first, 0), distance > 0 ? (distance - 1) / stride + 1 : 0)
  }

  static func inferred(_ type: TensorType, _ attributes: Attributes) throws -> TensorType {
    let bounds = (0..<3).map { attributes.ints($0) ?? [] }
    guard let dimensions = type.dimensions else { return type.with(dimensions: nil) }
    for part in bounds where part.count != dimensions.count {
      throw TooManyIndices(count: part.count, shape: type.knownSizes)
    }
    let result = try dimensions.enumerated().map { axis, dimension -> Dimension in
      let (start, end, step) = (bounds[0][axis], bounds[1][axis], bounds[2][axis])
      guard let size = dimension.size else {
        return start == 0 && end == Int.max && step == 1 ? dimension : .unknown
      }
      return .size(try resolve(start, end, step, size: size).count)
    }
    return type.with(dimensions: result)
  }

  static func view(_ x: Tensor, _ attributes: Attributes) throws -> Tensor {
    let bounds = (0..<3).map { attributes.ints($0) ?? [] }
    for part in bounds where part.count != x.rank {
      throw TooManyIndices(count: part.count, shape: x.shape.dimensions)
    }
    var (sizes, strides, offset) = (x.shape.dimensions, x.strides, x.offset)
    for axis in 0..<x.rank {
      let step = bounds[2][axis]
      let part = try resolve(bounds[0][axis], bounds[1][axis], step, size: x.shape[axis])
      sizes[axis] = part.count
      if part.count > 0 { offset += part.start * strides[axis] }
      // A single element is never stepped from: a huge step must not overflow.
      strides[axis] = part.count > 1 ? strides[axis] * step : strides[axis]
    }
    return x.view(shape: Shape(sizes), strides: strides, offset: offset)
  }
}

/// More indices than the tensor has dimensions.
package struct TooManyIndices: Fault {
  package static let identity = FaultIdentity(.index, "too-many-indices")
  package static let example = "zeros(2, 3)[0, 0, 0]"
  package let count: Int
  package let shape: [Int]

  package var facts: [Fact] {
    [
      Fact("count", .integer(count)), Fact("shape", .shape(shape)),
      Fact("rank", .integer(shape.count)),
    ]
  }
}
