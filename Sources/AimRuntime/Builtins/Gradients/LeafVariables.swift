import AimTensor

/// The float leaves of an argument as variables of a level of differentiation.
struct LeafVariables {
  let level: GradientLevel
  let tree: Value
  let variables: [Tensor]
  /// The tree with the variables in the places of its leaves.
  private let varied: OwnedValue

  /// The variables of a level for the leaves of a tree (borrowed; it outlives this).
  ///
  /// `state` makes what stands for the `state` fields of models; nil keeps them.
  init(
    _ tree: Value, at level: GradientLevel, state: Tree.State? = nil
  ) throws(RuntimeFault) {
    var variables: [Tensor] = []
    var walk = Tree { (leaf, _) throws(RuntimeFault) in
      let variable = level.leaf(try LeafVariables.float(leaf))
      variables.append(variable)
      return .tensor(variable)
    }
    walk.state = state
    varied = OwnedValue(owning: try walk.map(tree))
    self.level = level
    self.tree = tree
    self.variables = variables
  }

  /// Numbers are taken as floats.
  private static func float(_ leaf: Value) throws(RuntimeFault) -> Tensor {
    if let number = leaf.asDouble { return try TensorBridge.make { try Tensor(number: number) } }
    let tensor = try TensorBridge.tensor(from: leaf)
    return try TensorBridge.make { try tensor.widened() }
  }

  /// The tree with the variables in the places of its leaves.
  ///
  /// Owned.
  func argument() -> Value { varied.value.retained() }

  /// The tree with other tensors in the places of its leaves, numbers where they are plain ones.
  ///
  /// Owned.
  func rebuilt(_ tensors: [Tensor]) throws(RuntimeFault) -> Value {
    try Tree.rebuilt(tree, owning: tensors.map { .plain($0.without(level)) })
  }

  /// The gradients of a function's result.
  ///
  /// What led from the variables to it is freed on the way.
  func gradients(of root: Tensor?) throws(RuntimeFault) -> [Tensor] {
    try TensorBridge.make {
      guard let root else {
        return try variables.map {
          try Tensor(repeating: .int(0), dtype: $0.dtype, $0.shape).with(weak: $0.weak)
        }
      }
      return try Differentiation.gradients(
        of: root, withRespectTo: variables, at: level, isLast: true)
    }
  }
}

extension Value {
  /// A tensor as a value: a number again where it is a plain number that nobody differentiates.
  ///
  /// Owned.
  static func plain(_ tensor: Tensor) -> Value {
    guard tensor.weak, tensor.rank == 0, tensor.origin == nil, let element = try? tensor.item()
    else {
      return .tensor(tensor)
    }
    switch element {
    case .int(let number): return .integer(number)
    case .float(let number): return .number(number)
    case .bool(let flag): return .boolean(flag)
    }
  }

  /// The tensor of a function's result, where it is one number; nil for a plain number, on which
  /// nothing depends.
  ///
  /// Faults for anything else.
  func oneNumber(_ function: String) throws(RuntimeFault) -> Tensor? {
    if asDouble != nil { return nil }
    guard case .tensor(let object) = view, object.tensor.rank == 0, object.tensor.dtype != .bool
    else {
      throw RuntimeFault(NotOneNumber(function: function, type: typeName))
    }
    return object.tensor.dtype.isFloat ? object.tensor : nil
  }
}
