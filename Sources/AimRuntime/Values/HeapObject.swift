/// What stands behind a `Value` that is an address.
///
/// Names the final class, so that a `switch` and an unchecked cast replace dynamic casts.
package enum HeapKind: UInt8, Sendable, CaseIterable {
  case integer, string, range, tensor, builtin, fault, type
  // The kinds that hold other values; `cell` keeps one inline, the others are `ContainerObject`s.
  case cell, list, tuple, record, dictionary, function, boundMethod, instance, module, iterator

  /// True where objects of this kind hold other values.
  @inline(__always) var holdsValues: Bool { rawValue >= HeapKind.cell.rawValue }
}

/// A counted object on the heap: the base of every kind of value that does not fit into a word.
///
/// Swift's own count stays at one from birth until `Release.free`; `references` is ours and not
/// atomic: an object belongs to one interpreter, which runs on one thread.
package class HeapObject {
  /// How many slots, registers and cells hold this object.
  ///
  /// Born with one.
  package final var references: UInt32 = 1
  package final let kind: HeapKind

  @inline(__always)
  init(kind: HeapKind) {
    self.kind = kind
    HeapAccount.add(HeapObject.averageSize)
  }

  /// What one object is counted as, its malloc header included.
  static let averageSize = 64
}

/// A whole number beyond 48 bits.
package final class IntegerObject: HeapObject {
  package let number: Int

  package init(_ number: Int) {
    self.number = number
    super.init(kind: .integer)
  }
}

/// A variable that is captured, passed with `&`, or global: the only sharing there is.
package final class CellObject: HeapObject {
  /// Owned by the cell; `missing` until it is first assigned.
  package var value: Value

  /// The address of the value, for assignment through a path.
  ///
  /// A stored property of a final class without observers stays where it is as long as the cell
  /// lives.
  package var slot: UnsafeMutablePointer<Value> { withUnsafeMutablePointer(to: &value) { $0 } }

  /// A cell that takes over the reference to its first value.
  @inline(__always)
  package init(owning value: Value) {
    self.value = value
    super.init(kind: .cell)
  }
}

/// `0..10`, `range(a, b, step)`: the whole numbers from `start`, by `step`, short of `end`.
package final class RangeObject: HeapObject {
  package let start: Int
  package let step: Int
  package let count: Int
  package let end: Int

  /// `step` is not zero; the caller has seen to that.
  package init(start: Int, end: Int, step: Int = 1) {
    self.start = start
    self.end = end
    self.step = step
    self.count = RangeObject.count(start: start, end: end, step: step)
    super.init(kind: .range)
  }

  /// `count` numbers from `start`; the end is what follows the last one.
  package init(start: Int, step: Int, count: Int) {
    self.start = start
    self.step = step
    self.count = count
    end = start &+ step &* count
    super.init(kind: .range)
  }

  /// The same, but a range of more numbers than 64 bits can count is a fault.
  package static func checked(
    start: Int, end: Int, step: Int = 1
  ) throws(RuntimeFault) -> RangeObject {
    if exceedsCount(start: start, end: end, step: step) {
      throw RuntimeFault(IntegerOverflow(operation: "-", operands: [end, start]))
    }
    return RangeObject(start: start, end: end, step: step)
  }

  /// The element at an index that is in bounds.
  @inline(__always)
  package subscript(_ index: Int) -> Int { start &+ index &* step }

  private static func exceedsCount(start: Int, end: Int, step: Int) -> Bool {
    guard step > 0 ? start < end : start > end else { return false }
    let distance = step > 0 ? UInt(bitPattern: end &- start) : UInt(bitPattern: start &- end)
    return (distance - 1) / step.magnitude >= UInt(Int.max)
  }

  private static func count(start: Int, end: Int, step: Int) -> Int {
    guard step > 0 ? start < end : start > end else { return 0 }
    let distance = step > 0 ? UInt(bitPattern: end &- start) : UInt(bitPattern: start &- end)
    let steps = (distance - 1) / step.magnitude
    return steps >= UInt(Int.max) ? Int.max : Int(steps) + 1
  }
}
