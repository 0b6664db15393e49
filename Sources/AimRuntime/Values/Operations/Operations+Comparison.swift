import AimTensor

extension Operations {
  /// Any comparison of any two values: elementwise with a tensor on either side, else one boolean.
  @inline(never)
  package static func compare(
    _ operation: ComparisonOperator, _ a: Value, _ b: Value
  ) throws(RuntimeFault) -> Value {
    if a.has(kind: .tensor) || b.has(kind: .tensor) {
      return try compareTensors(operation, a, b)
    }
    return .boolean(try holds(operation, a, b))
  }

  /// The same as one boolean, for a jump: a tensor without dimensions stands for its element.
  @inline(never)
  package static func holds(
    _ operation: ComparisonOperator, _ a: Value, _ b: Value
  ) throws(RuntimeFault) -> Bool {
    if a.has(kind: .tensor) || b.has(kind: .tensor) {
      let result = try compareTensors(operation, a, b)
      defer { result.release() }
      return try condition(result)
    }
    if let left = a.asInteger, let right = b.asInteger { return operation.holds(left, right) }
    switch operation {
    case .equal: return try Structure.equal(a, b)
    case .notEqual: return try !Structure.equal(a, b)
    default: return try ordered(operation, a, b)
    }
  }

  private static func compareTensors(
    _ operation: ComparisonOperator, _ a: Value, _ b: Value
  ) throws(RuntimeFault) -> Value {
    if a.isNothing || b.isNothing, operation == .equal || operation == .notEqual {
      return .boolean(operation == .notEqual)
    }
    guard a.canBeCompared, b.canBeCompared else { throw operandFault(operation.rawValue, a, b) }
    return try TensorBridge.elementwise(operation.tensorOperator, a, b)
  }

  private static func ordered(
    _ operation: ComparisonOperator, _ a: Value, _ b: Value
  ) throws(RuntimeFault) -> Bool {
    guard let order = try order(a, b) else { return false }
    switch operation {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    default: return order >= 0
    }
  }

  /// -1, 0 or 1 for values that have an order (numbers, text, and lists or tuples of those); nil
  /// where a NaN is compared.
  ///
  /// Faults for anything else.
  package static func order(_ a: Value, _ b: Value) throws(RuntimeFault) -> Int? {
    var left = a
    var right = b
    while true {
      if let order = try orderOfScalars(left, right) {
        return order == .unordered ? nil : order.sign
      }
      guard left.isSequence, left.kind == right.kind else {
        throw RuntimeFault(NotOrdered(left: left.typeName, right: right.typeName))
      }
      let first = left.object(as: ContainerObject.self)
      let second = right.object(as: ContainerObject.self)
      guard let index = try firstDifference(first, second) else {
        return first.slotCount < second.slotCount ? -1 : first.slotCount > second.slotCount ? 1 : 0
      }
      left = first.slots[index]
      right = second.slots[index]
    }
  }

  private static func firstDifference(
    _ a: ContainerObject, _ b: ContainerObject
  ) throws(RuntimeFault) -> Int? {
    for index in 0..<min(a.slotCount, b.slotCount) {
      if try !Structure.equal(a.slots[index], b.slots[index]) { return index }
    }
    return nil
  }

  private enum Order {
    case below, same, above, unordered
    var sign: Int { self == .below ? -1 : self == .above ? 1 : 0 }

    init<Item: Comparable>(_ a: Item, _ b: Item) { self = a < b ? .below : a > b ? .above : .same }
  }

  private static func orderOfScalars(_ a: Value, _ b: Value) throws(RuntimeFault) -> Order? {
    switch (a.view, b.view) {
    case (.integer(let left), .integer(let right)): return Order(left, right)
    case (.number(let left), .number(let right)):
      return left.isNaN || right.isNaN ? .unordered : Order(left, right)
    case (.integer(let left), .number(let right)): return order(left, right)
    case (.number(let left), .integer(let right)):
      switch order(right, left) {
      case .below: return .above
      case .above: return .below
      case let other: return other
      }
    case (.string(let left), .string(let right)):
      if try StringObject.measuredEqual(left, right) { return .same }
      return try StringObject.precedes(left, right) ? .below : .above
    case (.tensor, _), (_, .tensor):
      guard let left = a.elementAsNumber, let right = b.elementAsNumber else { return nil }
      return try orderOfScalars(left, right)
    default: return nil
    }
  }

  /// Exact, where rounding the whole number to a float would not be.
  private static func order(_ whole: Int, _ number: Double) -> Order {
    if number.isNaN { return .unordered }
    if number >= 0x1p63 { return .below }
    if number < -0x1p63 { return .above }
    let floor = number.rounded(.down)
    let order = Order(whole, Int(floor))
    return order == .same && number > floor ? .below : order
  }

  /// True where an element, key, field or part of the text is there.
  @inline(never)
  package static func contains(_ item: Value, in container: Value) throws(RuntimeFault) -> Bool {
    switch container.view {
    case .list(let list): return try firstIndex(of: item, in: list.values) != nil
    case .tuple(let tuple): return try firstIndex(of: item, in: tuple.values) != nil
    case .dictionary(let dictionary): return try dictionary.value(of: item) != nil
    case .range(let range): return contains(item, in: range)
    case .string(let string):
      guard case .string(let part) = item.view else {
        throw RuntimeFault(OperandTypes(operation: "in", left: item.typeName, right: "string"))
      }
      return try TextSearch.place(of: part, in: string) != nil
    case .record(let record):
      guard let name = item.asText else {
        throw RuntimeFault(OperandTypes(operation: "in", left: item.typeName, right: "record"))
      }
      return record.layout.index(of: name) != nil
    case .tensor:
      let same = try compareTensors(.equal, container, item)
      defer { same.release() }
      return try TensorBridge.any(same)
    default:
      throw RuntimeFault(
        OperandTypes(operation: "in", left: item.typeName, right: container.typeName))
    }
  }

  static func firstIndex(
    of item: Value, in values: UnsafeBufferPointer<Value>
  ) throws(RuntimeFault) -> Int? {
    for (index, value) in values.enumerated() {
      if index & 0xFFF == 0xFFF { try Stop.poll() }
      if try Structure.equal(value, item) { return index }
    }
    return nil
  }

  /// A number without a fraction, also as a tensor without dimensions.
  private static func whole(_ value: Value) -> Int? {
    guard case .tensor(let tensor) = value.view else {
      return value.asInteger ?? value.asDouble.flatMap(Int.init(exactly:))
    }
    switch tensor.element {
    case .int(let number): return number
    case .float(let number): return Int(exactly: number)
    default: return nil
    }
  }

  private static func contains(_ item: Value, in range: RangeObject) -> Bool {
    guard range.count > 0, let number = whole(item) else { return false }
    let (distance, overflow) = number.subtractingReportingOverflow(range.start)
    guard !overflow, distance % range.step == 0 else { return false }
    let place = distance / range.step
    return place >= 0 && place < range.count
  }
}
