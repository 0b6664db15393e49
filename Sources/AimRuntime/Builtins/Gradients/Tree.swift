import AimTensor

/// Walking the trees that gradients and `tree_map` work on: the `param`s of models and the float
/// leaves of lists, tuples, dictionaries and records, at any depth.
///
/// The rest is carried along.
///
/// A whole number is a leaf where it stands alone, or beside a fraction in a list: `[1, 2.5]`.
struct Tree {
  /// Makes the value that takes a leaf's place; gets the same place of every other tree too.
  ///
  /// Owned.
  typealias Leaf = (_ first: Value, _ others: [Value]) throws(RuntimeFault) -> Value
  /// Makes the value that takes the place of a model's `state` field.
  ///
  /// Owned.
  typealias State = (Value) throws(RuntimeFault) -> Value

  let leaf: Leaf
  /// Nil keeps `state` fields as they are.
  var state: State?

  /// Which leaves count on this side of a model's border.
  enum Scope { case everything, modelsAlone }

  /// The first tree with new leaves: owned by the caller.
  ///
  /// The trees are borrowed.
  func map(_ tree: Value, _ others: [Value] = []) throws(RuntimeFault) -> Value {
    if tree.asInteger != nil { return try leaf(tree, others) }
    return try map(tree, others, .everything, depth: 0)
  }

  /// The leaves of one tree, in order, borrowed from it.
  static func leaves(of tree: Value) throws(RuntimeFault) -> [Value] {
    var found: [Value] = []
    let copy = try Tree { (value, _) throws(RuntimeFault) in
      found.append(value)
      return value.retained()
    }.map(tree)
    copy.release()
    return found
  }

  /// The tree with its leaves replaced, in order, by values that are taken over.
  static func rebuilt(_ tree: Value, owning leaves: [Value]) throws(RuntimeFault) -> Value {
    var next = 0
    return try Tree { (_, _) throws(RuntimeFault) in
      next += 1
      return leaves[next - 1]
    }.map(tree)
  }

  static let maximumDepth = 200

  private func map(
    _ tree: Value, _ others: [Value], _ scope: Scope, depth: Int
  ) throws(RuntimeFault) -> Value {
    let tree = tree.withoutCell
    let others = others.isEmpty ? others : others.map { $0.withoutCell }
    if depth > Tree.maximumDepth { throw RuntimeFault(TreeTooDeep(limit: Tree.maximumDepth)) }
    guard let kind = tree.kind else {
      return tree.isDouble && scope == .everything ? try leaf(tree, others) : tree
    }
    switch kind {
    case .tensor:
      let isLeaf =
        scope == .everything && tree.with(TensorObject.self) { $0.tensor.dtype.isFloat }
      return isLeaf ? try leaf(tree, others) : tree.retained()
    case .list:
      let numbers = scope == .everything && Tree.holdsFraction(tree)
      return try slots(
        ListObject(capacity: tree.slotCount), tree, others, scope, depth, wholeNumbers: numbers)
    case .tuple: return try slots(TupleObject(capacity: tree.slotCount), tree, others, scope, depth)
    case .record: return try record(tree, others, scope, depth)
    case .dictionary: return try dictionary(tree, others, scope, depth)
    case .instance: return try instance(tree, others, depth)
    default: return tree.retained()
    }
  }

  private static func holdsFraction(_ list: Value) -> Bool {
    list.with(ContainerObject.self) { list in list.values.contains { $0.isDouble } }
  }

  /// The mapped elements of lists or tuples of one length.
  private func slots(
    _ copy: ContainerObject, _ tree: Value, _ others: [Value], _ scope: Scope, _ depth: Int,
    wholeNumbers: Bool = false
  ) throws(RuntimeFault) -> Value {
    for other in others {
      guard other.kind == tree.kind, other.slotCount == tree.slotCount else {
        throw Tree.differ(tree, other)
      }
    }
    return try filled(copy, tree.slotCount) { (index) throws(RuntimeFault) in
      let (place, places) = Tree.slot(index, tree, others)
      if wholeNumbers, place.asInteger != nil { return try leaf(place, places) }
      return try map(place, places, scope, depth: depth + 1)
    }
  }

  private func record(
    _ tree: Value, _ others: [Value], _ scope: Scope, _ depth: Int
  ) throws(RuntimeFault) -> Value {
    let record = tree.object(as: RecordObject.self)
    let names = record.layout.names
    for other in others {
      guard case .record(let fields) = other.view, fields.slotCount == record.slotCount,
        names.allSatisfy({ fields.layout.index(of: $0) != nil })
      else { throw Tree.differ(tree, other) }
    }
    return try filled(RecordObject(layout: record.layout), record.slotCount) {
      (index) throws(RuntimeFault) in
      let places = others.map { other in
        let fields = other.object(as: RecordObject.self)
        return fields.slots[fields.layout.index(of: names[index]) ?? index]
      }
      return try map(record.slots[index], places, scope, depth: depth + 1)
    }
  }

  private func dictionary(
    _ tree: Value, _ others: [Value], _ scope: Scope, _ depth: Int
  ) throws(RuntimeFault) -> Value {
    let copy = tree.object(as: DictionaryObject.self).copy()
    do throws(RuntimeFault) {
      for entry in 0..<copy.entryCount where !copy.entryKey(entry).isMissing {
        var places: [Value] = []
        for other in others {
          guard case .dictionary(let values) = other.view,
            let value = try values.value(of: copy.entryKey(entry))
          else { throw Tree.differ(tree, other) }
          places.append(value)
        }
        copy.replace(
          2 * entry + 1, owning: try map(copy.entryValue(entry), places, scope, depth: depth + 1))
      }
    } catch {
      Value(owning: copy).release()
      throw error
    }
    return Value(owning: copy)
  }

  /// A model: its `param`s are walked whole, its other fields for the models in them.
  private func instance(
    _ tree: Value, _ others: [Value], _ depth: Int
  ) throws(RuntimeFault) -> Value {
    let instance = tree.object(as: InstanceObject.self)
    for other in others {
      guard case .instance(let fields) = other.view, fields.type.name == instance.type.name,
        fields.type.layout.names == instance.type.layout.names
      else { throw Tree.differ(tree, other) }
    }
    return try filled(InstanceObject(type: instance.type), instance.slotCount) {
      (index) throws(RuntimeFault) in
      let (slot, places) = Tree.slot(index, tree, others)
      let place = slot.withoutCell
      switch instance.type.roles[index] {
      case .parameter:
        if place.asInteger != nil { return try leaf(place, places.map { $0.withoutCell }) }
        return try map(place, places, .everything, depth: depth + 1)
      case .state: return try state?(place) ?? place.retained()
      case .plain, .variable, .argument:
        return try map(place, places, .modelsAlone, depth: depth + 1)
      }
    }
  }

  /// One slot of every tree.
  private static func slot(
    _ index: Int, _ tree: Value, _ others: [Value]
  ) -> (Value, [Value]) {
    (
      tree.with(ContainerObject.self) { $0.slots[index] },
      others.isEmpty ? others : others.map { $0.with(ContainerObject.self) { $0.slots[index] } }
    )
  }

  /// A new container with values made one after the other; where one faults, all are given up.
  private func filled(
    _ copy: ContainerObject, _ count: Int, _ item: (Int) throws(RuntimeFault) -> Value
  ) throws(RuntimeFault) -> Value {
    do throws(RuntimeFault) {
      for index in 0..<count { copy.append(owning: try item(index)) }
    } catch {
      Value(owning: copy).release()
      throw error
    }
    return Value(owning: copy)
  }

  private static func differ(_ first: Value, _ other: Value) -> RuntimeFault {
    RuntimeFault(TreesDiffer(first: first.treeName, other: other.treeName))
  }
}

extension Value {
  /// How many values a container holds.
  fileprivate var slotCount: Int { with(ContainerObject.self) { $0.slotCount } }

  /// What a node of a tree is, with its size: for telling two that differ apart.
  fileprivate var treeName: String {
    switch view {
    case .list(let list): "a list of \(list.slotCount)"
    case .tuple(let tuple): "a tuple of \(tuple.slotCount)"
    case .record(let record): "a record of \(record.layout.names.joined(separator: ", "))"
    default: typeName
    }
  }
}
