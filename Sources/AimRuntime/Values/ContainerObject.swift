import Glibc

/// A heap object that holds other values in slots of its own: released, compared, hashed and copied alike.
///
/// `slots[0..<slotCount]` are initialised and owned (each is one counted reference).
package class ContainerObject: HeapObject {
  package final var slots: UnsafeMutablePointer<Value>
  package final var slotCount: Int
  package final var slotCapacity: Int

  /// An object with room for `capacity` values, and none in it.
  @inline(__always)
  init(kind: HeapKind, capacity: Int) {
    slots = ContainerObject.allocate(capacity)
    slotCount = 0
    slotCapacity = capacity
    super.init(kind: kind)
  }

  deinit {
    // The values themselves were released by `Release`, which is the only way here.
    HeapAccount.remove(slotCapacity &* MemoryLayout<Value>.stride)
    free(slots)
  }

  /// Takes over the reference to one more value.
  ///
  /// Amortised O(1).
  @inline(__always)
  package final func append(owning value: Value) {
    if slotCount == slotCapacity { grow(to: slotCount + 1) }
    slots[slotCount] = value
    slotCount &+= 1
  }

  /// Makes room for at least `count` values in all.
  package final func reserve(_ count: Int) {
    if count > slotCapacity { reallocate(count) }
  }

  /// Fills the slots with counted references to others' values.
  ///
  /// The object is empty so far.
  package final func fill(sharing values: UnsafeBufferPointer<Value>) {
    reserve(values.count)
    for value in values {
      value.retain()
      slots[slotCount] = value
      slotCount &+= 1
    }
  }

  /// The values, for looking; valid while nothing changes the object.
  @inline(__always)
  package final var values: UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(start: slots, count: slotCount)
  }

  /// Replaces the value of a slot, taking over the reference to the new one.
  @inline(__always)
  package final func replace(_ index: Int, owning value: Value) {
    let old = slots[index]
    slots[index] = value
    old.release()
  }

  @inline(never)
  private final func grow(to count: Int) {
    reallocate(max(count, slotCapacity + HeapAccount.growth(of: slotCapacity), 4))
  }

  private final func reallocate(_ capacity: Int) {
    HeapAccount.add((capacity - slotCapacity) * MemoryLayout<Value>.stride)
    guard let moved = realloc(slots, max(capacity, 1) * MemoryLayout<Value>.stride) else {
      HeapAccount.systemIsOutOfMemory(capacity * MemoryLayout<Value>.stride)
    }
    slots = moved.assumingMemoryBound(to: Value.self)
    slotCapacity = capacity
  }

  @inline(__always)
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Value> {
    HeapAccount.add(capacity &* MemoryLayout<Value>.stride)
    guard let memory = malloc(max(capacity, 1) &* MemoryLayout<Value>.stride) else {
      HeapAccount.systemIsOutOfMemory(capacity &* MemoryLayout<Value>.stride)
    }
    return memory.assumingMemoryBound(to: Value.self)
  }
}

/// `[1, "a", [2]]`.
package final class ListObject: ContainerObject {
  @inline(__always)
  package init(capacity: Int) { super.init(kind: .list, capacity: capacity) }
}

/// `(a, b)`.
package final class TupleObject: ContainerObject {
  @inline(__always)
  package init(capacity: Int) { super.init(kind: .tuple, capacity: capacity) }
}

/// `(lr: 0.1, epochs: 5)`: the values in the order of the layout's names.
package final class RecordObject: ContainerObject {
  package let layout: RecordLayout

  /// An empty record; append one value for each name of the layout.
  @inline(__always)
  package init(layout: RecordLayout) {
    self.layout = layout
    super.init(kind: .record, capacity: layout.names.count)
  }
}

/// The names of a record's fields, shared by all records that one expression makes.
package final class RecordLayout: Sendable {
  package let names: [String]
  private let indices: [String: Int]
  /// The places of the names in alphabetical order: the order in which records are hashed.
  package let alphabetical: [Int]

  package init(names: [String]) {
    self.names = names
    var indices: [String: Int] = [:]
    for (index, name) in names.enumerated() { indices[name] = index }
    self.indices = indices
    alphabetical = names.indices.sorted { names[$0] < names[$1] }
  }

  /// The place of a field, or nil where there is none of that name.
  package func index(of name: String) -> Int? { indices[name] }
}
