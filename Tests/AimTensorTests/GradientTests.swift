import AimTensor
import Testing

/// Gradients against central differences, in f64.
@Suite struct `Every gradient` {
  /// Integers, booleans, steps and fresh numbers; `choice`, `shuffle` and `unique` refuse to be differentiated.
  private static let withoutGradient = """
    all any arange argmax argmin argsort bernoulli bincount ceil choice count_nonzero
    elementwise_equal eye floor floor_divide full full_like greater greater_equal isfinite
    isinf isnan less less_equal linspace logical_and logical_not logical_or logical_xor
    max_pool_indices1d max_pool_indices2d nonzero normal not_equal ones ones_like permutation
    rand randint randn round searchsorted shuffle sign trunc uniform unique zeros zeros_like
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  @Test(arguments: OperatorCase.differentiable)
  func `agrees with central differences`(_ test: OperatorCase) throws {
    for sample in try OperatorInputs.of(test.op) {
      try compare(test.op, sample, what: "gradient") {
        try weighted(test.op, $0, sample.attributes)
      }
    }
  }

  @Test(arguments: OperatorCase.differentiable)
  func `of a gradient agrees with central differences`(_ test: OperatorCase) throws {
    for sample in try OperatorInputs.of(test.op) {
      try compare(test.op, sample, what: "second gradient") { inputs in
        let level = GradientLevel.open()
        defer { level.close() }
        let leaves = inputs.map { $0.dtype.isFloat ? level.leaf($0) : $0 }
        let value = try weighted(test.op, leaves, sample.attributes)
        let floats = leaves.filter { $0.dtype.isFloat }
        let gradients = try Differentiation.gradients(of: value, withRespectTo: floats, at: level)
        var total = try Tensor(scalar: 0.0)
        for (index, gradient) in gradients.enumerated() {
          let weights = try randomTensor(gradient.shape, seed: 40 + index)
          total = try total + Operator.sum(gradient * weights, .none, .flag(false))
        }
        return total
      }
    }
  }

  @Test(arguments: OperatorCase.differentiable)
  func `is the same for strided inputs as for packed ones`(_ test: OperatorCase) throws {
    var compared = 0
    for sample in try OperatorInputs.of(test.op) {
      let packed = try gradients(test.op, sample.inputs, sample.attributes)
      let spread = try gradients(test.op, sample.inputs.map(strided), sample.attributes)
      #expect(packed.count == spread.count)
      for (a, b) in zip(packed, spread) {
        #expect(close(try a.doubles(), try b.doubles()), "\(test.op.name) \(sample)")
        compared += a.count
      }
    }
    #expect(compared > 5, "\(test.op.name): too few elements to say anything")
  }

  @Test func `is missing only where there is no slope, or none that is not zero`() {
    let without = OperatorCase.all.filter { !$0.op.isDifferentiable }.map { $0.op.name }.sorted()
    #expect(without == Self.withoutGradient)
  }

  private func gradients(_ op: Operator, _ inputs: [Tensor], _ attributes: Attributes) throws
    -> [Tensor]
  {
    let level = GradientLevel.open()
    defer { level.close() }
    let leaves = inputs.map { $0.dtype.isFloat ? level.leaf($0) : $0 }
    let floats = leaves.filter { $0.dtype.isFloat }
    let value = try weighted(op, leaves, attributes)
    return try Differentiation.gradients(of: value, withRespectTo: floats, at: level)
  }

  /// A number that depends on every result: their sum, each element with its own weight.
  private func weighted(_ op: Operator, _ inputs: [Tensor], _ attributes: Attributes) throws
    -> Tensor
  {
    var total = try Tensor(scalar: 0.0)
    for (index, result) in try apply(op, inputs, attributes).enumerated() where result.dtype.isFloat
    {
      let weights = try randomTensor(result.shape, seed: 20 + index)
      total = try total + Operator.sum(result * weights, .none, .flag(false))
    }
    return total
  }

  private func compare(
    _ op: Operator, _ sample: OperatorInputs, what: String, _ function: ([Tensor]) throws -> Tensor
  ) throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let leaves = sample.inputs.map { $0.dtype.isFloat ? level.leaf($0) : $0 }
    let value = try function(leaves)
    let floats = leaves.indices.filter { leaves[$0].dtype.isFloat }
    let gradients = try Differentiation.gradients(
      of: value, withRespectTo: floats.map { leaves[$0] }, at: level)
    for (place, index) in floats.enumerated() {
      let expected = try differences(sample.inputs, index, function)
      let found = try gradients[place].doubles()
      #expect(gradients[place].shape == sample.inputs[index].shape)
      #expect(
        close(found, expected, relative: 1e-6, absolute: 1e-7),
        "\(what) of \(op.name) \(sample) input \(index): \(found) and \(expected)")
    }
  }

  /// Fourth-order central differences.
  private func differences(
    _ inputs: [Tensor], _ index: Int, _ function: ([Tensor]) throws -> Tensor
  ) throws -> [Double] {
    let values = try inputs[index].doubles()
    let step = 1e-3
    return try values.indices.map { place in
      func at(_ shift: Double) throws -> Double {
        var moved = values
        moved[place] += shift
        var changed = inputs
        changed[index] = try Tensor(moved, shape: inputs[index].shape)
        return try function(changed).item().double
      }
      let near = try at(step) - at(-step)
      let far = try at(2 * step) - at(-2 * step)
      return (8 * near - far) / (12 * step)
    }
  }
}
