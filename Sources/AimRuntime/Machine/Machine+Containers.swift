import AimCompiler
import AimDiagnostics

/// Making containers and text, and reaching into them.
extension Machine {
  @inline(never)
  func build(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    do throws(RuntimeFault) {
      switch unsafeBitCast(word.operation, to: Opcode.self) {
      case .makeList:
        fill(ListObject(capacity: word.c), word, base, count: word.c)
      case .makeTuple:
        fill(TupleObject(capacity: word.c), word, base, count: word.c)
      case .makeRecord:
        let layout = frame.linked.recordLayout(word.c)
        fill(RecordObject(layout: layout), word, base, count: layout.names.count)
      case .makeDictionary: try makeDictionary(word, base)
      case .makeRange:
        complete(word, base, try Operations.range(base[word.b], base[word.c]))
      case .makeText: try makeText(word, base, frame)
      case .appendItems: try appendItems(word, base)
      case .appendSpread:
        try appendSpread(base + word.a, base[word.b])
        if word.flags & 1 != 0 { (base + word.b).clear() }
      default:
        let dictionary = base[word.a].object(as: DictionaryObject.self)
        try dictionary.set(base[word.b], owning: base[word.b + 1].retained())
        (base + word.b).clear(2)
      }
      return true
    } catch {
      return fail(error)
    }
  }

  /// Moves values from registers in a row into a new container.
  private func fill(
    _ container: ContainerObject, _ word: Word, _ base: UnsafeMutablePointer<Value>, count: Int
  ) {
    let first = base + word.b
    for index in 0..<count { container.append(owning: (first + index).takeOut()) }
    (base + word.a).put(Value(owning: container))
  }

  private func makeDictionary(
    _ word: Word, _ base: UnsafeMutablePointer<Value>
  ) throws(RuntimeFault) {
    let dictionary = Value(owning: DictionaryObject(capacity: word.c))
    do throws(RuntimeFault) {
      let object = dictionary.object(as: DictionaryObject.self)
      for entry in 0..<word.c {
        let key = base[word.b + 2 * entry]
        let value = base[word.b + 2 * entry + 1].retained()
        do throws(RuntimeFault) {
          try object.set(key, owning: value)
        } catch {
          value.release()
          throw error
        }
      }
    } catch {
      dictionary.release()
      throw error
    }
    (base + word.b).clear(2 * word.c)
    (base + word.a).put(dictionary)
  }

  private func appendItems(
    _ word: Word, _ base: UnsafeMutablePointer<Value>
  ) throws(RuntimeFault) {
    Value.makeUnique(base + word.a)
    let list = base[word.a].object(as: ListObject.self)
    if HeapAccount.isExceeded { throw Stop.fault() }
    for index in 0..<word.c { list.append(owning: (base + word.b + index).takeOut()) }
  }

  /// Adds every element of a collection to the list in a register.
  func appendSpread(
    _ register: UnsafeMutablePointer<Value>, _ source: Value
  ) throws(RuntimeFault) {
    Value.makeUnique(register)
    let list = register.pointee.object(as: ListObject.self)
    try Sequences.expectRoom(for: source)
    try Sequences.forEach(source) { value throws(RuntimeFault) in
      list.append(owning: value.retained())
    }
  }

  // MARK: reaching in

  @inline(never)
  func index(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Bool {
    note(word)
    do throws(RuntimeFault) {
      complete(word, base, try Operations.index(base[word.b], base[word.c]))
      return true
    } catch {
      return fail(error)
    }
  }

  /// `x[i]` where x is a variable outside registers; it is not given up.
  @inline(never)
  func index(
    of container: Value, _ word: Word, _ base: UnsafeMutablePointer<Value>,
    _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    if container.isMissing { return failUnbound(word, frame) }
    do throws(RuntimeFault) {
      let result = try Operations.index(container, base[word.c])
      if word.flags & 2 != 0, word.c != word.a { (base + word.c).clear() }
      (base + word.a).put(result)
      return true
    } catch {
      return fail(error)
    }
  }

  @inline(never)
  func items(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    do throws(RuntimeFault) {
      var register = base + word.b + 1
      let items = indexItems(frame.linked.code.tables.indexShapes[word.c], &register)
      let result = try Operations.index(base[word.b], items)
      (base + word.b).clear(register - (base + word.b))
      (base + word.a).put(result)
      return true
    } catch {
      return fail(error)
    }
  }

  /// The items of an index, borrowed from registers in a row.
  func indexItems(
    _ shapes: [IndexItemShape], _ register: inout UnsafeMutablePointer<Value>
  ) -> [IndexItem] {
    shapes.map { shape in
      switch shape {
      case .ellipsis: return .ellipsis
      case .value:
        defer { register += 1 }
        return .value(register.pointee)
      case .slice(let hasStart, let hasStop, let hasStep):
        let start = next(&register, hasStart)
        let stop = next(&register, hasStop)
        let step = next(&register, hasStep)
        return .slice(start: start, stop: stop, step: step)
      }
    }
  }

  private func next(_ register: inout UnsafeMutablePointer<Value>, _ isGiven: Bool) -> Value {
    guard isGiven else { return .missing }
    defer { register += 1 }
    return register.pointee
  }

  @inline(never)
  func field(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    do throws(RuntimeFault) {
      let owner = base[word.b]
      let name = frame.linked.code.tables.names[word.c]
      complete(word, base, try self.field(name, of: owner))
      return true
    } catch {
      return fail(error)
    }
  }

  /// A field, or a method that is bound to its receiver.
  func field(_ name: String, of owner: Value) throws(RuntimeFault) -> Value {
    if case .module = owner.view { try expectPublic(name, in: owner) }
    if let value = try Operations.field(ifPresent: name, of: owner) {
      if value.isMissing { throw RuntimeFault(UsedBeforeBinding(name: name)) }
      return value
    }
    if case .instance(let instance) = owner.view, let method = instance.type.methods[name] {
      return Value(
        owning: BoundMethodObject(
          owningReceiver: owner.retained(), owningFunction: method.retained()))
    }
    throw Operations.noSuchField(name, of: owner)
  }

  private func expectPublic(_ name: String, in module: Value) throws(RuntimeFault) {
    guard name.hasPrefix("_"), case .module(let object) = module.view else { return }
    throw RuntimeFault(PrivateName(name: name, module: object.name))
  }

  /// `x[i] = v` for anything but a list that only x holds; v stands at `source`.
  @inline(never)
  func setIndexSlowly(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ root: UnsafeMutablePointer<Value>,
    _ source: UnsafeMutablePointer<Value>
  ) -> Bool {
    if root.pointee.isMissing { return fail(UsedBeforeBinding(name: "")) }
    let isSet = setElement(root, base[word.b], source.pointee)
    if isSet {
      if word.flags & 1 != 0 { (base + word.b).clear() }
      if word.flags & 2 != 0 { source.clear() }
    }
    return isSet
  }

  /// Sets what stands at a key in a container of any kind; everything is borrowed.
  private func setElement(
    _ root: UnsafeMutablePointer<Value>, _ key: Value, _ value: Value
  ) -> Bool {
    if root.pointee.isObject(.tensor), TensorBridge.setElement(root.pointee, key, value) {
      return true
    }
    if root.pointee.isObject(.dictionary), root.pointee.isOnlyReference {
      let entry = root.pointee.with(DictionaryObject.self) { $0.find(simple: key) }
      if entry >= 0 {
        root.pointee.with(DictionaryObject.self) { $0.setValue(entry, owning: value.retained()) }
        return true
      }
    }
    do throws(RuntimeFault) {
      try assignElement(root, key, value.retained())
      return true
    } catch {
      value.release()
      return fail(error)
    }
  }

  private func assignElement(
    _ root: UnsafeMutablePointer<Value>, _ key: Value, _ value: Value
  ) throws(RuntimeFault) {
    if root.pointee.isObject(.dictionary), root.pointee.isOnlyReference {
      try root.pointee.object(as: DictionaryObject.self).set(key, owning: value)
    } else {
      try Operations.assign(root, key: key, owning: value)
    }
  }

  /// Sets a field of the instance in a register, or in a cell, by its place.
  @inline(never)
  func setSlot(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ root: UnsafeMutablePointer<Value>
  ) {
    let value = word.flags & 2 != 0 ? (base + word.c).takeOut() : base[word.c].retained()
    Value.makeUnique(root)
    root.pointee.with(ContainerObject.self) { object in
      let slot = object.slots + word.b
      if slot.pointee.has(kind: .cell) {
        slot.pointee.setCellContents(value)
      } else {
        slot.put(value)
      }
    }
  }

  @inline(never)
  func unpack(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Bool {
    do throws(RuntimeFault) {
      let source = base[word.b].retained()
      defer { source.release() }
      if word.flags & 1 != 0 { (base + word.b).clear() }
      (base + word.a).clear(word.c)
      do throws(RuntimeFault) {
        try Operations.unpack(source, into: base + word.a, count: word.c)
      } catch {
        // The fault shows what was to be taken apart.
        (base + word.b).put(source.retained())
        throw error
      }
      return true
    } catch {
      return fail(error)
    }
  }
}

extension UnsafeMutablePointer<Frame> {
  /// The function that runs, counted by the compiler: for slow paths alone.
  var linked: LinkedFunction { pointee.code.pointee.owner.takeUnretainedValue() }
}
