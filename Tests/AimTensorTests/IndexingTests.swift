import AimDiagnostics
import AimTensor
import Testing

/// Indexing by everything that may stand between brackets, reading and writing.
@Suite struct `Indexing` {
  private let counting = { (shape: Shape) in
    try Tensor((0..<shape.count).map { Double($0) }, shape: shape)
  }

  private func ints(_ values: [Int]) throws -> TensorIndex { .tensor(try Tensor(values)) }

  @Test func `numbers drop their axis and slices keep theirs`() throws {
    let x = try counting([2, 3, 4])
    #expect(try x.indexed([.at(1), .at(-1)]).doubles() == [20, 21, 22, 23])
    #expect(
      try x.indexed([.slice(nil, nil, 1), .at(0), .slice(1, 3, 1)]).doubles() == [1, 2, 13, 14])
    #expect(try x.indexed([.ellipsis, .at(0)]).shape == [2, 3])
    #expect(try x.indexed([.newAxis, .at(0), .newAxis]).shape == [1, 1, 3, 4])
    #expect(try x.indexed([.at(0), .at(0), .slice(nil, nil, -1)]).doubles() == [3, 2, 1, 0])
    #expect(try x.indexed([.at(0), .at(0), .slice(nil, nil, -2)]).doubles() == [3, 1])
    #expect(try x.indexed([.at(0), .at(0), .slice(10, 20, 1)]).doubles() == [])
    #expect(try x.indexed([.at(0), .at(0), .slice(-2, nil, 1)]).doubles() == [2, 3])
  }

  @Test func `views share the storage`() throws {
    let x = try counting([4, 4])
    #expect(try x.indexed([.slice(1, 3, 1), .slice(nil, nil, 2)]).storage === x.storage)
    #expect(try x.reshaped([2, 8]).storage === x.storage)
    #expect(try Operator.transpose(x, .int(0), .int(1)).storage === x.storage)
    #expect(try x.expanded(to: [3, 4, 4]).storage === x.storage)
    #expect(try Operator.transpose(x, .int(0), .int(1)).reshaped([16]).storage !== x.storage)
  }

  @Test func `masks and indices choose`() throws {
    let x = try counting([3, 2])
    #expect(try x.indexed([ints([2, 0, -1])]).doubles() == [4, 5, 0, 1, 4, 5])
    #expect(try x.indexed([.slice(nil, nil, 1), ints([1])]).doubles() == [1, 3, 5])
    let mask = try Operator.greater(x, Tensor(number: 2))
    #expect(try x.indexed([.tensor(mask)]).doubles() == [3, 4, 5])
    let rows = try Tensor([true, false, true])
    #expect(try x.indexed([.tensor(rows), .at(1)]).doubles() == [1, 5])
    #expect(try x.indexed([ints([0, 2]), ints([1, 0])]).doubles() == [1, 4])
    let grid = try Tensor([0, 1, 2, 0], shape: [2, 2])
    #expect(try x.indexed([.tensor(grid)]).shape == [2, 2, 2])
    let y = try counting([2, 3, 4])
    // Two index tensors apart move to the front, as in NumPy: y[[0, 1], :, [1, 2]].
    #expect(
      try y.indexed([ints([0, 1]), .slice(nil, nil, 1), ints([1, 2])]).doubles() == [
        1, 5, 9, 14, 18, 22,
      ])
  }

  @Test func `assigning changes one variable alone`() throws {
    let x = try counting([2, 3])
    var y = x
    try y.assign([.at(0)], Tensor(number: 9))
    #expect(try y.doubles() == [9, 9, 9, 3, 4, 5])
    #expect(try x.doubles() == [0, 1, 2, 3, 4, 5])
    try y.assign([.slice(nil, nil, 1), .at(-1)], Tensor([7.0, 8]))
    #expect(try y.doubles() == [9, 9, 7, 3, 4, 8])
    try y.assign([.tensor(Operator.greater(y, Tensor(number: 7)))], Tensor(number: 0))
    #expect(try y.doubles() == [0, 0, 7, 3, 4, 0])
    try y.assign([.at(1), ints([0, 2])], Tensor([1.0, 2]))
    #expect(try y.doubles() == [0, 0, 7, 1, 4, 2])
    try y.assign([.slice(nil, nil, 1), .slice(nil, nil, -1)], y.indexed([]))
    #expect(try y.doubles() == [7, 0, 0, 2, 4, 1])
  }

  @Test func `assigning in place touches no other memory`() throws {
    var x = try counting([1000])
    let storage = ObjectIdentifier(x.storage)
    try x.assign([.at(3)], Tensor(number: -1))
    #expect(ObjectIdentifier(x.storage) == storage)
    #expect(try x.indexed([.at(3)]).item().double == -1)
    var wide = try Tensor(scalar: 1.0).expanded(to: [3])
    try wide.assign([.at(1)], Tensor(number: 5))
    #expect(try wide.doubles() == [1, 5, 1])
  }

  @Test func `an assignment has a gradient on both sides`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let x = level.leaf(try Tensor([1.0, 2, 3]))
    let v = level.leaf(try Tensor(scalar: 5.0))
    var y = x
    try y.assign([.at(1)], v)
    let total = try Operator.sum(y * y, .none, .flag(false))
    let gradients = try Differentiation.gradients(of: total, withRespectTo: [x, v], at: level)
    #expect(try gradients[0].doubles() == [2, 0, 6])
    #expect(try gradients[1].doubles() == [10])
    var z = x
    try z.assign([.tensor(Tensor([true, false, true]))], v)
    let other = try Operator.sum(z * z, .none, .flag(false))
    let more = try Differentiation.gradients(of: other, withRespectTo: [x, v], at: level)
    #expect(try more[0].doubles() == [0, 4, 0])
    #expect(try more[1].doubles() == [20])
  }

  @Test func `what cannot be indexed is a fault`() throws {
    let x = try counting([2, 3])
    #expect(throws: IndexOutOfRange.self) { try x.indexed([.at(2)]) }
    #expect(throws: IndexOutOfRange.self) { try x.indexed([ints([0, -3])]) }
    #expect(throws: TooManyIndices.self) { try x.indexed([.at(0), .at(0), .at(0)]) }
    #expect(throws: SeveralEllipses.self) { try x.indexed([.ellipsis, .ellipsis]) }
    #expect(throws: MaskShape.self) { try x.indexed([.tensor(Tensor([true]))]) }
    #expect(throws: IndicesNotWhole.self) { try x.indexed([.tensor(Tensor([0.0]))]) }
    #expect(throws: ZeroStep.self) { try x.indexed([.slice(nil, nil, 0)]) }
    var y = x
    #expect(throws: AssignmentShape.self) { try y.assign([.at(0)], Tensor([1.0, 2])) }
    #expect(throws: AssignmentShape.self) { try y.assign([ints([0])], Tensor([1.0, 2])) }
    var whole = try Tensor([1, 2])
    #expect(throws: NotWhole.self) { try whole.assign([.at(0)], Tensor(number: 0.5)) }
    #expect(try whole.elements(as: Int.self) == [1, 2])
  }

  @Test func `huge bounds do not overflow`() throws {
    let x = try counting([3])
    #expect(try x.indexed([.slice(Int.min, Int.max, 1)]).doubles() == [0, 1, 2])
    #expect(try x.indexed([.slice(nil, nil, Int.max)]).doubles() == [0])
    #expect(try x.indexed([.slice(nil, nil, Int.min)]).doubles() == [2])
    #expect(throws: IndexOutOfRange.self) { try x.indexed([.at(Int.min)]) }
    #expect(try Operator.roll(x, .int(Int.min), .int(0)).count == 3)
    #expect(try Operator.tril(x.reshaped([1, 3]), .int(Int.max)).doubles() == [0, 1, 2])
    #expect(try Operator.diagonal(x.reshaped([1, 3]), .int(Int.max)).count == 0)
    #expect(try Operator.diagonal(x.reshaped([1, 3]), .int(Int.min)).count == 0)
  }
}
