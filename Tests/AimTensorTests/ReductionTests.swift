import AimDiagnostics
import AimTensor
import Testing

/// What reductions say of nothing, of NaN, of ties, and of long inputs.
@Suite struct `Reductions` {
  private func reduce(_ op: Operator, _ x: Tensor, _ axis: AttributeValue = .none) throws
    -> [Double]
  {
    try op(x, axis, .flag(false)).doubles()
  }

  @Test func `nothing has a sum, a product and no maximum`() throws {
    let empty = try Tensor([Double]())
    #expect(try reduce(.sum, empty) == [0])
    #expect(try reduce(.prod, empty) == [1])
    #expect(try reduce(.mean, empty)[0].isNaN)
    #expect(try reduce(.logsumexp, empty) == [-.infinity])
    #expect(throws: EmptyReduction.self) { try reduce(.max, empty) }
    #expect(throws: EmptyReduction.self) { try reduce(.argmax, empty) }
    // Nothing is asked for: no columns, so no maximum is missing.
    #expect(try reduce(.max, randomTensor([0, 0]), .int(0)) == [])
    #expect(throws: EmptyReduction.self) { try reduce(.max, randomTensor([2, 0]), .int(1)) }
  }

  @Test func `NaN is the largest and the smallest`() throws {
    let x = try Tensor([1.0, .nan, 3])
    #expect(try reduce(.max, x)[0].isNaN)
    #expect(try reduce(.min, x)[0].isNaN)
    #expect(try reduce(.argmax, x) == [1])
    #expect(try reduce(.argmin, x) == [1])
  }

  @Test func `the first of equals wins, and they share the gradient`() throws {
    let x = try Tensor([2.0, 5, 5, 1])
    #expect(try reduce(.argmax, x) == [1])
    let level = GradientLevel.open()
    defer { level.close() }
    let leaf = level.leaf(x)
    let gradient = try Differentiation.gradients(
      of: Operator.max(leaf, .none, .flag(false)), withRespectTo: [leaf], at: level)[0]
    #expect(try gradient.doubles() == [0, 0.5, 0.5, 0])
  }

  @Test func `a long sum in f32 keeps its digits`() throws {
    let count = 1_000_003
    let x = try Tensor([Float](repeating: 0.1, count: count))
    let found = try reduce(.sum, x)[0]
    #expect(Swift.abs(found - Double(count) * Double(Float(0.1))) < 1)
  }

  @Test func `a product's gradient is right at zeros`() throws {
    for values in [[2.0, 0, 3], [0, 0, 3], [2, 4, 3]] {
      let level = GradientLevel.open()
      defer { level.close() }
      let leaf = level.leaf(try Tensor(values))
      let gradient = try Differentiation.gradients(
        of: Operator.prod(leaf, .none, .flag(false)), withRespectTo: [leaf], at: level)[0]
      let expected = values.indices.map { skipped in
        values.indices.reduce(1.0) { $1 == skipped ? $0 : $0 * values[$1] }
      }
      #expect(try gradient.doubles() == expected)
    }
  }

  @Test func `large scores do not overflow on the way`() throws {
    #expect(close(try reduce(.logsumexp, Tensor([1000.0, 1000])), [1000.6931471805599]))
    #expect(try reduce(.logsumexp, Tensor([-Double.infinity, -.infinity])) == [-.infinity])
    #expect(try reduce(.logsumexp, Tensor([1.0, .infinity])) == [.infinity])
  }

  @Test func `axes are named once and exist`() throws {
    let x = try randomTensor([2, 3])
    #expect(throws: AxisOutOfRange.self) { try reduce(.sum, x, .int(2)) }
    #expect(throws: AxisOutOfRange.self) { try reduce(.sum, x, .int(-3)) }
    #expect(throws: RepeatedAxis.self) { try reduce(.sum, x, .ints([1, -1])) }
  }

  /// Sizes on both sides of what is done in parts, and layouts that are read where they lie.
  @Test(arguments: [[3, 40, 500], [1, 3, 90_000], [2, 900, 70], [1, 70_000, 3], [150, 1, 333]])
  func `large and strided inputs give what single elements give`(_ sizes: [Int]) throws {
    let shape = Shape(sizes)
    let x = try randomTensor(shape)
    let values = try x.doubles()
    let turned = try Operator.permute(x, .ints([1, 0, 2]))
    for axes in [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]] {
      let wanted = Self.folded(values, sizes, axes)
      for dtype in [DType.f32, .f64] {
        let input = try Operator.cast(x, .dtype(dtype))
        let tolerance = dtype == .f32 ? 1e-4 : 1e-11
        let sums = try reduce(.sum, input, .ints(axes))
        #expect(zip(sums, wanted.sums).allSatisfy { abs($0 - $1) <= tolerance * (10 + abs($1)) })
        #expect(sums.count == wanted.sums.count)
      }
      #expect(try reduce(.max, x, .ints(axes)) == wanted.extremes)
      let whole = try Operator.cast(Operator.floor(x * 10.0), .dtype(.i64))
      let places = try Operator.cast(Operator.greater(x, Tensor(number: 0.0)), .dtype(.i64))
      #expect(
        try reduce(.sum, whole, .ints(axes))
          == Self.folded(whole.doubles(), sizes, axes).sums)
      #expect(
        try reduce(.sum, Operator.greater(x, Tensor(number: 0.0)), .ints(axes))
          == Self.folded(places.doubles(), sizes, axes).sums)
    }
    for axis in 0..<3 {
      let wanted = try reduce(.sum, turned.packed(), .int(axis))
      let found = try reduce(.sum, turned, .int(axis))
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= 1e-9 * (10 + abs($1)) })
      #expect(
        try reduce(.argmax, turned, .int(axis)) == reduce(.argmax, turned.packed(), .int(axis)))
    }
  }

  /// Sums and maxima over axes, one element after the other.
  private static func folded(_ values: [Double], _ sizes: [Int], _ axes: [Int]) -> (
    sums: [Double], extremes: [Double]
  ) {
    let kept = (0..<3).filter { !axes.contains($0) }
    let count = kept.reduce(1) { $0 * sizes[$1] }
    var sums = [Double](repeating: 0, count: count)
    var extremes = [Double](repeating: -.infinity, count: count)
    for (number, value) in values.enumerated() {
      let index = [
        number / (sizes[1] * sizes[2]), number / sizes[2] % sizes[1], number % sizes[2],
      ]
      let place = kept.reduce(0) { $0 * sizes[$1] + index[$1] }
      sums[place] += value
      extremes[place] = max(extremes[place], value)
    }
    return (sums, extremes)
  }
}
