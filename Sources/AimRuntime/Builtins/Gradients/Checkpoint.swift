import AimTensor

/// `checkpoint(f, …)`: less memory for a gradient, for the time of a second computation.
extension Builtin {
  static var checkpoint: Builtin {
    Builtin(
      calling: "checkpoint", Parameter<Callable>("f"), Parameter<Rest>("arguments"),
      summary: """
        `f(arguments)`, of which a gradient remembers nothing but the arguments: on the way back `f` \
        runs once more. A deep model in pieces that are checkpointed trains in less memory and takes \
        about a third longer. Random numbers, variables, `state` and `training` are then as they were \
        the first time; what `f` prints is printed twice.
        """,
      examples: [
        Example("grad(x -> checkpoint(x -> x ^ 3, x))(2.0)", gives: "12.0"),
        Example(
          "let layer = x -> sin(x) ^ 2\ngrad(x -> sum(checkpoint(layer, x)))(tensor([0.0, 0.5]))",
          gives: "f32[2] [0, 0.841471]"),
      ]
    ) { (context, f, arguments) throws(RuntimeFault) in
      let run = CheckpointedCall(f.value, arguments.values, context)
      let tensors = try TensorBridge.make { try Recomputation.run { try run.tensors() } }
      return try run.result(with: tensors)
    }
  }
}

/// A call that can be made again as it was made the first time.
private final class CheckpointedCall {
  private let callee: OwnedValue
  private let arguments: [OwnedValue]
  /// The interpreter: it holds the call, in the end.
  private weak var context: (any BuiltinContext)?
  private let streams = RandomStreams.current
  private let isTraining: Bool
  /// What `f` may read beside its arguments.
  private let variables: ReachableVariables
  /// The `state` of the models in training, before the call.
  private let state: [OwnedValue]
  private var first: OwnedValue?

  init(
    _ callee: Value, _ arguments: [Value], _ context: any BuiltinContext
  ) {
    self.callee = OwnedValue(owning: callee.retained())
    self.arguments = arguments.map { OwnedValue(owning: $0.retained()) }
    self.context = context
    isTraining = context.isTraining
    variables = ReachableVariables(from: [callee] + arguments)
    state = context.trainedState.map { OwnedValue(owning: $0.cellContents.retained()) }
  }

  /// The tensors in the result: of the first call, or of one more under the same conditions.
  func tensors() throws(RuntimeFault) -> [Tensor] {
    guard let context else { return [] }
    if first == nil {
      let result = OwnedValue(owning: try call(context))
      first = result
      return try tensors(in: result.value)
    }
    let result = OwnedValue(owning: try again(context))
    return try tensors(in: result.value)
  }

  /// The first result with other tensors in their places.
  ///
  /// Owned; the call forgets it.
  func result(with tensors: [Tensor]) throws(RuntimeFault) -> Value {
    guard let result = first else { return .nothing }
    first = OwnedValue(owning: .nothing)
    var next = 0
    return try Tree { (leaf, _) throws(RuntimeFault) in
      guard leaf.has(kind: .tensor) else { return leaf.retained() }
      next += 1
      return .tensor(tensors[next - 1])
    }.map(result.value)
  }

  private func tensors(in result: Value) throws(RuntimeFault) -> [Tensor] {
    var found: [Tensor] = []
    for leaf in try Tree.leaves(of: result) {
      if case .tensor(let object) = leaf.view { found.append(object.tensor) }
    }
    return found
  }

  private func call(_ context: any BuiltinContext) throws(RuntimeFault) -> Value {
    try context.call(callee.value, arguments.map(\.value))
  }

  /// Random numbers, variables, `training` and `state` are as they were, and afterwards as they are
  /// now.
  private func again(_ context: any BuiltinContext) throws(RuntimeFault) -> Value {
    let (streams, isTraining) = (RandomStreams.current, context.isTraining)
    let cells = context.trainedState
    let now = cells.map { OwnedValue(owning: $0.cellContents.retained()) }
    RandomStreams.current = self.streams
    context.isTraining = self.isTraining
    CheckpointedCall.put(state, into: cells)
    defer {
      RandomStreams.current = streams
      context.isTraining = isTraining
      CheckpointedCall.put(now, into: cells)
    }
    return try variables.restored { () throws(RuntimeFault) in try call(context) }
  }

  private static func put(_ values: [OwnedValue], into cells: [Value]) {
    for (cell, value) in zip(cells, values) { cell.setCellContents(value.value.retained()) }
  }
}
