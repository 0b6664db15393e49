/// Functions that change a variable: `append(&xs, x)`, or as a method, `xs.append(x)`.
extension Builtin {
  static var mutating: [Builtin] { [append, extend, insert, pop, remove, clear, update] }

  static var append: Builtin {
    Builtin(
      raw: "append", [ParameterCard("xs", "a list", kind: .variable), ParameterCard("x")],
      summary: "Adds an element at the end of the list in a variable.",
      examples: [Example("var xs = [1]\nxs.append(2)\nxs", gives: "[1, 2]")],
      shortWay: { arguments in
        let (variable, x) = (arguments.argument(0), arguments.argument(1))
        guard variable.isObject(.cell) else { return Value.missing.bits }
        let list = variable.cellContents
        guard list.isObject(.list), list.isOnlyReference else { return Value.missing.bits }
        x.retain()
        list.with(ListObject.self) { $0.append(owning: x) }
        return Value.nothing.bits
      }
    ) { (arguments, _) throws(RuntimeFault) in
      let slot = try MutableList.slot(arguments[0], "append")
      slot.pointee.object(as: ListObject.self).append(owning: arguments[1].retained())
      return .nothing
    }
  }

  static var extend: Builtin {
    Builtin(
      "extend", Parameter<Variable>("xs"), Parameter<Collection>("ys"),
      summary: "Adds the elements of another collection at the end of the list in a variable.",
      examples: [Example("var xs = [1]\nxs.extend([2, 3])\nxs", gives: "[1, 2, 3]")]
    ) { (variable, ys) throws(RuntimeFault) in
      let more = try Sequences.collected(ys.value)
      defer { Value(owning: more).release() }
      let slot = try MutableList.slot(Value(borrowing: variable.cell), "extend")
      let list = slot.pointee.object(as: ListObject.self)
      list.reserve(list.slotCount + more.slotCount)
      for value in more.values { list.append(owning: value.retained()) }
      return .nothing
    }
  }

  static var insert: Builtin {
    Builtin(
      "insert", Parameter<Variable>("xs"), Parameter<Int>("index"), Parameter<Value>("x"),
      summary: "Puts an element before the one at `index`; at the length, at the end.",
      examples: [Example("var xs = [1, 3]\nxs.insert(1, 2)\nxs", gives: "[1, 2, 3]")]
    ) { (variable, index, x) throws(RuntimeFault) in
      let slot = try MutableList.slot(Value(borrowing: variable.cell), "insert")
      let list = slot.pointee.object(as: ListObject.self)
      let count = list.slotCount
      let place = index < 0 ? index + count : index
      guard place >= 0, place <= count else {
        throw RuntimeFault(ElementOutOfRange(index: index, count: count, of: "list"))
      }
      list.append(owning: x.retained())
      var at = count
      while at > place {
        list.slots[at] = list.slots[at - 1]
        at -= 1
      }
      list.slots[place] = x
      return .nothing
    }
  }

  static var pop: Builtin {
    Builtin(
      "pop", Parameter<Variable>("xs"), Parameter<Int>("index", default: -1),
      summary:
        "Takes an element out of the list in a variable, the last one unless said, and gives it.",
      examples: [Example("var xs = [1, 2, 3]\nxs.pop()", gives: "3")]
    ) { (variable, index) throws(RuntimeFault) in
      let slot = try MutableList.slot(Value(borrowing: variable.cell), "pop")
      let list = slot.pointee.object(as: ListObject.self)
      guard let place = try Operations.position(.integer(index), count: list.slotCount, of: "list")
      else {
        return .nothing
      }
      return MutableList.take(list, place)
    }
  }

  static var remove: Builtin {
    Builtin(
      "remove", Parameter<Variable>("xs"), Parameter<Value>("x"),
      summary:
        "Takes the first element that equals `x` out of a list, or a key and its value, which is given, out of a dictionary.",
      examples: [
        Example("var xs = [1, 2, 1]\nxs.remove(1)\nxs", gives: "[2, 1]"),
        Example("var d = [\"a\": 1]\nd.remove(\"a\")", gives: "1"),
      ]
    ) { (variable, x) throws(RuntimeFault) in
      if case .dictionary(let dictionary) = variable.cell.value.view {
        guard try dictionary.value(of: x) != nil else {
          throw try Operations.missingKey(x, in: dictionary)
        }
        Value.makeUnique(variable.cell.slot)
        return try variable.cell.value.object(as: DictionaryObject.self).remove(x) ?? .nothing
      }
      let slot = try MutableList.slot(Value(borrowing: variable.cell), "remove")
      let list = slot.pointee.object(as: ListObject.self)
      guard let place = try Operations.firstIndex(of: x, in: list.values) else {
        throw RuntimeFault(NotInList(value: Display.short(x)))
      }
      MutableList.take(list, place).release()
      return .nothing
    }
  }

  static var clear: Builtin {
    Builtin(
      "clear", Parameter<Variable>("xs"),
      summary: "Takes everything out of the list or dictionary in a variable.",
      examples: [Example("var xs = [1, 2]\nxs.clear()\nxs", gives: "[]")]
    ) { variable throws(RuntimeFault) in
      let old = variable.cell.value
      switch old.view {
      case .list: variable.cell.value = .list(owning: [])
      case .dictionary: variable.cell.value = Value(owning: DictionaryObject())
      default: throw MutableList.wrong(old, "clear", "a list or a dictionary")
      }
      old.release()
      return .nothing
    }
  }

  static var update: Builtin {
    Builtin(
      "update", Parameter<Variable>("d"), Parameter<DictionaryObject>("other"),
      summary: "Sets every key of `other` in the dictionary of a variable.",
      examples: [
        Example("var d = [\"a\": 1]\nd.update([\"b\": 2])\nd", gives: "[\"a\": 1, \"b\": 2]")
      ]
    ) { (variable, other) throws(RuntimeFault) in
      guard variable.cell.value.has(kind: .dictionary) else {
        throw MutableList.wrong(variable.cell.value, "update", "a dictionary")
      }
      Value.makeUnique(variable.cell.slot)
      let own = variable.cell.value.object(as: DictionaryObject.self)
      for entry in 0..<other.entryCount where !other.entryKey(entry).isMissing {
        try own.set(other.entryKey(entry), owning: other.entryValue(entry).retained())
      }
      return .nothing
    }
  }
}

/// The list in a variable, made this variable's own.
enum MutableList {
  @inline(__always)
  static func slot(_ cell: Value, _ function: String) throws(RuntimeFault) -> UnsafeMutablePointer<
    Value
  > {
    guard cell.has(kind: .cell) else {
      throw RuntimeFault(
        WrongArgument(
          function: function, parameter: "xs", expected: "a variable", found: cell.typeName,
          text: Display.short(cell)))
    }
    let slot = cell.with(CellObject.self) { $0.slot }
    guard slot.pointee.has(kind: .list) else { throw wrong(slot.pointee, function, "a list") }
    Value.makeUnique(slot)
    return slot
  }

  static func wrong(_ value: Value, _ function: String, _ expected: String) -> RuntimeFault {
    RuntimeFault(
      WrongArgument(
        function: function, parameter: "xs", expected: expected, found: value.typeName,
        text: Display.short(value)))
  }

  /// Takes an element out; it is the caller's.
  static func take(_ list: ListObject, _ place: Int) -> Value {
    let value = list.slots[place]
    for index in place..<list.slotCount - 1 { list.slots[index] = list.slots[index + 1] }
    list.slotCount -= 1
    return value
  }
}
