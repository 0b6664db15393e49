import CAimKernels

/// Adding up and what follows from it.
extension Operator {
  package static let reductionFamily = OperatorFamily(
    "Reductions",
    [
      sum, mean, prod, max, min, argmax, argmin, variance, std, logsumexp, norm, all, any,
      countNonzero, cumsum, cumprod,
    ])

  static let sumFolds = NativeFolds(
    i64: .native(checkedEach: aim_sum_each_i64, across: aim_sum_rows_i64),
    f32: .native(
      each: aim_sum_each_f32, across: aim_sum_rows_f32, join: ReductionLoop.total(of: Float.self),
      gradual: .sum(aim_add_rows_f32)),
    f64: .native(
      each: aim_sum_each_f64, across: aim_sum_rows_f64, join: ReductionLoop.total(of: Double.self),
      gradual: .sum(aim_add_rows_f64)),
    bool: .native(each: aim_count_each_bool, across: aim_count_rows_bool))

  /// The loops of sums, for those who reduce pending work themselves.
  static var sumLoops: LoopTable<ReductionLoop> { sumFolds.loops }

  package static let sum: Operator = reduction(
    "sum", .sums, summary: "Adds the elements along `axis`, or all of them.",
    formula: #"y_i = \sum_j x_{ij}"#,
    examples: [
      .init("sum([1, 2, 3])", gives: "6"),
      .init("sum([[1, 2], [3, 4]], axis: 0)", gives: "i64[2] [4, 6]"),
    ], onnx: .node("ReduceSum", since: 13),
    native: sumFolds,
    loops: LoopTable(),
    gradient: { try $0.spread() })  // every element shared the sum equally

  package static let prod: Operator = reduction(
    "prod", .sums, summary: "Multiplies the elements along `axis`, or all of them.",
    formula: #"y_i = \prod_j x_{ij}"#, examples: [.init("prod([2, 3, 4])", gives: "24")],
    onnx: .node("ReduceProd", since: 13),
    loops: LoopTable(
      i64: ReductionLoops.checkedFold(from: 1) {
        overflowing($0.multipliedReportingOverflow(by: $1))
      },
      f32: ReductionLoops.fold(from: Float(1)) { $0 * $1 },
      f64: ReductionLoops.fold(from: 1.0) { $0 * $1 }),
    gradient: { try Products.gradient($0) })

  package static let all: Operator = reduction(
    "all", .booleans, summary: "True where every element along `axis` is true.",
    examples: [.init("all([true, false])", gives: "false")],
    native: NativeFolds(
      bool: .native(each: aim_all_each_bool, across: aim_all_rows_bool, canBeParted: true)),
    loops: LoopTable())

  package static let any: Operator = reduction(
    "any", .booleans, summary: "True where some element along `axis` is true.",
    examples: [.init("any([true, false])", gives: "true")],
    native: NativeFolds(
      bool: .native(each: aim_any_each_bool, across: aim_any_rows_bool, canBeParted: true)),
    loops: LoopTable())

  package static let max: Operator = reduction(
    "max", .ordered,
    summary: "The largest element along `axis`, or of all; NaN where there is one.",
    formula: #"y_i = \max_j x_{ij}"#, examples: [.init("max([3, 1, 4])", gives: "4")],
    onnx: .node("ReduceMax", since: 18), needsElements: true,
    native: NativeFolds(
      f32: .native(each: aim_largest_each_f32, across: aim_largest_rows_f32, canBeParted: true),
      f64: .native(each: aim_largest_each_f64, across: aim_largest_rows_f64, canBeParted: true)),
    loops: LoopTable(
      i64: ReductionLoops.fold(from: Int.min) { $0 > $1 ? $0 : $1 }),
    usesResult: true, gradient: { try extremeGradient($0) })

  package static let min: Operator = reduction(
    "min", .ordered,
    summary: "The smallest element along `axis`, or of all; NaN where there is one.",
    formula: #"y_i = \min_j x_{ij}"#, examples: [.init("min([3, 1, 4])", gives: "1")],
    onnx: .node("ReduceMin", since: 18), needsElements: true,
    native: NativeFolds(
      f32: .native(each: aim_smallest_each_f32, across: aim_smallest_rows_f32, canBeParted: true),
      f64: .native(each: aim_smallest_each_f64, across: aim_smallest_rows_f64, canBeParted: true)),
    loops: LoopTable(
      i64: ReductionLoops.fold(from: Int.max) { $0 < $1 ? $0 : $1 }),
    usesResult: true, gradient: { try extremeGradient($0) })

  /// All of the gradient goes to the extreme element; several share it.
  private static func extremeGradient(_ call: ReductionGradient) throws -> Tensor {
    let winners = try Operator.equal(call.x.detached(), call.result.detached())
    let weights = try Operator.cast(winners, .dtype(call.x.dtype))
    let shared = try weights / Operator.sum(weights, call.axis, .flag(true))
    return try call.upstream * shared
  }

  package static let argmax: Operator = reduction(
    "argmax", .places,
    summary: "The place of the largest element along `axis`; the first of several.",
    formula: #"y_i = \arg\max_j x_{ij}"#, examples: [.init("argmax([3, 1, 4])", gives: "2")],
    onnx: .node("ArgMax", since: 13), needsElements: true,
    native: NativeFolds(
      f32: .native(each: aim_index_of_largest_each_f32, across: aim_index_of_largest_rows_f32),
      f64: .native(each: aim_index_of_largest_each_f64, across: aim_index_of_largest_rows_f64)),
    loops: LoopTable(i64: ReductionLoops.place { (a: Int, b: Int) in a > b }))

  package static let argmin: Operator = reduction(
    "argmin", .places,
    summary: "The place of the smallest element along `axis`; the first of several.",
    formula: #"y_i = \arg\min_j x_{ij}"#, examples: [.init("argmin([3, 1, 4])", gives: "1")],
    onnx: .node("ArgMin", since: 13), needsElements: true,
    native: NativeFolds(
      f32: .native(each: aim_index_of_smallest_each_f32, across: aim_index_of_smallest_rows_f32),
      f64: .native(each: aim_index_of_smallest_each_f64, across: aim_index_of_smallest_rows_f64)),
    loops: LoopTable(i64: ReductionLoops.place { (a: Int, b: Int) in a < b }))
}

/// The gradient of a product.
enum Products {
  /// The product of all others, without dividing: prefix times suffix, right also at zeros.
  static func gradient(_ call: ReductionGradient) throws -> Tensor {
    let rank = call.x.rank
    if rank == 0 { return call.upstream }
    let axes = try Reduction.axes(call.axis, rank: rank, shape: call.x.shape.dimensions).sorted()
    let kept = (0..<rank).filter { !axes.contains($0) }
    let order = kept + axes
    let moved = try call.x.permuted(order)
    let flat = try moved.reshaped(Shape(kept.map { call.x.shape[$0] } + [call.count]))
    let others = try exclusive(flat) * exclusive(flat.flipped([-1])).flipped([-1])
    var inverse = [Int](repeating: 0, count: rank)
    for (place, axis) in order.enumerated() { inverse[axis] = place }
    return try others.reshaped(moved.shape).permuted(inverse) * call.upstream
  }

  /// The product of everything before each element of the last axis.
  private static func exclusive(_ x: Tensor) throws -> Tensor {
    let count = x.shape[x.rank - 1]
    if count == 0 { return x }
    let ones = try Tensor(
      repeating: .float(1), dtype: x.dtype, Shape(Array(x.shape.dimensions.dropLast()) + [1]))
    let shifted = try Operator.concat([ones, x.sliced(axis: -1, from: 0, to: count - 1)], .int(-1))
    return try Operator.cumprod(shifted, .int(-1))
  }
}
