import AimTensor

/// One run of a function on variables of a level of its own, ready to be walked back.
struct DifferentiatedRun {
  let level: GradientLevel
  /// The tree that the function was given: its leaves are variables. Owned.
  let tree: Value
  /// The tree as it was, borrowed.
  let original: Value
  let variables: [Tensor]
  /// What the function gave; owned.
  let result: Value

  /// Opens a level, makes variables of the leaves of `tree`, and calls `f(tree, rest…)`. The level is closed by `close`.
  init(
    _ f: Value, _ tree: Value, _ rest: [Value], _ context: any BuiltinContext,
    prepare: (inout Value) -> Void = { _ in }
  ) throws(RuntimeFault) {
    let level = GradientLevel.open()
    var variables: [Tensor] = []
    var made: Value = .missing
    do throws(RuntimeFault) {
      made = try Tree.map(tree) { (leaf: Value) throws(RuntimeFault) in
        let variable = level.leaf(try Self.float(leaf))
        variables.append(variable)
        return .tensor(variable)
      }
      if variables.isEmpty, !tree.has(kind: .instance) {
        throw RuntimeFault(NothingToDifferentiate(type: tree.typeName))
      }
      prepare(&made)
      result = try context.call(f, [made] + rest)
    } catch {
      made.release()
      level.close()
      throw error
    }
    self.level = level
    self.tree = made
    self.original = tree
    self.variables = variables
  }

  func close() {
    tree.release()
    result.release()
    level.close()
  }

  /// A leaf as a tensor: a plain number is a weak f64.
  private static func float(_ leaf: Value) throws(RuntimeFault) -> Tensor {
    if let number = leaf.asDouble { return try TensorBridge.make { try Tensor(number: number) } }
    return try TensorBridge.tensor(from: leaf)
  }

  /// The result as the one number that is differentiated.
  func oneNumber(_ function: String) throws(RuntimeFault) -> Tensor {
    if let number = result.asDouble { return try TensorBridge.make { try Tensor(number: number) } }
    if case .tensor(let object) = result.view, object.tensor.count == 1,
      object.tensor.dtype != .bool
    {
      return object.tensor
    }
    throw RuntimeFault(NotOneNumber(function: function, type: result.typeName))
  }

  /// The result without this level's past; a plain number where everything was.
  func value() -> Value { Self.plain(result, level) }

  /// The original tree with the gradients in the place of its leaves.
  func gradient(of root: Tensor) throws(RuntimeFault) -> Value {
    let gradients: [Tensor]
    if root.dtype.isFloat {
      gradients = try TensorBridge.make {
        try Differentiation.gradients(of: root, withRespectTo: variables, at: level)
      }
    } else {
      gradients = try TensorBridge.make {
        try variables.map {
          try Tensor(repeating: .int(0), dtype: $0.dtype, $0.shape).with(weak: $0.weak)
        }
      }
    }
    return try replacing(gradients)
  }

  /// The original tree with other tensors in the place of its leaves, in order.
  func replacing(_ tensors: [Tensor]) throws(RuntimeFault) -> Value {
    var index = 0
    return try Tree.map(original) { (leaf: Value) throws(RuntimeFault) in
      defer { index += 1 }
      let gradient = tensors[index]
      if leaf.asDouble != nil, gradient.rank == 0, gradient.origin == nil {
        return .number(try TensorBridge.make { try gradient.item() }.double)
      }
      return .tensor(gradient)
    }
  }

  /// A value as it is outside of a level.
  static func plain(_ value: Value, _ level: GradientLevel) -> Value {
    guard case .tensor(let object) = value.view else { return value.retained() }
    let tensor = object.tensor.without(level)
    if tensor.weak, tensor.rank == 0, tensor.origin == nil, let item = try? tensor.item() {
      switch item {
      case .float(let number): return .number(number)
      case .int(let number): return .integer(number)
      case .bool(let flag): return .boolean(flag)
      }
    }
    return .tensor(tensor)
  }
}
