import AimTensor

/// Calls of operators that take labels, places or counts.
extension OperatorInputs {
  static func kernels(_ name: String) throws -> [OperatorInputs]? {
    switch name {
    case "cross_entropy", "cross_entropy_gradient": try labels(name)
    case "scatter_planes", "gather_planes": try planes(name)
    case "bincount":
      try [[], [0], [3, 1, 3], [0, 0, 7], [5], [2, 1, 0]].map { values in
        OperatorInputs(inputs: [try Tensor(values)], attributes: Attributes(.int(values.count)))
      }
    default: nil
    }
  }

  private static func labels(_ name: String) throws -> [OperatorInputs] {
    let cases: [(Shape, Shape, [Int])] = [
      ([2, 3], [2], [2, 0]), ([1, 2], [1], [1]), ([3], [], [2]),
      ([2, 2, 3], [2, 2], [0, 1, 2, 1]),
      ([3, 1], [3], [0, 0, 0]), ([2, 40], [2], [39, 7]),
    ]
    return try cases.map { shape, rows, classes in
      let inputs = [try randomTensor(shape), try Tensor(classes, shape: rows)]
      let upstream = name == "cross_entropy" ? [] : [try randomTensor([], seed: 9)]
      return OperatorInputs(inputs: upstream + inputs, attributes: .none)
    }
  }

  private static func planes(_ name: String) throws -> [OperatorInputs] {
    let cases: [(small: [Int], large: [Int], index: [Int])] = [
      ([1, 1, 2], [1, 1, 4], [3, 0]), ([2, 1, 2], [2, 1, 3], [0, 2, 1, 1]),
      ([1, 2, 1, 2], [1, 2, 2, 2], [3, 1, 0, 2]), ([1, 1, 1], [1, 1, 1], [0]),
      ([0, 1, 2], [0, 1, 4], []), ([1, 1, 3], [1, 1, 3], [2, 2, 2]),
    ]
    return try cases.map { test in
      let index = try Tensor(test.index, shape: Shape(test.small))
      let from = name == "scatter_planes" ? test.small : test.large
      let sizes = AttributeValue.ints(Array(test.large.dropFirst(2)))
      return OperatorInputs(
        inputs: [try randomTensor(Shape(from)), index],
        attributes: name == "scatter_planes" ? Attributes(sizes) : .none)
    }
  }
}
