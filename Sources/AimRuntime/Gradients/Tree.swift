import AimTensor

/// A value seen as a tree whose leaves can be differentiated: floats, float tensors, and those in lists, tuples,
/// records and dictionaries, and the `param`s of models. All else is carried along. A plain whole number that is the
/// whole tree counts as a float.
enum Tree {
  /// Calls `body` on the leaves at the same place of several trees, and builds the first tree of what it gives (+1 each).
  ///
  /// Recursion is bounded: a tree nested deeper than `maximumDepth` is a fault.
  static func map(
    _ trees: [Value], depth: Int = 0, _ body: ([Value]) throws(RuntimeFault) -> Value
  ) throws(RuntimeFault) -> Value {
    try Stop.poll()
    let first = trees[0]
    if isLeaf(first) || depth == 0 && first.asInteger != nil { return try body(trees) }
    guard let places = places(of: first) else { return first.retained() }
    if depth > maximumDepth { throw RuntimeFault(TreeTooDeep(limit: maximumDepth)) }
    let containers = try containers(trees)
    var result = first.retained()
    Value.makeUnique(&result)
    let target = result.object(as: ContainerObject.self)
    do throws(RuntimeFault) {
      for place in places {
        let parts = containers.map { contents($0.slots[place]) }
        target.replace(place, owning: try map(parts, depth: depth + 1, body))
      }
    } catch {
      result.release()
      throw error
    }
    return result
  }

  /// One tree.
  static func map(
    _ tree: Value, _ body: (Value) throws(RuntimeFault) -> Value
  ) throws(RuntimeFault) -> Value {
    try map([tree]) { (leaves: [Value]) throws(RuntimeFault) in try body(leaves[0]) }
  }

  /// The leaves in order, borrowed from the tree.
  static func leaves(_ tree: Value) throws(RuntimeFault) -> [Value] {
    var leaves: [Value] = []
    try collect(tree, 0, &leaves)
    return leaves
  }

  private static func collect(
    _ tree: Value, _ depth: Int, _ leaves: inout [Value]
  ) throws(RuntimeFault) {
    if isLeaf(tree) || depth == 0 && tree.asInteger != nil {
      leaves.append(tree)
      return
    }
    guard let places = places(of: tree) else { return }
    if depth > maximumDepth { throw RuntimeFault(TreeTooDeep(limit: maximumDepth)) }
    try Stop.poll()
    let container = tree.object(as: ContainerObject.self)
    for place in places { try collect(contents(container.slots[place]), depth + 1, &leaves) }
  }

  /// The places of `state` in a tree of models, as addresses of slots of objects that are this tree's own.
  ///
  /// Makes every container on the way unique.
  static func forEachState(
    _ slot: UnsafeMutablePointer<Value>, depth: Int = 0,
    _ body: (UnsafeMutablePointer<Value>) -> Void
  ) {
    guard holdsModel(slot.pointee, 0), depth <= maximumDepth else { return }
    if slot.pointee.has(kind: .cell) {
      return forEachState(slot.pointee.object(as: CellObject.self).slot, depth: depth, body)
    }
    Value.makeUnique(slot)
    let container = slot.pointee.object(as: ContainerObject.self)
    var states: Set<Int> = []
    if case .instance(let instance) = slot.pointee.view {
      for (place, role) in instance.type.roles.enumerated() where role == .state {
        states.insert(place)
      }
    }
    for place in 0..<container.slotCount {
      if states.contains(place) {
        body(container.slots + place)
      } else {
        forEachState(container.slots + place, depth: depth + 1, body)
      }
    }
  }

  static let maximumDepth = 1000

  /// A float, or a tensor of floats.
  static func isLeaf(_ value: Value) -> Bool {
    if value.isDouble { return true }
    if case .tensor(let tensor) = value.view { return tensor.tensor.dtype.isFloat }
    return false
  }

  private static func containers(_ trees: [Value]) throws(RuntimeFault) -> [ContainerObject] {
    var containers: [ContainerObject] = []
    for tree in trees {
      guard tree.kind == trees[0].kind, tree.kind?.holdsValues == true, tree.kind != .cell else {
        throw RuntimeFault(TreesDiffer(first: trees[0].typeName, other: tree.typeName))
      }
      let container = tree.object(as: ContainerObject.self)
      if let first = containers.first, !agree(first, container) {
        throw RuntimeFault(
          TreesDiffer(first: describe(trees[0]), other: describe(tree)))
      }
      containers.append(container)
    }
    return containers
  }

  private static func agree(_ a: ContainerObject, _ b: ContainerObject) -> Bool {
    guard a.slotCount == b.slotCount else { return false }
    if let left = a as? RecordObject, let right = b as? RecordObject {
      return left.layout === right.layout || left.layout.names == right.layout.names
    }
    if let left = a as? InstanceObject, let right = b as? InstanceObject {
      return left.type === right.type
    }
    return true
  }

  private static func describe(_ value: Value) -> String {
    switch value.view {
    case .list(let list): "list of \(list.slotCount)"
    case .tuple(let tuple): "tuple of \(tuple.slotCount)"
    default: value.typeName
    }
  }

  /// The slots to go into; nil for what has none.
  private static func places(of value: Value) -> [Int]? {
    switch value.view {
    case .list(let list): return Array(0..<list.slotCount)
    case .tuple(let tuple): return Array(0..<tuple.slotCount)
    case .record(let record): return Array(0..<record.slotCount)
    case .dictionary(let dictionary):
      return (0..<dictionary.entryCount).filter { !dictionary.entryKey($0).isMissing }.map {
        2 * $0 + 1
      }
    case .instance(let instance) where instance.type.isModel:
      return (0..<instance.slotCount).filter { isVisited($0, of: instance) }
    default: return nil
    }
  }

  /// Of a model: what is trained, and the models inside, also in lists and records.
  private static func isVisited(_ place: Int, of instance: InstanceObject) -> Bool {
    switch instance.type.roles[place] {
    case .parameter: true
    case .state: false
    case .plain, .variable, .argument: holdsModel(instance.slots[place], 0)
    }
  }

  private static func holdsModel(_ value: Value, _ depth: Int) -> Bool {
    if depth > maximumDepth { return false }
    switch value.view {
    case .instance(let instance): return instance.type.isModel
    case .cell(let cell): return holdsModel(cell.value, depth + 1)
    case .list, .tuple, .record, .dictionary:
      return value.object(as: ContainerObject.self).values.contains { holdsModel($0, depth + 1) }
    default: return false
    }
  }

  static func contents(_ slot: Value) -> Value {
    slot.has(kind: .cell) ? slot.with(CellObject.self) { $0.value } : slot
  }
}
