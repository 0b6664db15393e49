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
    let leaves = try LeafVariables(tree, at: level)
    var states: [Value] = []
    defer { for state in states { state.release() } }
    let argument = try copy(tree, leaves, &states)
    defer { argument.release() }

    let wasTraining = context.isTraining
    context.isTraining = true
    defer { context.isTraining = wasTraining }
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

  /// The model that `f` gets: variables for its parameters, shared cells for its state.
  ///
  /// Owned.
  private static func copy(
    _ tree: Value, _ leaves: LeafVariables, _ states: inout [Value]
  ) throws(RuntimeFault) -> Value {
    var next = 0
    var cells: [Value] = []
    defer { states = cells }
    var walk = Tree { (_) throws(RuntimeFault) in
      next += 1
      return .tensor(leaves.variables[next - 1])
    }
    walk.state = { (value) throws(RuntimeFault) in
      let cell = Value(owning: CellObject(owning: value.retained()))
      cells.append(cell)
      return cell.retained()
    }
    return try walk.map([tree])
  }

  /// Puts the state as `f` left it into the variable, freed of what this level recorded.
  private static func writeBack(
    _ variable: CellObject, _ tree: Value, _ states: [Value], _ level: GradientLevel
  ) throws(RuntimeFault) {
    if states.isEmpty { return }
    var next = 0
    var walk = Tree { (leaf) throws(RuntimeFault) in leaf[0].retained() }
    walk.state = { (_) throws(RuntimeFault) in
      next += 1
      return try settled(states[next - 1].withoutCell, level)
    }
    let changed = try walk.map([tree])
    let old = variable.value
    variable.value = changed
    old.release()
  }

  /// Every tensor of a state without the past that the level recorded.
  ///
  /// Owned.
  private static func settled(_ state: Value, _ level: GradientLevel) throws(RuntimeFault) -> Value
  {
    try Tree { (leaf) throws(RuntimeFault) in leaf[0].settled(level) }.map([state])
  }
}
