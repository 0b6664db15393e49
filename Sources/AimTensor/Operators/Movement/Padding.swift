import AimDiagnostics

/// Elements around a tensor.
extension Operator {
  package static let pad: Operator = Operator(
    "pad",
    [
      .tensor("x"), .ints("padding"),
      .choice("mode", ["constant", "reflect", "edge"], default: "constant"),
      .number("value", default: .int(0)),
    ],
    summary: """
      Adds elements around: one number for every side, or (before, after) for each axis in turn.
      """,
    examples: [
      .init("pad([1, 2], 1)", gives: "i64[4] [0, 1, 2, 0]"),
      .init(#"pad([1, 2, 3], [2, 0], mode: "reflect")"#, gives: "i64[5] [3, 2, 1, 2, 3]"),
    ],
    samples: [
      OperatorSample([[3]], [.ints([1]), .text("constant"), .float(0)]),
      OperatorSample([[3]], [.ints([2, 1]), .text("reflect"), .float(0)]),
      OperatorSample([[2, 3]], [.ints([1, 0, 0, 2]), .text("edge"), .float(0)]),
      OperatorSample([[2, 3]], [.ints([1, 1, 2, 2]), .text("constant"), .float(1.5)]),
      OperatorSample([[]], [.ints([1]), .text("constant"), .float(0)]),
      OperatorSample([[0]], [.ints([1, 2]), .text("constant"), .float(0)]),
      OperatorSample([[2, 2, 3]], [.ints([0, 0, 1, 1, 2, 2]), .text("reflect"), .float(0)]),
    ],
    onnx: .node("Pad", since: 13),
    infer: { types, attributes in [try Padding.inferred(types[0], attributes)] },
    kernel: { call in [try Padding.run(call)] },
    gradient: GradientRule { call in
      let x = call.inputs[0]
      let padding = try Padding.pairs(
        call.attributes.ints(0) ?? [], rank: x.rank, x.shape.dimensions)
      if call.attributes.text(1) == "constant" {
        let starts = padding.map { $0.before }
        let ends = zip(padding, x.shape.dimensions).map { $0.before + $1 }
        return [try slice(call.upstream, .ints(starts), .ints(ends), .ints(starts.map { _ in 1 }))]
      }
      return [try Padding.folded(call.upstream, x, padding, call.attributes.text(1))]
    })
}

/// The rules of `pad`.
enum Padding {
  struct Pair {
    let before: Int
    let after: Int
  }

  /// One pair per axis.
  static func pairs(_ padding: [Int], rank: Int, _ shape: [Int]) throws -> [Pair] {
    if padding.contains(where: { $0 < 0 }) { throw NegativeDimension(shape: padding) }
    if padding.count == 1 {
      return (0..<rank).map { _ in Pair(before: padding[0], after: padding[0]) }
    }
    guard padding.count == 2 * rank else {
      throw PaddingMisfit(padding: padding, shape: shape, mode: "constant")
    }
    return (0..<rank).map { Pair(before: padding[2 * $0], after: padding[2 * $0 + 1]) }
  }

  static func inferred(_ type: TensorType, _ attributes: Attributes) throws -> TensorType {
    guard let dimensions = type.dimensions else { return type.with(dimensions: nil) }
    let padding = attributes.ints(0) ?? []
    let pairs = try pairs(padding, rank: dimensions.count, type.knownSizes)
    let mode = attributes.text(1)
    let result = try zip(dimensions, pairs).map { dimension, pair -> Dimension in
      if let size = dimension.size, mode != "constant", pair.before > 0 || pair.after > 0 {
        let reach = mode == "reflect" ? size - 1 : (size > 0 ? Int.max : 0)
        guard pair.before <= reach, pair.after <= reach else {
          throw PaddingMisfit(padding: padding, shape: type.knownSizes, mode: mode)
        }
      }
      let extra = pair.before.addingReportingOverflow(pair.after)
      guard !extra.overflow else { throw ShapeTooLarge(shape: padding) }
      return dimension + .size(extra.partialValue)
    }
    if attributes[2] != .float(0), attributes[2] != .int(0), mode == "constant", type.dtype == .bool
    {
      throw BooleanArithmetic(operation: "pad")
    }
    return type.with(dimensions: result)
  }

  static func run(_ call: KernelCall) throws -> Tensor {
    let x = call.inputs[0].detached()
    let pairs = try pairs(call.attributes.ints(0) ?? [], rank: x.rank, x.shape.dimensions)
    if call.attributes.text(1) != "constant" { return try taken(x, pairs, call.attributes.text(1)) }
    let result = try call.makeResult()
    let value = call.attributes.float(2)
    if result.dtype == .i64, Int(exactly: value) == nil { throw NotWhole(value: value) }
    let fill = try Tensor(repeating: .float(value), dtype: result.dtype, Shape.scalar)
    try result.overwrite(with: fill)
    let starts = pairs.map { $0.before }
    let ends = zip(pairs, x.shape.dimensions).map { $0.before + $1 }
    let slots = Attributes([.ints(starts), .ints(ends), .ints(starts.map { _ in 1 })])
    try Slicing.view(result, slots).overwrite(with: x)
    return result
  }

  /// Along each axis in turn, the elements at reflected or repeated places.
  private static func taken(_ x: Tensor, _ pairs: [Pair], _ mode: String) throws -> Tensor {
    var result = x.with(weak: false)
    for (axis, pair) in pairs.enumerated() where pair.before > 0 || pair.after > 0 {
      let places = try Tensor(places(x.shape[axis], pair, mode))
      result = try Operator.take(result, places, .int(axis))
    }
    return result
  }

  private static func places(_ size: Int, _ pair: Pair, _ mode: String) -> [Int] {
    (-pair.before..<size + pair.after).map { place in
      if mode == "edge" { return min(max(place, 0), size - 1) }
      if place < 0 { return -place }
      return place >= size ? 2 * (size - 1) - place : place
    }
  }

  /// The gradient of `taken`: what stands for one element several times is added up.
  static func folded(_ upstream: Tensor, _ x: Tensor, _ pairs: [Pair], _ mode: String) throws
    -> Tensor
  {
    var result = upstream
    for (axis, pair) in pairs.enumerated() where pair.before > 0 || pair.after > 0 {
      let places = try Tensor(places(x.shape[axis], pair, mode))
      result = try Operator.indexAdd(result, places, .int(axis), .int(x.shape[axis]))
    }
    return result
  }
}
