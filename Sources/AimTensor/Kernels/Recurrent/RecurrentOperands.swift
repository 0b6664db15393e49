/// Which recurrent cell: its gates, and the states that it carries from step to step.
enum RecurrentCell: Int, Sendable {
  case rnn = 1
  case gru = 3
  case lstm = 4

  var gates: Int { rawValue }
  /// The hidden state, and for LSTM the cell.
  var states: Int { self == .lstm ? 2 : 1 }
  /// The tensors of a call: the sequence, the states, two weights and two biases.
  var operands: Int { 5 + states }
}

/// The tensors of one call by name, as they are given: x, the states, the weights, the biases.
struct RecurrentOperands {
  let kind: RecurrentCell
  /// `[batch, steps, inputs]`.
  let x: Tensor
  /// `[batch, hidden]`.
  let hidden: Tensor
  /// The same, for LSTM alone.
  let cell: Tensor?
  /// `[inputs, gates · hidden]` and `[hidden, gates · hidden]`.
  let weightInput: Tensor
  let weightHidden: Tensor
  /// `[gates · hidden]` each.
  let biasInput: Tensor
  let biasHidden: Tensor

  init(_ kind: RecurrentCell, _ tensors: some Collection<Tensor>) {
    let tensors = Array(tensors)
    let rest = 1 + kind.states
    self.kind = kind
    x = tensors[0]
    hidden = tensors[1]
    cell = kind == .lstm ? tensors[2] : nil
    (weightInput, weightHidden) = (tensors[rest], tensors[rest + 1])
    (biasInput, biasHidden) = (tensors[rest + 2], tensors[rest + 3])
  }

  var batch: Int { x.shape[0] }
  var steps: Int { x.shape[1] }
  var inputs: Int { x.shape[2] }
  var units: Int { hidden.shape[1] }
  /// The columns of the weights.
  var columns: Int { kind.gates * units }
}
