import AimTensor

extension TensorBridge {
  /// `x[items]` of a tensor.
  static func index(_ tensor: Tensor, _ items: [IndexItem]) throws(RuntimeFault) -> Value {
    .tensor(try indexed(tensor, items))
  }

  static func indexed(_ tensor: Tensor, _ items: [IndexItem]) throws(RuntimeFault) -> Tensor {
    let items = try tensorItems(items)
    return try make { try tensor.indexed(items) }
  }

  /// A tensor with a part replaced: what `x[items] = value` leaves in the variable.
  static func setting(
    _ tensor: Tensor, _ items: [IndexItem], to value: Value
  ) throws(RuntimeFault) -> Value {
    let items = try tensorItems(items)
    let part = try self.tensor(from: value)
    return try make {
      var changed = tensor
      try changed.assign(items, part)
      return .tensor(changed)
    }
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
