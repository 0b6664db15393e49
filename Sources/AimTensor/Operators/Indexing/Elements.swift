/// The short way to single elements, where nobody differentiates: `x[i]`, `x[i, j] = v`.
///
/// What it declines goes the way of any index, which also has the faults.
extension Tensor {
  /// Where an element stands, counted from the first: one number for every axis.
  ///
  /// Nil outside, for another number of axes, and for a tensor that an origin remembers.
  package func place(of indices: [Int]) -> Int? {
    guard indices.count == rank, origin == nil else { return nil }
    var place = 0
    for axis in indices.indices {
      guard let step = step(to: indices[axis], along: axis) else { return nil }
      place &+= step
    }
    return place
  }

  /// The same for a tensor with one axis.
  package func place(of index: Int) -> Int? {
    guard rank == 1, origin == nil else { return nil }
    return step(to: index, along: 0)
  }

  @inline(__always)
  private func step(to index: Int, along axis: Int) -> Int? {
    let size = shape[axis]
    let place = index < 0 ? index &+ size : index
    return place >= 0 && place < size ? place &* strides[axis] : nil
  }

  /// The element at a place, as a tensor of its own: a view would keep all the others alive, and
  /// have the next write copy them.
  package func element(at place: Int) throws -> Tensor {
    try storage.materialize()
    let result = try Tensor(uninitialized: dtype, Shape.scalar)
    result.bytes.copyMemory(from: bytes + place &* dtype.size, byteCount: dtype.size)
    return result
  }

  /// Writes one element in place.
  ///
  /// False, and nothing has changed, where others see the storage or the number does not become an
  /// element without a closer look.
  package mutating func replaceElement(at place: Int, with value: TensorScalar) -> Bool {
    switch (dtype, value) {
    case (.i64, .float), (.bool, .int), (.bool, .float): return false
    default: break
    }
    DelayedReduction.run()
    guard !storage.isPending, isKnownUniquelyReferenced(&storage), isContiguous else {
      return false
    }
    store(value, at: place)
    return true
  }
}
