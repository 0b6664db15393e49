package import AimDiagnostics

/// Elements by their places.
extension Operator {
  package static let indexingFamily = OperatorFamily(
    "Indexing", [take, indexAdd, gather, scatter, scatterAdd, assignSlice, nonzero])

  package static let take: Operator = Operator(
    "take", [.tensor("x"), .tensor("indices"), .axis(default: 0)],
    summary: "The parts of `x` at the places `indices` of one axis: what `x[indices]` does.",
    examples: [.init("take([10, 20, 30], [2, 0])", gives: "i64[2] [30, 10]")],
    onnx: .node("Gather", since: 13),
    infer: { types, attributes in
      try Places.require(types[1], "take")
      guard let axis = try types[0].axis(attributes.int(0)), let dimensions = types[0].dimensions,
        let places = types[1].dimensions
      else { return [types[0].with(dimensions: nil)] }
      let result = Array(dimensions[..<axis]) + places + Array(dimensions[(axis + 1)...])
      return [types[0].with(dimensions: result)]
    },
    kernel: { call in
      let x = try call.inputs[0].contiguous()
      let axis = try x.shape.axis(call.attributes.int(0))
      let result = try call.makeResult()
      let places = try Places.resolved(call.inputs[1], size: x.shape[axis], axis: axis)
      let outer = x.shape.dimensions[..<axis].reduce(1, *)
      let run = x.shape.dimensions[(axis + 1)...].reduce(x.dtype.size, *)
      let block = run * x.shape[axis]
      var target = result.bytes
      for row in 0..<outer {
        let source = UnsafeRawPointer(x.bytes + row * block)
        for (count, place) in places.enumerated() {
          if count & 4095 == 0, Interrupt.isRequested { throw Interrupted() }
          target.copyMemory(from: source + place * run, byteCount: run)
          target += run
        }
      }
      return [result]
    },
    gradient: GradientRule { call in
      let (x, indices) = (call.inputs[0], call.inputs[1])
      let axis = try x.shape.axis(call.attributes.int(0))
      var sizes = x.shape.dimensions
      sizes[axis] = indices.count
      let flat = try call.upstream.reshaped(Shape(sizes))
      let places = try indices.reshaped([indices.count])
      return [try indexAdd(flat, places, .int(axis), .int(x.shape[axis])), nil]
    })

  package static let indexAdd: Operator = Operator(
    "index_add", [.tensor("x"), .tensor("indices"), .axis(), .int("size")],
    summary:
      "Zeros of length `size` along an axis, with the parts of `x` added at the places `indices`.",
    examples: [.init("index_add([1, 2, 3], [0, 0, 2], 0, 3)", gives: "i64[3] [3, 0, 3]")],
    infer: { types, attributes in
      try Places.require(types[1], "index_add")
      guard attributes.int(1) >= 0 else { throw NegativeDimension(shape: [attributes.int(1)]) }
      if types[0].dtype == .bool { throw BooleanArithmetic(operation: "index_add") }
      guard let axis = try types[0].axis(attributes.int(0)), var dimensions = types[0].dimensions
      else {
        return [types[0].with(dimensions: nil)]
      }
      if let places = types[1].dimensions,
        places.count != 1 || !places[0].agrees(with: dimensions[axis])
      {
        throw IndicesMisfit(
          operation: "index_add", shape: types[0].knownSizes, indices: types[1].knownSizes)
      }
      dimensions[axis] = .size(attributes.int(1))
      return [types[0].with(dimensions: dimensions)]
    },
    kernel: { call in
      let result = try call.makeResult()
      try result.fillWithZeros()
      let x = try Casting.converted(call.inputs[0], to: result.dtype).contiguous()
      let axis = try x.shape.axis(call.attributes.int(0))
      let places = try Places.resolved(call.inputs[1], size: result.shape[axis], axis: axis)
      switch result.dtype {
      case .f32: Places.accumulate(x, places, axis, into: result, as: Float.self) { $0 += $1 }
      case .f64: Places.accumulate(x, places, axis, into: result, as: Double.self) { $0 += $1 }
      default:
        var overflowed = false
        Places.accumulate(x, places, axis, into: result, as: Int.self) { total, value in
          let sum = total.addingReportingOverflow(value)
          overflowed = overflowed || sum.overflow
          total = sum.partialValue
        }
        if overflowed { throw IntegerOverflow(operation: "index_add") }
      }
      return [result]
    },
    gradient: GradientRule { call in
      [try take(call.upstream, call.inputs[1], call.attributes[0]), nil]
    })

  package static let nonzero: Operator = Operator(
    "nonzero", [.tensor("x")],
    summary: "The places of elements that are true, or not zero: one row of indices for each.",
    examples: [.init("nonzero([0, 5, 7])", gives: "i64[2, 1]\n[[1],\n [2]]")],
    onnx: .node("NonZero", since: 13),
    infer: { types, _ in
      [TensorType(.i64, [.unknown, types[0].rank.map { .size($0) } ?? .unknown])]
    },
    kernel: { call in
      let x = call.inputs[0].detached()
      let set = x.dtype == .bool ? x : try notEqual(x, Tensor(number: 0))
      return [try Places.nonzero(set)]
    })
}

/// Resolving indices against an axis.
enum Places {
  /// Indices are whole numbers.
  static func require(_ type: TensorType, _ operation: String) throws {
    if let dtype = type.dtype, dtype != .i64 {
      throw IndicesNotWhole(operation: operation, dtype: dtype.name)
    }
  }

  /// The indices from the front; negative ones count from the back.
  ///
  /// Faults outside.
  static func resolved(_ indices: Tensor, size: Int, axis: Int) throws -> [Int] {
    try indices.withElements(as: Int.self) { elements in
      try elements.enumerated().map { number, index in
        if number & 0xFFFF == 0xFFFF, Interrupt.isRequested { throw Interrupted() }
        guard index >= -size, index < size else {
          throw IndexOutOfRange(index: index, size: size, axis: axis)
        }
        return index < 0 ? index + size : index
      }
    }
  }

  static func accumulate<Element: TensorElement>(
    _ x: Tensor, _ places: [Int], _ axis: Int, into result: Tensor, as type: Element.Type,
    _ add: (inout Element, Element) -> Void
  ) {
    let outer = x.shape.dimensions[..<axis].reduce(1, *)
    let inner = x.shape.dimensions[(axis + 1)...].reduce(1, *)
    var source = x.pointer(as: Element.self)
    for row in 0..<outer {
      let block = result.pointer(as: Element.self) + row * result.shape[axis] * inner
      for place in places {
        let target = block + place * inner
        for index in 0..<inner { add(&target[index], source[index]) }
        source += inner
      }
    }
  }

  /// The indices of true elements, one row each, in row-major order.
  static func nonzero(_ mask: Tensor) throws -> Tensor {
    let shape = mask.shape
    return try mask.withElements(as: Bool.self) { elements in
      var count = 0
      for isSet in elements where isSet { count += 1 }
      let result = try Tensor(uninitialized: .i64, [count, shape.rank])
      var row = result.pointer(as: Int.self)
      for (place, isSet) in elements.enumerated() {
        if place & 0xFFFF == 0xFFFF, Interrupt.isRequested { throw Interrupted() }
        guard isSet else { continue }
        var rest = place
        for axis in stride(from: shape.rank - 1, through: 0, by: -1) {
          row[axis] = rest % shape[axis]
          rest /= shape[axis]
        }
        row += shape.rank
      }
      return result
    }
  }
}

/// An index past either end.
package struct IndexOutOfRange: Fault {
  package static let identity = FaultIdentity(.index, "index-out-of-range")
  package static let example = "zeros(3)[3]"
  package let index: Int
  package let size: Int
  package let axis: Int

  package init(index: Int, size: Int, axis: Int) {
    self.index = index
    self.size = size
    self.axis = axis
  }

  package var facts: [Fact] {
    [
      Fact("index", .integer(index)), Fact("size", .integer(size)), Fact("axis", .integer(axis)),
      Fact("range", size == 0 ? .none : .text("\(-size) to \(size - 1)")),
    ]
  }
}

/// Indices that are not whole numbers.
package struct IndicesNotWhole: Fault {
  package static let identity = FaultIdentity(.type, "indices-not-whole")
  package static let example = "take(zeros(3), tensor([0.5]))"
  package let operation: String
  package let dtype: String
  package var facts: [Fact] { [Fact("operation", .name(operation)), Fact("dtype", .type(dtype))] }
}

/// Indices whose shape does not go with the tensor's.
package struct IndicesMisfit: Fault {
  package static let identity = FaultIdentity(.shape, "indices-misfit")
  package static let example = "gather(zeros(2, 3), tensor([0, 1]), axis: 1)"
  package let operation: String
  package let shape: [Int]
  package let indices: [Int]

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("shape", .shape(shape)),
      Fact("indices", .shape(indices)),
    ]
  }
}
