import AimDiagnostics
import AimTensor
import Testing

/// Rules that a table of samples does not show: dtypes, special numbers, faults.
@Suite struct `Arithmetic` {
  private func dtype(_ x: Tensor) -> String { "\(x.weak ? "weak " : "")\(x.dtype.name)" }

  @Test func `plain numbers do not promote tensors`() throws {
    let (f32, f64, i64) = (try Tensor([Float(1)]), try Tensor([1.0]), try Tensor([1]))
    let (half, one) = (try Tensor(number: 0.5), try Tensor(number: 1))
    #expect(try dtype(f32 + half) == "f32")
    #expect(try dtype(f64 + half) == "f64")
    #expect(try dtype(i64 + half) == "f32")
    #expect(try dtype(i64 + one) == "i64")
    #expect(try dtype(i64 + f32) == "f32")
    #expect(try dtype(f32 + f64) == "f64")
    #expect(try dtype(i64 / i64) == "f32")
    #expect(try dtype(one + half) == "weak f64")
    #expect(try dtype(one / one) == "weak f64")
    #expect(try dtype(Operator.exp(i64)) == "f32")
  }

  @Test func `whole numbers fault where they would wrap round`() throws {
    let largest = try Tensor([Int.max]), smallest = try Tensor([Int.min])
    let (one, minusOne) = (try Tensor(number: 1), try Tensor(number: -1))
    #expect(throws: IntegerOverflow.self) { try largest + one }
    #expect(throws: IntegerOverflow.self) { try smallest - one }
    #expect(throws: IntegerOverflow.self) { try largest * largest }
    #expect(throws: IntegerOverflow.self) { try -smallest }
    #expect(throws: IntegerOverflow.self) { try Operator.abs(smallest) }
    #expect(throws: IntegerOverflow.self) { try Operator.floorDivide(smallest, minusOne) }
    #expect(throws: IntegerOverflow.self) {
      try Operator.sum(Tensor([Int.max, 1]), .none, .flag(false))
    }
    #expect(throws: IntegerOverflow.self) { try Operator.cumprod(Tensor([Int.max, 2]), .int(0)) }
    #expect(throws: IntegerDivisionByZero.self) { try Operator.remainder(largest, one - one) }
    #expect(throws: NegativeIntegerPower.self) { try Operator.power(largest, minusOne) }
    #expect(try Operator.remainder(smallest, minusOne).doubles() == [0])
  }

  @Test func `floats follow IEEE`() throws {
    let x = try Tensor([1.0, -1, 0, .infinity, .nan])
    #expect(
      close(
        try (x / Tensor(number: 0.0)).doubles(), [.infinity, -.infinity, .nan, .infinity, .nan]))
    #expect(
      close(try Operator.maximum(x, Tensor(number: 0.0)).doubles(), [1, 0, 0, .infinity, .nan]))
    #expect(
      close(try Operator.maximum(Tensor(number: 0.0), x).doubles(), [1, 0, 0, .infinity, .nan]))
    #expect(close(try Operator.minimum(x, Tensor(number: 0.0)).doubles(), [0, -1, 0, 0, .nan]))
    #expect(try Operator.equal(x, x).elements(as: Bool.self) == [true, true, true, true, false])
  }

  @Test func `floor division and remainder go with Python's`() throws {
    // Numbers from Python 3.11: a // b and a % b.
    let a = try Tensor([7.0, -7, 7, -7, 0.3, -1e-17, 6])
    let b = try Tensor([2.0, 2, -2, -2, 0.1, 1, 0.1])
    #expect(close(try Operator.floorDivide(a, b).doubles(), [3, -4, -4, 3, 2, -1, 59]))
    let remainders = [1.0, 1, -1, -1, 0.09999999999999998, 1, 0.09999999999999967]
    #expect(close(try Operator.remainder(a, b).doubles(), remainders))
  }

  @Test func `rounding goes to even`() throws {
    let x = try Tensor([0.5, 1.5, 2.5, -0.5, -1.5])
    #expect(try Operator.round(x).doubles() == [0, 2, 2, 0, -2])
  }

  @Test func `booleans are counted but not added`() throws {
    let mask = try Tensor([true, false, true])
    #expect(throws: BooleanArithmetic.self) { try mask + Tensor(number: 1) }
    #expect(throws: BooleanArithmetic.self) { try Tensor(number: 1) + mask }
    #expect(try Operator.sum(mask, .none, .flag(false)).item() == .int(2))
    #expect(
      close([try Operator.mean(mask, .none, .flag(false)).item().double], [2.0 / 3], relative: 1e-6)
    )
    #expect(throws: NotBoolean.self) { try Operator.logicalNot(Tensor([1])) }
  }

  @Test func `nothing is cut off by a change of dtype`() throws {
    #expect(throws: NotWhole.self) { try Operator.cast(Tensor([1.5]), .dtype(.i64)) }
    #expect(throws: NotWhole.self) { try Operator.cast(Tensor([Double.nan]), .dtype(.i64)) }
    #expect(throws: NotWhole.self) { try Operator.cast(Tensor([1e300]), .dtype(.i64)) }
    #expect(throws: NotTruth.self) { try Operator.cast(Tensor([2]), .dtype(.bool)) }
    #expect(try Operator.cast(Tensor([2.0, -3]), .dtype(.i64)).elements(as: Int.self) == [2, -3])
  }

  @Test func `half precision goes and comes back`() throws {
    let x = try Tensor([Float(1), -2.5, 65504, 1e-7, .infinity, 0.1, 70000])
    let f16 = try Operator.cast(x, .dtype(.f16)).doubles()
    // From NumPy 1.24: np.float16 of the same numbers.
    #expect(
      close(
        f16, [1, -2.5, 65504, 1.1920929e-07, .infinity, 0.0999755859375, .infinity], relative: 1e-6)
    )
    let bf16 = try Operator.cast(x, .dtype(.bf16)).doubles()
    #expect(close([bf16[0], bf16[1], bf16[5]], [1, -2.5, 0.10009765625]))
    #expect(try (Operator.cast(x, .dtype(.f16)) + Tensor(number: 1)).dtype == .f32)
  }

  @Test func `shapes that do not fit are told with the sizes that meet`() throws {
    let error = #expect(throws: ShapesDoNotBroadcast.self) {
      try randomTensor([2, 3]) + randomTensor([2, 4])
    }
    #expect(error?.leftSize == 3 && error?.rightSize == 4)
  }

  @Test func `a shape past the ceiling is a fault before any memory is touched`() throws {
    let before = Accountant.bytesInUse
    #expect(throws: OutOfMemory.self) {
      try applyOne(.zeros, [], Attributes(.ints([1_000_000, 1_000_000]), .dtype(.f64)))
    }
    #expect(throws: ShapeTooLarge.self) {
      try applyOne(.zeros, [], Attributes(.ints([1 << 40, 1 << 40]), .dtype(.f32)))
    }
    #expect(throws: NegativeDimension.self) {
      try applyOne(.zeros, [], Attributes(.ints([2, -1]), .dtype(.f32)))
    }
    #expect(throws: ShapeTooLarge.self) {
      try Operator.tile(Tensor([1.0]), .ints([Int.max]))
    }
    #expect(Accountant.bytesInUse < before + (1 << 30))
  }

  @Test func `a NaN is reported where it is made, on request`() throws {
    #expect(try NaNWatch.containsNaN(Tensor([1.0, .nan])))
    #expect(try !NaNWatch.containsNaN(Tensor([1.0, .infinity])))
  }
}
