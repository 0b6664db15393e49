package import AimDiagnostics

/// Draws that choose among things.
extension Operator {
  package static let bernoulli: Operator = Operator(
    "bernoulli", [.tensor("p"), stream],
    summary: "1 with probability `p`, else 0: one draw for each element of `p`.",
    examples: [OperatorExample("bernoulli([0.0, 1.0])", gives: "f32[2] [0, 1]")],
    samples: [[], [0], [1], [5], [2, 3], [2, 0, 3]].map {
      OperatorSample([Shape($0)], [.text("user")], in: 0...1)
    },
    infer: { types, _ in
      [TensorType(types[0].dtype.map { Promotion.float($0, weak: false) }, types[0].dimensions)]
    },
    kernel: { call in
      let dtype = call.results[0].dtype ?? .f32
      let p = try Casting.converted(call.inputs[0].detached(), to: dtype)
      for value in try p.doubles() where !(value >= 0 && value <= 1) {
        throw NotAProbability(value: value)
      }
      let unit = try Tensor(uninitialized: dtype, p.shape)
      try RandomDraw.take(unit.count, dtype, for: RandomRule.purpose(call, 0))
        .fill(unit, normal: false)
      return [try Casting.converted(Operator.less(unit, p), to: dtype)]
    })

  package static let permutation: Operator = Operator(
    "permutation", [.int("n"), stream],
    summary: "The whole numbers from 0 up to `n` in a random order.",
    examples: [OperatorExample("sort(permutation(3))", gives: "i64[3] [0, 1, 2]")],
    samples: [0, 1, 2, 7, 60, 1000].map { OperatorSample([], [.int($0), .text("user")]) },
    infer: { _, attributes in
      guard attributes.int(0) >= 0 else {
        throw NegativeCount(operation: "permutation", count: attributes.int(0))
      }
      _ = try Shape([attributes.int(0)]).checkedCount(.i64)
      return [TensorType(.i64, Shape([attributes.int(0)]))]
    },
    kernel: { call in
      let result = try call.makeResult()
      try Shuffling.permute(
        result.pointer(as: Int.self), result.count, taking: result.count,
        for: RandomRule.purpose(call, 1))
      return [result]
    })

  package static let shuffle: Operator = Operator(
    "shuffle", [.tensor("x"), stream],
    summary: "The rows of `x` (along its first axis) in a random order.",
    examples: [OperatorExample("sort(shuffle([3, 1, 2]))", gives: "i64[3] [1, 2, 3]")],
    samples: [[5], [3, 2], [0], [1], [2, 0], [4, 1, 2]].map {
      OperatorSample([Shape($0)], [.text("user")])
    },
    infer: { types, _ in
      guard types[0].rank != 0 else { throw NothingToShuffle(operation: "shuffle") }
      return [TensorType(types[0].dtype, types[0].dimensions)]
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      return [try Shuffling.rows(x, x.shape[0], RandomRule.purpose(call, 0))]
    }, losesSlope: true)

  package static let choice: Operator = Operator(
    "choice", [.tensor("x"), .int("count"), .flag("replace"), stream],
    summary: "`count` rows of `x`, chosen at random; none twice unless `replace`.",
    examples: [OperatorExample("choice([7], 3, replace: true)", gives: "i64[3] [7, 7, 7]")],
    samples: [
      OperatorSample([[5]], [.int(3), .flag(false), .text("user")]),
      OperatorSample([[3, 2]], [.int(5), .flag(true), .text("user")]),
      OperatorSample([[4]], [.int(0), .flag(false), .text("user")]),
      OperatorSample([[0]], [.int(0), .flag(true), .text("user")]),
      OperatorSample([[3, 2]], [.int(3), .flag(false), .text("shuffling")]),
      OperatorSample([[1]], [.int(1), .flag(false), .text("user")]),
    ],
    infer: { types, attributes in [try Shuffling.chosen(types[0], attributes)] },
    kernel: { call in
      let x = call.inputs[0].detached()
      let purpose = RandomRule.purpose(call, 2)
      let count = call.attributes.int(0)
      guard call.attributes.flag(1) else { return [try Shuffling.rows(x, count, purpose)] }
      let places = try Tensor(uninitialized: .i64, [count])
      let size = UInt64(x.shape[0])
      try RandomDraw.take(count, .i64, for: purpose)
        .fill(places.pointer(as: Int.self), count) { _ in size }
      return [try RowGather.run(x, places)]
    }, losesSlope: true)
}

/// Random orders.
enum Shuffling {
  /// Fisher and Yates, from the front: the first `taking` of a random order of 0..<count.
  static func permute(
    _ target: UnsafeMutablePointer<Int>, _ count: Int, taking: Int,
    for purpose: RandomStreams.Purpose
  ) throws {
    let steps = try Tensor(uninitialized: .i64, [taking])
    let step = steps.pointer(as: Int.self)
    try RandomDraw.take(taking, .i64, for: purpose).fill(step, taking) { UInt64(count - $0) }
    for place in 0..<count { target[place] = place }
    for place in 0..<taking {
      if place & 0xFFFF == 0xFFFF && Interrupt.isRequested { throw Interrupted() }
      let other = place + step[place]
      let value = target[place]
      target[place] = target[other]
      target[other] = value
    }
    withExtendedLifetime(steps) {}
  }

  /// `count` different rows in a random order.
  static func rows(_ x: Tensor, _ count: Int, _ purpose: RandomStreams.Purpose) throws -> Tensor {
    let size = x.shape[0]
    let order = try Tensor(uninitialized: .i64, [size])
    try permute(order.pointer(as: Int.self), size, taking: count, for: purpose)
    let places = order.view(shape: [count], strides: [1], offset: 0)
    return try RowGather.run(x, places)
  }

  static func chosen(_ type: TensorType, _ attributes: Attributes) throws -> TensorType {
    let count = attributes.int(0)
    guard count >= 0 else { throw NegativeCount(operation: "choice", count: count) }
    guard var dimensions = type.dimensions else { return TensorType(type.dtype, nil) }
    guard !dimensions.isEmpty else { throw NothingToShuffle(operation: "choice") }
    if let size = dimensions[0].size, attributes.flag(1) ? size == 0 && count > 0 : count > size {
      throw TooManyChoices(count: count, size: size)
    }
    dimensions[0] = .size(count)
    return TensorType(type.dtype, dimensions)
  }
}

/// Rows of a tensor by their numbers, which are inside.
enum RowGather {
  static func run(_ x: Tensor, _ places: Tensor) throws -> Tensor {
    let source = try x.contiguous()
    let count = places.count
    let result = try Tensor(
      uninitialized: x.dtype, Shape([count] + x.shape.dimensions.dropFirst()))
    let size = (x.shape[0] == 0 ? 0 : x.count / x.shape[0]) * x.dtype.size
    let (from, to) = (source.bytes, result.bytes)
    let order = places.pointer(as: Int.self)
    try Pool.run(count, by: max(1, (1 << 18) / max(size, 1))) { range in
      for row in range {
        (to + row * size).copyMemory(from: from + order[row] * size, byteCount: size)
      }
    }
    withExtendedLifetime((source, places)) {}
    return result
  }
}

/// A number outside 0…1 where a probability is meant.
package struct NotAProbability: Fault {
  package static let identity = FaultIdentity(.value, "not-a-probability")
  package static let example = "bernoulli([0.5, 1.5])"
  package let value: Double
  package var facts: [Fact] { [Fact("value", .number(value))] }
}

/// More different rows than there are.
package struct TooManyChoices: Fault {
  package static let identity = FaultIdentity(.value, "too-many-choices")
  package static let example = "choice([1, 2, 3], 4)"
  package let count: Int
  package let size: Int
  package var facts: [Fact] { [Fact("count", .integer(count)), Fact("size", .integer(size))] }
}

/// A negative number of things to draw.
package struct NegativeCount: Fault {
  package static let identity = FaultIdentity(.value, "count-below-zero")
  package static let example = "permutation(-1)"
  package let operation: String
  package let count: Int
  package var facts: [Fact] {
    [Fact("operation", .name(operation)), Fact("count", .integer(count))]
  }
}

/// A single number where rows are to be shuffled or chosen.
package struct NothingToShuffle: Fault {
  package static let identity = FaultIdentity(.shape, "nothing-to-shuffle")
  package static let example = "shuffle(tensor(3))"
  package let operation: String
  package var facts: [Fact] { [Fact("operation", .name(operation))] }
}
