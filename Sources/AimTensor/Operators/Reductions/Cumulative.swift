import AimDiagnostics

/// Running totals, and counting.
extension Operator {
  package static let cumsum: Operator = Operator(
    "cumsum", [.tensor("x"), .axis(default: 0)], summary: "The running sum along an axis.",
    formula: #"y_i = \sum_{j \le i} x_j"#,
    examples: [.init("cumsum([1, 2, 3])", gives: "i64[3] [1, 3, 6]")],
    samples: cumulativeSamples, onnx: .node("CumSum", since: 14),
    infer: { types, attributes in [try cumulative("cumsum", types[0], attributes)] },
    kernel: { call in
      [
        try Cumulative.run(
          call, "cumsum", whole: { $0.addingReportingOverflow($1) }, single: { $0 + $1 },
          double: { $0 + $1 })
      ]
    },
    gradient: GradientRule { call in
      let axis = call.attributes.int(0)
      let reversed = try cumsum(call.upstream.flipped([axis]), .int(axis))
      return [try reversed.flipped([axis])]
    })

  package static let cumprod: Operator = Operator(
    "cumprod", [.tensor("x"), .axis(default: 0)], summary: "The running product along an axis.",
    formula: #"y_i = \prod_{j \le i} x_j"#,
    examples: [.init("cumprod([1, 2, 3])", gives: "i64[3] [1, 2, 6]")],
    samples: cumulativeSamples,
    infer: { types, attributes in [try cumulative("cumprod", types[0], attributes)] },
    kernel: { call in
      [
        try Cumulative.run(
          call, "cumprod", whole: { $0.multipliedReportingOverflow(by: $1) }, single: { $0 * $1 },
          double: { $0 * $1 })
      ]
    },
    gradient: GradientRule { call in [try Cumulative.productGradient(call)] })

  package static let countNonzero: Operator = Operator(
    "count_nonzero", [.tensor("x"), .axes(), .flag("keepdims")],
    summary: "How many elements along `axis` are true, or not zero.",
    examples: [.init("count_nonzero([3, 0, 4])", gives: "2")], samples: Reduction.samples(),
    infer: { types, attributes in
      [
        TensorType(
          .i64, try Reduction.dimensions(types[0], attributes[0], keeping: attributes.flag(1)))
      ]
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      let set = x.dtype == .bool ? x : try notEqual(x, Tensor(number: 0))
      return [try sum(set, call.attributes[0], call.attributes[1])]
    })

  private static let cumulativeSamples: [OperatorSample] = [
    OperatorSample([[5]], [.int(0)]), OperatorSample([[0]], [.int(0)]),
    OperatorSample([[2, 3]], [.int(0)]), OperatorSample([[2, 3]], [.int(-1)]),
    OperatorSample([[2, 3, 2]], [.int(1)]), OperatorSample([[2, 0]], [.int(1)]),
  ]

  private static func cumulative(
    _ name: String, _ type: TensorType, _ attributes: Attributes
  ) throws -> TensorType {
    _ = try type.axis(attributes.int(0))
    let dtype = try type.dtype.map { try ReductionDomain.sums.dtypes($0, name).result }
    return TensorType(dtype, type.dimensions)
  }
}

enum Cumulative {
  static func run(
    _ call: KernelCall, _ name: String, whole: (Int, Int) -> (partialValue: Int, overflow: Bool),
    single: (Float, Float) -> Float, double: (Double, Double) -> Double
  ) throws -> Tensor {
    let result = try call.makeResult()
    let x = try Casting.converted(call.inputs[0], to: result.dtype).contiguous()
    let axis = try x.shape.axis(call.attributes.int(0))
    var overflowed = false
    switch result.dtype {
    case .i64:
      try scan(x, axis, result, as: Int.self) { a, b in
        let (value, overflow) = whole(a, b)
        overflowed = overflowed || overflow
        return value
      }
    case .f32: try scan(x, axis, result, as: Float.self, single)
    default: try scan(x, axis, result, as: Double.self, double)
    }
    if overflowed { throw IntegerOverflow(operation: name) }
    return result
  }

  @inline(__always)
  private static func scan<Element: TensorElement>(
    _ x: Tensor, _ axis: Int, _ result: Tensor, as type: Element.Type,
    _ combine: (Element, Element) -> Element
  ) throws {
    let count = x.shape[axis]
    let inner = x.shape.dimensions[(axis + 1)...].reduce(1, *)
    let outer = x.shape.dimensions[..<axis].reduce(1, *)
    guard count > 0 else { return }
    let (source, target) = (x.pointer(as: Element.self), result.pointer(as: Element.self))
    if inner == 1 { return try scanRows(source, target, outer, count, combine) }
    // Row after row of a block, so that memory is walked in order.
    for block in 0..<outer {
      let first = block * count * inner
      (target + first).update(from: source + first, count: inner)
      var poll = 0
      for place in (first + inner)..<max(first + count * inner, first + inner) {
        poll += 1
        if poll & 0xFFFF == 0, Interrupt.isRequested { throw Interrupted() }
        target[place] = combine(target[place - inner], source[place])
      }
    }
  }

  /// Along rows that lie in one piece: the running total stays in a register.
  @inline(__always)
  private static func scanRows<Element: TensorElement>(
    _ source: UnsafeMutablePointer<Element>, _ target: UnsafeMutablePointer<Element>, _ rows: Int,
    _ count: Int, _ combine: (Element, Element) -> Element
  ) throws {
    for row in 0..<rows {
      var total = source[row * count]
      target[row * count] = total
      for start in stride(from: 1, to: count, by: 1 << 16) {
        if Interrupt.isRequested { throw Interrupted() }
        for place in (row * count + start)..<(row * count + min(start + (1 << 16), count)) {
          total = combine(total, source[place])
          target[place] = total
        }
      }
    }
  }

  /// Each running product is a product of the elements up to it: their gradients are added up.
  ///
  /// O(n²) in the axis, and right also where an element is zero.
  static func productGradient(_ call: GradientCall) throws -> Tensor {
    let x = call.inputs[0]
    let axis = try x.shape.axis(call.attributes.int(0))
    let count = x.shape[axis]
    if count == 0 { return x }
    var total: Tensor?
    for last in 0..<count {
      let part = try x.sliced(axis: axis, from: 0, to: last + 1)
      let upstream = try call.upstream.sliced(axis: axis, from: last, to: last + 1)
      let inner = GradientCall(
        upstreams: [upstream], inputs: [part], results: [],
        attributes: Attributes(.int(axis), .flag(true)), needs: [true])
      let gradient = try Products.gradient(ReductionGradient(inner))
      let padded = try gradient.paddedWithZeros(axis: axis, before: 0, after: count - last - 1)
      total = try total.map { try $0 + padded } ?? padded
    }
    return total ?? x
  }
}
