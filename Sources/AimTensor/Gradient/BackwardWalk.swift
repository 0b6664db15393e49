import AimDiagnostics

/// One walk from results to leaves, in reverse order of making.
///
/// An origin waits from its first gradient on. The youngest that waits goes next: whoever used its
/// results is younger and has been there. What a walk knows of an origin stands in the origin, so a
/// step looks nothing up; there is no recursion, as the chain may be a million operations long.
struct BackwardWalk {
  private let level: GradientLevel
  private let leaves: [Tensor]
  /// Lets go of what has been walked: nobody walks here again.
  private let isLast: Bool
  /// No origin that is older is walked, the leaves apart.
  private let oldest: UInt64
  private let number = GradientLevels.nextSerial()
  private var waiting = YoungestFirst()
  /// Origins that a walk around this one had begun with, and what it knew of them.
  private var displaced: [(origin: Origin, visit: Origin.Visit)] = []

  /// What arrives at the leaves from roots and their gradients; nil where nothing does.
  ///
  /// Where no other walk of this level follows (`isLast`), what the walk leaves behind is freed on the
  /// way.
  static func gradients(
    from roots: [(Tensor, Tensor)], to leaves: [Tensor], at level: GradientLevel, isLast: Bool,
    since oldest: UInt64 = 0
  ) throws -> [Tensor?] {
    var walk = BackwardWalk(level, leaves, isLast: isLast, since: oldest)
    defer { walk.end() }
    try walk.run(from: roots)
    return walk.arrived()
  }

  private init(_ level: GradientLevel, _ leaves: [Tensor], isLast: Bool, since oldest: UInt64) {
    self.level = level
    self.oldest = oldest
    self.leaves = leaves
    self.isLast = isLast && !level.isShared
    for leaf in leaves {
      if let origin = leaf.origin, isMine(origin), enter(origin) { origin.visit.isLeaf = true }
    }
  }

  private mutating func run(from roots: [(Tensor, Tensor)]) throws {
    for (root, upstream) in roots {
      if let origin = root.origin, isMine(origin) { try arrive(upstream, at: root, origin) }
    }
    while let origin = waiting.pop() {
      if Interrupt.isRequested { throw Interrupted() }
      try step(origin)
    }
  }

  private func isMine(_ origin: Origin) -> Bool { origin.levels & level.bit != 0 }

  /// True where this walk meets an origin for the first time.
  private mutating func enter(_ origin: Origin) -> Bool {
    if origin.visit.walk == number { return false }
    if origin.visit.walk != 0 { displaced.append((origin, origin.visit)) }
    origin.visit = Origin.Visit(walk: number)
    return true
  }

  private mutating func arrive(_ gradient: Tensor, at tensor: Tensor, _ origin: Origin) throws {
    if enter(origin) {
      waiting.push(origin)
      if origin.serial < oldest { throw ComputedDifferently() }
    }
    try origin.visit.add(gradient.conformed(to: tensor), at: tensor.originIndex)
  }

  private mutating func step(_ origin: Origin) throws {
    let upstreams = origin.visit.takeGradients(origin.resultCount)
    origin.visit = Origin.Visit()
    if origin.isForgotten { return }
    if let again = origin.again {
      try walkAgain(origin, again, upstreams)
      if isLast { origin.letGo(after: level) }
      return
    }
    guard let op = origin.op, let rule = op.gradient else {
      // A leaf of an inner level: the value passes through.
      if let value = origin.inputs.first, let upstream = upstreams[0], let next = value.origin,
        isMine(next)
      {
        try arrive(upstream, at: value, next)
      }
      return
    }
    let call = GradientCall(
      upstreams: upstreams, inputs: seenInputs(origin), results: origin.seenResults(level),
      attributes: origin.attributes,
      needs: origin.inputs.map { ($0.origin?.levels ?? 0) & level.bit != 0 })
    do {
      for (index, gradient) in try rule.rule(call).enumerated() where call.needs[index] {
        let input = origin.inputs[index]
        if let gradient, let next = input.origin { try arrive(gradient, at: input, next) }
      }
    } catch let fault as NaNAppeared where fault.origin == nil {
      throw fault.inGradient(of: op.name, site: origin.site)
    }
    if isLast { origin.letGo(after: level) }
  }

  /// Computes once more what was not recorded, and walks that back to the variables it began with.
  private mutating func walkAgain(
    _ origin: Origin, _ work: () throws -> [Tensor], _ upstreams: [Tensor?]
  ) throws {
    let results = try work()
    guard results.count == upstreams.count else { throw ComputedDifferently() }
    var roots: [(Tensor, Tensor)] = []
    for (result, upstream) in zip(results, upstreams) {
      guard let upstream else { continue }
      guard result.shape == upstream.shape else { throw ComputedDifferently() }
      roots.append((result, upstream))
    }
    let gradients = try BackwardWalk.gradients(
      from: roots, to: origin.inputs, at: level, isLast: isLast, since: origin.serial)
    for (input, gradient) in zip(origin.inputs, gradients) {
      if let gradient, let next = input.origin { try arrive(gradient, at: input, next) }
    }
  }

  /// The inputs as a rule sees them: without their past, unless an outer level depends on it.
  private func seenInputs(_ origin: Origin) -> [Tensor] {
    let others = GradientLevels.openMask & ~level.bit
    return origin.inputs.map { input in
      guard let past = input.origin else { return input }
      return past.levels & others == 0 ? input.detached() : input
    }
  }

  private func arrived() -> [Tensor?] {
    leaves.map { leaf in
      guard let origin = leaf.origin, origin.visit.walk == number else { return nil }
      return origin.visit.gradient(leaf.originIndex)
    }
  }

  /// Leaves no trace of this walk in the origins.
  private mutating func end() {
    for origin in waiting.origins { origin.visit = Origin.Visit() }
    for leaf in leaves {
      if let origin = leaf.origin, origin.visit.walk == number { origin.visit = Origin.Visit() }
    }
    for (origin, visit) in displaced { origin.visit = visit }
  }
}

extension Origin {
  /// What a walk back knows of an origin while it is under way.
  struct Visit {
    /// The walk's number; 0 for none.
    var walk: UInt64 = 0
    /// Where the walk stops.
    var isLeaf = false
    /// What has arrived at the first result, and at the others.
    private var first: Tensor?
    private var others: [Tensor?] = []

    init(walk: UInt64 = 0) { self.walk = walk }

    mutating func add(_ gradient: Tensor, at index: Int) throws {
      if index == 0 {
        try Visit.add(gradient, to: &first)
      } else {
        while others.count < index { others.append(nil) }
        try Visit.add(gradient, to: &others[index - 1])
      }
    }

    func gradient(_ index: Int) -> Tensor? {
      if index == 0 { return first }
      return index <= others.count ? others[index - 1] : nil
    }

    /// All that has arrived, taken out: nil where nothing has.
    mutating func takeGradients(_ count: Int) -> [Tensor?] {
      if count <= 1 { return [first.take()] }
      defer { others = [] }
      return (0..<count).map { gradient($0) }
    }

    /// Sums what arrives by several ways, in the order of arriving: over the sum so far, where that
    /// has a buffer of its own.
    private static func add(_ gradient: Tensor, to place: inout Tensor?) throws {
      guard var sum = place.take() else {
        place = gradient
        return
      }
      if try !sum.addInPlace(gradient) { sum = try sum + gradient }
      place = sum
    }
  }

  /// Lets go of inputs and results once their gradients are known, unless another level needs them.
  fileprivate func letGo(after level: GradientLevel) {
    if levels & GradientLevels.openMask & ~level.bit == 0 { forget() }
  }

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

extension Tensor {
  /// Adds another tensor's elements to its own; false, and nothing done, where they are not its
  /// alone, or where the sum has to be seen.
  fileprivate mutating func addInPlace(_ other: Tensor) throws -> Bool {
    guard !NaNWatch.isOn, !OperatorMeter.isOn, other.origin == nil, !other.storage.isPending,
      dtype.isFloat, other.dtype == dtype, other.shape == shape, other.weak == weak,
      ownsItsElements(), let add = Operator.add.elementwise,
      let loop = KernelChoice.loop(add.binaryLoops, for: dtype)
    else { return false }
    return try ElementwiseRun.binary(loop, self, other, into: self)
  }

  /// As a gradient of a value: with its dtype, shape and weakness.
  fileprivate func conformed(to value: Tensor) throws -> Tensor {
    var result = self
    if result.dtype != value.dtype { result = try Operator.cast(result, .dtype(value.dtype)) }
    if result.shape != value.shape {
      result = try result.summed(to: value.shape).expanded(to: value.shape)
    }
    return result.weak == value.weak ? result : result.with(weak: value.weak)
  }
}

/// Origins that wait, the youngest first: a heap by their serial numbers.
private struct YoungestFirst {
  private(set) var origins: [Origin] = []

  mutating func push(_ origin: Origin) {
    var place = origins.count
    origins.append(origin)
    while place > 0 {
      let parent = (place - 1) / 2
      guard origins[parent].serial < origin.serial else { return }
      origins.swapAt(parent, place)
      place = parent
    }
  }

  mutating func pop() -> Origin? {
    guard let last = origins.popLast() else { return nil }
    guard let youngest = origins.first else { return last }
    origins[0] = last
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < origins.count else { return youngest }
      if child + 1 < origins.count, origins[child].serial < origins[child + 1].serial { child += 1 }
      guard origins[place].serial < origins[child].serial else { return youngest }
      origins.swapAt(place, child)
      place = child
    }
  }
}
