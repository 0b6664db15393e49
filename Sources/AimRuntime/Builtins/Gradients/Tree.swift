import AimTensor

/// Walking the trees that gradients and `tree_map` work on: the `param`s of models and the float
/// leaves of lists, tuples, dictionaries and records, at any depth.
///
/// The rest is carried along.
///
/// A whole number is a leaf where it stands alone, or beside a fraction in a list: `[1, 2.5]`.
struct Tree {
  /// Makes the value that takes a leaf's place; gets the same place of every tree.
  ///
  /// Owned.
  typealias Leaf = ([Value]) throws(RuntimeFault) -> Value
  /// Makes the value that takes the place of a model's `state` field.
  ///
  /// Owned.
  typealias State = (Value) throws(RuntimeFault) -> Value

  let leaf: Leaf
  /// Nil keeps `state` fields as they are.
  var state: State?

  /// Which leaves count on this side of a model's border.
  private enum Scope { case everything, modelsAlone }

  /// The first tree with new leaves: owned by the caller.
  ///
  /// The trees are borrowed.
  func map(_ trees: [Value]) throws(RuntimeFault) -> Value {
    if trees[0].asInteger != nil { return try leaf(trees) }
    return try map(trees, .everything, depth: 0)
  }

  /// The leaves of one tree, in order, borrowed from it.
  static func leaves(of tree: Value) throws(RuntimeFault) -> [Value] {
    var found: [Value] = []
    let copy = try Tree { (values) throws(RuntimeFault) in
      found.append(values[0])
      return values[0].retained()
    }.map([tree])
    copy.release()
    return found
  }

  /// The tree with its leaves replaced, in order, by values that are taken over.
  static func rebuilt(_ tree: Value, owning leaves: [Value]) throws(RuntimeFault) -> Value {
    var next = 0
    return try Tree { (_) throws(RuntimeFault) in
      next += 1
      return leaves[next - 1]
    }.map([tree])
  }

  private static let maximumDepth = 200

  private func map(_ trees: [Value], _ scope: Scope, depth: Int) throws(RuntimeFault) -> Value {
    let trees = trees.map { $0.withoutCell }
    if depth > Tree.maximumDepth { throw RuntimeFault(TreeTooDeep(limit: Tree.maximumDepth)) }
    switch trees[0].view {
    case .number: return scope == .everything ? try leaf(trees) : trees[0]
    case .tensor(let tensor):
      let isLeaf = scope == .everything && tensor.tensor.dtype.isFloat
      return isLeaf ? try leaf(trees) : trees[0].retained()
    case .list:
      let numbers = scope == .everything && Tree.holdsFraction(trees[0])
      return .list(owning: try slots(trees, scope, depth, wholeNumbers: numbers))
    case .tuple: return .tuple(owning: try slots(trees, scope, depth))
    case .record(let record): return try map(record, trees, scope, depth)
    case .dictionary(let dictionary): return try map(dictionary, trees, scope, depth)
    case .instance(let instance): return try map(instance, trees, depth)
    default: return trees[0].retained()
    }
  }

  private static func holdsFraction(_ list: Value) -> Bool {
    list.object(as: ContainerObject.self).values.contains { $0.isDouble }
  }

  /// The mapped elements of lists or tuples of one length.
  private func slots(
    _ trees: [Value], _ scope: Scope, _ depth: Int, wholeNumbers: Bool = false
  ) throws(RuntimeFault) -> [Value] {
    let first = trees[0].object(as: ContainerObject.self)
    for other in trees.dropFirst() {
      guard other.kind == trees[0].kind,
        other.object(as: ContainerObject.self).slotCount == first.slotCount
      else { throw Tree.differ(trees[0], other) }
    }
    return try collected(first.slotCount) { (index) throws(RuntimeFault) in
      let places = trees.map { $0.object(as: ContainerObject.self).slots[index] }
      if wholeNumbers, places[0].asInteger != nil { return try leaf(places) }
      return try map(places, scope, depth: depth + 1)
    }
  }

  private func map(
    _ record: RecordObject, _ trees: [Value], _ scope: Scope, _ depth: Int
  ) throws(RuntimeFault) -> Value {
    let names = record.layout.names
    for other in trees.dropFirst() {
      guard case .record(let fields) = other.view, fields.slotCount == record.slotCount,
        names.allSatisfy({ fields.layout.index(of: $0) != nil })
      else { throw Tree.differ(trees[0], other) }
    }
    let values = try collected(record.slotCount) { (index) throws(RuntimeFault) in
      let places = trees.map { tree in
        let fields = tree.object(as: RecordObject.self)
        return fields.slots[fields.layout.index(of: names[index]) ?? index]
      }
      return try map(places, scope, depth: depth + 1)
    }
    return .record(record.layout, owning: values)
  }

  private func map(
    _ dictionary: DictionaryObject, _ trees: [Value], _ scope: Scope, _ depth: Int
  ) throws(RuntimeFault) -> Value {
    let copy = dictionary.copy()
    do throws(RuntimeFault) {
      for entry in 0..<copy.entryCount where !copy.entryKey(entry).isMissing {
        var places = [copy.entryValue(entry)]
        for other in trees.dropFirst() {
          guard case .dictionary(let values) = other.view,
            let value = try values.value(of: copy.entryKey(entry))
          else { throw Tree.differ(trees[0], other) }
          places.append(value)
        }
        copy.replace(2 * entry + 1, owning: try map(places, scope, depth: depth + 1))
      }
    } catch {
      Value(owning: copy).release()
      throw error
    }
    return Value(owning: copy)
  }

  /// A model: its `param`s are walked whole, its other fields for the models in them.
  private func map(
    _ instance: InstanceObject, _ trees: [Value], _ depth: Int
  ) throws(RuntimeFault) -> Value {
    for other in trees.dropFirst() {
      guard case .instance(let fields) = other.view, fields.type.name == instance.type.name,
        fields.type.layout.names == instance.type.layout.names
      else { throw Tree.differ(trees[0], other) }
    }
    let values = try collected(instance.slotCount) { (index) throws(RuntimeFault) in
      let places = trees.map { $0.object(as: ContainerObject.self).slots[index].withoutCell }
      switch instance.type.roles[index] {
      case .parameter:
        if places[0].asInteger != nil { return try leaf(places) }
        return try map(places, .everything, depth: depth + 1)
      case .state: return try state?(places[0]) ?? places[0].retained()
      case .plain, .variable, .argument:
        return try map(places, .modelsAlone, depth: depth + 1)
      }
    }
    let copy = InstanceObject(type: instance.type)
    for value in values { copy.append(owning: value) }
    return Value(owning: copy)
  }

  /// Values made one after the other; where one faults, those before it are given up.
  private func collected(
    _ count: Int, _ item: (Int) throws(RuntimeFault) -> Value
  ) throws(RuntimeFault) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    do throws(RuntimeFault) {
      for index in 0..<count { values.append(try item(index)) }
    } catch {
      for value in values { value.release() }
      throw error
    }
    return values
  }

  private static func differ(_ first: Value, _ other: Value) -> RuntimeFault {
    RuntimeFault(TreesDiffer(first: first.treeName, other: other.treeName))
  }
}

extension Value {
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
