import AimTensor
import Glibc

/// Numbers: conversions and rounding. The elementwise functions are operators of `AimTensor`; for plain numbers
/// `NumberFunctions` computes them in double precision.
extension Builtin {
  static var numbers: [Builtin] { [int, float, bool, round, floor, ceil, trunc, divmod] }

  static var int: Builtin {
    Builtin(
      raw: "int", [ParameterCard("x", "a number, boolean, string or tensor")],
      summary:
        "The whole number in `x`: a whole float, a boolean as 0 or 1, text, or each element of a tensor.",
      examples: [Example("int(3.0)", gives: "3"), Example("int(\"42\")", gives: "42")]
    ) { (arguments, _) throws(RuntimeFault) in
      let x = arguments[0]
      switch x.view {
      case .integer: return x.retained()
      case .boolean(let flag): return .integer(flag ? 1 : 0)
      case .number(let number): return try Rounding.whole(number)
      case .string(let string): return .integer(try NumberReading.int(string.text))
      case .tensor, .list: return try NumberReading.cast(x, to: "i64")
      default: throw RuntimeFault(CannotConvert(type: x.typeName, to: "a whole number"))
      }
    }
  }

  static var float: Builtin {
    Builtin(
      raw: "float", [ParameterCard("x", "a number, boolean, string or tensor")],
      summary:
        "`x` as a float: a whole number, a boolean as 0 or 1, text, or each element of a tensor.",
      examples: [Example("float(3)", gives: "3.0"), Example("float(\"2.5\")", gives: "2.5")]
    ) { (arguments, _) throws(RuntimeFault) in
      let x = arguments[0]
      switch x.view {
      case .number: return x
      case .integer(let number): return .number(Double(number))
      case .boolean(let flag): return .number(flag ? 1 : 0)
      case .string(let string): return .number(try NumberReading.double(string.text))
      case .tensor, .list: return try NumberReading.cast(x, to: "f32")
      default: throw RuntimeFault(CannotConvert(type: x.typeName, to: "a float"))
      }
    }
  }

  static var bool: Builtin {
    Builtin(
      raw: "bool", [ParameterCard("x", "0, 1, a boolean or a tensor")],
      summary: "0 as `false` and 1 as `true`; each element of a tensor that is not zero as `true`.",
      examples: [Example("bool(1)", gives: "true")]
    ) { (arguments, _) throws(RuntimeFault) in
      let x = arguments[0]
      if x.isBoolean { return x }
      if x.isTensorLike { return try NumberReading.cast(x, to: "bool") }
      if let number = x.asDouble, number == 0 || number == 1 { return .boolean(number == 1) }
      throw RuntimeFault(CannotConvert(type: x.typeName, to: "a boolean"))
    }
  }

  static var round: Builtin {
    Builtin(
      raw: "round",
      [
        ParameterCard("x", "a number or tensor"),
        ParameterCard("digits", "a whole number", default: "0"),
      ],
      summary:
        "The nearest whole number, halves to the even one; or the nearest with `digits` after the point.",
      examples: [Example("round(2.5)", gives: "2"), Example("round(3.14159, 2)", gives: "3.14")]
    ) { (arguments, _) throws(RuntimeFault) in
      let x = arguments[0]
      if arguments[1].isMissing {
        return try Rounding.rounded(x, .toNearestOrEven, "round")
      }
      guard let digits = arguments[1].elementAsNumber?.asInteger else {
        throw RuntimeFault(
          WrongArgument(
            function: "round", parameter: "digits", expected: "a whole number",
            found: arguments[1].typeName, text: Display.short(arguments[1])))
      }
      return try Rounding.rounded(x, toDigits: digits)
    }
  }

  static var floor: Builtin {
    rounding("floor", .down, "The largest whole number that is not above `x`.", "floor(2.7)", "2")
  }

  static var ceil: Builtin {
    rounding("ceil", .up, "The smallest whole number that is not below `x`.", "ceil(2.1)", "3")
  }

  static var trunc: Builtin {
    rounding(
      "trunc", .towardZero, "The whole number in `x`, without what follows the point.",
      "trunc(-2.7)", "-2")
  }

  private static func rounding(
    _ name: String, _ rule: FloatingPointRoundingRule, _ summary: String, _ example: String,
    _ shows: String
  ) -> Builtin {
    Builtin(
      raw: name, [ParameterCard("x", "a number or tensor")], summary: summary,
      examples: [Example(example, gives: shows)]
    ) { (arguments, _) throws(RuntimeFault) in try Rounding.rounded(arguments[0], rule, name) }
  }

  static var divmod: Builtin {
    Builtin(
      "divmod", Parameter<Value>("a"), Parameter<Value>("b"),
      summary: "Quotient, rounded down, and remainder: `(a // b, a % b)`.",
      examples: [Example("divmod(17, 5)", gives: "(3, 2)")]
    ) { (a, b) throws(RuntimeFault) in
      let quotient = try Operations.floorDivide(a, b)
      return .tuple(owning: [quotient, try Operations.remainder(a, b)])
    }
  }
}

/// From fractions to whole numbers.
enum Rounding {
  /// A whole number of a plain number; a tensor's elements stay floats.
  static func rounded(
    _ value: Value, _ rule: FloatingPointRoundingRule, _ name: String
  ) throws(RuntimeFault) -> Value {
    if value.asInteger != nil { return value.retained() }
    if value.isDouble {
      let whole = value.double.rounded(rule)
      if let number = Int(exactly: whole) { return .integer(number) }
      throw RuntimeFault(NotWholeNumber(number: value.double, isTooLarge: whole.isFinite))
    }
    if value.isTensorLike { return try TensorBridge.elementwise(name, [value]) }
    throw notANumber(value, name)
  }

  private static func notANumber(_ value: Value, _ name: String) -> RuntimeFault {
    RuntimeFault(
      WrongArgument(
        function: name, parameter: "x", expected: "a number or tensor", found: value.typeName,
        text: Display.short(value)))
  }

  /// The nearest number with so many digits after the point, halves of the decimal expansion to
  /// the even one; fewer than none round to tens, hundreds, ….
  ///
  /// Whole numbers have nothing after the point, and stay whole.
  static func rounded(_ value: Value, toDigits digits: Int) throws(RuntimeFault) -> Value {
    if value.isTensorLike, value.elementAsNumber == nil {
      let tensor = try TensorBridge.tensor(from: value)
      return .tensor(try TensorBridge.make { try rounded(tensor, toDigits: digits) })
    }
    guard let number = value.elementAsNumber else { throw notANumber(value, "round") }
    if let whole = number.asInteger { return try rounded(whole, toDigits: digits) }
    return .number(rounded(number.double, toDigits: digits))
  }

  private static func rounded(_ number: Double, toDigits digits: Int) -> Double {
    // The smallest float stands at 10^-324, the largest is below 10^309.
    guard number.isFinite, digits < 325 else { return number }
    if digits < -308 { return number.sign == .minus ? -0.0 : 0 }
    if digits >= 0 { return Double(FloatFormat.fixed(number, digits)) ?? number }
    let scale = pow(10.0, Double(-digits))
    return (number / scale).rounded(.toNearestOrEven) * scale
  }

  /// A whole number stays one: digits after the point change nothing; before it, halves go to the even one.
  private static func rounded(_ number: Int, toDigits digits: Int) throws(RuntimeFault) -> Value {
    if digits >= 0 { return .integer(number) }
    // Half of 10^20 is beyond every whole number.
    if digits < -19 { return .integer(0) }
    var scale: UInt = 1
    for _ in 0..<(-digits) { scale *= 10 }
    let (quotient, rest) = number.magnitude.quotientAndRemainder(dividingBy: scale)
    let goesUp = rest > scale - rest || (rest == scale - rest && quotient & 1 == 1)
    let (result, overflow) = (goesUp ? quotient + 1 : quotient)
      .multipliedReportingOverflow(by: scale)
    guard !overflow, let whole = Int(exactly: result) else {
      throw RuntimeFault(IntegerOverflow(operation: "round", operands: [number, digits]))
    }
    return .integer(number < 0 ? -whole : whole)
  }

  /// The same for each element, in its own precision: a number whose last bit is worth more than
  /// the digit asked for stays as it is.
  private static func rounded(_ tensor: Tensor, toDigits digits: Int) throws -> Tensor {
    if tensor.dtype == .i64 {
      if digits >= 0 { return tensor }
      return try rounded(Operator.cast(tensor, .dtype(.f64)), toDigits: digits)
    }
    let scale = pow(10.0, Double(abs(digits)))
    let scaled = digits < 0 ? try tensor / scale : try tensor * scale
    let whole = try Operator.round(scaled)
    let rounded = digits < 0 ? try whole * scale : try whole / scale
    let limit = tensor.dtype == .f64 ? 0x1p52 : 0x1p23
    return try Operator.where(
      Operator.less(Operator.abs(scaled), Tensor(number: limit)), rounded, tensor)
  }

  /// A float that is whole already.
  static func whole(_ number: Double) throws(RuntimeFault) -> Value {
    if let whole = Int(exactly: number) { return .integer(whole) }
    throw RuntimeFault(NotWholeNumber(number: number, isTooLarge: number == number.rounded()))
  }
}

/// Numbers written as text, and conversions of tensors.
enum NumberReading {
  /// What is longer is a text, not a number that someone wrote.
  private static let longest = 1 << 16

  static func int(_ text: String) throws(RuntimeFault) -> Int {
    let cleaned = text.utf8.count <= longest ? cleaned(text) : ""
    if let number = Int(cleaned) { return number }
    let digits = cleaned.drop { $0 == "-" || $0 == "+" }
    let isTooLarge = !digits.isEmpty && digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    throw RuntimeFault(
      NotANumberText(
        text: Display.clipped(text, 40),
        kind: isTooLarge ? "a whole number that fits into 64 bits" : "a whole number"))
  }

  static func double(_ text: String) throws(RuntimeFault) -> Double {
    let cleaned = text.utf8.count <= longest ? cleaned(text) : ""
    let isHexadecimal = cleaned.contains { $0 == "x" || $0 == "X" || $0 == "p" || $0 == "P" }
    if !isHexadecimal, let number = Double(cleaned) { return number }
    throw RuntimeFault(NotANumberText(text: Display.clipped(text, 40), kind: "a number"))
  }

  /// Without blanks around it, and without `_` between digits.
  private static func cleaned(_ text: String) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return part.contains("_") && part.first != "_" && part.last != "_"
      ? part.filter { $0 != "_" } : String(part)
  }

  /// Each element converted; a tensor without dimensions becomes the plain number.
  static func cast(_ value: Value, to dtype: String) throws(RuntimeFault) -> Value {
    if case .tensor(let tensor) = value.view, let element = tensor.element,
      tensor.tensor.origin == nil
    {
      switch (element, dtype) {
      case (.bool(let flag), "i64"): return .integer(flag ? 1 : 0)
      case (.bool(let flag), "f32"): return .number(flag ? 1 : 0)
      case (.bool(let flag), _): return .boolean(flag)
      case (.int(let number), "i64"): return .integer(number)
      case (.float(let number), "i64"): return try Rounding.whole(number)
      case (_, "f32"): return .number(element.double)
      default: return .boolean(element.double != 0)
      }
    }
    return try TensorConversion.cast(value, to: dtype)
  }
}
