import AimCompiler

// The arithmetic of small whole numbers and doubles, part of the dispatch loop. The right operand is
// a register's or a constant; all that is neither goes to `arithmetic`.
extension Machine {
  @inline(__always)
  func add(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    if Value.areSmallIntegers(x, y) {
      let (sum, overflow) = x.shiftedInteger.addingReportingOverflow(y.shiftedInteger)
      if !overflow { return put(Value(shiftedInteger: sum), word, base) }
    } else if x.isDouble, y.isNumber {
      return put(.double(x.double + y.asNumber), word, base)
    }
    return arithmetic(word, base, y)
  }

  @inline(__always)
  func subtract(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    if Value.areSmallIntegers(x, y) {
      let (rest, overflow) = x.shiftedInteger.subtractingReportingOverflow(y.shiftedInteger)
      if !overflow { return put(Value(shiftedInteger: rest), word, base) }
    } else if x.isDouble, y.isNumber {
      return put(.double(x.double - y.asNumber), word, base)
    }
    return arithmetic(word, base, y)
  }

  @inline(__always)
  func multiply(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    if Value.areSmallIntegers(x, y) {
      let (product, overflow) = x.shiftedInteger.multipliedReportingOverflow(
        by: Int64(y.smallInteger))
      if !overflow { return put(Value(shiftedInteger: product), word, base) }
    } else if x.isDouble, y.isNumber {
      return put(.double(x.double * y.asNumber), word, base)
    }
    return arithmetic(word, base, y)
  }

  @inline(__always)
  func divide(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    if x.isDouble, y.isNumber, y.asNumber != 0 {
      return put(.double(x.double / y.asNumber), word, base)
    }
    return arithmetic(word, base, y)
  }

  @inline(__always)
  func floorDivide(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    guard Value.areSmallIntegers(x, y), y.smallInteger > 0 else {
      return arithmetic(word, base, y)
    }
    return put(.smallInteger(Machine.floored(x.smallInteger, y.smallInteger)), word, base)
  }

  @inline(__always)
  func remainder(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    guard Value.areSmallIntegers(x, y), y.smallInteger > 0 else {
      return arithmetic(word, base, y)
    }
    return put(.smallInteger(Machine.remainder(x.smallInteger, y.smallInteger)), word, base)
  }

  /// Squares are the usual power.
  @inline(__always)
  func power(_ word: Word, _ base: Registers, _ y: Value) -> Bool {
    let x = base[word.b]
    guard x.isDouble, y.bits == Value.smallInteger(2).bits else {
      return arithmetic(word, base, y)
    }
    return put(.double(x.double * x.double), word, base)
  }

  @inline(__always)
  func negate(_ word: Word, _ base: Registers) -> Bool {
    let x = base[word.b]
    guard x.isDouble else { return unary(word, base) }
    return put(.double(-x.double), word, base)
  }

  @inline(__always)
  func not(_ word: Word, _ base: Registers) -> Bool {
    let x = base[word.b]
    guard x.isBoolean else { return unary(word, base) }
    return put(.boolean(!x.isTrue), word, base)
  }

  /// Stores a result that cannot be an object, of operands that are none.
  @inline(__always)
  func put(_ result: Value, _ word: Word, _ base: Registers) -> Bool {
    (base + word.a).put(result)
    return true
  }
}
