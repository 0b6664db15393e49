/// Comparing values by structure, to any depth: a stack of our own, polled for Ctrl-C.
package enum Structure {
  /// True where both have the same content: `[1, 2] == [1.0, 2]`.
  ///
  /// Tensors are compared as `equal` does.
  package static func equal(_ a: Value, _ b: Value) throws(RuntimeFault) -> Bool {
    var stack: [(Value, Value)] = []
    guard try compare(a, b, pushing: &stack) else { return false }
    var countdown = 4096
    while let (left, right) = stack.popLast() {
      guard try compare(left, right, pushing: &stack) else { return false }
      countdown &-= 1
      if countdown == 0 {
        countdown = 4096
        try Stop.poll()
      }
    }
    return true
  }

  /// Compares what can be told at once; pairs that are held inside are pushed.
  private static func compare(
    _ a: Value, _ b: Value, pushing stack: inout [(Value, Value)]
  ) throws(RuntimeFault) -> Bool {
    if a.bits == b.bits { return !(a.isDouble && a.double.isNaN) }
    switch (a.view, b.view) {
    case (.integer(let left), .integer(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.integer(let left), .number(let right)): return Int(exactly: right) == left
    case (.number(let left), .integer(let right)): return Int(exactly: left) == right
    case (.string(let left), .string(let right)): return try StringObject.measuredEqual(left, right)
    case (.list(let left), .list(let right)): return try pairs(left, right, pushing: &stack)
    case (.tuple(let left), .tuple(let right)): return try pairs(left, right, pushing: &stack)
    case (.record(let left), .record(let right)): return try fields(left, right, pushing: &stack)
    case (.dictionary(let left), .dictionary(let right)):
      return try entries(left, right, pushing: &stack)
    case (.range(let left), .range(let right)):
      return left.count == right.count
        && (left.count == 0 || left.start == right.start)
        && (left.count < 2 || left.step == right.step)
    case (.instance(let left), .instance(let right)):
      guard left.type === right.type else { return false }
      return try pairs(left, right, pushing: &stack)
    case (.boundMethod(let left), .boundMethod(let right)):
      return try pairs(left, right, pushing: &stack)
    case (.type(let left), .type(let right)): return left.descriptor === right.descriptor
    case (.builtin(let left), .builtin(let right)): return left.builtin === right.builtin
    case (.cell(let left), .cell(let right)):
      stack.append((left.value, right.value))
      return true
    case (.tensor(let left), .tensor(let right)): return try left.hasSameContent(as: right)
    default: return false
    }
  }

  private static func pairs(
    _ a: ContainerObject, _ b: ContainerObject, pushing stack: inout [(Value, Value)]
  ) throws(RuntimeFault) -> Bool {
    guard a.slotCount == b.slotCount else { return false }
    var index = a.slotCount
    while index > 0 {
      index &-= 1
      if index & 0xFFFF == 0xFFFF { try Stop.poll() }
      let left = a.slots[index]
      let right = b.slots[index]
      if left.bits != right.bits || left.isDouble {
        if Value.areSmallIntegers(left, right) { return false }
        stack.append((left, right))
      }
    }
    return true
  }

  /// Records are equal where the same names hold equal values, in any order.
  private static func fields(
    _ a: RecordObject, _ b: RecordObject, pushing stack: inout [(Value, Value)]
  ) throws(RuntimeFault) -> Bool {
    if a.layout === b.layout { return try pairs(a, b, pushing: &stack) }
    guard a.slotCount == b.slotCount else { return false }
    for (index, name) in a.layout.names.enumerated() {
      guard let other = b.layout.index(of: name) else { return false }
      stack.append((a.slots[index], b.slots[other]))
    }
    return true
  }

  /// Dictionaries are equal where the same keys hold equal values, in any order.
  private static func entries(
    _ a: DictionaryObject, _ b: DictionaryObject, pushing stack: inout [(Value, Value)]
  ) throws(RuntimeFault) -> Bool {
    guard a.count == b.count else { return false }
    for entry in 0..<a.entryCount where !a.entryKey(entry).isMissing {
      guard let other = try b.value(of: a.entryKey(entry)) else { return false }
      stack.append((a.entryValue(entry), other))
    }
    return true
  }
}
