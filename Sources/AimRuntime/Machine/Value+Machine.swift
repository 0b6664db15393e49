/// What the dispatch loop asks of values, without any counting by the compiler.
extension Value {
  /// The number of a small whole number or a double, as a double.
  @inline(__always)
  var asNumber: Double { isDouble ? double : Double(smallInteger) }

  /// What the cell in this register holds, borrowed.
  @inline(__always)
  var cellContents: Value { with(CellObject.self) { $0.value } }

  /// Puts a value into the cell in this register, which takes it over.
  @inline(__always)
  func setCellContents(_ value: Value) {
    let old = with(CellObject.self) { cell in
      let old = cell.value
      cell.value = value
      return old
    }
    old.release()
  }

  /// The address of what the cell in this register holds.
  @inline(__always)
  var cellSlot: UnsafeMutablePointer<Value> { with(CellObject.self) { $0.slot } }

  /// The value itself, or what the cell holds.
  @inline(__always)
  var withoutCell: Value { has(kind: .cell) ? cellContents : self }
}
