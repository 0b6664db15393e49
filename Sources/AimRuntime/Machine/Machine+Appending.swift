import AimCompiler

/// `s += "…"`: a text that is built piece by piece grows in place.
extension Machine {
  /// Adds the text `right` to the one in register b where the sum takes its place and nothing else
  /// holds it.
  ///
  /// False where it is not so: the sum is then a new text.
  func appendInPlace(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ right: Value
  ) throws(RuntimeFault) -> Bool {
    let left = base[word.b]
    guard word.a == word.b, word.operation == Opcode.add.rawValue, left.isObject(.string),
      right.isObject(.string), left.bits != right.bits
    else { return false }
    switch left.with(StringObject.self, { $0.references }) {
    case 1: break
    case 2:
      // A variable outside registers is the other owner, and the next instruction assigns it.
      let next = Word(address: word.address + MemoryLayout<UInt64>.stride)
      guard variable(assignedBy: next, from: word.a, base)?.pointee.bits == left.bits else {
        return false
      }
    default: return false
    }
    let text = right.object(as: StringObject.self)
    guard try left.object(as: StringObject.self).append(text) else { return false }
    if word.flags & 2 != 0 { (base + word.c).clear() }
    return true
  }

  /// The variable that an instruction sets to what a register holds.
  func variable(
    assignedBy next: Word, from register: Int, _ base: UnsafeMutablePointer<Value>
  ) -> UnsafeMutablePointer<Value>? {
    switch unsafeBitCast(next.operation, to: Opcode.self) {
    case .setGlobal where next.a == register: current.pointee.code.pointee.globals[next.b]
    case .setCaptureCell where next.a == register: current.pointee.captures[next.b].cellSlot
    case .setCell where next.b == register: base[next.a].cellSlot
    case .setSlot where next.c == register: slot(next.b, of: base[next.a])
    case .setSlotInCell where next.c == register: slot(next.b, of: base[next.a].cellContents)
    default: nil
    }
  }

  /// A field of an instance that has one owner itself.
  private func slot(_ slot: Int, of instance: Value) -> UnsafeMutablePointer<Value>? {
    instance.isOnlyReference ? instance.containerSlots + slot : nil
  }
}
