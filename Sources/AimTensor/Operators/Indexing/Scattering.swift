import AimDiagnostics

/// Reading and writing single elements along an axis, by a tensor of places.
extension Operator {
  package static let gather: Operator = Operator(
    "gather", [.tensor("x"), .tensor("indices"), .axis()],
    summary: "For every place of `indices`, the element of `x` that it names along the axis.",
    formula: #"y_{ij} = x_{i\,k_{ij}}"#,
    examples: [
      .init("gather([[1, 2], [3, 4]], [[1], [0]], axis: 1)", gives: "i64[2, 1]\n[[2],\n [3]]")
    ],
    onnx: .node("GatherElements", since: 13),
    infer: { types, attributes in
      try Scattering.check("gather", types[0], types[1], attributes.int(0))
      return [types[0].with(dimensions: types[1].dimensions)]
    },
    kernel: { call in
      let x = try call.inputs[0].contiguous()
      let result = try call.makeResult()
      try Scattering.visit(call.inputs[1], x.shape, call.attributes.int(0)) { place, source in
        Scattering.copy(x, source, to: result, place)
      }
      return [result]
    },
    gradient: GradientRule { call in
      let zeros = try Operator.zerosLike(call.inputs[0])
      return [try scatterAdd([zeros, call.inputs[1], call.upstream], call.attributes[0]), nil]
    })

  package static let scatter: Operator = Operator(
    "scatter", [.tensor("x"), .tensor("indices"), .tensor("values"), .axis()],
    summary: "A copy of `x` with `values` at the places that `indices` names along the axis.",
    examples: [.init("scatter([1, 2, 3], [0, 2], [7, 9], axis: 0)", gives: "i64[3] [7, 2, 9]")],
    onnx: .node("ScatterElements", since: 16),
    infer: { types, attributes in [try Scattering.inferred("scatter", types, attributes)] },
    kernel: { call in
      let (result, values) = try Scattering.prepared(call)
      try Scattering.visit(call.inputs[1], result.shape, call.attributes.int(0)) { place, target in
        Scattering.copy(values, place, to: result, target)
      }
      return [result]
    },
    gradient: GradientRule { call in
      let zeros = try Operator.zerosLike(call.inputs[2])
      return [
        call.needs[0]
          ? try scatter([call.upstream, call.inputs[1], zeros], call.attributes[0]) : nil, nil,
        call.needs[2] ? try gather(call.upstream, call.inputs[1], call.attributes[0]) : nil,
      ]
    })

  package static let scatterAdd: Operator = Operator(
    "scatter_add", [.tensor("x"), .tensor("indices"), .tensor("values"), .axis()],
    summary: "A copy of `x` with `values` added at the places that `indices` names along the axis.",
    examples: [
      .init("scatter_add([1, 2, 3], [0, 0], [7, 9], axis: 0)", gives: "i64[3] [17, 2, 3]")
    ],
    infer: { types, attributes in
      for type in types where type.dtype == .bool {
        throw BooleanArithmetic(operation: "scatter_add")
      }
      return [try Scattering.inferred("scatter_add", types, attributes)]
    },
    kernel: { call in
      let (result, values) = try Scattering.prepared(call)
      let axis = call.attributes.int(0)
      switch result.dtype {
      case .f32:
        try Scattering.add(call.inputs[1], values, result, axis, as: Float.self) { $0 += $1 }
      case .f64:
        try Scattering.add(call.inputs[1], values, result, axis, as: Double.self) { $0 += $1 }
      default:
        var overflowed = false
        try Scattering.add(call.inputs[1], values, result, axis, as: Int.self) { total, value in
          let sum = total.addingReportingOverflow(value)
          overflowed = overflowed || sum.overflow
          total = sum.partialValue
        }
        if overflowed { throw IntegerOverflow(operation: "scatter_add") }
      }
      return [result]
    },
    gradient: GradientRule { call in
      [
        call.upstream, nil,
        call.needs[2] ? try gather(call.upstream, call.inputs[1], call.attributes[0]) : nil,
      ]
    })
}

enum Scattering {
  /// Indices have the tensor's shape, but along the axis.
  static func check(_ name: String, _ x: TensorType, _ indices: TensorType, _ axis: Int) throws {
    try Places.require(indices, name)
    guard let place = try x.axis(axis), let sizes = x.dimensions, let others = indices.dimensions
    else { return }
    let fits =
      sizes.count == others.count
      && sizes.indices.allSatisfy { $0 == place || sizes[$0].agrees(with: others[$0]) }
    guard fits else {
      throw IndicesMisfit(operation: name, shape: x.knownSizes, indices: indices.knownSizes)
    }
  }

  static func inferred(_ name: String, _ types: [TensorType], _ attributes: Attributes) throws
    -> TensorType
  {
    try check(name, types[0], types[1], attributes.int(0))
    if let places = types[1].dimensions, let values = types[2].dimensions {
      let fits =
        places.count == values.count && zip(places, values).allSatisfy { $0.agrees(with: $1) }
      guard fits else {
        throw IndicesMisfit(
          operation: name, shape: types[2].knownSizes, indices: types[1].knownSizes)
      }
    }
    return TensorType(types[0].dtype, types[0].dimensions)
  }

  /// A copy of the input to write to, and the values in its dtype, row-major.
  static func prepared(_ call: KernelCall) throws -> (Tensor, Tensor) {
    let result = try call.inputs[0].packed().with(weak: false)
    return (result, try Casting.converted(call.inputs[2], to: result.dtype).contiguous())
  }

  /// Calls `body(place, other)` for every index: its own place in row-major order, and that of
  /// the element it names in a row-major tensor of `shape`.
  static func visit(
    _ indices: Tensor, _ shape: Shape, _ axis: Int, _ body: (Int, Int) -> Void
  ) throws {
    let axis = try shape.axis(axis)
    let size = shape[axis]
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let count = indices.shape[axis]
    let places = try Places.resolved(indices, size: size, axis: axis)
    for (place, index) in places.enumerated() {
      if place & 0xFFFF == 0, Interrupt.isRequested { throw Interrupted() }
      let column = place % inner
      let row = place / (inner * count)
      body(place, (row * size + index) * inner + column)
    }
  }

  @inline(__always)
  static func copy(_ x: Tensor, _ from: Int, to result: Tensor, _ place: Int) {
    switch x.dtype.size {
    case 1:
      result.bytes.storeBytes(
        of: x.bytes.load(fromByteOffset: from, as: UInt8.self), toByteOffset: place, as: UInt8.self)
    case 4:
      let word = x.bytes.load(fromByteOffset: from * 4, as: UInt32.self)
      result.bytes.storeBytes(of: word, toByteOffset: place * 4, as: UInt32.self)
    case 8:
      let word = x.bytes.load(fromByteOffset: from * 8, as: UInt64.self)
      result.bytes.storeBytes(of: word, toByteOffset: place * 8, as: UInt64.self)
    default:
      let word = x.bytes.load(fromByteOffset: from * 2, as: UInt16.self)
      result.bytes.storeBytes(of: word, toByteOffset: place * 2, as: UInt16.self)
    }
  }

  static func add<Element: TensorElement>(
    _ indices: Tensor, _ values: Tensor, _ result: Tensor, _ axis: Int, as type: Element.Type,
    _ add: (inout Element, Element) -> Void
  ) throws {
    let (source, target) = (values.pointer(as: Element.self), result.pointer(as: Element.self))
    try visit(indices, result.shape, axis) { place, other in add(&target[other], source[place]) }
  }
}
