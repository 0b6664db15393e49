import CAimKernels

/// Operators by name, and their loops in C: what makes them fast is in `CAimKernels`.

extension NativeUnary {
  typealias F32Loop =
    @Sendable (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void

  static func f32(_ name: String) -> F32Loop? {
    switch name {
    case "exp": aim_exponential_f32
    case "expm1": aim_exponential_minus_one_f32
    case "log": aim_logarithm_f32
    case "log1p": aim_logarithm_one_plus_f32
    case "tanh": aim_tanh_f32
    case "sigmoid": aim_sigmoid_f32
    case "softplus": aim_softplus_f32
    case "erf": aim_error_function_f32
    case "relu": aim_relu_f32
    case "gelu": aim_gelu_f32
    case "negative": aim_negate_f32
    case "abs": aim_absolute_f32
    case "square": aim_square_f32
    case "sqrt": aim_square_root_f32
    case "reciprocal": aim_reciprocal_f32
    case "sign": aim_sign_f32
    case "floor": aim_floor_f32
    case "ceil": aim_ceil_f32
    case "trunc": aim_truncate_f32
    case "round": aim_round_f32
    default: nil
    }
  }
}

extension NativeUnary {
  typealias F64Loop =
    @Sendable (UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Int) -> Void

  static func f64(_ name: String) -> F64Loop? {
    switch name {
    case "exp": aim_exponential_f64
    case "expm1": aim_exponential_minus_one_f64
    case "log": aim_logarithm_f64
    case "log1p": aim_logarithm_one_plus_f64
    case "tanh": aim_tanh_f64
    case "sigmoid": aim_sigmoid_f64
    case "softplus": aim_softplus_f64
    case "erf": aim_error_function_f64
    case "relu": aim_relu_f64
    case "gelu": aim_gelu_f64
    case "negative": aim_negate_f64
    case "abs": aim_absolute_f64
    case "square": aim_square_f64
    case "sqrt": aim_square_root_f64
    case "reciprocal": aim_reciprocal_f64
    case "sign": aim_sign_f64
    case "floor": aim_floor_f64
    case "ceil": aim_ceil_f64
    case "trunc": aim_truncate_f64
    case "round": aim_round_f64
    default: nil
    }
  }
}
