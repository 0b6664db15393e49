import AimDiagnostics

extension Operator {
  /// What a reduction works in and gives back, from the input's dtype.
  enum ReductionDomain: Sendable {
    /// Floats stay; integers stay; booleans are counted.
    case sums
    /// Floats stay; integers stay; booleans are a fault.
    case ordered
    /// Booleans alone.
    case booleans
    /// Numbers to places.
    case places
  }

  /// A reduction with `axis` and `keepdims` that a single loop can do.
  static func reduction(
    _ name: String, _ domain: ReductionDomain, summary: String, formula: String? = nil,
    examples: [OperatorExample] = [], onnx: OnnxMapping? = nil, needsElements: Bool = false,
    native: NativeFolds? = nil, loops: LoopTable<ReductionLoop>, usesResult: Bool = false,
    gradient: (@Sendable (ReductionGradient) throws -> Tensor)? = nil
  ) -> Operator {
    let table = KernelChoice.loops(loops, native: native?.loops)
    return Operator(
      name, [.tensor("x"), .axes(), .flag("keepdims")], summary: summary, formula: formula,
      examples: examples, samples: Reduction.samples(empty: !needsElements), onnx: onnx,
      infer: { types, attributes in
        [try inferred(name, domain, types[0], attributes, needsElements: needsElements)]
      },
      kernel: { call in [try reduce(name, domain, table, call)] },
      gradient: gradient.map { gradient in
        GradientRule(usesResults: usesResult) { call in [try gradient(ReductionGradient(call))] }
      }, takesPending: true)
  }

  private static func inferred(
    _ name: String, _ domain: ReductionDomain, _ type: TensorType, _ attributes: Attributes,
    needsElements: Bool
  ) throws -> TensorType {
    let dtype = try type.dtype.map { try domain.dtypes($0, name).result }
    let dimensions = try Reduction.dimensions(type, attributes[0], keeping: attributes.flag(1))
    if needsElements, let shape = type.shape {
      let axes = try Reduction.axes(attributes[0], rank: shape.rank, shape: shape.dimensions)
      let isEmpty = axes.contains { shape[$0] == 0 }
      // Nothing to reduce is no harm where nothing is asked for.
      let asked = shape.reduced(along: axes, keeping: false).count > 0
      if isEmpty && asked { throw EmptyReduction(operation: name, shape: shape.dimensions) }
    }
    return TensorType(dtype, dimensions, weak: type.weak && dtype != .bool)
  }

  private static func reduce(
    _ name: String, _ domain: ReductionDomain, _ loops: [ReductionLoop?], _ call: KernelCall
  ) throws -> Tensor {
    let x = call.inputs[0]
    // Booleans are counted as they are, where there is a loop for it.
    let counts = domain == .sums && x.dtype == .bool && KernelChoice.loop(loops, for: .bool) != nil
    let computed = counts ? .bool : try domain.dtypes(x.dtype, name).computed
    guard let loop = KernelChoice.loop(loops, for: computed) else {
      throw NotDefinedFor(operation: name, dtype: x.dtype.name)
    }
    let axes = try Reduction.axes(call.attributes[0], rank: x.rank, shape: x.shape.dimensions)
    let type = call.results[0]
    if computed == x.dtype, let shape = type.shape, let dtype = type.dtype,
      let pending = try Reduction.putOff(loop, x, axes: axes, into: dtype, shape, weak: type.weak)
    {
      return pending
    }
    try x.storage.materialize()
    let source = try Casting.converted(x, to: computed)
    let result = try call.makeResult()
    guard try Reduction.run(loop, source, axes, into: result) else {
      throw IntegerOverflow(operation: name)
    }
    return result
  }
}

extension Reduction {
  /// Reduces, a group of neighbouring axes at a time, from the innermost out.
  static func run(_ loop: ReductionLoop, _ x: Tensor, _ axes: [Int], into result: Tensor) throws
    -> Bool
  {
    if let plan = try plan(x, axes: axes, inParts: loop.canBeParted) {
      return try run(loop, plan, into: result)
    }
    let group = lastGroup(axes)
    let part = try Tensor(
      uninitialized: result.dtype, x.shape.reduced(along: group, keeping: true))
    guard try run(loop, x, group, into: part) else { return false }
    return try run(loop, part, axes.filter { !group.contains($0) }, into: result)
  }
}

extension Operator.ReductionDomain {
  func dtypes(_ dtype: DType, _ name: String) throws -> (computed: DType, result: DType) {
    let wide: DType = dtype.isComputed ? dtype : .f32
    switch self {
    case .sums: return dtype == .bool ? (.i64, .i64) : (wide, wide)
    case .ordered:
      if dtype == .bool { throw BooleanArithmetic(operation: name) }
      return (wide, wide)
    case .booleans:
      if dtype != .bool { throw NotBoolean(operation: name, dtype: dtype.name) }
      return (.bool, .bool)
    case .places:
      return (dtype == .bool ? .i64 : wide, .i64)
    }
  }
}

/// What a reduction's gradient is written with.
struct ReductionGradient {
  let x: Tensor
  /// The upstream and the result, with the reduced axes as 1.
  let upstream: Tensor
  let result: Tensor
  let axis: AttributeValue
  /// Elements that went into each result.
  let count: Int

  init(_ call: GradientCall) throws {
    x = call.inputs[0]
    axis = call.attributes[0]
    let keepdims = call.attributes.flag(call.attributes.values.count - 1)
    upstream = try call.upstream.restored(axis, keepdims: keepdims, of: x)
    result = try call.results.first?.restored(axis, keepdims: keepdims, of: x) ?? upstream
    let axes = try Reduction.axes(axis, rank: x.rank, shape: x.shape.dimensions)
    let shape = x.shape
    count = axes.reduce(1) { $0 * shape[$1] }
  }

  /// The upstream in every place that it came from.
  func spread() throws -> Tensor { try upstream.expanded(to: x.shape) }
}
