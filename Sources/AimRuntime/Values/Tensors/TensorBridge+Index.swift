import AimTensor

extension TensorBridge {
  /// `x[items]`: a view for numbers and slices, a copy where masks or indices choose.
  static func index(_ tensor: Tensor, _ items: [IndexItem]) throws(RuntimeFault) -> Value {
    let indices = try tensorIndices(items)
    return .tensor(try make { try tensor.indexed(indices) })
  }

  /// The tensor with `x[items] = value` done; in place where nobody else holds it.
  static func set(
    _ slot: UnsafeMutablePointer<Value>, _ items: [IndexItem], to value: Value
  ) throws(RuntimeFault) {
    let indices = try tensorIndices(items)
    let part = try Self.tensor(from: value)
    let object = slot.pointee.object(as: TensorObject.self)
    if slot.pointee.isUniquelyReferenced {
      return try make { try object.tensor.assign(indices, part) }
    }
    var copy = object.tensor
    try make { try copy.assign(indices, part) }
    let old = slot.pointee
    slot.pointee = .tensor(copy)
    old.release()
  }

  private static func tensorIndices(_ items: [IndexItem]) throws(RuntimeFault) -> [TensorIndex] {
    var indices: [TensorIndex] = []
    indices.reserveCapacity(items.count)
    for item in items {
      switch item {
      case .ellipsis: indices.append(.ellipsis)
      case .value(let value): indices.append(try tensorIndex(value))
      case .slice(let start, let stop, let step):
        indices.append(.slice(try bound(start), try bound(stop), try bound(step) ?? 1))
      }
    }
    return indices
  }

  private static func tensorIndex(_ value: Value) throws(RuntimeFault) -> TensorIndex {
    if let number = value.asInteger { return .at(number) }
    switch value.view {
    case .range(let range):
      let end = range.step < 0 && range.end < 0 ? nil : range.end
      return .slice(range.start, end, range.step)
    case .list(let list) where list.slotCount == 0:
      return .tensor(try make { try Tensor([Int]()) })
    case .list: return .tensor(try Self.tensor(from: value))
    case .tensor(let object):
      if case .int(let number)? = object.element { return .at(number) }
      return .tensor(object.tensor)
    default:
      throw RuntimeFault(
        IndexNotWhole(index: Display.short(value), type: value.typeName, of: "tensor"))
    }
  }

  /// A bound of a slice; nil where it was left out.
  private static func bound(_ value: Value) throws(RuntimeFault) -> Int? {
    if value.isMissing || value.isNothing { return nil }
    guard let number = value.elementAsNumber?.asInteger else {
      throw RuntimeFault(
        IndexNotWhole(index: Display.short(value), type: value.typeName, of: "tensor"))
    }
    return number
  }
}
