import AimTensor

/// One call to try: inputs of the dtypes that the operator takes.
struct OperatorInputs: CustomStringConvertible {
  let inputs: [Tensor]
  let attributes: Attributes

  var description: String {
    "\(inputs.map { $0.type.description }) \(attributes.values)"
  }

  /// The samples of the declaration; for operators that choose by integers or booleans, calls
  /// written here.
  static func of(_ op: Operator) throws -> [OperatorInputs] {
    if let special = try special(op.name) ?? kernels(op.name) { return special }
    return try op.samples.map { sample in
      let range = sample.low...sample.high
      let inputs = try sample.shapes.enumerated().map { index, shape in
        try tensor(for: op, shape, in: range, seed: index + 1)
      }
      return OperatorInputs(inputs: inputs, attributes: sample.attributes)
    }
  }

  private static let logical: Set<String> = [
    "logical_and", "logical_or", "logical_xor", "logical_not", "all", "any",
  ]

  private static func tensor(
    for op: Operator, _ shape: Shape, in range: ClosedRange<Double>, seed: Int
  ) throws -> Tensor {
    // The place of the largest jumps where two are almost equal: these lie far apart.
    if op.name.hasPrefix("max_pool_gradient") && seed == 2 {
      return try Tensor((0..<shape.count).map { Double($0 * 37 % 101) / 25 }, shape: shape)
    }
    let values = try randomTensor(shape, in: range, seed: seed)
    return logical.contains(op.name) ? try Operator.greater(values, Tensor(number: 0)) : values
  }

  private static func special(_ name: String) throws -> [OperatorInputs]? {
    switch name {
    case "where": return try choices()
    case "take", "index_add": return try places(name)
    case "gather", "scatter", "scatter_add": return try elements(name)
    case "nonzero", "zeros_like", "ones_like", "full_like":
      let shapes: [Shape] = [[], [0], [1], [4], [2, 3], [2, 0, 3]]
      let attributes = name == "full_like" ? Attributes(.float(2)) : .none
      return try shapes.map {
        OperatorInputs(inputs: [try randomTensor($0)], attributes: attributes)
      }
    default: return nil
    }
  }

  private static func choices() throws -> [OperatorInputs] {
    let shapes: [[Shape]] = [
      [[], [], []], [[3], [3], [3]], [[2, 3], [3], []], [[2, 1], [1, 3], [2, 3]], [[0], [1], [0]],
      [[3], [], [2, 1]],
    ]
    return try shapes.map { shapes in
      let condition = try Operator.greater(randomTensor(shapes[0]), Tensor(number: 0))
      let inputs = [
        condition, try randomTensor(shapes[1], seed: 2), try randomTensor(shapes[2], seed: 3),
      ]
      return OperatorInputs(inputs: inputs, attributes: .none)
    }
  }

  private static func places(_ name: String) throws -> [OperatorInputs] {
    let cases: [(Shape, [Int], Int)] = [
      ([3], [2, 0, 2], 0), ([3, 2], [0, -1, 1], 0), ([2, 3], [1, 2, 0], 1),
      ([2, 3, 2], [0, 1, -1], -2),
      ([1], [0], 0), ([0], [], 0), ([3, 0], [0, 1, 1], 0),
    ]
    return try cases.map { shape, indices, axis in
      let attributes = name == "take" ? Attributes(.int(axis)) : Attributes(.int(axis), .int(3))
      return OperatorInputs(
        inputs: [try randomTensor(shape), try Tensor(indices)], attributes: attributes)
    }
  }

  private static func elements(_ name: String) throws -> [OperatorInputs] {
    let cases: [(Shape, Shape, [Int], Int)] = [
      ([3], [2], [2, 0], 0), ([2, 3], [2, 1], [2, -1], 1), ([3, 2], [2, 2], [0, 1, 2, 0], 0),
      ([2, 2, 2], [2, 1, 2], [0, 1, 1, 0], 1), ([3], [0], [], 0),
      ([2, 3], [2, 3], [0, 1, 2, 2, 1, 0], -1),
    ]
    return try cases.map { shape, places, indices, axis in
      var inputs = [try randomTensor(shape), try Tensor(indices, shape: places)]
      if name != "gather" { inputs.append(try randomTensor(places, seed: 5)) }
      return OperatorInputs(inputs: inputs, attributes: Attributes(.int(axis)))
    }
  }
}
