package import AimDiagnostics

/// Taking tensors apart, and grids.
extension Operator {
  package static let chunk: Operator = Operator(
    "chunk", [.tensor("x"), .int("count"), .axis(default: 0)],
    summary:
      "Cuts a tensor along an axis into `count` parts, the first ones larger by one if need be.",
    examples: [.init("len(chunk([1, 2, 3, 4, 5], 2))", gives: "2")],
    samples: [
      OperatorSample([[6]], [.int(3), .int(0)]), OperatorSample([[5]], [.int(2), .int(0)]),
      OperatorSample([[2, 3]], [.int(2), .int(-1)]), OperatorSample([[0]], [.int(2), .int(0)]),
      OperatorSample([[2, 3]], [.int(1), .int(0)]),
      OperatorSample([[2, 4, 2]], [.int(4), .int(1)]),
    ], onnx: .node("Split", since: 18), givesList: true,
    infer: { types, attributes in
      let parts = try Chunking.bounds(types[0], attributes)
      return try parts.map { part in
        guard let axis = try types[0].axis(attributes.int(1)), var dimensions = types[0].dimensions
        else { return types[0].with(dimensions: nil) }
        dimensions[axis] = part.map { .size($0.count) } ?? .unknown
        return types[0].with(dimensions: dimensions)
      }
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      let parts = try Chunking.bounds(x.type, call.attributes)
      return try parts.compactMap { part in
        try part.map {
          try x.sliced(axis: call.attributes.int(1), from: $0.lowerBound, to: $0.upperBound)
        }
      }
    },
    gradient: GradientRule { call in
      let x = call.inputs[0]
      let axis = try x.shape.axis(call.attributes.int(1))
      let parts = try Chunking.bounds(x.type, call.attributes)
      let pieces = try zip(call.upstreams, parts).map { upstream, part in
        if let upstream { return upstream }
        var sizes = x.shape.dimensions
        sizes[axis] = part?.count ?? 0
        return try Tensor(repeating: .float(0), dtype: x.dtype, Shape(sizes))
      }
      return [try concat(pieces, .int(axis))]
    })

  package static let meshgrid: Operator = Operator(
    "meshgrid", [.tensors("axes")],
    summary: "For vectors, the grid of all their combinations: one tensor of coordinates for each.",
    examples: [.init("meshgrid([[1, 2], [3, 4, 5]])[0].shape", gives: "[2, 3]")],
    samples: [
      OperatorSample([[2], [3]]), OperatorSample([[2]]), OperatorSample([[2], [1], [3]]),
      OperatorSample([[0], [2]]), OperatorSample([[1], [1]]), OperatorSample([[4], [2]]),
    ], givesList: true,
    infer: { types, _ in
      let sizes = try types.map { type -> Dimension in
        guard let dimensions = type.dimensions else { return .unknown }
        guard dimensions.count == 1 else {
          throw NotAVector(operation: "meshgrid", shape: type.knownSizes)
        }
        return dimensions[0]
      }
      return types.map { $0.with(dimensions: sizes) }
    },
    kernel: { call in
      let sizes = Shape(call.inputs.map { $0.shape[0] })
      _ = try sizes.checkedCount()
      return call.inputs.enumerated().map { axis, x in
        var strides = [Int](repeating: 0, count: sizes.rank)
        strides[axis] = x.strides[0]
        return x.view(shape: sizes, strides: strides, offset: x.offset)
      }
    },
    gradient: GradientRule { call in
      try call.upstreams.enumerated().map { axis, upstream in
        let others = call.inputs.indices.filter { $0 != axis }
        return try upstream.map { try sum($0, .ints(others), .flag(false)) }
      }
    })
}

enum Chunking {
  /// The part of the axis that each chunk takes; nil where the size is not known.
  static func bounds(_ type: TensorType, _ attributes: Attributes) throws -> [Range<Int>?] {
    let count = attributes.int(0)
    guard count > 0, count <= 1 << 20 else { throw ChunkCount(count: count) }
    guard let axis = try type.axis(attributes.int(1)), let size = type.dimensions?[axis].size else {
      return [Range<Int>?](repeating: nil, count: count)
    }
    var start = 0
    return (0..<count).map { part in
      let length = size / count + (part < size % count ? 1 : 0)
      defer { start += length }
      return start..<start + length
    }
  }
}

/// A number of parts below one.
package struct ChunkCount: Fault {
  package static let identity = FaultIdentity(.value, "chunk-count")
  package static let example = "chunk(zeros(4), 0)"
  package let count: Int
  package var facts: [Fact] { [Fact("count", .integer(count))] }
}

/// A tensor of other than one dimension, where a vector is needed.
package struct NotAVector: Fault {
  package static let identity = FaultIdentity(.shape, "not-a-vector")
  package static let example = "meshgrid([zeros(2, 2)])"
  package let operation: String
  package let shape: [Int]

  package var facts: [Fact] {
    [Fact("operation", .name(operation)), Fact("shape", .shape(shape))]
  }
}
