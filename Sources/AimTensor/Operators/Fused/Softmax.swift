import CAimKernels

/// Softmax and its logarithm along one axis, each in one pass over its rows.
extension Operator {
  package static let softmax: Operator = rows(
    "softmax", "Probabilities along one axis: positive, adding up to one.",
    onnx: .node("Softmax", since: 13), aim_softmax_f32, aim_softmax_f64
  ) { call in
    [try softmaxGradient(call.upstream, call.result, call.attributes[0])]
  }

  package static let logSoftmax: Operator = rows(
    "log_softmax", "The logarithm of softmax, without its rounding.",
    onnx: .node("LogSoftmax", since: 13), aim_log_softmax_f32, aim_log_softmax_f64
  ) { call in
    [try logSoftmaxGradient(call.upstream, call.result, call.attributes[0])]
  }

  /// From the value y: y (u - Σ u y).
  static let softmaxGradient: Operator = rowsGradient(
    "softmax_gradient", aim_softmax_gradient_f32, aim_softmax_gradient_f64
  ) { u, y, axis in
    try y * (u - sum(u * y, axis, .flag(true)))
  }

  /// From the value y: u - e^y Σ u.
  static let logSoftmaxGradient: Operator = rowsGradient(
    "log_softmax_gradient", aim_log_softmax_gradient_f32, aim_log_softmax_gradient_f64
  ) { u, y, axis in
    try u - exp(y) * sum(u, axis, .flag(true))
  }

  private typealias Loop<Element> =
    @Sendable (UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int, Int) -> Void

  private typealias GradientLoop<Element> =
    @Sendable (
      UnsafePointer<Element>?, UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int, Int
    ) -> Void

  private static func rows(
    _ name: String, _ summary: String, onnx: OnnxMapping, _ narrow: @escaping Loop<Float>,
    _ wide: @escaping Loop<Double>, gradient: @escaping GradientRule.Rule
  ) -> Operator {
    Operator(
      name, [.tensor("x"), .axis(default: -1)], summary: summary, samples: SoftmaxRows.samples,
      onnx: onnx, isPublic: false,
      infer: { types, attributes in
        _ = try SortingRule.axis(types[0], attributes.int(0))
        return [TensorType(FusedRule.dtype(types), types[0].dimensions)]
      },
      kernel: { call in
        let dtype = call.results[0].dtype ?? .f32
        let rows = try SoftmaxRows(call.inputs, call.attributes.int(0), dtype)
        return [
          try dtype == .f64
            ? rows.map { wide($0, $2, $3, $4) } : rows.map { narrow($0, $2, $3, $4) }
        ]
      },
      gradient: GradientRule(usesResults: true, gradient))
  }

  private static func rowsGradient(
    _ name: String, _ narrow: @escaping GradientLoop<Float>, _ wide: @escaping GradientLoop<Double>,
    definition: @escaping @Sendable (Tensor, Tensor, AttributeValue) throws -> Tensor
  ) -> Operator {
    Operator(
      name, [.tensor("upstream"), .tensor("y"), .axis(default: -1)],
      summary: "The gradient of \(name) from its value.",
      samples: [
        OperatorSample([[2, 3], [2, 3]], [.int(1)]), OperatorSample([[2, 3], [2, 3]], [.int(0)]),
        OperatorSample([[3], [3]], [.int(-1)]), OperatorSample([[0, 3], [0, 3]], [.int(1)]),
        OperatorSample([[], []], [.int(-1)]), OperatorSample([[2, 3, 2], [2, 3, 2]], [.int(1)]),
      ], isPublic: false,
      infer: { types, _ in [TensorType(FusedRule.dtype(types), types[1].dimensions)] },
      kernel: { call in
        let dtype = call.results[0].dtype ?? .f32
        let rows = try SoftmaxRows(call.inputs, call.attributes.int(0), dtype)
        return [
          try dtype == .f64
            ? rows.map { wide($0, $1, $2, $3, $4) } : rows.map { narrow($0, $1, $2, $3, $4) }
        ]
      },
      gradient: GradientRule { call in
        try Differentiation.pullback(of: call) {
          try definition($0[0], $0[1], $0[1].rank == 0 ? AttributeValue.none : call.attributes[0])
        }
      })
  }
}

/// Tensors of one shape as rows along one axis, which is moved to the end.
struct SoftmaxRows {
  static let samples: [OperatorSample] = [
    OperatorSample([[5]], [.int(-1)]), OperatorSample([[2, 3]], [.int(0)]),
    OperatorSample([[2, 3]], [.int(-1)]), OperatorSample([[2, 3, 4]], [.int(1)]),
    OperatorSample([[0, 3]], [.int(1)]), OperatorSample([[]], [.int(-1)]),
    OperatorSample([[2, 40]], [.int(1)]),
  ]

  private let first: Tensor
  private let second: Tensor
  private let order: [Int]
  private let columns: Int

  init(_ inputs: [Tensor], _ axis: Int, _ dtype: DType) throws {
    let last = inputs[inputs.count - 1]
    order = Rows.lastOrder(last.rank, last.rank == 0 ? 0 : try last.shape.axis(axis))
    first = try SoftmaxRows.arranged(inputs[0], order, dtype)
    second = inputs.count > 1 ? try SoftmaxRows.arranged(last, order, dtype) : first
    columns = first.shape.dimensions.last ?? 1
  }

  private static func arranged(_ x: Tensor, _ order: [Int], _ dtype: DType) throws -> Tensor {
    try FusedRule.prepared(x.rearranged(order), dtype)
  }

  /// The result of a loop over rows (first, second, out, rows, columns), its axis put back.
  func map<Element: NativeElement>(
    _ loop:
      @escaping (
        UnsafePointer<Element>, UnsafePointer<Element>, UnsafeMutablePointer<Element>, Int, Int
      ) -> Void
  ) throws -> Tensor {
    let result = try Tensor(uninitialized: Element.dtype, first.shape)
    let (a, b) = (first.pointer(as: Element.self), second.pointer(as: Element.self))
    let out = result.pointer(as: Element.self)
    let columns = columns
    let rows = columns == 0 ? 0 : first.count / columns
    try FusedRule.runRows(rows, columns) { range in
      let start = range.lowerBound * columns
      loop(a + start, b + start, out + start, range.count, columns)
    }
    withExtendedLifetime((first, second)) {}
    return result.rearranged(Rows.inverse(order))
  }
}
