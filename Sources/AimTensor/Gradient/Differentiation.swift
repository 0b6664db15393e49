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
    return try gradients(
      of: [(root, upstream: start)], withRespectTo: leaves, at: level, isLast: isLast)
  }

  /// The gradients of several tensors, each with the gradient that comes in, with respect to leaves.
  static func gradients(
    of roots: [(Tensor, upstream: Tensor)], withRespectTo leaves: [Tensor],
    at level: GradientLevel, isLast: Bool = false
  ) throws -> [Tensor] {
    let arrived = try BackwardWalk.gradients(
      from: roots.map { ($0.0, $0.upstream) }, to: leaves, at: level, isLast: isLast)
    return try zip(leaves, arrived).map { leaf, gradient in
      try gradient?.without(level) ?? leaf.zeros()
    }
  }

  /// The gradient rule of a body that is made of operators: the body runs once more on variables
  /// of a level of its own, and is walked back from the upstream.
  static func pullback(
    of call: GradientCall, _ body: ([Tensor]) throws -> Tensor
  ) throws -> [Tensor?] {
    try pullback(of: call, several: { [try body($0)] })
  }

  /// The same for a body of several results.
  static func pullback(
    of call: GradientCall, several body: ([Tensor]) throws -> [Tensor]
  ) throws -> [Tensor?] {
    let level = GradientLevel.open()
    defer { level.close() }
    let inputs = zip(call.inputs, call.needs).map { $1 ? level.leaf($0) : $0 }
    let roots = zip(try body(inputs), call.upstreams).compactMap { result, upstream in
      upstream.map { (result, upstream: $0) }
    }
    let leaves = zip(inputs, call.needs).compactMap { $1 ? $0 : nil }
    var gradients = try Differentiation.gradients(
      of: roots, withRespectTo: leaves, at: level, isLast: true)[...]
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
