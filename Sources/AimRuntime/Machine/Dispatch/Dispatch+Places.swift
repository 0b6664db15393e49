import AimCompiler

// Variables outside registers and elements of lists, part of the dispatch loop.
extension Machine {
  /// Loads what a cell or a global holds, if it is bound by now.
  @inline(__always)
  func load(
    _ value: Value, _ word: Word, _ base: Registers, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    if value.isMissing { return failUnbound(word, frame) }
    (base + word.a).put(value.retained())
    return true
  }

  /// Stores register a in a variable outside registers.
  @inline(__always)
  func store(_ word: Word, _ base: Registers, in slot: Registers) {
    slot.put(word.flags & 4 != 0 ? (base + word.a).takeOut() : base[word.a].retained())
  }

  @inline(__always)
  func storeInCell(_ word: Word, _ base: Registers) {
    let value = word.flags & 1 != 0 ? (base + word.b).takeOut() : base[word.b].retained()
    base[word.a].setCellContents(value)
  }

  /// `Instruction.takesConstant`, where the loop reads it without asking another module.
  static var takesConstant: Int { 8 }

  /// Where operand c stands: among the constants, or in a register.
  @inline(__always)
  func source(_ word: Word, _ base: Registers, _ constants: Registers) -> Registers {
    (word.flags & Machine.takesConstant != 0 ? constants : base) + word.c
  }

  /// An element of a list, borrowed; nil where the index is not in it, or for anything else.
  @inline(__always)
  private static func element(of x: Value, at y: Value) -> Value? {
    guard x.isObject(.list), y.isSmallInteger else { return nil }
    let index = y.smallInteger
    guard UInt(bitPattern: index) < UInt(bitPattern: x.containerCount) else { return nil }
    return x.containerSlots[index]
  }

  @inline(__always)
  func getIndex(_ word: Word, _ base: Registers) -> Bool {
    guard let element = Machine.element(of: base[word.b], at: base[word.c]) else {
      return index(word, base)
    }
    element.retain()
    if word.flags & 1 != 0, word.a != word.b { (base + word.b).clear() }
    (base + word.a).put(element)
    return true
  }

  /// The same for a list that is not in a register.
  @inline(__always)
  func getIndex(
    of list: Value, _ word: Word, _ base: Registers, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    guard let element = Machine.element(of: list, at: base[word.c]) else {
      return index(of: list, word, base, frame)
    }
    (base + word.a).put(element.retained())
    return true
  }

  /// `x[i] = v`, where v is a register's or a constant: in place where only this variable holds the
  /// list.
  @inline(__always)
  func setIndex(
    _ word: Word, _ base: Registers, _ root: Registers, _ constants: Registers
  ) -> Bool {
    let source = source(word, base, constants)
    let (x, y) = (root.pointee, base[word.b])
    guard y.isSmallInteger, x.isObject(.list), x.isOnlyReference,
      UInt(bitPattern: y.smallInteger) < UInt(bitPattern: x.containerCount)
    else { return setIndexSlowly(word, base, root, source) }
    let value = word.flags & 2 != 0 ? source.takeOut() : source.pointee.retained()
    (x.containerSlots + y.smallInteger).put(value)
    return true
  }

  /// A field of the model in b, by its place.
  @inline(__always)
  func getSlot(_ word: Word, _ base: Registers) {
    let value = base[word.b].containerSlots[word.c].withoutCell
    value.retain()
    if word.flags & 1 != 0, word.a != word.b { (base + word.b).clear() }
    (base + word.a).put(value)
  }

  /// One value more for a list that grows: in place where it has room.
  @inline(__always)
  func appendItems(
    _ word: Word, _ base: Registers, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    guard word.c == 1, base[word.a].appendInPlace(base[word.b]) else {
      return build(word, base, frame)
    }
    base[word.b] = .nothing
    return true
  }
}
