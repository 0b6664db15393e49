import AimTensor
import Testing

/// Sorting against the standard library's.
@Suite struct `Sorting` {
  private func argsort(_ x: Tensor, descending: Bool = false) throws -> [Int] {
    try Operator.argsort(x, .int(-1), .flag(descending)).elements(as: Int.self)
  }

  @Test(arguments: [0, 1, 2, 47, 48, 49, 300, 5000, 70_000])
  func `is stable and right for rows of any length`(_ count: Int) throws {
    let values = numbers(count, in: 0...50).map { $0.rounded() }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let falling = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    #expect(try argsort(Tensor(values)) == order)
    #expect(try argsort(Tensor(values), descending: true) == falling)
    #expect(try argsort(Tensor(values.map { Float($0) })) == order)
    #expect(try argsort(Tensor(values.map { Int($0) })) == order)
    #expect(try Operator.sort(Tensor(values), .int(0), .flag(false)).doubles() == values.sorted())
  }

  @Test func `puts NaN last and keeps the signs of zeros`() throws {
    let x = try Tensor([.nan, 1, -.infinity, 0.0, -0.0, .infinity, -1])
    let sorted = try Operator.sort(x, .int(0), .flag(false)).doubles()
    #expect(sorted[0..<5] == [-.infinity, -1, 0, 0, 1][...])
    #expect(sorted[2].sign == .plus && sorted[3].sign == .minus)
    #expect(sorted[5] == .infinity && sorted[6].isNaN)
    #expect(try argsort(x, descending: true)[0] == 0)
  }

  @Test func `orders the whole range of whole numbers`() throws {
    let x = try Tensor([0, Int.max, -1, Int.min, 1])
    let sorted = try Operator.sort(x, .int(0), .flag(false)).elements(as: Int.self)
    #expect(sorted == [.min, -1, 0, 1, .max])
  }

  @Test func `goes along the axis that is named`() throws {
    let x = try Tensor([3.0, 1, 2, 9, 7, 8], shape: [2, 3])
    let down = try Operator.sort(x, .int(0), .flag(true)).doubles()
    #expect(down == [9, 7, 8, 3, 1, 2])
    #expect(try Operator.sort(x, .int(1), .flag(false)).doubles() == [1, 2, 3, 7, 8, 9])
  }

  @Test func `finds the largest and smallest`() throws {
    let x = try Tensor([5, 1, 5, 3])
    let top = try apply(.topk, [x], Attributes(.int(3), .int(0), .flag(true)))
    #expect(try top[0].elements(as: Int.self) == [5, 5, 3])
    #expect(try top[1].elements(as: Int.self) == [0, 2, 3])
    let low = try apply(.topk, [x], Attributes(.int(2), .int(0), .flag(false)))
    #expect(try low[0].elements(as: Int.self) == [1, 3])
    #expect(throws: TopkTooLarge.self) {
      try apply(.topk, [x], Attributes(.int(5), .int(0), .flag(true)))
    }
  }

  @Test func `counts and finds places`() throws {
    #expect(
      try Operator.unique(Tensor([2.0, .nan, 1, 2, .nan])).doubles()[0..<2] == [1, 2][...])
    #expect(try Operator.unique(Tensor([2.0, .nan, 1, 2, .nan])).count == 3)
    #expect(
      try Operator.bincount(Tensor([1, 1, 4]), .int(0)).elements(as: Int.self) == [0, 2, 0, 0, 1])
    #expect(throws: NegativeBin.self) { try Operator.bincount(Tensor([-1]), .int(0)) }
    let edges = try Tensor([1.0, 2, 2, 3])
    let places = try Operator.searchsorted(edges, Tensor([0.5, 2, 9, .nan]), .text("left"))
    #expect(try places.elements(as: Int.self) == [0, 1, 4, 4])
    let after = try Operator.searchsorted(edges, Tensor([2.0]), .text("right"))
    #expect(try after.elements(as: Int.self) == [3])
  }
}
