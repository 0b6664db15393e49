import AimTensor
import Testing

/// Copies of views into row-major order, against indices computed one by one.
@Suite struct `Copies of views` {
  /// Whole numbers that every dtype holds: 0 and 1 for truth values, else below 97.
  private static func counted(_ shape: Shape, _ dtype: DType) throws -> (Tensor, [Double]) {
    let isTruth = dtype == .bool
    let values: [Double] = (0..<shape.count).map { (index: Int) -> Double in
      let number: Int = isTruth ? index * 7 % 3 % 2 : index * 31 % 97
      return Double(number)
    }
    return (try Operator.cast(Tensor(values, shape: shape), .dtype(dtype)), values)
  }

  /// The elements of a permutation, index by index.
  private static func permuted(_ values: [Double], _ sizes: [Int], _ order: [Int]) -> [Double] {
    var steps = [Int](repeating: 1, count: sizes.count)
    for axis in sizes.indices.dropLast().reversed() {
      steps[axis] = steps[axis + 1] * sizes[axis + 1]
    }
    var result: [Int] = [0]
    for axis in order {
      let (size, step): (Int, Int) = (sizes[axis], steps[axis])
      result = result.flatMap { (start: Int) -> [Int] in
        (0..<size).map { (index: Int) -> Int in start + index * step }
      }
    }
    return result.map { values[$0] }
  }

  static let permutations: [([Int], [Int])] = [
    ([1], [0]), ([7, 5], [1, 0]), ([33, 70], [1, 0]), ([300, 500], [1, 0]), ([1, 9], [1, 0]),
    ([70_000, 3], [1, 0]), ([3, 70_000], [1, 0]), ([5, 1, 6], [2, 1, 0]),
    ([2, 130, 260], [0, 2, 1]), ([20, 30, 40], [2, 1, 0]), ([20, 30, 40], [1, 0, 2]),
    ([20, 30, 40], [2, 0, 1]), ([4, 17, 3, 32], [0, 2, 1, 3]), ([4, 17, 3, 32], [0, 2, 3, 1]),
    ([4, 17, 3, 32], [3, 1, 2, 0]), ([0, 4], [1, 0]), ([2, 3, 2, 3, 2], [4, 2, 0, 3, 1]),
  ]

  @Test(arguments: permutations)
  func `put every element of a permutation in its place`(_ sizes: [Int], _ order: [Int]) throws {
    for dtype in [DType.bool, .bf16, .f32, .f64, .i64] {
      let (x, values) = try Self.counted(Shape(sizes), dtype)
      let found = try x.permuted(order).packed()
      #expect(found.isContiguous)
      let numbers = try Operator.cast(found, .dtype(.f64)).doubles()
      #expect(numbers == Self.permuted(values, sizes, order), "\(dtype)")
    }
  }

  @Test func `follow steps, backwards and none at all`() throws {
    let (x, values) = try Self.counted([40, 50], .f32)
    let part = try x.indexed([.slice(30, 5, -3), .slice(nil, nil, 2)])
    var expected: [Double] = []
    for row in stride(from: 30, to: 5, by: -3) {
      for column in stride(from: 0, to: 50, by: 2) { expected.append(values[row * 50 + column]) }
    }
    #expect(try part.packed().doubles() == expected)
    let turned = try Operator.matrixTranspose(part).packed()
    #expect(try Operator.matrixTranspose(turned).packed().doubles() == expected)
    let row = try x.indexed([.at(3)]).expanded(to: [6, 50]).packed()
    let repeated: [Double] = (0..<6).flatMap { _ in Array(values[150..<200]) }
    #expect(try row.doubles() == repeated)
  }
}
