import Glibc

/// The elementwise operators on plain numbers, in double precision: `sqrt(2)` needs no tensor.
enum NumberFunctions {
  /// The function of that name on a plain number; nil where numbers go the way of tensors.
  static func unary(_ name: String) -> ((Double) -> Double)? { unaryTable[name] }

  private static let unaryTable: [String: @Sendable (Double) -> Double] = [
    "sqrt": { $0.squareRoot() }, "exp": { Glibc.exp($0) }, "expm1": { Glibc.expm1($0) },
    "log": { Glibc.log($0) }, "log2": { Glibc.log2($0) }, "log10": { Glibc.log10($0) },
    "log1p": { Glibc.log1p($0) }, "sin": { Glibc.sin($0) }, "cos": { Glibc.cos($0) },
    "tan": { Glibc.tan($0) }, "asin": { Glibc.asin($0) }, "acos": { Glibc.acos($0) },
    "atan": { Glibc.atan($0) }, "sinh": { Glibc.sinh($0) }, "cosh": { Glibc.cosh($0) },
    "tanh": { Glibc.tanh($0) }, "asinh": { Glibc.asinh($0) }, "acosh": { Glibc.acosh($0) },
    "atanh": { Glibc.atanh($0) }, "erf": { Glibc.erf($0) },
  ]

  /// The short way of a function that loops call, at floats where it cannot fail.
  static func shortWay(_ name: String) -> Builtin.ShortWay? {
    switch name {
    case "sqrt":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double >= 0 else { return Value.missing.bits }
        return Value.double(x.double.squareRoot()).bits
      }
    case "abs":
      return { arguments in
        let x = arguments.argument(0)
        return x.isDouble ? Value.double(x.double.magnitude).bits : Value.missing.bits
      }
    case "sin":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double.isFinite else { return Value.missing.bits }
        return Value.double(Glibc.sin(x.double)).bits
      }
    case "cos":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double.isFinite else { return Value.missing.bits }
        return Value.double(Glibc.cos(x.double)).bits
      }
    case "exp":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double.isFinite else { return Value.missing.bits }
        return Value.double(Glibc.exp(x.double)).bits
      }
    default: return nil
    }
  }

  /// The value at a plain number; a fault where the function is not defined there.
  static func value(
    _ name: String, _ function: (Double) -> Double, _ number: Double
  ) throws(RuntimeFault) -> Value {
    let result = function(number)
    if result.isFinite || !number.isFinite || result.isInfinite && overflows.contains(name) {
      return .number(result)
    }
    throw RuntimeFault(
      OutsideDomain(
        function: "\(name)(\(NumberText.float(number)))", argument: number,
        allowed: domains[name] ?? "the result is no number"))
  }

  /// Functions that grow beyond the largest float; the others are infinite at a pole alone.
  private static let overflows: Set<String> = ["exp", "expm1", "sinh", "cosh"]

  private static let domains: [String: String] = [
    "sqrt": "it takes numbers from 0 up", "log": "it takes numbers above 0",
    "log2": "it takes numbers above 0", "log10": "it takes numbers above 0",
    "log1p": "it takes numbers above -1", "asin": "it takes numbers from -1 to 1",
    "acos": "it takes numbers from -1 to 1", "acosh": "it takes numbers from 1 up",
    "atanh": "it takes numbers between -1 and 1",
  ]

  /// `abs`, `sign` and the like, which keep whole numbers whole; nil for any other name.
  static func keepingKind(_ name: String, _ value: Value) throws(RuntimeFault) -> Value? {
    switch name {
    case "abs":
      if let number = value.asInteger {
        return number < 0 ? try Operations.negate(value) : value.retained()
      }
      return .number(value.double.magnitude)
    case "sign":
      if let number = value.asInteger { return .integer(number.signum()) }
      let number = value.double
      return .number(number > 0 ? 1 : number < 0 ? -1 : number)
    case "square": return try Operations.multiply(value, value)
    case "isnan": return .boolean(value.isDouble && value.double.isNaN)
    case "isinf": return .boolean(value.isDouble && value.double.isInfinite)
    case "isfinite": return .boolean(!value.isDouble || value.double.isFinite)
    default: return nil
    }
  }
}
