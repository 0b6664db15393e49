import AimDiagnostics

/// Walking origins back.
package enum Differentiation {
  /// The gradients of one number with respect to leaves of a level; zeros for a leaf that it does
  /// not depend on.
  ///
  /// Each has its leaf's shape, dtype and weakness. The level stays open.
  ///
  /// Where nobody walks back from this level's values again (`isLast`), what has been walked is freed
  /// on the way: the memory of the way forward goes as the gradients come.
  package static func gradients(
    of root: Tensor, upstream: Tensor? = nil, withRespectTo leaves: [Tensor],
    at level: GradientLevel, isLast: Bool = false
  ) throws -> [Tensor] {
    let start = try upstream ?? Tensor(repeating: .int(1), dtype: root.dtype, root.shape)
    let arrived = try BackwardWalk.gradients(
      from: [(root, start)], to: leaves, at: level, isLast: isLast)
    return try zip(leaves, arrived).map { leaf, gradient in
      try gradient?.without(level) ?? leaf.zeros()
    }
  }

  /// The gradient rule of a body that is made of operators: the body runs once more on variables
  /// of a level of its own, and is walked back from the upstream.
  static func pullback(
    of call: GradientCall, _ body: ([Tensor]) throws -> Tensor
  ) throws -> [Tensor?] {
    try pullback(ofResults: call) { [try body($0)] }
  }

  /// The same for a body with as many results as the operator has.
  static func pullback(
    ofResults call: GradientCall, _ body: ([Tensor]) throws -> [Tensor]
  ) throws -> [Tensor?] {
    let level = GradientLevel.open()
    defer { level.close() }
    let inputs = zip(call.inputs, call.needs).map { $1 ? level.leaf($0) : $0 }
    let roots = zip(try body(inputs), call.upstreams).compactMap { result, upstream in
      upstream.map { (result, $0) }
    }
    let leaves = zip(inputs, call.needs).compactMap { $1 ? $0 : nil }
    let arrived = try BackwardWalk.gradients(from: roots, to: leaves, at: level, isLast: true)
    var gradients = try zip(leaves, arrived).map { leaf, gradient in
      try gradient?.without(level) ?? leaf.zeros()
    }[...]
    return call.needs.map { $0 ? gradients.popFirst() : nil }
  }
}

extension Tensor {
  /// The same value; its past is forgotten unless it depends on another open level.
  package func without(_ level: GradientLevel) -> Tensor {
    guard let origin else { return self }
    return origin.levels & GradientLevels.openMask & ~level.bit == 0 ? detached() : self
  }

  /// The gradient of a variable on which nothing depends.
  fileprivate func zeros() throws -> Tensor {
    try Tensor(repeating: .int(0), dtype: dtype, shape).with(weak: weak)
  }
}
