import AimTensor

/// What lists, tuples, ranges, texts and tensors have in common: elements, one after the other.
package enum Sequences {
  /// The places that a mask (booleans, as many as there are elements) or a list of whole numbers selects.
  static func places(_ item: Value, count: Int) throws(RuntimeFault) -> [Int] {
    guard item.isTensorLike else {
      throw RuntimeFault(
        IndexNotWhole(index: Display.short(item), type: item.typeName, of: "list"))
    }
    let tensor = try TensorBridge.tensor(from: item)
    if tensor.dtype == .bool {
      guard tensor.count == count else {
        throw RuntimeFault(MaskLength(mask: tensor.count, count: count))
      }
      let flags = try TensorBridge.make { try tensor.elements(as: Bool.self) }
      return flags.indices.filter { flags[$0] }
    }
    guard tensor.dtype == .i64 || tensor.count == 0 else {
      throw RuntimeFault(
        IndexNotWhole(index: Display.short(item), type: item.typeName, of: "list"))
    }
    if tensor.count == 0 { return [] }
    var places: [Int] = []
    for index in try TensorBridge.make({ try tensor.elements(as: Int.self) }) {
      let place = index < 0 ? index &+ count : index
      guard place >= 0, place < count else {
        throw RuntimeFault(ElementOutOfRange(index: index, count: count, of: "list"))
      }
      places.append(place)
    }
    return places
  }

  /// The number of elements that a loop would visit; faults for what has none.
  package static func count(_ value: Value) throws(RuntimeFault) -> Int {
    switch value.view {
    case .list(let list): return list.slotCount
    case .tuple(let tuple): return tuple.slotCount
    case .record(let record): return record.slotCount
    case .dictionary(let dictionary): return dictionary.count
    case .range(let range): return range.count
    case .string(let string): return try string.measuredCount()
    case .tensor(let tensor):
      guard let first = tensor.tensor.shape.dimensions.first else {
        throw RuntimeFault(NoLength(type: value.typeName))
      }
      return first
    default: throw RuntimeFault(NoLength(type: value.typeName))
    }
  }

  /// Visits each element (borrowed).
  ///
  /// What a `for` visits: keys come with their values, tensors by their first axis.
  package static func forEach(
    _ value: Value, _ body: (Value) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) {
    if value.isSequence {
      value.retain()
      defer { value.release() }
      let container = value.object(as: ContainerObject.self)
      for index in 0..<container.slotCount {
        try Stop.poll()
        try body(container.slots[index])
      }
      return
    }
    let iterator = try Operations.iterator(value)
    defer { iterator.release() }
    let state = iterator.object(as: IteratorObject.self)
    while let element = try Operations.next(state) {
      defer { element.release() }
      try Stop.poll()
      try body(element)
    }
  }

  /// Refuses to make a list of what is known to be too long for it.
  package static func expectRoom(for value: Value) throws(RuntimeFault) {
    if case .range(let range) = value.view {
      try HeapAccount.expect(roomForValues: range.count)
    } else if value.isSequence {
      try HeapAccount.expect(roomForValues: value.object(as: ContainerObject.self).slotCount)
    }
  }

  /// The elements, each one counted reference, in a new list object.
  package static func collected(_ value: Value) throws(RuntimeFault) -> ListObject {
    try expectRoom(for: value)
    let list = ListObject(capacity: (try? count(value)).map { min($0, 1 << 20) } ?? 0)
    do throws(RuntimeFault) {
      try forEach(value) { (element: Value) throws(RuntimeFault) in
        list.append(owning: element.retained())
      }
    } catch {
      Value(owning: list).release()
      throw error
    }
    return list
  }
}
