import AimTensor

/// Conversions between tensors, dtypes and lists.
enum TensorConversion {
  /// Each element in another dtype; a list is read in it at once, so that no digit is lost on the way.
  static func cast(_ value: Value, to name: String) throws(RuntimeFault) -> Value {
    let dtype = try AttributeReading.dtype(name)
    let tensor = try self.tensor(from: value, dtype: dtype)
    return .tensor(tensor.with(weak: false))
  }

  /// The tensor of a value in a dtype; nil keeps what the elements say.
  static func tensor(from value: Value, dtype: DType?) throws(RuntimeFault) -> Tensor {
    if case .list(let list) = value.view, let dtype {
      return try converted(try ListConversion.tensor(from: list, wide: dtype == .f64), to: dtype)
    }
    let tensor = try TensorBridge.tensor(from: value)
    if let dtype { return try converted(tensor, to: dtype) }
    return tensor
  }

  private static func converted(_ tensor: Tensor, to dtype: DType) throws(RuntimeFault) -> Tensor {
    if tensor.dtype == dtype { return tensor }
    return try TensorBridge.applied(.cast, [tensor], Attributes(.dtype(dtype)))
  }

  /// The elements as nested lists of plain numbers or booleans.
  static func nested(_ tensor: Tensor) throws(RuntimeFault) -> Value {
    let shape = tensor.shape.dimensions
    try HeapAccount.expect(roomFor: TextParts.product(tensor.count, 8))
    let flat = try TensorBridge.make { try tensor.contiguous() }
    var place = flat.offset
    return nested(flat, shape[...], &place)
  }

  /// As deep as the tensor has dimensions.
  private static func nested(_ tensor: Tensor, _ shape: ArraySlice<Int>, _ place: inout Int)
    -> Value
  {
    guard let size = shape.first else {
      defer { place += 1 }
      switch tensor.scalar(at: place - tensor.offset) {
      case .bool(let flag): return .boolean(flag)
      case .int(let number): return .integer(number)
      case .float(let number): return .number(number)
      }
    }
    let list = ListObject(capacity: size)
    for _ in 0..<size { list.append(owning: nested(tensor, shape.dropFirst(), &place)) }
    return Value(owning: list)
  }

  /// `sort` along an axis.
  static func sorted(_ value: Value, axis: Int, descending: Bool) throws(RuntimeFault) -> Value {
    guard let op = Operator.named("sort") else {
      throw RuntimeFault(MissingOperator(name: "sort"))
    }
    let tensor = try TensorBridge.tensor(from: value)
    var attributes: [AttributeValue] = []
    for parameter in op.attributeParameters {
      switch parameter.name {
      case "axis": attributes.append(.int(axis))
      case "descending": attributes.append(.flag(descending))
      default: attributes.append(parameter.defaultValue ?? .none)
      }
    }
    return .tensor(try TensorBridge.applied(op, [tensor], Attributes(attributes)))
  }
}
