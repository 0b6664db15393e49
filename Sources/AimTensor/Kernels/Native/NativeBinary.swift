import CAimKernels

extension NativeBinary where Element == Float, Output == Float {
  static func f32(_ name: String) -> Self? {
    switch name {
    case "add":
      Self(aim_add_f32, aim_add_right_f32, aim_add_left_f32)
    case "subtract":
      Self(aim_subtract_f32, aim_subtract_right_f32, aim_subtract_left_f32)
    case "multiply":
      Self(aim_multiply_f32, aim_multiply_right_f32, aim_multiply_left_f32)
    case "divide":
      Self(aim_divide_f32, aim_divide_right_f32, aim_divide_left_f32)
    case "maximum":
      Self(aim_maximum_f32, aim_maximum_right_f32, aim_maximum_left_f32)
    case "minimum":
      Self(aim_minimum_f32, aim_minimum_right_f32, aim_minimum_left_f32)
    default: nil
    }
  }
}

extension NativeCompare {
  static func f32(_ name: String) -> NativeBinary<Float, Bool>? {
    switch name {
    case "equal":
      NativeBinary(aim_equal_f32, aim_equal_right_f32, aim_equal_left_f32)
    case "not_equal":
      NativeBinary(aim_not_equal_f32, aim_not_equal_right_f32, aim_not_equal_left_f32)
    case "less":
      NativeBinary(aim_less_f32, aim_less_right_f32, aim_less_left_f32)
    case "less_equal":
      NativeBinary(aim_less_equal_f32, aim_less_equal_right_f32, aim_less_equal_left_f32)
    case "greater":
      NativeBinary(aim_greater_f32, aim_greater_right_f32, aim_greater_left_f32)
    case "greater_equal":
      NativeBinary(aim_greater_equal_f32, aim_greater_equal_right_f32, aim_greater_equal_left_f32)
    default: nil
    }
  }
}

extension NativeBinary where Element == Double, Output == Double {
  static func f64(_ name: String) -> Self? {
    switch name {
    case "add":
      Self(aim_add_f64, aim_add_right_f64, aim_add_left_f64)
    case "subtract":
      Self(aim_subtract_f64, aim_subtract_right_f64, aim_subtract_left_f64)
    case "multiply":
      Self(aim_multiply_f64, aim_multiply_right_f64, aim_multiply_left_f64)
    case "divide":
      Self(aim_divide_f64, aim_divide_right_f64, aim_divide_left_f64)
    case "maximum":
      Self(aim_maximum_f64, aim_maximum_right_f64, aim_maximum_left_f64)
    case "minimum":
      Self(aim_minimum_f64, aim_minimum_right_f64, aim_minimum_left_f64)
    default: nil
    }
  }
}

extension NativeCompare {
  static func f64(_ name: String) -> NativeBinary<Double, Bool>? {
    switch name {
    case "equal":
      NativeBinary(aim_equal_f64, aim_equal_right_f64, aim_equal_left_f64)
    case "not_equal":
      NativeBinary(aim_not_equal_f64, aim_not_equal_right_f64, aim_not_equal_left_f64)
    case "less":
      NativeBinary(aim_less_f64, aim_less_right_f64, aim_less_left_f64)
    case "less_equal":
      NativeBinary(aim_less_equal_f64, aim_less_equal_right_f64, aim_less_equal_left_f64)
    case "greater":
      NativeBinary(aim_greater_f64, aim_greater_right_f64, aim_greater_left_f64)
    case "greater_equal":
      NativeBinary(aim_greater_equal_f64, aim_greater_equal_right_f64, aim_greater_equal_left_f64)
    default: nil
    }
  }
}
