/// One step on the way to a place that is assigned: `.field`, `[i]`.
package enum PlaceStep {
  case field(String)
  /// A field of a model by its place in the layout.
  case slot(Int)
  case index([IndexItem])
}

extension Operations {
  /// `a.b[i] = value`: walks from a variable's slot with in-out access, making each container unique on the way.
  ///
  /// Takes over the reference to `value` when it succeeds; nothing has changed for the program if it faults.
  @inline(never)
  package static func assign(
    _ root: UnsafeMutablePointer<Value>, _ path: ArraySlice<PlaceStep>, owning value: Value
  ) throws(RuntimeFault) {
    var slot = root
    var steps = path
    while let step = steps.popFirst() {
      if slot.pointee.has(kind: .cell) { slot = cellSlot(slot.pointee) }
      if slot.pointee.has(kind: .tensor) {
        return try assign(intoTensor: slot, step, steps, owning: value)
      }
      if steps.isEmpty { return try put(slot, step, owning: value) }
      slot = try enter(slot, step)
    }
    let old = slot.pointee
    slot.pointee = value
    old.release()
  }

  /// `x[key] = value` for a single plain key: the short way for lists and dictionaries.
  @inline(never)
  package static func assign(
    _ root: UnsafeMutablePointer<Value>, key: Value, owning value: Value
  ) throws(RuntimeFault) {
    if root.pointee.has(kind: .dictionary) {
      let hash = try ContentHash.of(key)
      Value.makeUnique(root)
      return try root.pointee.object(as: DictionaryObject.self).set(key, hash: hash, owning: value)
    }
    if key.isSmallInteger, root.pointee.has(kind: .list) {
      let count = root.pointee.with(ListObject.self) { $0.slotCount }
      let index = key.smallInteger
      let place = index < 0 ? index &+ count : index
      if place >= 0, place < count {
        Value.makeUnique(root)
        return root.pointee.with(ListObject.self) { $0.replace(place, owning: value) }
      }
    }
    try assign(root, [.index([.value(key)])], owning: value)
  }

  /// The slot that a step leads to, in a container that is unique.
  private static func enter(
    _ slot: UnsafeMutablePointer<Value>, _ step: PlaceStep
  ) throws(RuntimeFault) -> UnsafeMutablePointer<Value> {
    switch step {
    case .field(let name):
      let place = try fieldPlace(slot.pointee, name)
      Value.makeUnique(slot)
      return slot.pointee.object(as: ContainerObject.self).slots + place
    case .slot(let place):
      Value.makeUnique(slot)
      return slot.pointee.object(as: ContainerObject.self).slots + place
    case .index(let items): return try enter(slot, items)
    }
  }

  private static func enter(
    _ slot: UnsafeMutablePointer<Value>, _ items: [IndexItem]
  ) throws(RuntimeFault) -> UnsafeMutablePointer<Value> {
    guard items.count == 1, case .value(let item) = items[0] else {
      throw RuntimeFault(AssignToSlice(type: slot.pointee.typeName))
    }
    switch slot.pointee.view {
    case .list(let list):
      guard let place = try position(item, count: list.slotCount, of: "list") else {
        throw RuntimeFault(AssignToSlice(type: "list"))
      }
      Value.makeUnique(slot)
      return slot.pointee.object(as: ContainerObject.self).slots + place
    case .dictionary(let dictionary):
      let entry = try dictionary.find(item, hash: ContentHash.of(item))
      if entry < 0 { throw try missingKey(item, in: dictionary) }
      Value.makeUnique(slot)
      let own = slot.pointee.object(as: DictionaryObject.self)
      return own.slots + (2 * (try own.find(item, hash: ContentHash.of(item))) + 1)
    default: throw cannotAssign(slot.pointee, item)
    }
  }

  /// The last step: replaces what is there, or adds a key.
  private static func put(
    _ slot: UnsafeMutablePointer<Value>, _ step: PlaceStep, owning value: Value
  ) throws(RuntimeFault) {
    if case .index(let items) = step, items.count == 1, case .value(let key) = items[0],
      slot.pointee.has(kind: .dictionary)
    {
      let hash = try ContentHash.of(key)
      Value.makeUnique(slot)
      return try slot.pointee.object(as: DictionaryObject.self).set(key, hash: hash, owning: value)
    }
    if case .index(let items) = step, slot.pointee.has(kind: .list), try selectsSeveral(items) {
      return try putSeveral(slot, items[0], value)
    }
    try checkTrained(slot.pointee, step, value)
    var place = try enter(slot, step)
    if place.pointee.has(kind: .cell) { place = cellSlot(place.pointee) }
    let old = place.pointee
    place.pointee = value
    old.release()
  }

  /// A `param` takes what can be trained.
  private static func checkTrained(
    _ base: Value, _ step: PlaceStep, _ value: Value
  ) throws(RuntimeFault) {
    guard case .instance(let instance) = base.view else { return }
    let place: Int?
    switch step {
    case .field(let name): place = instance.type.layout.index(of: name)
    case .slot(let slot): place = slot
    case .index: return
    }
    guard let place, instance.type.roles[place] == .parameter else { return }
    let field = instance.type.layout.names[place]
    if let fault = Trainable.fault(value, field: field) { throw RuntimeFault(fault) }
  }

  private static func selectsSeveral(_ items: [IndexItem]) throws(RuntimeFault) -> Bool {
    guard items.count == 1 else { return false }
    switch items[0] {
    case .value(let item):
      return item.isTensorLike && item.elementAsNumber == nil || item.has(kind: .range)
    case .slice, .ellipsis: return true
    }
  }

  /// `xs[1:3] = [8, 9]`: as many values as places.
  private static func putSeveral(
    _ slot: UnsafeMutablePointer<Value>, _ item: IndexItem, _ value: Value
  ) throws(RuntimeFault) {
    let list = slot.pointee.object(as: ListObject.self)
    let places = try listPlaces(item, count: list.slotCount)
    let values = try Sequences.collected(value)
    defer { Value(owning: values).release() }
    guard values.slotCount == places.count else {
      throw RuntimeFault(SliceLength(places: places.count, values: values.slotCount))
    }
    Value.makeUnique(slot)
    let own = slot.pointee.object(as: ListObject.self)
    for (number, place) in places.enumerated() {
      own.replace(place, owning: values.slots[number].retained())
    }
    value.release()
  }

  private static func listPlaces(_ item: IndexItem, count: Int) throws(RuntimeFault) -> [Int] {
    var bounds = try SliceBounds(.missing, .missing, .missing, count: count)
    switch item {
    case .ellipsis: break
    case .slice(let start, let stop, let step):
      bounds = try SliceBounds(start, stop, step, count: count)
    case .value(let value):
      guard case .range(let range) = value.view else {
        return try Sequences.places(value, count: count)
      }
      bounds = try SliceBounds(
        .integer(range.start), .integer(range.end), .integer(range.step), count: count)
    }
    return (0..<bounds.count).map { bounds.start + $0 * bounds.step }
  }

  /// Assignment into the tensor in a slot.
  ///
  /// `x[0][1] = v` is `x[0, 1] = v`; the rest of any other way is walked on the part, which is put
  /// back.
  private static func assign(
    intoTensor slot: UnsafeMutablePointer<Value>, _ step: PlaceStep,
    _ rest: ArraySlice<PlaceStep>, owning value: Value
  ) throws(RuntimeFault) {
    guard case .index(let items) = step else {
      if case .field(let name) = step {
        throw RuntimeFault(NoSuchField(type: slot.pointee.typeName, name: name, fields: []))
      }
      throw RuntimeFault(NotIndexable(type: slot.pointee.typeName))
    }
    guard let next = rest.first else {
      try TensorBridge.set(slot, items, to: value)
      return value.release()
    }
    if case .index(let more) = next, items.allSatisfy(\.isNumber) {
      return try assign(intoTensor: slot, .index(items + more), rest.dropFirst(), owning: value)
    }
    var part = try TensorBridge.index(slot.pointee.object(as: TensorObject.self).tensor, items)
    defer { part.release() }
    try assign(&part, rest, owning: value)
    try TensorBridge.set(slot, items, to: part)
  }

  private static func cellSlot(_ cell: Value) -> UnsafeMutablePointer<Value> {
    cell.object(as: CellObject.self).slot
  }

  /// The place of an existing field of a record or instance.
  static func fieldPlace(_ base: Value, _ name: String) throws(RuntimeFault) -> Int {
    switch base.view {
    case .record(let record):
      if let place = record.layout.index(of: name) { return place }
      throw RuntimeFault(NoSuchField(type: "record", name: name, fields: record.layout.names))
    case .instance(let instance):
      if let place = instance.type.layout.index(of: name) { return place }
      throw RuntimeFault(
        NoSuchField(type: instance.type.name, name: name, fields: instance.type.layout.names))
    case .nothing: throw RuntimeFault(FieldOfNil(name: name))
    case .module: throw RuntimeFault(CannotAssign(type: "module"))
    default: throw RuntimeFault(NoSuchField(type: base.typeName, name: name, fields: []))
    }
  }

  private static func cannotAssign(_ base: Value, _ item: Value) -> RuntimeFault {
    switch base.view {
    case .string, .tuple, .range: return RuntimeFault(CannotAssign(type: base.typeName))
    default: return notIndexable(base, item)
    }
  }
}
