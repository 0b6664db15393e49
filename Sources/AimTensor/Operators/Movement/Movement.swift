/// Seeing the same elements in another arrangement. Nothing here copies, but `reshape` of a
/// layout that cannot be seen so.
extension Operator {
  package static let movementFamily = OperatorFamily(
    "Shape and arrangement",
    [
      reshape, flatten, permute, transpose, matrixTranspose, squeeze, expandDims, broadcastTo, flip,
      slice,
      unslice, roll, concat, stack, chunk, pad, tile, `repeat`, tril, triu, diagonal,
      diagonalMatrix, meshgrid,
    ])

  package static let reshape: Operator = Operator(
    "reshape", [.tensor("x"), .shape()],
    summary: "The same elements in another shape; one size may be -1: whatever is left.",
    examples: [
      .init("reshape([1, 2, 3, 4, 5, 6], [2, 3])", gives: "i64[2, 3]\n[[1, 2, 3],\n [4, 5, 6]]"),
      .init("reshape([1, 2, 3, 4], [2, -1])", gives: "i64[2, 2]\n[[1, 2],\n [3, 4]]"),
    ],
    samples: [
      OperatorSample([[6]], [.ints([2, 3])]), OperatorSample([[2, 3]], [.ints([-1])]),
      OperatorSample([[]], [.ints([1, 1])]), OperatorSample([[1]], [.ints([])]),
      OperatorSample([[0, 3]], [.ints([3, 0])]), OperatorSample([[2, 3, 4]], [.ints([4, -1])]),
    ], onnx: .node("Reshape", since: 14),
    infer: { types, attributes in
      [try Reshaping.inferred(types[0], attributes.ints(0) ?? [])]
    },
    kernel: { call in
      guard let shape = call.results[0].shape else { throw LostResult() }
      return [try call.inputs[0].seen(as: shape)]
    },
    gradient: GradientRule { call in [try call.upstream.reshaped(call.inputs[0].shape)] },
    straight: StraightRules.reshape)

  package static let flatten: Operator = Operator(
    "flatten", [.tensor("x"), .int("from", default: 0), .int("to", default: -1)],
    summary: "Joins the dimensions `from` to `to` into one; all of them unless said otherwise.",
    examples: [.init("flatten([[1, 2], [3, 4]])", gives: "i64[4] [1, 2, 3, 4]")],
    samples: [
      OperatorSample([[2, 3, 4]], [.int(0), .int(-1)]),
      OperatorSample([[2, 3, 4]], [.int(1), .int(-1)]),
      OperatorSample([[2, 3, 4]], [.int(0), .int(1)]), OperatorSample([[]], [.int(0), .int(-1)]),
      OperatorSample([[5]], [.int(0), .int(-1)]), OperatorSample([[2, 0]], [.int(0), .int(-1)]),
    ], onnx: .node("Flatten", since: 13),
    infer: { types, attributes in
      [try Reshaping.flattened(types[0], from: attributes.int(0), to: attributes.int(1))]
    },
    kernel: { call in
      guard let shape = call.results[0].shape else { throw LostResult() }
      return [try call.inputs[0].seen(as: shape)]
    },
    gradient: GradientRule { call in [try call.upstream.reshaped(call.inputs[0].shape)] })

  package static let permute: Operator = Operator(
    "permute", [.tensor("x"), .ints("axes")],
    summary: "Puts the axes into another order.",
    examples: [.init("permute(zeros(2, 3, 4), [2, 0, 1]).shape", gives: "[4, 2, 3]")],
    samples: [
      OperatorSample([[2, 3]], [.ints([1, 0])]), OperatorSample([[2, 3, 4]], [.ints([2, 0, 1])]),
      OperatorSample([[2, 3, 4]], [.ints([-1, 0, 1])]), OperatorSample([[]], [.ints([])]),
      OperatorSample([[0, 3]], [.ints([1, 0])]), OperatorSample([[5]], [.ints([0])]),
    ], onnx: .node("Transpose", since: 13),
    infer: { types, attributes in
      let axes = attributes.ints(0) ?? []
      guard let dimensions = types[0].dimensions else {
        return [types[0].with(dimensions: axes.map { _ in .unknown })]
      }
      let order = try Reshaping.permutation(axes, of: types[0])
      return [types[0].with(dimensions: order.map { dimensions[$0] })]
    },
    kernel: { call in
      let x = call.inputs[0]
      let order = try Reshaping.permutation(call.attributes.ints(0) ?? [], of: x.type)
      return [x.rearranged(order)]
    },
    gradient: GradientRule { call in
      let order = try Reshaping.permutation(call.attributes.ints(0) ?? [], of: call.inputs[0].type)
      var inverse = [Int](repeating: 0, count: order.count)
      for (place, axis) in order.enumerated() { inverse[axis] = place }
      return [try call.upstream.permuted(inverse)]
    })

  package static let transpose: Operator = Operator(
    "transpose", [.tensor("x"), .axis("a", default: -2), .axis("b", default: -1)],
    summary: "Exchanges two axes: the last two unless said otherwise.", formula: "y_{ij} = x_{ji}",
    examples: [.init("transpose([[1, 2], [3, 4]])", gives: "i64[2, 2]\n[[1, 3],\n [2, 4]]")],
    samples: [
      OperatorSample([[2, 3]], [.int(-2), .int(-1)]),
      OperatorSample([[2, 3, 4]], [.int(-2), .int(-1)]),
      OperatorSample([[2, 3, 4]], [.int(0), .int(2)]),
      OperatorSample([[2, 3]], [.int(0), .int(0)]),
      OperatorSample([[0, 3]], [.int(0), .int(1)]), OperatorSample([[1, 5]], [.int(0), .int(-1)]),
    ],
    infer: { types, attributes in [try exchanged(types[0], attributes.int(0), attributes.int(1))] },
    kernel: { call in
      let x = call.inputs[0]
      var order = Array(0..<x.rank)
      try order.swapAt(x.shape.axis(call.attributes.int(0)), x.shape.axis(call.attributes.int(1)))
      return [x.rearranged(order)]
    },
    gradient: GradientRule { call in
      [try transpose(call.upstream, call.attributes[0], call.attributes[1])]
    }, straight: StraightRules.matrixTranspose)

  /// `x.mT`: the transpose of every matrix.
  package static let matrixTranspose: Operator = Operator(
    "mT", [.tensor("x")], summary: "The transpose of every matrix: exchanges the last two axes.",
    formula: #"y = x^\top"#,
    examples: [.init("zeros(5, 2, 3).mT.shape", gives: "[5, 3, 2]")],
    samples: [[2, 3], [2, 3, 4], [0, 3], [1, 1], [3, 1, 2], [2, 2]].map { (shape: Shape) in
      OperatorSample([shape])
    },
    infer: { types, _ in [try exchanged(types[0], -2, -1)] },
    kernel: { call in
      let x = call.inputs[0]
      var order = Array(0..<x.rank)
      order.swapAt(x.rank - 1, x.rank - 2)
      return [x.rearranged(order)]
    },
    gradient: GradientRule { call in [try matrixTranspose(call.upstream)] },
    straight: StraightRules.matrixTranspose)

  private static func exchanged(_ type: TensorType, _ a: Int, _ b: Int) throws -> TensorType {
    guard let first = try type.axis(a), let second = try type.axis(b),
      var dimensions = type.dimensions
    else { return type.with(dimensions: nil) }
    dimensions.swapAt(first, second)
    return type.with(dimensions: dimensions)
  }

  package static let squeeze: Operator = Operator(
    "squeeze", [.tensor("x"), .axes()],
    summary: "Drops dimensions of size 1: those named, or all of them.",
    examples: [.init("squeeze(zeros(1, 3, 1)).shape", gives: "[3]")],
    samples: [
      OperatorSample([[1, 3, 1]], [.none]), OperatorSample([[1, 3, 1]], [.int(0)]),
      OperatorSample([[1, 3, 1]], [.ints([-1])]), OperatorSample([[]], [.none]),
      OperatorSample([[1, 0]], [.int(0)]), OperatorSample([[2, 3]], [.none]),
    ], onnx: .node("Squeeze", since: 13),
    infer: { types, attributes in [try Reshaping.squeezed(types[0], attributes[0])] },
    kernel: { call in
      guard let shape = call.results[0].shape else { throw LostResult() }
      return [try call.inputs[0].seen(as: shape)]
    },
    gradient: GradientRule { call in [try call.upstream.reshaped(call.inputs[0].shape)] })

  package static let expandDims: Operator = Operator(
    "expand_dims", [.tensor("x"), .axis()],
    summary: "Inserts a dimension of size 1 at `axis` of the result.",
    examples: [.init("expand_dims([1, 2, 3], -1).shape", gives: "[3, 1]")],
    samples: [
      OperatorSample([[3]], [.int(0)]), OperatorSample([[3]], [.int(-1)]),
      OperatorSample([[]], [.int(0)]), OperatorSample([[2, 3]], [.int(1)]),
      OperatorSample([[0]], [.int(1)]), OperatorSample([[2, 3]], [.int(-3)]),
    ], onnx: .node("Unsqueeze", since: 13),
    infer: { types, attributes in
      guard var dimensions = types[0].dimensions else { return [types[0].with(dimensions: nil)] }
      guard let axis = Shape.normalized(attributes.int(0), rank: dimensions.count + 1) else {
        throw AxisOutOfRange(axis: attributes.int(0), shape: types[0].knownSizes + [1])
      }
      dimensions.insert(.size(1), at: axis)
      return [types[0].with(dimensions: dimensions)]
    },
    kernel: { call in
      guard let shape = call.results[0].shape else { throw LostResult() }
      return [try call.inputs[0].seen(as: shape)]
    },
    gradient: GradientRule { call in [try call.upstream.reshaped(call.inputs[0].shape)] })

  package static let broadcastTo: Operator = Operator(
    "broadcast_to", [.tensor("x"), .shape()],
    summary: "Stretches dimensions of size 1, and adds dimensions in front, without copying.",
    examples: [.init("broadcast_to([1, 2], [2, 2])", gives: "i64[2, 2]\n[[1, 2],\n [1, 2]]")],
    samples: [
      OperatorSample([[3]], [.ints([2, 3])]), OperatorSample([[2, 1]], [.ints([2, 3])]),
      OperatorSample([[]], [.ints([2, 2])]), OperatorSample([[1]], [.ints([0])]),
      OperatorSample([[2, 3]], [.ints([2, 3])]), OperatorSample([[1, 3]], [.ints([2, 2, 3])]),
    ], onnx: .node("Expand", since: 13),
    infer: { types, attributes in
      [try Reshaping.stretched(types[0], to: attributes.ints(0) ?? [])]
    },
    kernel: { call in
      guard let shape = call.results[0].shape else { throw LostResult() }
      let x = call.inputs[0]
      let strides = Broadcasting.strides(of: x, to: shape)
      return [x.view(shape: shape, strides: strides, offset: x.offset)]
    },
    gradient: GradientRule { call in [try call.upstream.summed(to: call.inputs[0].shape)] })

  package static let flip: Operator = Operator(
    "flip", [.tensor("x"), .axes()],
    summary: "Reverses the order along the axes named, or all of them.",
    examples: [.init("flip([1, 2, 3])", gives: "i64[3] [3, 2, 1]")],
    samples: [
      OperatorSample([[5]], [.none]), OperatorSample([[2, 3]], [.int(0)]),
      OperatorSample([[2, 3]], [.ints([-1])]), OperatorSample([[]], [.none]),
      OperatorSample([[0, 3]], [.none]), OperatorSample([[2, 3, 2]], [.ints([0, 2])]),
    ],
    infer: { types, attributes in
      if let rank = types[0].rank {
        _ = try Reduction.axes(attributes[0], rank: rank, shape: types[0].knownSizes)
      }
      return [types[0].with(dimensions: types[0].dimensions)]
    },
    kernel: { call in
      let x = call.inputs[0]
      var (strides, offset) = (x.strides, x.offset)
      let axes = try Reduction.axes(call.attributes[0], rank: x.rank, shape: x.shape.dimensions)
      for axis in axes where x.shape[axis] > 0 {
        offset += (x.shape[axis] - 1) * strides[axis]
        strides[axis] = -strides[axis]
      }
      return [x.view(shape: x.shape, strides: strides, offset: offset)]
    },
    gradient: GradientRule { call in [try flip(call.upstream, call.attributes[0])] })
}
