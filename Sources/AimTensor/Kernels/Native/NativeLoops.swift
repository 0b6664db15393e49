/// The loops that are faster in C than in Swift, by operator and dtype computed in.
///
/// Asked once per operator, when its declaration is first used; nil leaves the Swift loop.
enum NativeLoops {
  static func unary(_ name: String, _ dtype: DType) -> UnaryLoop? {
    switch dtype {
    case .f32: NativeUnary.f32(name).map { loop($0) }
    case .f64: NativeUnary.f64(name).map { loop($0) }
    default: nil
    }
  }

  static func binary(_ name: String, _ dtype: DType) -> BinaryLoop? {
    switch dtype {
    case .f32:
      arithmetic(NativeBinary<Float, Float>.f32(name)) ?? comparison(NativeCompare.f32(name))
    case .f64:
      arithmetic(NativeBinary<Double, Double>.f64(name)) ?? comparison(NativeCompare.f64(name))
    default: nil
    }
  }

  /// A reduction of row-major `[outer, count, inner]` along its middle axis into
  /// `[outer, inner]`, with fixed 32-lane accumulators; nil leaves the Swift loop.
  static func reduction(_ name: String, _ dtype: DType) -> ReductionLoop? {
    switch dtype {
    case .f32: NativeReduction<Float>.f32(name).map { loop($0) }
    case .f64: NativeReduction<Double>.f64(name).map { loop($0) }
    default: nil
    }
  }

  private static func arithmetic<Element: NativeElement>(_ forms: NativeBinary<Element, Element>?)
    -> BinaryLoop?
  {
    forms.map { loop($0) }
  }

  private static func comparison<Element: NativeElement>(_ forms: NativeBinary<Element, Bool>?)
    -> BinaryLoop?
  {
    forms.map { loop($0) }
  }
}

/// Reduces `[outer, count, inner]` along its middle axis into `[outer, inner]`.
package typealias ReductionLoop =
  @Sendable (
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ outer: Int, _ count: Int,
    _ inner: Int
  ) -> Bool
