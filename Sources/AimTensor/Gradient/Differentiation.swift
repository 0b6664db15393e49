import AimDiagnostics

/// Walking origins back.
package enum Differentiation {
  /// The gradients of one number with respect to leaves of a level; zeros for a leaf that it does
  /// not depend on.
  ///
  /// Each has its leaf's shape, dtype and weakness. The level stays open.
  package static func gradients(
    of root: Tensor, upstream: Tensor? = nil, withRespectTo leaves: [Tensor],
    at level: GradientLevel
  ) throws -> [Tensor] {
    var walk = BackwardWalk(level: level, leaves: leaves)
    let start = try upstream ?? Tensor(repeating: .int(1), dtype: root.dtype, root.shape)
    try walk.run(from: [(root, start)])
    return try leaves.indices.map { try walk.gradient(of: $0) }
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
    let leaves = zip(call.inputs, call.needs).map { $1 ? level.leaf($0) : $0 }
    let results = zip(try body(leaves), call.upstreams)
    var walk = BackwardWalk(level: level, leaves: leaves)
    try walk.run(from: results.compactMap { result, upstream in upstream.map { (result, $0) } })
    return try call.needs.indices.map { call.needs[$0] ? try walk.gradient(of: $0) : nil }
  }
}

/// One walk from results to leaves, in reverse order of making.
///
/// No recursion: the chain may be a million operations long.
private struct BackwardWalk {
  let level: GradientLevel
  let leaves: [Tensor]
  private var leafOf: [ObjectIdentifier: Int] = [:]
  /// What has arrived at each origin, per result.
  private var arrived: [ObjectIdentifier: [Tensor?]] = [:]
  private var gradients: [Tensor?]

  init(level: GradientLevel, leaves: [Tensor]) {
    self.level = level
    self.leaves = leaves
    gradients = Array(repeating: nil, count: leaves.count)
    for (index, leaf) in leaves.enumerated() {
      if let origin = leaf.origin, origin.op == nil { leafOf[ObjectIdentifier(origin)] = index }
    }
  }

  mutating func run(from roots: [(Tensor, Tensor)]) throws {
    var order: [Origin] = []
    // A long list of origins takes long to give up, too.
    defer {
      Origin.setAside(order)
      order = []
    }
    for (root, upstream) in roots {
      guard let origin = root.origin, origin.levels & level.bit != 0 else { continue }
      try collect(origin, into: &order)
      try arrive(upstream, at: root)
    }
    try order.sort { left, right in
      if Interrupt.isRequested { throw Interrupted() }
      return left.serial < right.serial
    }
    while let origin = order.popLast() {
      if Interrupt.isRequested { throw Interrupted() }
      guard let upstreams = arrived.removeValue(forKey: ObjectIdentifier(origin)) else { continue }
      try step(origin, upstreams)
    }
  }

  /// The origins between a result and the leaves that depend on the level.
  private func collect(_ root: Origin, into order: inout [Origin]) throws {
    var seen: Set<ObjectIdentifier> = Set(order.map { ObjectIdentifier($0) })
    var waiting = [root]
    while let origin = waiting.popLast() {
      guard seen.insert(ObjectIdentifier(origin)).inserted else { continue }
      order.append(origin)
      if Interrupt.isRequested { throw Interrupted() }
      if leafOf[ObjectIdentifier(origin)] != nil { continue }
      for input in origin.inputs {
        if let next = input.origin, next.levels & level.bit != 0 { waiting.append(next) }
      }
    }
  }

  private mutating func arrive(_ gradient: Tensor, at tensor: Tensor) throws {
    guard let origin = tensor.origin else { return }
    let key = ObjectIdentifier(origin)
    var slots = arrived[key] ?? []
    while slots.count <= tensor.originIndex { slots.append(nil) }
    let conformed = try Self.conformed(gradient, to: tensor)
    slots[tensor.originIndex] =
      try slots[tensor.originIndex].map { try $0 + conformed } ?? conformed
    arrived[key] = slots
  }

  private mutating func step(_ origin: Origin, _ upstreams: [Tensor?]) throws {
    if let leaf = leafOf[ObjectIdentifier(origin)] {
      gradients[leaf] = upstreams[0]
      return
    }
    if origin.isForgotten { return }
    guard let op = origin.op, let rule = op.gradient else {
      // A leaf of an inner level: the value passes through.
      if let value = origin.inputs.first, let upstream = upstreams.first ?? nil {
        try arrive(upstream, at: value)
      }
      return
    }
    let needs = origin.inputs.map { ($0.origin?.levels ?? 0) & level.bit != 0 }
    let padded =
      upstreams + [Tensor?](repeating: nil, count: max(0, origin.resultCount - upstreams.count))
    let call = GradientCall(
      upstreams: padded, inputs: origin.inputs.map(seen), results: origin.seenResults(level),
      attributes: origin.attributes, needs: needs)
    do {
      for (index, gradient) in try rule.rule(call).enumerated() where needs[index] {
        if let gradient { try arrive(gradient, at: origin.inputs[index]) }
      }
    } catch let fault as NaNAppeared where fault.origin == nil {
      throw fault.inGradient(of: op.name, site: origin.site)
    }
  }

  /// An input as a rule sees it: without its past, unless an outer level depends on it.
  private func seen(_ input: Tensor) -> Tensor {
    guard let origin = input.origin else { return input }
    return origin.levels & GradientLevels.openMask & ~level.bit == 0 ? input.detached() : input
  }

  /// The gradient of a leaf, zeros where none arrived.
  func gradient(of index: Int) throws -> Tensor {
    let leaf = leaves[index]
    if let gradient = gradients[index] { return gradient.without(level) }
    return try Tensor(repeating: .int(0), dtype: leaf.dtype, leaf.shape).with(weak: leaf.weak)
  }

  /// A gradient has the dtype, shape and weakness of its value.
  private static func conformed(_ gradient: Tensor, to value: Tensor) throws -> Tensor {
    var result = gradient
    if result.dtype != value.dtype { result = try Operator.cast(result, .dtype(value.dtype)) }
    if result.shape != value.shape {
      result = try result.summed(to: value.shape).expanded(to: value.shape)
    }
    return result.weak == value.weak ? result : result.with(weak: value.weak)
  }
}

extension Tensor {
  /// The same value; its past is forgotten unless it depends on another open level.
  package func without(_ level: GradientLevel) -> Tensor {
    guard let origin else { return self }
    return origin.levels & GradientLevels.openMask & ~level.bit == 0 ? detached() : self
  }
}

extension Origin {
  /// The results as a rule sees them.
  func seenResults(_ level: GradientLevel) -> [Tensor] {
    if levels & GradientLevels.openMask & ~level.bit == 0 { return results }
    return results.enumerated().map { index, result in
      var variable = result
      variable.origin = self
      variable.originIndex = index
      return variable
    }
  }
}
