/// Recurrent layers written with operators, as in `stdlib/functional/recurrent.aim`: what is left to do
/// where a fused gradient is differentiated again.
enum RecurrentDefinition {
  /// Outputs and last states.
  static func results(_ kind: RecurrentCell, _ tensors: [Tensor]) throws -> [Tensor] {
    let operands = RecurrentOperands(kind, tensors)
    let width = operands.columns
    let given = try Operator.matmul(operands.x, operands.weightInput) + operands.biasInput
    var states = [operands.hidden] + (operands.cell.map { [$0] } ?? [])
    var outputs: [Tensor] = []
    for step in 0..<operands.steps {
      let x = try given.sliced(axis: 1, from: step, to: step + 1)
        .reshaped([operands.batch, width])
      let u = try Operator.matmul(states[0], operands.weightHidden) + operands.biasHidden
      states = try next(kind, states, x, u)
      outputs.append(states[0])
    }
    let none = try Tensor(
      repeating: .int(0), dtype: given.dtype, [operands.batch, 0, operands.units])
    return [outputs.isEmpty ? none : try Operator.stack(outputs, .int(1))] + states
  }

  /// The gradients of the operands from the upstreams of the results.
  static func gradients(
    _ kind: RecurrentCell, upstreams: [Tensor], _ tensors: [Tensor]
  ) throws -> [Tensor] {
    let level = GradientLevel.open()
    defer { level.close() }
    let leaves = tensors.map { level.leaf($0) }
    let results = try results(kind, leaves)
    return try Differentiation.gradients(
      of: Array(zip(results, upstreams)), withRespectTo: leaves, at: level)
  }

  /// The states after a step, from what the input and the hidden state give its gates.
  private static func next(
    _ kind: RecurrentCell, _ states: [Tensor], _ x: Tensor, _ u: Tensor
  ) throws -> [Tensor] {
    let units = states[0].shape[1]
    func part(_ tensor: Tensor, _ gate: Int) throws -> Tensor {
      try tensor.sliced(axis: 1, from: gate * units, to: (gate + 1) * units)
    }
    switch kind {
    case .rnn:
      return [try Operator.tanh(x + u)]
    case .gru:
      let r = try Operator.sigmoid(part(x, 0) + part(u, 0))
      let z = try Operator.sigmoid(part(x, 1) + part(u, 1))
      let n = try Operator.tanh(part(x, 2) + r * part(u, 2))
      return [try (1 - z) * n + z * states[0]]
    case .lstm:
      let gates = try x + u
      let (i, f) = (try Operator.sigmoid(part(gates, 0)), try Operator.sigmoid(part(gates, 1)))
      let (g, o) = (try Operator.tanh(part(gates, 2)), try Operator.sigmoid(part(gates, 3)))
      let cell = try f * states[1] + i * g
      return [try o * Operator.tanh(cell), cell]
    }
  }
}
