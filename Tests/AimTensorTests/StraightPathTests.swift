import Testing

@testable import AimTensor

/// The straight path of small elementwise operations: what the general one gives, elements and types.
@Suite struct StraightPathTests {
  private static let operators = Operator.catalogue.flatMap(\.operators)
    .filter { $0.elementwise != nil }

  /// Every way in which two operands are walked, and some that the path declines.
  private static let pairs: [(Shape, Shape)] = [
    ([], []), ([5], [5]), ([2, 3], [2, 3]), ([2, 3], []), ([], [4]), ([2, 3], [3]), ([3], [2, 3]),
    ([2, 3], [1, 3]), ([2, 3], [2, 1]), ([2, 1], [2, 3]), ([4, 2, 3], [2, 3]),
    ([4, 2, 3], [4, 2, 1]),
    ([2, 1], [1, 3]), ([4, 2, 3], [2, 1]), ([0], []), ([0, 3], [3]), ([0, 3], [0, 1]),
    ([3, 0], [3, 1]),
    ([1], [1]), ([1, 1], [4]), ([1], []), ([16_384], [16_384]), ([2, 20_000], [20_000]),
  ]

  private func operand(_ shape: Shape, _ dtype: DType, seed: Int) throws -> Tensor {
    let x = try randomTensor(shape, in: 1...5, seed: seed)
    if dtype == .bool { return try Operator.greater(x, Tensor(number: 3.0)) }
    return try dtype == .i64
      ? Operator.cast(Operator.round(x), .dtype(.i64)) : Operator.cast(x, .dtype(dtype))
  }

  /// The same elements where the path does not go: between others.
  private func apart(_ x: Tensor) throws -> Tensor {
    if x.rank > 0 { return try strided(x) }
    let pair = try Operator.stack([x, x], .int(0))
    return try pair.sliced(axis: 0, from: 1, to: 2).reshaped([])
  }

  private func bits(_ x: Tensor) throws -> [UInt64] {
    try x.doubles().map { $0.isNaN ? 0 : $0.bitPattern }
  }

  @Test(arguments: operators.map(\.name), DType.allCases)
  func `agrees with the general path`(_ name: String, _ dtype: DType) throws {
    let op = try #require(Operator.named(name))
    for (left, right) in Self.pairs {
      let a = try operand(left, dtype, seed: 1)
      let b = try operand(right, dtype, seed: 2)
      let isUnary = op.parameters.count == 1
      let inputs = isUnary ? [a] : [a, b]
      guard let expected = try? apply(op, inputs.map(apart))[0] else { continue }
      let result = try applyOne(op, inputs)
      #expect(result.type == expected.type)
      // A vector's lane and the end of a row may round a function's last bit differently.
      let isClose = try close(
        result.doubles(), expected.doubles(), relative: result.dtype == .f64 ? 1e-15 : 2e-7,
        absolute: 0)
      #expect(isClose, "\(name) \(dtype) \(left) \(right)")
    }
  }

  @Test(arguments: operators.map(\.name), [DType.f32, .f64])
  func `over an operand that is not seen again, too`(_ name: String, _ dtype: DType) throws {
    let op = try #require(Operator.named(name))
    for (left, right) in Self.pairs {
      let a = try operand(left, dtype, seed: 1)
      let b = try operand(right, dtype, seed: 2)
      if op.parameters.count == 1 {
        guard let expected = try? op(a) else { continue }
        var target = try a.packed()
        if op.straight(over: &target) { #expect(try bits(target) == bits(expected)) }
        continue
      }
      guard let expected = try? op(a, b) else { continue }
      var (first, second) = (try a.packed(), try b.packed())
      var (other, another) = (a, b)
      if op.straight(over: &first, &another, isLeft: true) {
        #expect(first.type == expected.type)
        #expect(try bits(first) == bits(expected), "\(name) \(dtype) \(left) \(right)")
      }
      if op.straight(over: &second, &other, isLeft: false) {
        #expect(second.type == expected.type)
        #expect(try bits(second) == bits(expected), "\(name) \(dtype) \(left) \(right)")
      }
    }
  }

  @Test(arguments: [DType.i64, .f32, .f64])
  func `plain numbers stand beside tensors of their dtype`(_ dtype: DType) throws {
    for op in [Operator.add, .subtract, .multiply, .divide, .less, .power] {
      for number in [TensorScalar.int(2), .float(0.1)] {
        var x = try operand([2, 3], dtype, seed: 1)
        let plain =
          if case .int(let whole) = number { try Tensor(number: whole) } else {
            try Tensor(number: number.double)
          }
        for isLeft in [false, true] {
          let expected = isLeft ? try op(plain, x) : try op(x, plain)
          guard let result = op.straight(&x, number, numberIsLeft: isLeft) else {
            #expect(dtype == .i64)
            continue
          }
          #expect(result.type == expected.type)
          #expect(try bits(result) == bits(expected))
        }
      }
    }
  }

  @Test func `what others see is not written over`() throws {
    var y = try Tensor([1.0, 2.0, 3.0])
    var whole = try Tensor([1.0, 2.0, 3.0])
    let view = whole
    #expect(!Operator.add.straight(over: &whole, &y, isLeft: true))
    #expect(try view.doubles() == [1, 2, 3])
    var part = try Tensor([1.0, 2.0, 3.0, 4.0]).sliced(axis: 0, from: 0, to: 3)
    #expect(!Operator.add.straight(over: &part, &y, isLeft: true))
    let level = GradientLevel.open()
    defer { level.close() }
    var variable = level.leaf(try Tensor([1.0, 2.0, 3.0]))
    #expect(!Operator.add.straight(over: &variable, &y, isLeft: true))
    #expect(Operator.add.straight(&y, &variable) == nil)
    var numbers = try Tensor([1, 2, 3])
    var others = try Tensor([1, 2, 3])
    #expect(!Operator.add.straight(over: &numbers, &others, isLeft: true))
  }

  @Test func `the layout of an operand is shared`() throws {
    let x = try randomTensor([4, 4])
    let y = try randomTensor([4, 4], seed: 2)
    #expect(try (x + y).layout === x.layout)
    #expect(try Operator.exp(x).layout === x.layout)
    #expect(try Operator.less(x, y).layout === x.layout)
  }

  @Test func `few elements stand in the storage itself`() throws {
    let before = Accountant.bytesInUse
    for count in [0, 1, 16, Storage.roomWithin / 8, Storage.roomWithin / 8 + 1, 5000] {
      let x = try randomTensor([count])
      #expect(UInt(bitPattern: x.storage.base) % 16 == 0)
      #expect(try x.doubles() == numbers(count, in: -2...2))
      #expect(Accountant.bytesInUse > before + count * 8)
    }
    #expect(Accountant.bytesInUse == before)
  }
}
