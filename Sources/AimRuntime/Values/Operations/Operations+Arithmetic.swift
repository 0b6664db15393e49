extension Operations {
  @inline(never)
  package static func add(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.add, a, b)
  }

  @inline(never)
  package static func subtract(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.subtract, a, b)
  }

  @inline(never)
  package static func multiply(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.multiply, a, b)
  }

  @inline(never)
  package static func divide(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.divide, a, b)
  }

  @inline(never)
  package static func floorDivide(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.floorDivide, a, b)
  }

  @inline(never)
  package static func remainder(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.remainder, a, b)
  }

  @inline(never)
  package static func power(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.power, a, b)
  }

  @inline(never)
  package static func matrixProduct(_ a: Value, _ b: Value) throws(RuntimeFault) -> Value {
    try arithmetic(.matrixProduct, a, b)
  }

  /// Any arithmetic operator on any two values.
  package static func arithmetic(
    _ operation: ArithmeticOperator, _ a: Value, _ b: Value
  ) throws(RuntimeFault) -> Value {
    if let left = a.asInteger, let right = b.asInteger {
      return try integers(operation, left, right)
    }
    if let left = a.asDouble, let right = b.asDouble {
      return try doubles(operation, left, right)
    }
    if operation == .add, a.has(kind: .string), b.has(kind: .string) {
      return try LongText.joined(a.object(as: StringObject.self), b.object(as: StringObject.self))
    }
    if a.isTensorLike || b.isTensorLike, a.canBeOperand, b.canBeOperand {
      return try TensorBridge.elementwise(operation.tensorOperator, [a, b])
    }
    throw operandFault(operation.rawValue, a, b)
  }

  /// `-x`.
  @inline(never)
  package static func negate(_ value: Value) throws(RuntimeFault) -> Value {
    if let number = value.asInteger {
      let (result, overflow) = Int(0).subtractingReportingOverflow(number)
      if overflow { throw RuntimeFault(IntegerOverflow(operation: "-", operands: [number])) }
      return .integer(result)
    }
    if value.isDouble { return .number(-value.double) }
    if value.isTensorLike { return try TensorBridge.elementwise("negative", [value]) }
    if value.isBoolean {
      throw RuntimeFault(BooleanOperand(operation: "-", text: value.isTrue ? "true" : "false"))
    }
    throw RuntimeFault(CannotNegate(type: value.typeName))
  }

  private static func integers(
    _ operation: ArithmeticOperator, _ a: Int, _ b: Int
  ) throws(RuntimeFault) -> Value {
    var result = (partialValue: 0, overflow: false)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .divide: return try doubles(.divide, Double(a), Double(b))
    case .floorDivide, .remainder: return try floored(operation, a, b)
    case .power: return try power(a, b)
    case .matrixProduct: throw operandFault("@", .integer(a), .integer(b))
    }
    if result.overflow {
      throw RuntimeFault(IntegerOverflow(operation: operation.rawValue, operands: [a, b]))
    }
    return .integer(result.partialValue)
  }

  private static func floored(
    _ operation: ArithmeticOperator, _ a: Int, _ b: Int
  ) throws(RuntimeFault) -> Value {
    if b == 0 { throw RuntimeFault(DivisionByZero(operation: operation.rawValue)) }
    if b == -1 {
      if operation == .remainder { return .integer(0) }
      let (negated, overflow) = Int(0).subtractingReportingOverflow(a)
      if overflow { throw RuntimeFault(IntegerOverflow(operation: "//", operands: [a, b])) }
      return .integer(negated)
    }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    let isBelow = remainder != 0 && (remainder < 0) != (b < 0)
    if operation == .remainder { return .integer(isBelow ? remainder + b : remainder) }
    return .integer(isBelow ? quotient - 1 : quotient)
  }

  /// Whole powers by squaring; a negative exponent makes a fraction.
  private static func power(_ base: Int, _ exponent: Int) throws(RuntimeFault) -> Value {
    if exponent < 0 { return try doubles(.power, Double(base), Double(exponent)) }
    var result = 1
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (next, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { throw tooLarge(base, exponent) }
        result = next
      }
      rest >>= 1
      if rest == 0 { break }
      let (next, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { throw tooLarge(base, exponent) }
      square = next
    }
    return .integer(result)
  }

  private static func tooLarge(_ base: Int, _ exponent: Int) -> RuntimeFault {
    RuntimeFault(IntegerOverflow(operation: "^", operands: [base, exponent]))
  }
}
