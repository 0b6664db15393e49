import AimTensor

extension Operations {
  /// Begins a walk: `for x in value`.
  ///
  /// A number, a function or nil is a fault.
  @inline(never)
  package static func iterator(_ value: Value) throws(RuntimeFault) -> Value {
    switch value.view {
    case .list, .tuple, .record, .dictionary, .range, .string:
      return Value(owning: IteratorObject(owning: value.retained()))
    case .tensor(let tensor) where tensor.tensor.rank > 0:
      return Value(owning: IteratorObject(owning: value.retained()))
    case .integer(let number): throw RuntimeFault(NotIterable(type: "int", mended: "0..\(number)"))
    case .tensor(let tensor):
      throw RuntimeFault(NotIterable(type: tensor.typeName, mended: nil))
    default: throw RuntimeFault(NotIterable(type: value.typeName, mended: nil))
    }
  }

  /// The next element, owned by the caller; nil at the end.
  @inline(never)
  package static func next(_ iterator: IteratorObject) throws(RuntimeFault) -> Value? {
    let position = iterator.position
    switch iterator.source.view {
    case .list(let list): return element(list, position, iterator)
    case .tuple(let tuple): return element(tuple, position, iterator)
    case .range(let range):
      if position >= range.count { return nil }
      iterator.position = position + 1
      return .integer(range[position])
    case .string(let string):
      if iterator.place >= string.text.endIndex { return nil }
      let character = string.text[iterator.place]
      iterator.place = string.text.index(after: iterator.place)
      return .string(String(character))
    case .dictionary(let dictionary):
      guard let entry = nextEntry(dictionary, iterator) else { return nil }
      return .tuple(owning: [
        dictionary.entryKey(entry).retained(), dictionary.entryValue(entry).retained(),
      ])
    case .record(let record):
      if position >= record.slotCount { return nil }
      iterator.position = position + 1
      return .tuple(owning: [
        .string(record.layout.names[position]), record.slots[position].retained(),
      ])
    case .tensor(let tensor):
      if position >= tensor.tensor.shape[0] { return nil }
      iterator.position = position + 1
      return try TensorBridge.index(tensor.tensor, [.value(.integer(position))])
    default: return nil
    }
  }

  /// The number of the next entry of a dictionary that is walked, for `for (k, v) in d` without a tuple.
  @inline(__always)
  package static func nextEntry(_ dictionary: DictionaryObject, _ iterator: IteratorObject) -> Int?
  {
    var entry = iterator.position
    while entry < dictionary.entryCount {
      if !dictionary.entryKey(entry).isMissing {
        iterator.position = entry + 1
        return entry
      }
      entry += 1
    }
    iterator.position = entry
    return nil
  }

  @inline(__always)
  private static func element(
    _ container: ContainerObject, _ position: Int, _ iterator: IteratorObject
  ) -> Value? {
    if position >= container.slotCount { return nil }
    iterator.position = position + 1
    return container.slots[position].retained()
  }

  /// `a..b`: both are whole numbers.
  @inline(never)
  package static func range(_ start: Value, _ end: Value) throws(RuntimeFault) -> Value {
    guard let first = start.elementAsNumber?.asInteger else { throw rangeFault(start) }
    guard let last = end.elementAsNumber?.asInteger else { throw rangeFault(end) }
    return Value(owning: try RangeObject.checked(start: first, end: last))
  }

  private static func rangeFault(_ value: Value) -> RuntimeFault {
    RuntimeFault(RangeBound(value: Display.short(value), type: value.typeName))
  }

  /// `let (a, b) = value`: exactly `count` values, each owned by the caller, written to `target`.
  @inline(never)
  package static func unpack(
    _ value: Value, into target: UnsafeMutablePointer<Value>, count: Int
  ) throws(RuntimeFault) {
    guard value.isSequence || value.has(kind: .tensor) || value.has(kind: .record) else {
      throw RuntimeFault(CannotUnpack(type: value.typeName, count: count))
    }
    let found = try Sequences.count(value)
    guard found == count else {
      throw RuntimeFault(UnpackCount(type: value.typeName, expected: count, found: found))
    }
    if case .tensor(let tensor) = value.view {
      for index in 0..<count {
        target[index] = try TensorBridge.index(tensor.tensor, [.value(.integer(index))])
      }
      return
    }
    let container = value.object(as: ContainerObject.self)
    for index in 0..<count { target[index] = container.slots[index].retained() }
  }
}
