/// Where the fields of heap objects lie, for the dispatch loop alone: reading them so needs no
/// reference of Swift's, and no closure that the optimiser might leave outside the loop.
///
/// Swift lays out the stored properties of a class in the order of their declaration, the base
/// class's first, behind a header of two words. `ObjectLayout.isTrue` holds this to the classes.
struct ObjectLayout {
  let header: (UInt, UInt)
  var references: UInt32
  let kind: HeapKind
}

struct ContainerLayout {
  let object: ObjectLayout
  var slots: UnsafeMutablePointer<Value>
  var slotCount: Int
  let slotCapacity: Int
}

struct FunctionLayout {
  let container: ContainerLayout
  let linked: UnsafeRawPointer
  let entry: UnsafeMutablePointer<LinkedCode>
}

struct CellLayout {
  let object: ObjectLayout
  var value: Value
}

extension Value {
  @inline(__always)
  private func layout<Layout>(_ layout: Layout.Type) -> UnsafeMutablePointer<Layout> {
    address.assumingMemoryBound(to: layout)
  }

  /// The values of a container, for a word that is known to be one.
  @inline(__always)
  var containerSlots: UnsafeMutablePointer<Value> { layout(ContainerLayout.self).pointee.slots }

  @inline(__always)
  var containerCount: Int { layout(ContainerLayout.self).pointee.slotCount }

  /// Adds a value to the list in this word where it may be changed in place and has room; takes the
  /// value over then.
  @inline(__always)
  func appendInPlace(_ value: Value) -> Bool {
    let list = layout(ContainerLayout.self)
    let count = list.pointee.slotCount
    guard list.pointee.object.references == 1, count < list.pointee.slotCapacity else {
      return false
    }
    list.pointee.slots[count] = value
    list.pointee.slotCount = count &+ 1
    return true
  }

  /// What the dispatch loop needs of a function.
  @inline(__always)
  var functionEntry: UnsafeMutablePointer<LinkedCode> { layout(FunctionLayout.self).pointee.entry }

  /// True for an object of this kind.
  @inline(__always)
  func isObject(_ kind: HeapKind) -> Bool {
    isObject && layout(ObjectLayout.self).pointee.kind == kind
  }

  /// True where a word that is known to be an object is the only reference to it.
  @inline(__always)
  var isOnlyReference: Bool { layout(ObjectLayout.self).pointee.references == 1 }

  /// The address of what the cell in this register holds.
  @inline(__always)
  var cellSlot: UnsafeMutablePointer<Value> {
    (address + (MemoryLayout<CellLayout>.offset(of: \.value) ?? 24))
      .assumingMemoryBound(to: Value.self)
  }

  /// What the cell in this register holds, borrowed.
  @inline(__always)
  var cellContents: Value { layout(CellLayout.self).pointee.value }

  /// Puts a value into the cell in this register, which takes it over.
  @inline(__always)
  func setCellContents(_ value: Value) { cellSlot.put(value) }

  /// The value itself, or what the cell holds.
  @inline(__always)
  var withoutCell: Value { isObject(.cell) ? cellContents : self }
}

extension ObjectLayout {
  /// Whether the layouts above are those of the classes.
  static func isTrue(for linked: LinkedFunction) -> Bool {
    let list = Value(owning: ListObject(capacity: 3))
    let cell = Value(owning: CellObject(owning: .smallInteger(7)))
    let function = Value(owning: FunctionObject(linked: linked, captures: 0))
    defer {
      list.release()
      cell.release()
      function.release()
    }
    list.object(as: ListObject.self).append(owning: .smallInteger(5))
    return list.containerSlots == list.object(as: ListObject.self).slots
      && list.containerCount == 1 && list.isObject(.list) && list.isOnlyReference
      && cell.isObject(.cell) && cell.cellContents.bits == Value.smallInteger(7).bits
      && cell.cellSlot == cell.object(as: CellObject.self).slot
      && function.isObject(.function) && function.functionEntry == linked.entry
  }
}
