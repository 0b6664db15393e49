import AimDiagnostics
import AimSyntax

extension BinaryOperator {
  var opcode: Opcode {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .remainder: .remainder
    case .matrixProduct: .matrixProduct
    case .power: .power
    }
  }

  /// The form whose right operand is a number; the matrix product has none.
  var constantOpcode: Opcode? {
    switch self {
    case .add: .addConstant
    case .subtract: .subtractConstant
    case .multiply: .multiplyConstant
    case .divide: .divideConstant
    case .floorDivide: .floorDivideConstant
    case .remainder: .remainderConstant
    case .power: .powerConstant
    case .matrixProduct: nil
    }
  }

  /// True where a number on the left may as well stand on the right.
  var isCommutative: Bool { self == .add || self == .multiply }
}

extension ComparisonOperator {
  var opcode: Opcode {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .contained: .contains
    case .notContained: .containsNot
    }
  }
}

extension Generator {
  func unary(
    _ operation: UnaryOperator, _ range: SourceRange, _ value: Expression, into target: Target
  ) {
    let operand = self.operand(value)
    at(range) {
      _ = builder.emit(
        operation == .negate ? .negate : .not, flags: Generator.giveUp(b: operand),
        a: target.register, b: operand.register)
    }
    noteOperands((operand, value))
  }

  func binary(
    _ operation: BinaryOperator, _ range: SourceRange, _ left: Expression, _ right: Expression,
    into target: Target
  ) {
    if let opcode = operation.constantOpcode {
      if let constant = numberOperand(right) {
        return binary(opcode, range, left, constant, into: target)
      }
      if operation.isCommutative, let constant = numberOperand(left) {
        return binary(opcode, range, right, constant, into: target)
      }
    }
    let first = leftOperand(left, before: right, target)
    let second = operand(right)
    binary(operation.opcode, range, (first, left), (second, right), into: target)
  }

  /// The left operand; it may use a fresh target as its own temporary.
  private func leftOperand(_ left: Expression, before right: Expression, _ target: Target)
    -> Operand
  {
    if target.isFresh, variableRegister(left) == nil {
      value(left, into: target)
      return Operand(register: target.register, isTemporary: true)
    }
    return operand(left, before: right)
  }

  func binary(
    _ opcode: Opcode, _ range: SourceRange, _ left: (Operand, Expression),
    _ right: (Operand, Expression), into target: Target
  ) {
    at(range) {
      _ = builder.emit(
        opcode, flags: Generator.giveUp(b: left.0, c: right.0), a: target.register,
        b: left.0.register, c: right.0.register)
    }
    noteOperands(left, right)
  }

  private func binary(
    _ opcode: Opcode, _ range: SourceRange, _ value: Expression, _ constant: UInt16,
    into target: Target, flags: UInt8 = 0
  ) {
    let operand: Operand
    if target.isFresh, variableRegister(value) == nil {
      self.value(value, into: target)
      operand = Operand(register: target.register, isTemporary: true)
    } else {
      operand = self.operand(value)
    }
    at(range) {
      _ = builder.emit(
        opcode, flags: flags | Generator.giveUp(b: operand), a: target.register,
        b: operand.register, c: constant)
    }
    noteOperands((operand, value))
  }

  /// `a and b`: decided by a where that is the boolean that decides; else both are combined.
  func logical(
    _ operation: LogicalOperator, _ range: SourceRange, _ left: Expression, _ right: Expression,
    into target: Target
  ) {
    value(left, into: target)
    let decided = at(range) {
      builder.jump(operation == .and ? .testAnd : .testOr, a: target.register)
    }
    builder.noteOperand(target.register, left.range)
    let second = operand(right)
    let first = Operand(register: target.register, isTemporary: true)
    let opcode: Opcode = operation == .and ? .combineAnd : .combineOr
    binary(opcode, range, (first, left), (second, right), into: target)
    builder.land([decided])
  }

  func comparison(
    _ first: Expression, _ rest: [Expression.Comparison], into target: Target
  ) {
    // These never fail: no fault needs the right operand in a register.
    if rest.count == 1, rest[0].operation == .equal || rest[0].operation == .notEqual,
      let constant = numberOperand(rest[0].operand)
    {
      return binary(
        rest[0].operation.opcode, rest[0].operatorRange, first, constant, into: target,
        flags: Instruction.takesConstant)
    }
    if rest.count == 1 {
      let left = leftOperand(first, before: rest[0].operand, target)
      let right = operand(rest[0].operand)
      return binary(
        rest[0].operation.opcode, rest[0].operatorRange, (left, first), (right, rest[0].operand),
        into: target)
    }
    chain(first, rest, into: target)
  }

  /// `a < b < c`: every operand is computed once, and no more than needed.
  private func chain(
    _ first: Expression, _ rest: [Expression.Comparison], into target: Target
  ) {
    let result = target.isFresh ? target.register : builder.reserve()
    var decided: [FunctionBuilder.Patch] = []
    var left = temporary(first)
    builder.keep(left)
    var leftExpression = first
    for (index, link) in rest.enumerated() {
      let right = temporary(link.operand)
      builder.keep(right)
      let outcome = index == 0 ? result : builder.reserve()
      at(link.operatorRange) {
        _ = builder.emit(link.operation.opcode, a: outcome, b: left, c: right)
      }
      builder.noteOperand(left, leftExpression.range)
      builder.noteOperand(right, link.operand.range)
      at(link.operatorRange) {
        if index > 0 {
          builder.emit(
            .combineAnd, flags: Instruction.givesUpB | Instruction.givesUpC, a: result, b: result,
            c: outcome)
        }
        if index < rest.count - 1 { decided.append(builder.jump(.testAnd, a: result)) }
      }
      left = right
      leftExpression = link.operand
    }
    builder.land(decided)
    if result != target.register { builder.emit(.take, a: target.register, b: result) }
  }
}
