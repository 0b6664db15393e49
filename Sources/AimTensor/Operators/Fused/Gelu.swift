import CAimKernels

/// Gelu in both its forms: with the normal distribution itself, and with a hyperbolic tangent for it.
extension Operator {
  package static let gelu: Operator = Operator(
    "gelu", [.tensor("x"), .choice("approximate", ["none", "tanh"], default: "none")],
    summary: "Each element times the chance that a normal draw lies below it.",
    samples: ["none", "tanh"].flatMap { form in
      OperatorSample.unary(in: 0.1...2).map {
        OperatorSample($0.shapes, [.text(form)], in: $0.low...$0.high)
      }
    },
    onnx: .node("Gelu", since: 20), isPublic: false,
    infer: { types, _ in try geluErf.inferred(types) },
    kernel: { call in
      let form = call.attributes.text(0) == "tanh" ? geluTanh : geluErf
      return [try applyUnary(form, call.inputs[0].detached())]
    },
    gradient: GradientRule { call in
      let slope = call.attributes.text(0) == "tanh" ? geluTanhGradient : geluGradient
      return [try applyOne(slope, [call.upstream, call.inputs[0]])]
    }, takesPending: true)

  static let geluErf: Operator = activation(
    "gelu_erf", "Each element times the chance that a normal draw lies below it.", onnx: nil,
    Elementwise(
      domain: .floats, result: .same,
      unary: LoopTable(), native: NativeUnary(aim_gelu_f32, aim_gelu_f64),
      failure: { _ in IntegerOverflow(operation: "gelu") }),
    gradient: { geluGradient })

  static let geluTanh: Operator = activation(
    "gelu_tanh", "Gelu, its normal distribution approximated by a hyperbolic tangent.", onnx: nil,
    Elementwise(
      domain: .floats, result: .same,
      unary: LoopTable(), native: NativeUnary(aim_gelu_tanh_f32, aim_gelu_tanh_f64),
      failure: { _ in IntegerOverflow(operation: "gelu") }),
    gradient: { geluTanhGradient })

  /// Upstream times the slope of gelu: Φ(x) + x φ(x).
  static let geluGradient: Operator = slope(
    "gelu_gradient", aim_gelu_gradient_f32, aim_gelu_gradient_f64
  ) { call in
    let (u, x) = (call.inputs[0], call.inputs[1])
    // The slope's own slope: φ(x) (2 - x²).
    let square = try x * x
    let density = try exp(square * -0.5) * 0.3989422804014327
    return [
      try geluGradient([call.upstream, x], []), try call.upstream * u * density * (2 - square),
    ]
  }

  /// With t = tanh(c (x + 0.044715 x³)): upstream (1 + t + x (1 - t²) c (1 + 3 · 0.044715 x²)) / 2.
  static let geluTanhGradient: Operator = slope(
    "gelu_tanh_gradient", aim_gelu_tanh_gradient_f32, aim_gelu_tanh_gradient_f64
  ) { call in
    try Differentiation.pullback(of: call) { inputs in
      let (u, x, root) = (inputs[0], inputs[1], 0.7978845608028654)
      let square = try x * x
      let t = try tanh(x * (1 + square * 0.044715) * root)
      let steepness = try x * (1 - t * t) * (1 + square * 0.134145) * root
      return try u * (1 + t + steepness) * 0.5
    }
  }
}
