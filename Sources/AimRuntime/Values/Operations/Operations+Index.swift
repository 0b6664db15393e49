/// One item between the brackets of an index; its values are borrowed.
package enum IndexItem {
  case value(Value)
  /// `start:stop:step`, each `missing` where it was left out.
  case slice(start: Value, stop: Value, step: Value)
  case ellipsis

  /// True for a plain whole number.
  var isNumber: Bool {
    if case .value(let value) = self { return value.isSmallInteger }
    return false
  }
}

extension Operations {
  /// `x[i]` with a single plain item.
  @inline(never)
  package static func index(_ base: Value, _ item: Value) throws(RuntimeFault) -> Value {
    if base.has(kind: .dictionary) {
      let dictionary = base.object(as: DictionaryObject.self)
      if let value = try dictionary.value(of: item) { return value.retained() }
      throw try missingKey(item, in: dictionary)
    }
    switch base.view {
    case .list(let list):
      if let position = try position(item, count: list.slotCount, of: "list") {
        return list.slots[position].retained()
      }
      return try selection(base, list, by: item)
    case .tuple(let tuple):
      if let position = try position(item, count: tuple.slotCount, of: "tuple") {
        return tuple.slots[position].retained()
      }
      return try slice(base, range: item)
    case .string(let string):
      if let position = try position(item, count: string.count, of: "string") {
        return string.character(at: position)
      }
      return try slice(base, range: item)
    case .dictionary(let dictionary):
      if let value = try dictionary.value(of: item) { return value.retained() }
      throw try missingKey(item, in: dictionary)
    case .range(let range):
      if let position = try position(item, count: range.count, of: "range") {
        return .integer(range[position])
      }
      return try slice(base, range: item)
    case .tensor(let tensor): return try TensorBridge.index(tensor.tensor, item)
    default: throw notIndexable(base, item)
    }
  }

  /// `x[a:b, …]` with any items.
  @inline(never)
  package static func index(_ base: Value, _ items: [IndexItem]) throws(RuntimeFault) -> Value {
    if case .tensor(let tensor) = base.view {
      return try TensorBridge.index(tensor.tensor, items)
    }
    if items.count == 1 {
      switch items[0] {
      case .value(let item): return try index(base, item)
      case .slice(let start, let stop, let step): return try slice(base, start, stop, step)
      case .ellipsis: return try slice(base, .missing, .missing, .missing)
      }
    }
    if base.has(kind: .list) {
      let tensor = try TensorBridge.tensor(from: base)
      return try TensorBridge.index(tensor, items)
    }
    throw RuntimeFault(OneIndex(type: base.typeName, count: items.count))
  }

  /// The place of a whole number counted from either end; nil for what is no number at all.
  static func position(
    _ item: Value, count: Int, of kind: String
  ) throws(RuntimeFault) -> Int? {
    if item.isDouble || item.isBoolean || item.isNothing || item.has(kind: .string) {
      throw RuntimeFault(IndexNotWhole(index: Display.short(item), type: item.typeName, of: kind))
    }
    guard let number = item.elementAsNumber else { return nil }
    guard let index = number.asInteger else {
      throw RuntimeFault(IndexNotWhole(index: Display.short(item), type: item.typeName, of: kind))
    }
    let place = index < 0 ? index &+ count : index
    guard place >= 0, place < count else {
      throw RuntimeFault(ElementOutOfRange(index: index, count: count, of: kind))
    }
    return place
  }

  /// A list by a mask (booleans) or by a list of places.
  private static func selection(
    _ base: Value, _ list: ListObject, by item: Value
  ) throws(RuntimeFault) -> Value {
    if item.has(kind: .range) { return try slice(base, range: item) }
    let places = try Sequences.places(item, count: list.slotCount)
    let result = ListObject(capacity: places.count)
    for place in places { result.append(owning: list.slots[place].retained()) }
    return Value(owning: result)
  }

  static func missingKey(
    _ key: Value, in dictionary: DictionaryObject
  ) throws(RuntimeFault) -> RuntimeFault {
    let text = Display.short(key)
    var candidates: [String] = []
    for entry in 0..<min(dictionary.entryCount, 1000) {
      let other = dictionary.entryKey(entry)
      if other.has(kind: .string), key.has(kind: .string) {
        candidates.append(Display.short(other))
      }
    }
    return RuntimeFault(MissingKey(key: text, candidates: candidates))
  }

  static func notIndexable(_ base: Value, _ item: Value) -> RuntimeFault {
    if base.has(kind: .record) || base.has(kind: .instance), let name = item.asText {
      return RuntimeFault(IndexByName(type: base.typeName, name: name))
    }
    return RuntimeFault(NotIndexable(type: base.typeName))
  }
}
