import CAimKernels

extension NativeReduction where Element == Float {
  /// `sum`, `max` and `min`, which have a loop for rows and one for columns.
  static func f32(_ name: String) -> Self? {
    switch name {
    case "sum": Self(row: { Float(aim_sum_f32($0, $1)) }, columns: aim_sum_rows_f32)
    case "max": Self(row: { aim_largest_f32($0, $1) }, columns: aim_largest_rows_f32)
    case "min": Self(row: { aim_smallest_f32($0, $1) }, columns: aim_smallest_rows_f32)
    default: nil
    }
  }
}

extension NativeReduction where Element == Double {
  /// `sum`, `max` and `min`, which have a loop for rows and one for columns.
  static func f64(_ name: String) -> Self? {
    switch name {
    case "sum": Self(row: { Double(aim_sum_f64($0, $1)) }, columns: aim_sum_rows_f64)
    case "max": Self(row: { aim_largest_f64($0, $1) }, columns: aim_largest_rows_f64)
    case "min": Self(row: { aim_smallest_f64($0, $1) }, columns: aim_smallest_rows_f64)
    default: nil
    }
  }
}
