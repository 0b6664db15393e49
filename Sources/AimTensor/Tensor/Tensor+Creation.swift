extension Tensor {
  /// A tensor with these elements in row-major order; their number is the shape's.
  package init<Element: TensorElement>(_ elements: [Element], shape: Shape, weak: Bool = false)
    throws
  {
    try self.init(uninitialized: Element.dtype, shape, weak: weak)
    precondition(elements.count == shape.count, "as many elements as the shape has")
    let target = pointer(as: Element.self)
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { target.update(from: base, count: source.count) }
    }
  }

  /// A vector of these elements.
  package init<Element: TensorElement>(_ elements: [Element]) throws {
    try self.init(elements, shape: Shape([elements.count]))
  }

  /// A tensor without dimensions.
  package init<Element: TensorElement>(scalar value: Element, weak: Bool = false) throws {
    try self.init(uninitialized: Element.dtype, Shape.scalar, weak: weak)
    pointer(as: Element.self).pointee = value
  }

  /// A plain number as a tensor: f64 without dimensions, and weak.
  package init(number: Double) throws { try self.init(scalar: number, weak: true) }

  /// A plain whole number as a tensor: i64 without dimensions, and weak.
  package init(number: Int) throws { try self.init(scalar: number, weak: true) }

  /// Every element the same.
  ///
  /// O(1): one element stands for all.
  package init(repeating value: TensorScalar, dtype: DType, _ shape: Shape) throws {
    _ = try shape.checkedCount(dtype)
    let single = try Tensor(uninitialized: dtype, Shape.scalar)
    single.store(value, at: 0)
    self.init(
      storage: single.storage, dtype: dtype, shape: shape,
      strides: [Int](repeating: 0, count: shape.rank))
  }

  /// Writes one element, converted to the dtype; the storage is this tensor's own.
  func store(_ value: TensorScalar, at place: Int) {
    switch dtype {
    case .bool: pointer(as: Bool.self)[place] = value.double != 0
    case .i64:
      if case .int(let number) = value {
        pointer(as: Int.self)[place] = number
      } else {
        pointer(as: Int.self)[place] = Int(exactly: value.double.rounded(.towardZero)) ?? 0
      }
    case .f32: pointer(as: Float.self)[place] = Float(value.double)
    case .f64: pointer(as: Double.self)[place] = value.double
    case .f16: pointer(as16: place, HalfPrecision.f16(Float(value.double)))
    case .bf16: pointer(as16: place, HalfPrecision.bf16(Float(value.double)))
    }
  }

  private func pointer(as16 place: Int, _ bits: UInt16) {
    bytes.assumingMemoryBound(to: UInt16.self)[place] = bits
  }
}
