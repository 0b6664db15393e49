/// Recurrent layers over a whole sequence.
extension Operator {
  package static let lstm: Operator = recurrent(
    "lstm", .lstm, "Carries a hidden state and a cell through a sequence.",
    onnx: .node("LSTM", since: 14)
  ) { lstmGradient }

  package static let gru: Operator = recurrent(
    "gru", .gru, "Carries a hidden state through a sequence, by two gates.",
    onnx: .node("GRU", since: 14)
  ) { gruGradient }

  package static let rnn: Operator = recurrent(
    "rnn", .rnn, "Carries a hidden state through a sequence.", onnx: .node("RNN", since: 14)
  ) { rnnGradient }

  static let lstmGradient: Operator = recurrentGradient("lstm_gradient", .lstm)
  static let gruGradient: Operator = recurrentGradient("gru_gradient", .gru)
  static let rnnGradient: Operator = recurrentGradient("rnn_gradient", .rnn)

  private static func recurrent(
    _ name: String, _ kind: RecurrentCell, _ summary: String, onnx: OnnxMapping,
    gradient: @escaping @Sendable () -> Operator
  ) -> Operator {
    Operator(
      name, RecurrentRule.parameters(kind), summary: summary,
      samples: RecurrentRule.shapes(kind).map { OperatorSample($0, in: -1...1) },
      onnx: onnx, isPublic: false, resultNames: RecurrentRule.resultNames(kind),
      infer: { types, _ in try RecurrentRule.results(name, kind, types) },
      kernel: { call in
        let keeping = call.inputs.contains(where: \.isDifferentiated)
        return try RecurrentRule.forward(kind, call.inputs, call.results[0].dtype, keeping: keeping)
      },
      gradient: GradientRule(usesResults: true) { call in
        let upstreams = try call.upstreams.prefix(1 + kind.states).enumerated().map {
          try $1 ?? Tensor(repeating: .int(0), dtype: call.result.dtype, call.results[$0].shape)
        }
        // Results in their own right no longer: what the gradient is of, it takes from the inputs.
        let kept = [call.result] + call.results.dropFirst(1 + kind.states)
        let needs = call.needs.map { $0 ? 1 : 0 }
        return try apply(
          gradient(), upstreams + call.inputs + kept.map { $0.detached() },
          Attributes(.ints(needs)))
      },
      operations: { shapes, _, _ in RecurrentRule.operations(kind, shapes) })
  }

  /// From the results' upstreams, the operands and what the walk forward kept, or, where that is
  /// left out, finds again.
  private static func recurrentGradient(_ name: String, _ kind: RecurrentCell) -> Operator {
    let upstreams = 1 + kind.states
    let all = AttributeValue.ints([Int](repeating: 1, count: kind.operands))
    return Operator(
      name,
      RecurrentRule.resultNames(kind).map { .tensor("upstream_\($0)") }
        + RecurrentRule.parameters(kind)
        + ["kept_outputs", "kept_gates", "kept_beside"].map { .optionalTensor($0) }
        + [.ints("needs", default: [Int](repeating: 1, count: kind.operands))],
      summary: "The gradients of the layer's operands.",
      samples: RecurrentRule.shapes(kind).map {
        OperatorSample(RecurrentRule.upstreams(kind, $0) + $0, [all], in: -1...1)
      }, isPublic: false,
      infer: { types, attributes in
        let dtype = FusedRule.dtype(types)
        let needs = attributes.ints(0) ?? []
        return (0..<kind.operands).map { place in
          let type = types[upstreams + place]
          let isEmpty = RecurrentRule.isSpared(kind, place) && needs[place] == 0
          return TensorType(dtype, isEmpty ? [.size(0)] : type.dimensions)
        }
      },
      kernel: { call in
        try RecurrentRule.backward(
          kind, call.inputs, call.results[0].dtype,
          needs: (call.attributes.ints(0) ?? []).map { $0 != 0 })
      },
      gradient: GradientRule { call in
        try Differentiation.pullback(
          of: call,
          several: { inputs in
            try RecurrentDefinition.gradients(
              kind, upstreams: Array(inputs[..<upstreams]),
              Array(inputs[upstreams..<(upstreams + kind.operands)]))
          })
      },
      operations: { shapes, _, _ in
        2 * RecurrentRule.operations(kind, Array(shapes.dropFirst(upstreams)))
      })
  }
}

/// Types and kernels of the recurrent layers.
enum RecurrentRule {
  static func parameters(_ kind: RecurrentCell) -> [OperatorParameter] {
    let states = kind == .lstm ? ["hidden", "cell"] : ["hidden"]
    let weights = ["weight_input", "weight_hidden", "bias_input", "bias_hidden"]
    return (["x"] + states + weights).map { .tensor($0) }
  }

  static func resultNames(_ kind: RecurrentCell) -> [String] {
    kind == .lstm ? ["outputs", "hidden", "cell"] : ["outputs", "hidden"]
  }

  /// Samples: batches, steps, inputs and hidden units of every kind, none of them included; 18 rows are two
  /// pieces of work, and 17 units more than one vector.
  static func shapes(_ kind: RecurrentCell) -> [[Shape]] {
    [
      (2, 3, 2, 3), (1, 1, 1, 1), (3, 2, 1, 2), (2, 0, 2, 3), (0, 2, 2, 1), (1, 4, 3, 2),
      (18, 1, 1, 1), (1, 2, 1, 17),
    ].map { batch, steps, inputs, units in
      let width = kind.gates * units
      let states = [Shape](repeating: [batch, units], count: kind.states)
      return [[batch, steps, inputs]] + states + [
        [inputs, width], [units, width], [width], [width],
      ]
    }
  }

  /// The shapes of the results for operands of these shapes.
  static func upstreams(_ kind: RecurrentCell, _ shapes: [Shape]) -> [Shape] {
    let (x, state) = (shapes[0], shapes[1])
    return [[x[0], x[1], state[1]]] + [Shape](repeating: state, count: kind.states)
  }

  static func results(
    _ name: String, _ kind: RecurrentCell, _ types: [TensorType]
  ) throws -> [TensorType] {
    _ = try MatmulRule.resultDType(types, of: name)
    let ranks = [3] + [Int](repeating: 2, count: kind.states + 2) + [1, 1]
    for (type, rank) in zip(types, ranks) where type.rank ?? rank != rank {
      throw OperatorMisused(
        operation: name, problem: "\(type.knownSizes) where \(rank) dimensions are needed")
    }
    let hidden = types[1].dimensions ?? [.unknown, .unknown]
    let (batch, units) = (types[0].dimensions?[0] ?? hidden[0], hidden[1])
    let width = Dimension.size(kind.gates) * units
    let inputs = types[0].dimensions?[2] ?? .unknown
    let expected =
      [[batch, .unknown, inputs]] + [[Dimension]](repeating: [batch, units], count: kind.states)
      + [[inputs, width], [units, width], [width], [width]]
    for (type, sizes) in zip(types, expected) {
      guard let known = type.dimensions, !zip(known, sizes).allSatisfy({ $0.agrees(with: $1) })
      else { continue }
      throw OperatorMisused(
        operation: name, problem: "\(type.knownSizes) does not fit \(types[0].knownSizes)")
    }
    let dtype = FusedRule.dtype(types)
    let steps = types[0].dimensions?[1] ?? .unknown
    return [TensorType(dtype, [batch, steps, units])]
      + [TensorType](repeating: TensorType(dtype, [batch, units]), count: kind.states)
  }

  /// Two products a step, each element a product and a sum for each that comes in.
  static func operations(_ kind: RecurrentCell, _ shapes: [Shape]) -> Double {
    let (x, state) = (shapes[0], shapes[1])
    return 2 * Double(x[0] * x[1]) * Double((x[2] + state[1]) * kind.gates * state[1])
  }

  /// Operands whose gradient is a product of its own, left out where nobody needs it.
  static func isSpared(_ kind: RecurrentCell, _ place: Int) -> Bool {
    place == 0 || place == 1 + kind.states || place == 2 + kind.states
  }

  static func forward(
    _ kind: RecurrentCell, _ inputs: [Tensor], _ dtype: DType?, keeping: Bool
  ) throws -> [Tensor] {
    let operands = RecurrentOperands(
      kind, try inputs.map { try FusedRule.prepared($0, dtype ?? .f32) })
    return dtype == .f64
      ? try RecurrentWalk<Double>(operands: operands).forward(keeping: keeping)
      : try RecurrentWalk<Float>(operands: operands).forward(keeping: keeping)
  }

  static func backward(
    _ kind: RecurrentCell, _ inputs: [Tensor], _ dtype: DType?, needs: [Bool]
  ) throws -> [Tensor] {
    let tensors = try inputs.map { try FusedRule.prepared($0, dtype ?? .f32) }
    return dtype == .f64
      ? try backward(kind, tensors, needs, as: Double.self)
      : try backward(kind, tensors, needs, as: Float.self)
  }

  private static func backward<Element: RecurrentElement>(
    _ kind: RecurrentCell, _ tensors: [Tensor], _ needs: [Bool], as type: Element.Type
  ) throws -> [Tensor] {
    let first = 1 + kind.states
    let walk = RecurrentWalk<Element>(
      operands: RecurrentOperands(kind, tensors[first..<(first + kind.operands)]))
    var kept = Array(tensors.dropFirst(first + kind.operands))
    if kept.isEmpty {
      let results = try walk.forward(keeping: true)
      kept = [results[0]] + results.dropFirst(first)
    }
    return try walk.backward(
      Array(tensors[..<first]),
      .init(
        outputs: kept[0], gates: kept.count > 1 ? kept[1] : kept[0],
        beside: kept.count > 2 ? kept[2] : nil),
      needs: needs)
  }
}
