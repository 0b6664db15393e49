extension Value {
  /// Makes the object in a slot one that only this slot holds, so that it may be changed in place.
  ///
  /// Changes nothing where it already is; else the slot gets a copy, and its reference to the shared
  /// object is given back. For containers only. O(1), or O(n) for the copy.
  @inline(__always)
  package static func makeUnique(_ slot: UnsafeMutablePointer<Value>) {
    if slot.pointee.isUniquelyReferenced { return }
    let shared = slot.pointee
    slot.pointee = shared.shallowCopy()
    shared.release()
  }

  /// A container of its own with the same (shared) values in it: owned by the caller.
  @inline(never)
  package func shallowCopy() -> Value {
    switch view {
    case .list(let list): return Value.filled(ListObject(capacity: list.slotCount), list)
    case .tuple(let tuple): return Value.filled(TupleObject(capacity: tuple.slotCount), tuple)
    case .record(let record): return Value.filled(RecordObject(layout: record.layout), record)
    case .instance(let instance):
      return Value.filled(InstanceObject(type: instance.type), instance)
    case .dictionary(let dictionary): return Value(owning: dictionary.copy())
    default: return retained()
    }
  }

  private static func filled(_ new: ContainerObject, _ old: ContainerObject) -> Value {
    new.fill(sharing: old.values)
    return Value(owning: new)
  }
}
