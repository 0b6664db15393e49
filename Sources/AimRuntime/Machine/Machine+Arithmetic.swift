import AimCompiler
import AimDiagnostics
import AimTensor

/// The slow paths of operators: everything that is not two small numbers.
extension Machine {
  @inline(__always)
  static func floored(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }

  @inline(__always)
  static func remainder(_ a: Int, _ b: Int) -> Int {
    let remainder = a % b
    return remainder < 0 ? remainder + b : remainder
  }

  /// Gives up the temporaries that an instruction has used, and stores its result.
  @inline(__always)
  func complete(_ word: Word, _ base: UnsafeMutablePointer<Value>, _ result: Value) {
    let flags = word.flags
    if flags & 1 != 0, word.b != word.a { (base + word.b).clear() }
    if flags & 2 != 0, word.c != word.a { (base + word.c).clear() }
    (base + word.a).put(result)
  }

  @inline(never)
  func arithmetic(_ word: Word, _ base: UnsafeMutablePointer<Value>, _ right: Value) -> Bool {
    note(word)
    if tensorArithmetic(word, base, right) { return true }
    do throws(RuntimeFault) {
      if try appendInPlace(word, base, right) { return true }
      let left = base[word.b]
      let result: Value
      switch unsafeBitCast(word.operation, to: Opcode.self) {
      case .add, .addConstant: result = try Operations.add(left, right)
      case .subtract, .subtractConstant: result = try Operations.subtract(left, right)
      case .multiply, .multiplyConstant: result = try Operations.multiply(left, right)
      case .divide, .divideConstant: result = try divide(left, right)
      case .floorDivide, .floorDivideConstant: result = try Operations.floorDivide(left, right)
      case .remainder, .remainderConstant: result = try Operations.remainder(left, right)
      case .power, .powerConstant: result = try Operations.power(left, right)
      default: result = try Operations.matrixProduct(left, right)
      }
      complete(word, base, result)
      return true
    } catch {
      return fail(error)
    }
  }

  private func divide(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    if Value.areSmallIntegers(left, right), right.smallInteger != 0 {
      return .double(Double(left.smallInteger) / Double(right.smallInteger))
    }
    return try Operations.divide(left, right)
  }

  @inline(never)
  func unary(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Bool {
    note(word)
    do throws(RuntimeFault) {
      let value = base[word.b]
      if word.operation == Opcode.negate.rawValue,
        let result = TensorBridge.straight(.negative, value)
      {
        complete(word, base, .tensor(result))
        return true
      }
      let result =
        word.operation == Opcode.negate.rawValue
        ? try Operations.negate(value) : try Operations.not(value)
      complete(word, base, result)
      return true
    } catch {
      return fail(error)
    }
  }

  @inline(never)
  func compareSlowly(
    _ operation: ComparisonOperator, _ word: Word, _ base: UnsafeMutablePointer<Value>,
    _ right: Value
  ) -> Bool {
    note(word)
    do throws(RuntimeFault) {
      complete(word, base, try Operations.compare(operation, base[word.b], right))
      return true
    } catch {
      return fail(error)
    }
  }

  /// The outcome of a comparison that decides a jump: 1 or 0; -1 for a fault.
  @inline(never)
  func holdsSlowly(
    _ operation: ComparisonOperator, _ word: Word, _ base: UnsafeMutablePointer<Value>,
    _ right: Value
  ) -> Int {
    do throws(RuntimeFault) {
      let holds = try Operations.holds(operation, base[word.a], right)
      if word.flags & 4 != 0 { (base + word.a).clear() }
      if word.flags & 1 != 0 { (base + word.b).clear() }
      return holds ? 1 : 0
    } catch {
      _ = fail(error)
      return -1
    }
  }

  @inline(never)
  func contains(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Bool {
    do throws(RuntimeFault) {
      let found = try Operations.contains(base[word.b], in: base[word.c])
      complete(word, base, .boolean(found == (word.operation == Opcode.contains.rawValue)))
      return true
    } catch {
      return fail(error)
    }
  }

  /// The left side of `and` or `or`, where it is not a plain boolean: a boolean tensor goes on.
  @inline(never)
  func expectBoolean(_ value: Value, _ operation: StaticString) -> Bool {
    do throws(RuntimeFault) {
      _ = try Operations.decides(value, "\(operation)")
      return true
    } catch {
      return fail(error)
    }
  }

  @inline(never)
  func combine(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Bool {
    note(word)
    do throws(RuntimeFault) {
      let (left, right) = (base[word.b], base[word.c])
      let result =
        word.operation == Opcode.combineAnd.rawValue
        ? try Operations.and(left, right) : try Operations.or(left, right)
      complete(word, base, result)
      return true
    } catch {
      return fail(error)
    }
  }

  /// A condition that is no plain boolean: 1 or 0; -1 for a fault.
  @inline(never)
  func condition(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Int {
    do throws(RuntimeFault) {
      let holds = try Operations.condition(base[word.a])
      if word.flags & 4 != 0 { (base + word.a).clear() }
      return holds ? 1 : 0
    } catch {
      _ = fail(error)
      return -1
    }
  }
}
