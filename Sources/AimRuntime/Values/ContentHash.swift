package import AimDiagnostics
import AimTensor

/// Hashing by content, for the keys of dictionaries.
///
/// Equal values hash alike: `1` and `1.0` do.
package enum ContentHash {
  /// The hash of a key; a fault for what cannot be one (tensors with dimensions, dictionaries, functions, models).
  @inline(__always)
  package static func of(_ value: Value) throws(RuntimeFault) -> Int {
    if value.isSmallInteger { return Mixing.hash(value.smallInteger) }
    if value.has(kind: .string) { return value.with(StringObject.self) { $0.contentHash } }
    return try ofOther(value)
  }

  @inline(never)
  private static func ofOther(_ value: Value) throws(RuntimeFault) -> Int {
    var hash = Mixing.seed
    var stack = [value]
    while let next = stack.popLast() {
      try Stop.poll()
      let word = try absorb(next, pushing: &stack)
      hash = Mixing.fold(hash ^ word, Mixing.factor)
    }
    let isScalar = !(value.isObject && value.with(HeapObject.self) { $0.kind.holdsValues })
    return isScalar ? try scalar(value) : Int(truncatingIfNeeded: hash)
  }

  /// A word for the value itself; what it holds is pushed to come later.
  private static func absorb(
    _ value: Value, pushing stack: inout [Value]
  ) throws(RuntimeFault) -> UInt64 {
    switch value.view {
    case .list(let list):
      stack.append(contentsOf: list.values)
      return 0x11 &+ UInt64(list.slotCount) << 8
    case .tuple(let tuple):
      stack.append(contentsOf: tuple.values)
      return 0x12 &+ UInt64(tuple.slotCount) << 8
    case .record(let record):
      var word: UInt64 = 0x13
      for index in record.layout.alphabetical {
        stack.append(record.slots[index])
        word = Mixing.fold(
          word ^ UInt64(truncatingIfNeeded: record.layout.names[index].hashValue), Mixing.factor)
      }
      return word
    default:
      return UInt64(bitPattern: Int64(try scalar(value)))
    }
  }

  private static func scalar(_ value: Value) throws(RuntimeFault) -> Int {
    switch value.view {
    case .nothing: return 0x51
    case .boolean(let flag): return boolean(flag)
    case .integer(let number): return Mixing.hash(number)
    case .number(let number): return fraction(number)
    case .string(let string): return string.contentHash
    case .range(let range):
      return Mixing.hash(range.start) ^ Mixing.hash(range.count) &* 3 ^ Mixing.hash(range.step) &* 7
    case .tensor(let tensor):
      switch tensor.element {
      case .bool(let flag): return boolean(flag)
      case .int(let number): return Mixing.hash(number)
      case .float(let number): return fraction(number)
      case nil: throw RuntimeFault(KeyNotAllowed(type: value.typeName))
      }
    default: throw RuntimeFault(KeyNotAllowed(type: value.typeName))
    }
  }

  private static func boolean(_ flag: Bool) -> Int { flag ? 0x53 : 0x52 }

  private static func fraction(_ number: Double) -> Int {
    if let whole = Int(exactly: number) { return Mixing.hash(whole) }
    return Int(truncatingIfNeeded: Mixing.fold(number.bitPattern ^ Mixing.seed, Mixing.factor))
  }
}

/// A value was used as a key that has no fixed content to be found by.
package struct KeyNotAllowed: Fault {
  package static let identity = FaultIdentity(.key, "key-not-allowed")
  package static let example = "[zeros(2): 1]"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}
