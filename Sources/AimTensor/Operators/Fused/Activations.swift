import CAimKernels

/// Activations whose gradient is one pass over upstream and input.
extension Operator {
  package static let relu: Operator = activation(
    "relu", "The positive part of each element.", onnx: .node("Relu", since: 14),
    Elementwise(
      domain: .numbers, result: .same,
      unary: LoopTable(i64: Loops.map { (x: Int) in x > 0 ? x : 0 }),
      native: NativeUnary(aim_relu_f32, aim_relu_f64),
      failure: { _ in IntegerOverflow(operation: "relu") }),
    gradient: { reluGradient })

  static func activation(
    _ name: String, _ summary: String, onnx: OnnxMapping?, _ element: Elementwise,
    gradient: @escaping @Sendable () -> Operator
  ) -> Operator {
    Operator(
      name, [.tensor("x")], summary: summary, samples: OperatorSample.unary(in: 0.1...2),
      onnx: onnx, isPublic: false, elementwise: element,
      infer: { types, _ in [try element.inferred(types, of: name)] },
      kernel: { call in [try element.run(call.inputs[0], of: name)] },
      gradient: GradientRule { call in
        [try applyOne(gradient(), [call.upstream, call.inputs[0]])]
      })
  }

  /// Upstream where x is positive.
  static let reluGradient: Operator = slope(
    "relu_gradient", aim_relu_gradient_f32, aim_relu_gradient_f64
  ) { call in
    [try reluGradient([call.upstream, call.inputs[1]], []), nil]
  }

  typealias ActivationLoop<Element> =
    @Sendable (
      UnsafePointer<Element>?, UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int
    ) -> Void

  /// An operator of upstream and input, which have one shape.
  static func slope(
    _ name: String, _ narrow: @escaping ActivationLoop<Float>,
    _ wide: @escaping ActivationLoop<Double>,
    gradient: @escaping GradientRule.Rule
  ) -> Operator {
    let (narrowLoop, wideLoop) = (NativeLoops.loop(narrow), NativeLoops.loop(wide))
    return Operator(
      name, [.tensor("upstream"), .tensor("x")], summary: "Upstream times the slope at x.",
      samples: [[], [0], [1], [5], [2, 3], [2, 0, 3]].map {
        OperatorSample([Shape($0), Shape($0)], in: 0.1...2)
      },
      isPublic: false,
      infer: { types, _ in [TensorType(FusedRule.dtype(types), types[1].dimensions)] },
      kernel: { call in
        guard let dtype = call.results[0].dtype, let shape = call.results[0].shape else {
          throw LostResult()
        }
        let loop = dtype == .f64 ? wideLoop : narrowLoop
        let operands = call.inputs.map { $0.detached() }
        if operands.allSatisfy({ $0.dtype == dtype }),
          let pending = try FusedElementwise.putOff(
            .binary(loop), operands, into: dtype, shape, weak: false)
        {
          return [pending]
        }
        for operand in operands { try operand.storage.materialize() }
        let result = try call.makeResult()
        let upstream = try FusedRule.prepared(operands[0], dtype)
        let x = try FusedRule.prepared(operands[1], dtype)
        _ = try ElementwiseRun.binary(loop, upstream, x, into: result)
        return [result]
      },
      gradient: GradientRule(gradient), takesPending: true)
  }
}
