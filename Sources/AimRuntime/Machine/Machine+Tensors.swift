import AimCompiler
import AimTensor

/// Small arithmetic of tensors, the straight way: nothing is looked up or counted that need not be,
/// and the buffer of an operand that nobody will see again takes the result.
extension Machine {
  /// Does what an instruction asks where a tensor is among its operands and the path is straight.
  ///
  /// False, and nothing has changed, where it is not.
  @inline(__always)
  func tensorArithmetic(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ right: Value
  ) -> Bool {
    let left = base[word.b]
    guard left.isObject(.tensor) || right.isObject(.tensor) else { return false }
    let (operation, isConstant) = Machine.arithmetic(word.operation)
    let op = operation.tensorOperator
    if left.isObject(.tensor), isLastUse(word, word.b, 1, left, base),
      TensorBridge.straight(op, over: left, right, isLeft: true)
    {
      settle(word, base, from: word.b, givingUp: 2, word.c)
      return true
    }
    if !isConstant, right.isObject(.tensor), isLastUse(word, word.c, 2, right, base),
      TensorBridge.straight(op, over: right, left, isLeft: false)
    {
      settle(word, base, from: word.c, givingUp: 1, word.b)
      return true
    }
    guard let result = TensorBridge.straight(op, left, right) else { return false }
    complete(word, base, .tensor(result))
    return true
  }

  /// True where the value in a register is seen for the last time by this instruction: the register
  /// is given up or gets the result, and nothing else holds the value but a variable that the next
  /// instruction assigns the result to.
  @inline(__always)
  private func isLastUse(
    _ word: Word, _ register: Int, _ flag: Int, _ value: Value,
    _ base: UnsafeMutablePointer<Value>
  ) -> Bool {
    guard word.a == register || word.flags & flag != 0 else { return false }
    switch value.with(HeapObject.self, { $0.references }) {
    case 1: return true
    case 2:
      let next = Word(address: word.address + MemoryLayout<UInt64>.stride)
      return variable(assignedBy: next, from: word.a, base)?.pointee.bits == value.bits
    default: return false
    }
  }

  /// The operand in register `from` has become the result; the other is given up by its flag.
  @inline(__always)
  private func settle(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, from register: Int, givingUp flag: Int,
    _ other: Int
  ) {
    if register != word.a { (base + word.a).put((base + register).takeOut()) }
    if word.flags & flag != 0, other != word.a { (base + other).clear() }
  }

  /// The operator of an instruction, and whether its right side is a constant.
  @inline(__always)
  static func arithmetic(_ operation: UInt8) -> (ArithmeticOperator, isConstant: Bool) {
    switch unsafeBitCast(operation, to: Opcode.self) {
    case .add: (.add, false)
    case .subtract: (.subtract, false)
    case .multiply: (.multiply, false)
    case .divide: (.divide, false)
    case .floorDivide: (.floorDivide, false)
    case .remainder: (.remainder, false)
    case .power: (.power, false)
    case .addConstant: (.add, true)
    case .subtractConstant: (.subtract, true)
    case .multiplyConstant: (.multiply, true)
    case .divideConstant: (.divide, true)
    case .floorDivideConstant: (.floorDivide, true)
    case .remainderConstant: (.remainder, true)
    case .powerConstant: (.power, true)
    default: (.matrixProduct, false)
    }
  }
}
