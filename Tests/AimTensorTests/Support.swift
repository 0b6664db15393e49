import AimTensor

/// Deterministic numbers in a range, far enough from each other to have no ties.
func numbers(_ count: Int, in range: ClosedRange<Double>, seed: Int = 1) -> [Double] {
  var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let unit = Double(state >> 11) / Double(1 << 53)
    return range.lowerBound + (range.upperBound - range.lowerBound) * unit
  }
}

/// An f64 tensor of such numbers.
func randomTensor(_ shape: Shape, in range: ClosedRange<Double> = -2...2, seed: Int = 1) throws
  -> Tensor
{
  try Tensor(numbers(shape.count, in: range, seed: seed), shape: shape)
}

/// The same values with every second element of a larger storage between them.
func strided(_ x: Tensor) throws -> Tensor {
  guard x.rank > 0 else { return x }
  let doubled = try Operator.repeat(x, .int(2), .int(-1))
  var (starts, ends) = (x.shape.dimensions.map { _ in 0 }, doubled.shape.dimensions)
  starts[x.rank - 1] = 0
  ends[x.rank - 1] = doubled.shape.dimensions[x.rank - 1]
  var steps = x.shape.dimensions.map { _ in 1 }
  steps[x.rank - 1] = 2
  return try Operator.slice(doubled, .ints(starts), .ints(ends), .ints(steps))
}

/// True where all elements agree; NaN agrees with NaN.
func close(_ a: [Double], _ b: [Double], relative: Double = 1e-12, absolute: Double = 1e-12) -> Bool
{
  a.count == b.count
    && zip(a, b).allSatisfy { x, y in
      x == y || (x.isNaN && y.isNaN) || Swift.abs(x - y) <= absolute + relative * Swift.abs(y)
    }
}
