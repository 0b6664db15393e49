import Glibc

extension Operations {
  /// Arithmetic on floats: true division, and `//` that floors with `%` following it, as Python has them.
  static func doubles(
    _ operation: ArithmeticOperator, _ a: Double, _ b: Double
  ) throws(RuntimeFault) -> Value {
    switch operation {
    case .add: return .number(a + b)
    case .subtract: return .number(a - b)
    case .multiply: return .number(a * b)
    case .divide:
      if b == 0 { throw RuntimeFault(DivisionByZero(operation: "/")) }
      return .number(a / b)
    case .floorDivide, .remainder:
      if b == 0 { throw RuntimeFault(DivisionByZero(operation: operation.rawValue)) }
      let (quotient, remainder) = floorDivided(a, b)
      return .number(operation == .remainder ? remainder : quotient)
    case .power: return try power(a, b)
    case .matrixProduct: throw operandFault("@", .number(a), .number(b))
    }
  }

  /// Quotient rounded down and its remainder, which has the divisor's sign.
  ///
  /// The remainder is exact; the quotient is rounded from it (CPython's `float_divmod`).
  static func floorDivided(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
    var remainder = fmod(a, b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (b < 0) != (remainder < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = Double(signOf: b, magnitudeOf: 0)
    }
    guard quotient != 0 else { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
    let whole = quotient.rounded(.down)
    return (quotient - whole > 0.5 ? whole + 1 : whole, remainder)
  }

  private static func power(_ base: Double, _ exponent: Double) throws(RuntimeFault) -> Value {
    if base == 0, exponent < 0 { throw RuntimeFault(DivisionByZero(operation: "^")) }
    if base < 0, base.isFinite, exponent.isFinite, exponent.rounded() != exponent {
      throw RuntimeFault(
        OutsideDomain(function: "^", argument: base, allowed: "a negative number has whole powers"))
    }
    return .number(pow(base, exponent))
  }
}
