import AimTensor

/// `value_and_grad(&net, f)`: one step of looking, in training.
enum Training {
  /// (value, gradient) of `f(net)`, owned.
  ///
  /// While `f` runs, `training` is true and the model's `state` fields are shared cells; what was
  /// assigned to them is written back when `f` succeeded.
  static func run(
    _ variable: CellObject, _ f: Value, _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    let tree = variable.value.retained()
    defer { tree.release() }
    let level = GradientLevel.open()
    var roots: [Tensor] = []
    defer { level.close(forgetting: roots) }
    var states: [Value] = []
    defer { for state in states { state.release() } }
    let leaves = try LeafVariables(tree, at: level) { (value) throws(RuntimeFault) in
      let cell = Value(owning: CellObject(owning: value.retained()))
      states.append(cell)
      return cell.retained()
    }
    let argument = leaves.argument()
    defer { argument.release() }

    let (wasTraining, outerState) = (context.isTraining, context.trainedState)
    context.isTraining = true
    context.trainedState = states
    defer {
      context.isTraining = wasTraining
      context.trainedState = outerState
    }
    let result = try context.call(f, [argument])
    defer { result.release() }
    let root = try result.oneNumber("value_and_grad")
    if let root { roots.append(root) }
    let gradient = try leaves.rebuilt(leaves.gradients(of: root))
    do throws(RuntimeFault) { try writeBack(variable, tree, states, level) } catch {
      gradient.release()
      throw error
    }
    return .tuple(owning: [result.settled(level), gradient])
  }

  /// Puts the state as `f` left it into the variable, freed of what this level recorded.
  private static func writeBack(
    _ variable: CellObject, _ tree: Value, _ states: [Value], _ level: GradientLevel
  ) throws(RuntimeFault) {
    if states.isEmpty { return }
    var next = 0
    var walk = Tree { (leaf, _) throws(RuntimeFault) in leaf.retained() }
    walk.state = { (_) throws(RuntimeFault) in
      next += 1
      return try settled(states[next - 1].withoutCell, level)
    }
    let changed = try walk.map(tree)
    let old = variable.value
    variable.value = changed
    old.release()
  }

  /// Every tensor of a state without the past that the level recorded.
  ///
  /// Owned.
  private static func settled(_ state: Value, _ level: GradientLevel) throws(RuntimeFault) -> Value
  {
    try Tree { (leaf, _) throws(RuntimeFault) in leaf.settled(level) }.map(state)
  }
}
