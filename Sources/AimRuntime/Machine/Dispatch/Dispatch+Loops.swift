import AimCompiler

// Loops over whole numbers and lists, part of the dispatch loop.
extension Machine {
  @inline(__always)
  func prepareRange(_ word: Word, _ base: Registers, _ pc: inout Code) -> Bool {
    let (first, last) = (base[word.a], base[word.a + 1])
    guard Value.areSmallIntegers(first, last) else {
      return begin(prepareRange(word, base), word, &pc)
    }
    if first.smallInteger < last.smallInteger {
      (base + word.a + 2).put(first)
    } else {
      pc += word.wide
    }
    return true
  }

  @inline(__always)
  func nextInRange(_ word: Word, _ base: Registers, _ pc: inout Code) -> Bool {
    let (x, last) = (base[word.a], base[word.a + 1])
    guard Value.areSmallIntegers(x, last) else {
      return !nextLargeInRange(word, base) || jump(word.wide, &pc)
    }
    // It is below the end, so that the next number is one too.
    let next = x.shiftedInteger &+ 0x1_0000
    guard next < last.shiftedInteger else { return true }
    let value = Value(shiftedInteger: next)
    base[word.a] = value
    (base + word.a + 2).put(value)
    return jump(word.wide, &pc)
  }

  @inline(__always)
  func prepareEach(_ word: Word, _ base: Registers, _ pc: inout Code) -> Bool {
    begin(prepareEach(word, base), word, &pc)
  }

  /// Goes on behind the loop where it is empty; false for a fault.
  @inline(__always)
  private func begin(_ outcome: Int, _ word: Word, _ pc: inout Code) -> Bool {
    if outcome == 0 { pc += word.wide }
    return outcome >= 0
  }

  @inline(__always)
  func nextOfEach(_ word: Word, _ base: Registers, _ pc: inout Code) -> Bool {
    let state = base + word.a
    let x = state.pointee
    if x.isSmallInteger {
      // A range of small numbers: this one, the last one, the step.
      guard x.bits != state[1].bits else { return true }
      let value = Value(shiftedInteger: x.shiftedInteger &+ state[2].shiftedInteger)
      state.pointee = value
      (state + 3).put(value)
      return jump(word.wide, &pc)
    }
    if x.isObject(.list) {
      let index = state[1].smallInteger
      guard index < x.containerCount else { return true }
      state[1] = .smallInteger(index &+ 1)
      (state + 3).put(x.containerSlots[index].retained())
      return jump(word.wide, &pc)
    }
    switch nextOfEach(word, base) {
    case 1: return jump(word.wide, &pc)
    case 0: return true
    default: return false
    }
  }
}
