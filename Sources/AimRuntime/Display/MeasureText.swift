/// A measure as reports show it: the lines of training, its last word, an evaluation.
package enum MeasureText {
  /// Three decimals, or a power of ten where those would say little or pretend too much.
  package static func text(_ value: Double) -> String {
    guard value.isFinite else { return NumberText.float(value) }
    let size = value.magnitude
    if size == 0 || (size >= 0.001 && size < 100_000) { return fixed(value, decimals: 3) }
    var (digits, exponent) = scaled(size)
    // What rounds up to ten is one of the next power.
    if digits >= 9.995 { (digits, exponent) = (1, exponent + 1) }
    return (value < 0 ? "-" : "") + fixed(digits, decimals: 2) + "e\(exponent)"
  }

  private static func scaled(_ size: Double) -> (digits: Double, exponent: Int) {
    var (digits, exponent) = (size, 0)
    while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
    return (digits, exponent)
  }

  /// A number with so many decimals, rounded as people do: halves away from zero.
  ///
  /// For numbers of ordinary size.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    // Adding zero takes the sign from a zero.
    return FloatFormat.fixed((value * scale).rounded() / scale + 0, decimals)
  }
}
