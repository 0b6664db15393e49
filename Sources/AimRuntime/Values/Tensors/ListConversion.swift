import AimTensor

/// From a rectangular list of numbers (or booleans, or tensors of one shape) to a tensor.
///
/// Whole numbers make i64, any fraction f32; booleans make bool. The list is walked twice, with a stack of
/// our own: once for shape and kind, once for the elements.
enum ListConversion {
  /// `wide` makes f64 of fractions, where that is what the caller will have.
  static func tensor(from list: ListObject, wide: Bool = false) throws(RuntimeFault) -> Tensor {
    if try holdsTensors(list) { return try stacked(list) }
    let shape = try shape(of: list)
    var elements = Elements()
    try elements.collect(list, shape)
    return try elements.tensor(Shape(shape), wide: wide)
  }

  /// True where the elements at the bottom of the first branch are tensors: they are stacked.
  private static func holdsTensors(_ list: ListObject) throws(RuntimeFault) -> Bool {
    for (index, value) in list.values.enumerated() where value.isObject {
      if index & 0xFFFF == 0xFFFF { try Stop.poll() }
      if value.has(kind: .tensor) { return true }
      if case .list(let inner) = value.view, holdsTensorsInside(inner) { return true }
    }
    return false
  }

  private static func holdsTensorsInside(_ list: ListObject) -> Bool {
    var inner = list
    while true {
      if inner.values.contains(where: { $0.has(kind: .tensor) }) { return true }
      guard let first = inner.values.first, case .list(let next) = first.view else { return false }
      inner = next
    }
  }

  private static func stacked(_ list: ListObject) throws(RuntimeFault) -> Tensor {
    var parts: [Tensor] = []
    for value in list.values { parts.append(try TensorBridge.tensor(from: value)) }
    let first = parts[0].shape
    for (index, part) in parts.enumerated() where part.shape != first {
      throw RuntimeFault(
        RaggedTensors(index: index, first: first.dimensions, other: part.shape.dimensions))
    }
    guard let op = Operator.named("stack") else {
      throw RuntimeFault(MissingOperator(name: "stack"))
    }
    return try TensorBridge.applied(op, parts, Attributes(.int(0)))
  }

  /// The lengths along the first branch; the second walk holds every other branch to them.
  private static func shape(of list: ListObject) throws(RuntimeFault) -> [Int] {
    var shape: [Int] = []
    var current = list
    while true {
      shape.append(current.slotCount)
      if shape.count > maximumRank { throw RuntimeFault(ListTooDeep(limit: maximumRank)) }
      guard let first = current.values.first, case .list(let inner) = first.view else {
        return shape
      }
      current = inner
    }
  }

  private static let maximumRank = 64

  /// The elements found so far, in row-major order, as the narrowest kind that holds them all.
  private struct Elements {
    var integers: [Int] = []
    var floats: [Double] = []
    var flags: [Bool] = []

    mutating func collect(_ root: ListObject, _ shape: [Int]) throws(RuntimeFault) {
      var stack: [(list: ListObject, next: Int)] = [(root, 0)]
      try check(root, depth: 0, shape)
      while let (list, next) = stack.last {
        if next & 0xFFF == 0xFFF { try Stop.poll() }
        if next == list.slotCount {
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next = next + 1
        let value = list.slots[next]
        if stack.count == shape.count {
          try add(value, shape)
        } else if case .list(let inner) = value.view {
          try check(inner, depth: stack.count, shape)
          stack.append((inner, 0))
        } else {
          throw RuntimeFault(UnevenNesting(type: value.typeName))
        }
      }
    }

    private func check(_ list: ListObject, depth: Int, _ shape: [Int]) throws(RuntimeFault) {
      if list.slotCount != shape[depth] {
        throw RuntimeFault(RaggedList(expected: shape[depth], found: list.slotCount))
      }
    }

    private mutating func add(_ value: Value, _ shape: [Int]) throws(RuntimeFault) {
      switch value.view {
      case .integer(let number) where flags.isEmpty:
        if floats.isEmpty { integers.append(number) } else { floats.append(Double(number)) }
      case .number(let number) where flags.isEmpty:
        if !integers.isEmpty {
          floats = integers.map(Double.init)
          integers = []
        }
        floats.append(number)
      case .boolean(let flag) where integers.isEmpty && floats.isEmpty: flags.append(flag)
      case .list: throw RuntimeFault(UnevenNesting(type: "list"))
      default:
        throw RuntimeFault(NotANumberInList(type: value.typeName))
      }
    }

    func tensor(_ shape: Shape, wide: Bool) throws(RuntimeFault) -> Tensor {
      try TensorBridge.make {
        if !flags.isEmpty { return try Tensor(flags, shape: shape) }
        if !integers.isEmpty { return try Tensor(integers, shape: shape) }
        if wide { return try Tensor(floats, shape: shape) }
        return try Tensor(floats.map(Float.init), shape: shape)
      }
    }
  }
}
