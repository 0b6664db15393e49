import AimTensor

/// The float leaves of an argument as variables of a level of differentiation.
struct LeafVariables {
  let level: GradientLevel
  let tree: Value
  let variables: [Tensor]

  /// The variables of a level for the leaves of a tree (borrowed; it outlives this).
  init(_ tree: Value, at level: GradientLevel) throws(RuntimeFault) {
    self.level = level
    self.tree = tree
    var variables: [Tensor] = []
    for leaf in try Tree.leaves(of: tree) {
      let value = try LeafVariables.float(leaf)
      variables.append(level.leaf(value))
    }
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
  func argument() throws(RuntimeFault) -> Value {
    try Tree.rebuilt(tree, owning: variables.map { .tensor($0) })
  }

  /// The tree with other tensors in the places of its leaves, numbers where they are plain ones.
  ///
  /// Owned.
  func rebuilt(_ tensors: [Tensor]) throws(RuntimeFault) -> Value {
    try Tree.rebuilt(tree, owning: tensors.map { .plain($0.without(level)) })
  }

  /// The gradients of a function's result.
  func gradients(of root: Tensor?) throws(RuntimeFault) -> [Tensor] {
    try TensorBridge.make {
      guard let root else {
        return try variables.map {
          try Tensor(repeating: .int(0), dtype: $0.dtype, $0.shape).with(weak: $0.weak)
        }
      }
      return try Differentiation.gradients(of: root, withRespectTo: variables, at: level)
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
