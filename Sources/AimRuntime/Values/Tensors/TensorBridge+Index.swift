import AimTensor

extension TensorBridge {
  /// `x[item]` of a tensor.
  static func index(_ tensor: Tensor, _ item: Value) throws(RuntimeFault) -> Value {
    if item.isSmallInteger, let place = tensor.place(of: item.smallInteger) {
      return .tensor(try make { try tensor.element(at: place) })
    }
    if item.isSmallInteger, let part = tensor.part(at: item.smallInteger) { return .tensor(part) }
    return .tensor(try indexed(tensor, [.value(item)]))
  }

  /// `x[items]` of a tensor.
  static func index(_ tensor: Tensor, _ items: [IndexItem]) throws(RuntimeFault) -> Value {
    if let indices = numbers(items), let place = tensor.place(of: indices) {
      return .tensor(try make { try tensor.element(at: place) })
    }
    return .tensor(try indexed(tensor, items))
  }

  static func indexed(_ tensor: Tensor, _ items: [IndexItem]) throws(RuntimeFault) -> Tensor {
    let items = try tensorItems(items)
    return try make { try tensor.indexed(items) }
  }

  /// `x[items] = value` for the tensor in a slot: in place where the slot is its only owner.
  static func set(
    _ slot: UnsafeMutablePointer<Value>, _ items: [IndexItem], to value: Value
  ) throws(RuntimeFault) {
    if let indices = numbers(items), setElement(slot.pointee, at: { $0.place(of: indices) }, value)
    {
      return
    }
    let object = slot.pointee.object(as: TensorObject.self)
    let items = try tensorItems(items)
    let part = try self.tensor(from: value)
    if object.references == 1 {
      return try make { try object.tensor.assign(items, part) }
    }
    var changed = object.tensor
    try make { try changed.assign(items, part) }
    slot.pointee = .tensor(changed)
    Value(borrowing: object).release()
  }

  /// `x[index] = value` in place; false where it is not as simple as that.
  static func setElement(_ base: Value, _ index: Value, _ value: Value) -> Bool {
    index.isSmallInteger && setElement(base, at: { $0.place(of: index.smallInteger) }, value)
  }

  @inline(__always)
  private static func setElement(
    _ base: Value, at place: (Tensor) -> Int?, _ value: Value
  ) -> Bool {
    base.with(TensorObject.self) { object in
      guard object.references == 1, let place = place(object.tensor), let scalar = scalar(of: value)
      else { return false }
      return object.tensor.replaceElement(at: place, with: scalar)
    }
  }

  /// A number, a boolean, or the element of a tensor without dimensions that no origin remembers.
  private static func scalar(of value: Value) -> TensorScalar? {
    if value.isSmallInteger { return .int(value.smallInteger) }
    if value.isDouble { return .float(value.double) }
    if value.isBoolean { return .bool(value.isTrue) }
    guard value.has(kind: .tensor) else { return nil }
    return value.with(TensorObject.self) { object in
      object.tensor.origin == nil && !object.tensor.storage.isPending ? object.element : nil
    }
  }

  /// The items of an index that is all whole numbers.
  private static func numbers(_ items: [IndexItem]) -> [Int]? {
    var numbers: [Int] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      guard case .value(let value) = item, value.isSmallInteger else { return nil }
      numbers.append(value.smallInteger)
    }
    return numbers
  }

  /// The items of an index as the tensor understands them.
  private static func tensorItems(_ items: [IndexItem]) throws(RuntimeFault) -> [TensorIndex] {
    var result: [TensorIndex] = []
    for item in items {
      switch item {
      case .ellipsis: result.append(.ellipsis)
      case .slice(let start, let stop, let step):
        result.append(
          .slice(
            try SliceBounds.number(start), try SliceBounds.number(stop),
            try SliceBounds.number(step) ?? 1))
      case .value(let value): result.append(try tensorItem(value))
      }
    }
    return result
  }

  private static func tensorItem(_ value: Value) throws(RuntimeFault) -> TensorIndex {
    if let place = value.asInteger { return .at(place) }
    switch value.view {
    case .nothing: return .newAxis
    case .range(let range):
      return .slice(range.start, range.end < 0 && range.step < 0 ? nil : range.end, range.step)
    case .tensor(let tensor):
      if case .int(let place)? = tensor.element { return .at(place) }
      return .tensor(tensor.tensor)
    case .list(let list):
      // An empty list chooses nothing: it has no dtype of its own.
      if list.slotCount == 0 { return .tensor(try make { try Tensor([Int]()) }) }
      return .tensor(try ListConversion.tensor(from: list))
    default:
      throw RuntimeFault(
        IndexNotWhole(index: Display.short(value), type: value.typeName, of: "tensor"))
    }
  }
}
