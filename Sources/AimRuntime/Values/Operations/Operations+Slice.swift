extension Operations {
  /// `x[a..b]`: the same as `x[a:b]`, for a range with any step.
  static func slice(_ base: Value, range item: Value) throws(RuntimeFault) -> Value {
    guard case .range(let range) = item.view else {
      throw RuntimeFault(
        IndexNotWhole(index: Display.short(item), type: item.typeName, of: base.typeName))
    }
    if range.step < 0 {
      return try slice(
        base, .integer(range.start), range.end < 0 ? .missing : .integer(range.end),
        .integer(range.step))
    }
    return try slice(base, .integer(range.start), .integer(range.end), .integer(range.step))
  }

  /// `x[start:stop:step]` of a list, tuple, string or range; Python's rules, with bounds that are cut to what is there.
  static func slice(
    _ base: Value, _ start: Value, _ stop: Value, _ step: Value
  ) throws(RuntimeFault) -> Value {
    switch base.view {
    case .list(let list):
      let bounds = try SliceBounds(start, stop, step, count: list.slotCount)
      try HeapAccount.expect(roomForValues: bounds.count)
      return Value(owning: copy(list, bounds, to: ListObject(capacity: bounds.count)))
    case .tuple(let tuple):
      let bounds = try SliceBounds(start, stop, step, count: tuple.slotCount)
      return Value(owning: copy(tuple, bounds, to: TupleObject(capacity: bounds.count)))
    case .string(let string):
      return try slice(string, SliceBounds(start, stop, step, count: string.measuredCount()))
    case .range(let range):
      let bounds = try SliceBounds(start, stop, step, count: range.count)
      // The step of a single number is never taken: it may be any.
      let step = bounds.count > 1 ? range.step &* bounds.step : range.step
      return Value(
        owning: RangeObject(start: range[bounds.start], step: step, count: bounds.count))
    case .tensor(let tensor):
      return try TensorBridge.index(
        tensor.tensor, [.slice(start: start, stop: stop, step: step)])
    case .dictionary: throw RuntimeFault(CannotSlice(type: base.typeName))
    default: throw RuntimeFault(NotIndexable(type: base.typeName))
    }
  }

  private static func copy(
    _ source: ContainerObject, _ bounds: SliceBounds, to target: ContainerObject
  ) -> ContainerObject {
    for number in 0..<bounds.count {
      target.append(owning: source.slots[bounds.start + number * bounds.step].retained())
    }
    return target
  }

  private static func slice(
    _ string: StringObject, _ bounds: SliceBounds
  ) throws(RuntimeFault) -> Value {
    if bounds.count == 0 { return .string("") }
    if bounds.step == 1 {
      let part = string.substring(bounds.start..<bounds.start + bounds.count)
      return try LongText.string([part], isPlain: string.isPlain)
    }
    return try LongText.picked(string, bounds)
  }
}

/// Where a slice begins, how far it steps and how many elements it has, for a sequence of known length.
package struct SliceBounds {
  package let start: Int
  package let step: Int
  package let count: Int

  /// Python's rules: a negative bound counts from the end, one beyond is cut, a step is not zero.
  package init(
    _ start: Value, _ stop: Value, _ step: Value, count length: Int
  ) throws(RuntimeFault) {
    let by = try SliceBounds.number(step) ?? 1
    if by == 0 { throw RuntimeFault(StepOfZero()) }
    let low = by < 0 ? -1 : 0
    let high = by < 0 ? length - 1 : length
    let first =
      SliceBounds.cut(try SliceBounds.number(start), low, high, length) ?? (by < 0 ? high : low)
    let last =
      SliceBounds.cut(try SliceBounds.number(stop), low, high, length) ?? (by < 0 ? low : high)
    self.step = by
    let distance = by > 0 ? last - first : first - last
    let steps = distance <= 0 ? 0 : 1 + (distance - 1) / Int(clamping: by.magnitude)
    count = steps
    self.start = steps == 0 ? 0 : first
  }

  private static func cut(_ bound: Int?, _ low: Int, _ high: Int, _ length: Int) -> Int? {
    guard let bound else { return nil }
    return min(max(bound < 0 ? bound &+ length : bound, low), high)
  }

  /// A bound: a whole number, or nil where it was left out.
  static func number(_ value: Value) throws(RuntimeFault) -> Int? {
    if value.isMissing || value.isNothing { return nil }
    if let number = value.elementAsNumber?.asInteger { return number }
    throw RuntimeFault(
      IndexNotWhole(index: Display.short(value), type: value.typeName, of: "slice"))
  }
}
