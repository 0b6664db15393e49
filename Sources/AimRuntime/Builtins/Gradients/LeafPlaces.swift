import AimTensor

/// The tensors of several trees of one structure, where they stand: what a step of an optimizer
/// changes in place.
///
/// Visits the leaves that `Tree` visits, as far as all of them are tensors; trees with numbers or
/// dictionaries in them are left to it.
struct LeafPlaces {
  /// The same place of every tree; those beyond `treeCount` repeat the first.
  typealias Places = InlineArray<4, UnsafeMutablePointer<Value>>

  let treeCount: Int
  /// How many of the trees, from the first, are to be changed: the containers on the way to their
  /// leaves become their own.
  let changing: Int
  private(set) var leaves: [Places] = []

  init(treeCount: Int, changing: Int) {
    self.treeCount = treeCount
    self.changing = changing
  }

  /// False where the trees differ, or hold what this does not know.
  mutating func gather(_ trees: Places) -> Bool { gather(trees, .everything, depth: 0) }

  private mutating func gather(_ places: Places, _ scope: Tree.Scope, depth: Int) -> Bool {
    let first = places[0].pointee
    guard let kind = first.kind else {
      return scope == .modelsAlone || !(first.isDouble || first.isSmallInteger)
    }
    switch kind {
    case .tensor: return scope == .modelsAlone || gatherTensor(places)
    case .list, .tuple, .record:
      guard depth < Tree.maximumDepth, areAlike(places, kind) else { return false }
      for index in 0..<slotCount(places) {
        guard gather(children(places, index), scope, depth: depth + 1) else { return false }
      }
      return true
    case .instance:
      guard depth < Tree.maximumDepth, areAlike(places, kind) else { return false }
      return gatherFields(places, depth)
    case .integer: return scope == .modelsAlone
    case .dictionary, .cell: return false
    case .string, .range, .builtin, .fault, .type, .function, .boundMethod, .module, .iterator:
      return true
    }
  }

  private mutating func gatherTensor(_ places: Places) -> Bool {
    let tensor = places[0].pointee.object(as: TensorObject.self).tensor
    guard tensor.dtype.isFloat else { return true }
    guard tensor.dtype.isComputed, tensor.origin == nil, !tensor.weak else { return false }
    for index in 1..<treeCount {
      guard places[index].pointee.has(kind: .tensor) else { return false }
      let other = places[index].pointee.object(as: TensorObject.self).tensor
      guard other.dtype == tensor.dtype, other.shape == tensor.shape, other.origin == nil else {
        return false
      }
    }
    leaves.append(places)
    return true
  }

  private mutating func gatherFields(_ places: Places, _ depth: Int) -> Bool {
    let roles = places[0].pointee.object(as: InstanceObject.self).type.roles
    for (index, role) in roles.enumerated() {
      let fields = children(places, index)
      switch role {
      case .parameter:
        guard gather(fields, .everything, depth: depth + 1) else { return false }
      case .state: break
      case .plain, .variable, .argument:
        guard gather(fields, .modelsAlone, depth: depth + 1) else { return false }
      }
    }
    return true
  }

  /// True where all trees have the same container here; those to be changed have it alone then.
  private func areAlike(_ places: Places, _ kind: HeapKind) -> Bool {
    for index in 0..<treeCount {
      let other = places[index].pointee
      guard other.has(kind: kind), isAlike(places[0].pointee, other, kind) else { return false }
      if index < changing { Value.makeUnique(places[index]) }
    }
    return true
  }

  private func isAlike(_ first: Value, _ other: Value, _ kind: HeapKind) -> Bool {
    switch kind {
    case .instance:
      first.object(as: InstanceObject.self).type === other.object(as: InstanceObject.self).type
    case .record:
      first.object(as: RecordObject.self).layout.names
        == other.object(as: RecordObject.self).layout.names
    default:
      first.object(as: ContainerObject.self).slotCount
        == other.object(as: ContainerObject.self).slotCount
    }
  }

  private func slotCount(_ places: Places) -> Int {
    places[0].pointee.with(ContainerObject.self) { $0.slotCount }
  }

  private func children(_ places: Places, _ index: Int) -> Places {
    var inner = Places(repeating: places[0].pointee.with(ContainerObject.self) { $0.slots + index })
    for tree in 1..<treeCount {
      inner[tree] = places[tree].pointee.with(ContainerObject.self) { $0.slots + index }
    }
    return inner
  }
}
