import AimDiagnostics

extension Tensor {
  /// The address of the first element; the storage has been materialized.
  @inline(__always)
  package func pointer<Element: TensorElement>(as type: Element.Type) -> UnsafeMutablePointer<
    Element
  > {
    storage.base.assumingMemoryBound(to: Element.self) + offset
  }

  /// The address of the first element; the storage has been materialized.
  @inline(__always)
  package var bytes: UnsafeMutableRawPointer { storage.base + offset * dtype.size }

  /// Lends the elements in row-major order; copies first where they do not lie so.
  package func withElements<Element: TensorElement, Result>(
    as type: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) throws -> Result {
    precondition(dtype == Element.dtype, "elements asked for as another dtype")
    let source = try contiguous()
    defer { withExtendedLifetime(source) {} }
    return try body(UnsafeBufferPointer(start: source.pointer(as: Element.self), count: count))
  }

  /// A copy of the elements in row-major order.
  package func elements<Element: TensorElement>(as type: Element.Type) throws -> [Element] {
    try withElements(as: type) { Array($0) }
  }

  /// The elements as floats, whatever the dtype.
  package func doubles() throws -> [Double] {
    switch dtype {
    case .f64: try elements(as: Double.self)
    case .f32: try elements(as: Float.self).map { Double($0) }
    case .i64: try elements(as: Int.self).map { Double($0) }
    case .bool: try elements(as: Bool.self).map { $0 ? 1 : 0 }
    case .f16, .bf16: try widened().doubles()
    }
  }

  /// The element at an offset from the first, counted in elements of the storage.
  package func scalar(at place: Int) -> TensorScalar {
    switch dtype {
    case .bool: .bool(pointer(as: Bool.self)[place])
    case .i64: .int(pointer(as: Int.self)[place])
    case .f32: .float(Double(pointer(as: Float.self)[place]))
    case .f64: .float(pointer(as: Double.self)[place])
    case .f16: .float(Double(HalfPrecision.float(f16: half(at: place))))
    case .bf16: .float(Double(HalfPrecision.float(bf16: half(at: place))))
    }
  }

  private func half(at place: Int) -> UInt16 {
    bytes.assumingMemoryBound(to: UInt16.self)[place]
  }

  /// The only element of a tensor that has one.
  ///
  /// Faults otherwise.
  package func item() throws -> TensorScalar {
    guard count == 1 else { throw NotOneElement(shape: shape.dimensions) }
    try storage.materialize()
    return scalar(at: 0)
  }

  /// Itself where the elements lie in row-major order, else a copy that does; no origin.
  package func contiguous() throws -> Tensor {
    try storage.materialize()
    if isContiguous { return detached() }
    return try packed()
  }

  /// A copy in row-major order with a storage of its own; no origin.
  package func packed() throws -> Tensor {
    try storage.materialize()
    let copy = try Tensor(uninitialized: dtype, shape, weak: weak)
    try StridedCopy.run(self, into: copy)
    return copy
  }

  /// f16 and bf16 as f32; anything else as it is.
  package func widened() throws -> Tensor {
    guard !dtype.isComputed else { return self }
    let source = try contiguous()
    let result = try Tensor(uninitialized: .f32, shape)
    let from = source.bytes.assumingMemoryBound(to: UInt16.self)
    let to = result.pointer(as: Float.self)
    for index in 0..<count {
      to[index] =
        dtype == .f16
        ? HalfPrecision.float(f16: from[index]) : HalfPrecision.float(bf16: from[index])
    }
    return result
  }
}
