import AimDiagnostics
import AimTensor
import Testing

/// Products of matrices against three loops.
@Suite struct `Matrix products` {
  /// The product of two matrices, element by element.
  static func naive(_ a: [[Double]], _ b: [[Double]], columns: Int) -> [Double] {
    a.flatMap { row in
      (0..<columns).map { column in
        row.indices.reduce(0.0) { $0 + row[$1] * b[$1][column] }
      }
    }
  }

  static func rows(_ x: Tensor) throws -> [[Double]] {
    let (height, width) = (x.shape[0], x.shape[1])
    let values = try x.doubles()
    return (0..<height).map { row in (0..<width).map { values[row * width + $0] } }
  }

  static let sizes: [[Int]] = [
    [1, 1, 1], [2, 3, 4], [1, 5, 3], [4, 5, 1], [1, 7, 1], [129, 3, 5], [3, 2, 513],
    [257, 9, 2100],
    [5, 5000, 7], [2, 4097, 1], [1, 300, 40], [64, 20, 10], [130, 3, 2100], [15, 1100, 260],
    [1030, 3, 5], [2050, 2, 70],
    [0, 3, 2], [3, 0, 2], [3, 2, 0],
  ]

  @Test(arguments: sizes)
  func `agree with three loops, in every layout`(_ size: [Int]) throws {
    let a = try randomTensor(Shape([size[0], size[1]]), seed: 3)
    let b = try randomTensor(Shape([size[1], size[2]]), seed: 4)
    let expected = try Self.naive(Self.rows(a), Self.rows(b), columns: size[2])
    for left in try layouts(a) {
      for right in try layouts(b) {
        let found = try Operator.matmul(left, right)
        #expect(found.shape == Shape([size[0], size[2]]))
        #expect(close(try found.doubles(), expected, relative: 1e-9, absolute: 1e-9))
      }
    }
    let narrow = try Operator.matmul(
      Operator.cast(a, .dtype(.f32)), Operator.cast(b, .dtype(.f32)))
    #expect(close(try narrow.doubles(), expected, relative: 1e-3, absolute: 1e-2))
  }

  /// The same matrix row by row, column by column, and with gaps.
  private func layouts(_ x: Tensor) throws -> [Tensor] {
    let turned = try Operator.matrixTranspose(Operator.matrixTranspose(x).packed())
    return [x, turned, try strided(x)]
  }

  @Test func `broadcast their leading axes`() throws {
    let a = try randomTensor([2, 1, 3, 4])
    let b = try randomTensor([5, 4, 2], seed: 2)
    let found = try Operator.matmul(a, b)
    #expect(found.shape == [2, 5, 3, 2])
    let (left, right, all) = (try a.doubles(), try b.doubles(), try found.doubles())
    for (i, j) in [(0, 0), (1, 4), (0, 3)] {
      let one = (0..<3).map { row in (0..<4).map { left[i * 12 + row * 4 + $0] } }
      let other = (0..<4).map { row in (0..<2).map { right[j * 8 + row * 2 + $0] } }
      let start = (i * 5 + j) * 6
      #expect(close(Array(all[start..<(start + 6)]), Self.naive(one, other, columns: 2)))
    }
  }

  @Test func `of whole numbers are exact, or a fault`() throws {
    let a = try Tensor([1, 2, 3, 4], shape: [2, 2])
    #expect(try Operator.matmul(a, a).elements(as: Int.self) == [7, 10, 15, 22])
    let large = try Tensor([Int.max, 1], shape: [1, 2])
    #expect(throws: IntegerOverflow.self) { try Operator.matmul(large, a) }
  }

  @Test func `are refused where they make no sense`() throws {
    let a = try randomTensor([2, 3])
    #expect(throws: InnerDimensionsDiffer.self) { try Operator.matmul(a, a) }
    #expect(throws: ScalarInProduct.self) { try Operator.matmul(a, Tensor(number: 2.0)) }
    #expect(throws: NotVectors.self) { try Operator.dot(a, a) }
    let truth = try Operator.greater(a, Tensor(number: 0))
    #expect(throws: NotDefinedFor.self) { try Operator.matmul(a, truth) }
  }

  @Test func `say what would fit`() throws {
    #expect(throws: InnerDimensionsDiffer.self) {
      do {
        _ = try Operator.matmul(randomTensor([64, 28, 28]), randomTensor([784, 256]))
      } catch let
        fault as InnerDimensionsDiffer
      {
        #expect(fault.facts.contains { $0.value == .code("a.flatten(from: 1) @ b") })
        throw fault
      }
    }
  }
}

/// Sums over named axes.
@Suite struct `Einsum` {
  private func einsum(_ text: String, _ tensors: Tensor...) throws -> Tensor {
    try Operator.einsum(tensors, .text(text))
  }

  @Test func `is matrix product, transpose, trace, diagonal and outer product`() throws {
    let a = try randomTensor([3, 4])
    let b = try randomTensor([4, 2], seed: 2)
    let square = try randomTensor([3, 3], seed: 3)
    let values = try square.doubles()
    #expect(
      close(try einsum("ij,jk->ik", a, b).doubles(), try Operator.matmul(a, b).doubles()))
    #expect(
      try einsum("ij->ji", a).doubles() == Operator.matrixTranspose(a).packed().doubles())
    #expect(close(try einsum("ii", square).doubles(), [values[0] + values[4] + values[8]]))
    #expect(try einsum("ii->i", square).doubles() == [values[0], values[4], values[8]])
    #expect(try einsum("ij", a).doubles() == a.doubles())
    #expect(try einsum("ba", a).shape == [4, 3])
  }

  @Test func `takes any number of tensors and axes that nobody names`() throws {
    let (a, b, c) = (
      try randomTensor([2, 3]), try randomTensor([3, 4], seed: 2),
      try randomTensor([4, 2], seed: 3)
    )
    let chained = try Operator.matmul(Operator.matmul(a, b), c)
    #expect(close(try einsum("ij,jk,kl->il", a, b, c).doubles(), try chained.doubles()))
    let batch = try randomTensor([5, 2, 3])
    let product = try Operator.matmul(batch, b)
    #expect(close(try einsum("...ij,jk->...ik", batch, b).doubles(), try product.doubles()))
    #expect(close(try einsum("...ij, jk", batch, b).doubles(), try product.doubles()))
  }

  @Test func `explains what is wrong with an equation`() throws {
    let a = try randomTensor([2, 3])
    #expect(throws: EinsumSyntax.self) { try einsum("i1->i", a) }
    #expect(throws: EinsumSyntax.self) { try einsum("ij-i", a) }
    #expect(throws: EinsumOperandCount.self) { try einsum("ij,jk", a) }
    #expect(throws: EinsumRank.self) { try einsum("ijk", a) }
    #expect(throws: EinsumRank.self) { try einsum("i...jk", a) }
    #expect(throws: EinsumSizes.self) { try einsum("ii", a) }
    #expect(throws: EinsumOutput.self) { try einsum("ij->ik", a) }
    #expect(throws: EinsumOutput.self) { try einsum("ij->ii", a) }
  }
}
