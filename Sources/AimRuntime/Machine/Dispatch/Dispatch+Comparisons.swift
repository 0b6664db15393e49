import AimCompiler
import AimDiagnostics

// Comparisons and jumps, part of the dispatch loop.
extension Machine {
  /// Whether a comparison of numbers holds, where it is decided here: nil for all other values.
  @inline(__always)
  private static func holds(_ operation: ComparisonOperator, _ x: Value, _ y: Value) -> Bool? {
    if Value.areSmallIntegers(x, y) {
      return holds(operation, x.shiftedInteger, y.shiftedInteger)
    }
    if x.isDouble, y.isNumber { return holds(operation, x.double, y.asNumber) }
    return nil
  }

  /// Each operator is a constant where this is part of the loop: one comparison is left of it.
  @inline(__always)
  private static func holds<Number: Comparable>(
    _ operation: ComparisonOperator, _ x: Number, _ y: Number
  ) -> Bool {
    switch operation {
    case .equal: x == y
    case .notEqual: x != y
    case .less: x < y
    case .lessOrEqual: x <= y
    case .greater: x > y
    case .greaterOrEqual: x >= y
    }
  }

  /// `a ← b < c`.
  @inline(__always)
  func compare(
    _ operation: ComparisonOperator, _ word: Word, _ base: Registers, _ y: Value
  ) -> Bool {
    guard let holds = Machine.holds(operation, base[word.b], y) else {
      return compareSlowly(operation, word, base, y)
    }
    return put(.boolean(holds), word, base)
  }

  /// Jumps where `a < y` is as wanted; false for a fault, or the wish to stop.
  @inline(__always)
  func jump(
    _ operation: ComparisonOperator, if wanted: Bool, _ word: Word, _ base: Registers, _ y: Value,
    _ pc: inout Code
  ) -> Bool {
    let holds: Bool
    if let known = Machine.holds(operation, base[word.a], y) {
      holds = known
    } else {
      let outcome = holdsSlowly(operation, word, base, y)
      if outcome < 0 { return false }
      holds = outcome == 1
    }
    return holds != wanted || jump(word.shortJump, &pc)
  }

  /// Jumps where a is the boolean that is wanted.
  @inline(__always)
  func jump(if wanted: Bool, _ word: Word, _ base: Registers, _ pc: inout Code) -> Bool {
    let x = base[word.a]
    let holds: Bool
    if x.isBoolean {
      holds = x.isTrue
    } else {
      let outcome = condition(word, base)
      if outcome < 0 { return false }
      holds = outcome == 1
    }
    return holds != wanted || jump(word.wide, &pc)
  }

  /// Jumps, and polls: a loop that cannot be stopped has no jump in it.
  @inline(__always)
  func jump(_ distance: Int, _ pc: inout Code) -> Bool {
    if mustStop { return false }
    pc += distance
    return true
  }

  /// `and`, `or`: jumps where the left side in a decides.
  @inline(__always)
  func decide(
    _ name: StaticString, if deciding: Value, _ word: Word, _ base: Registers, _ pc: inout Code
  ) -> Bool {
    let x = base[word.a]
    if x.bits == deciding.bits {
      pc += word.wide
      return true
    }
    return x.isBoolean || expectBoolean(x, name)
  }
}
