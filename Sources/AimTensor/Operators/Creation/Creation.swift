package import AimDiagnostics

/// Tensors out of nothing.
extension Operator {
  package static let creationFamily = OperatorFamily(
    "Creation",
    [zeros, ones, full, zerosLikeOperator, onesLike, fullLike, arange, linspace, eye])

  package static let zeros: Operator = creator(
    "zeros", 0, "A tensor of zeros.", shows: "f32[2] [0, 0]")

  package static let ones: Operator = creator(
    "ones", 1, "A tensor of ones.", shows: "f32[2] [1, 1]")

  private static func creator(_ name: String, _ value: Int, _ summary: String, shows: String)
    -> Operator
  {
    Operator(
      name, [.shape(), .dtype()], summary: summary,
      examples: [.init("\(name)(2)", gives: shows)],
      samples: Creation.shapes.map { OperatorSample([], [.ints($0), .dtype(.f64)]) },
      infer: { _, attributes in
        [try Creation.inferred(attributes.ints(0) ?? [], attributes.dtype(1))]
      },
      kernel: { call in [try Creation.filled(call, .int(value))] })
  }

  package static let full: Operator = Operator(
    "full", [.shape(), .number("value"), .dtype(default: nil)],
    summary: "A tensor with the same number everywhere; i64 or f32 as the number is, unless said.",
    examples: [.init("full([2], 7)", gives: "i64[2] [7, 7]")],
    samples: Creation.shapes.map { OperatorSample([], [.ints($0), .float(0.5), .none]) },
    infer: { _, attributes in
      [
        try Creation.inferred(
          attributes.ints(0) ?? [], attributes.dtype(2) ?? Creation.dtype(attributes[1]))
      ]
    },
    kernel: { call in [try Creation.filled(call, Creation.scalar(call.attributes[1]))] })

  package static let zerosLikeOperator: Operator = likeness(
    "zeros_like", 0, "Zeros of another tensor's shape and dtype.")

  package static let onesLike: Operator = likeness(
    "ones_like", 1, "Ones of another tensor's shape and dtype.")

  private static func likeness(_ name: String, _ value: Int, _ summary: String) -> Operator {
    Operator(
      name, [.tensor("x")], summary: summary,
      examples: [.init("\(name)([5, 6])", gives: "i64[2] [\(value), \(value)]")],
      infer: { types, _ in [TensorType(types[0].dtype, types[0].dimensions)] },
      kernel: { call in [try Creation.filled(call, .int(value))] })
  }

  package static let fullLike: Operator = Operator(
    "full_like", [.tensor("x"), .number("value")],
    summary: "A number everywhere, in another tensor's shape and dtype.",
    examples: [.init("full_like([5, 6], 3)", gives: "i64[2] [3, 3]")],
    infer: { types, _ in [TensorType(types[0].dtype, types[0].dimensions)] },
    kernel: { call in [try Creation.filled(call, Creation.scalar(call.attributes[0]))] })

  package static let arange: Operator = Operator(
    "arange",
    [
      .number("start"), .number("end", default: AttributeValue.none),
      .number("step", default: .int(1)),
      .dtype(default: nil),
    ],
    summary: "Evenly spaced numbers: from 0 up to a number, or from `start` up to `end` by `step`.",
    examples: [
      .init("arange(3)", gives: "i64[3] [0, 1, 2]"),
      .init("arange(1, 2, 0.5)", gives: "f32[2] [1, 1.5]"),
    ],
    samples: [
      OperatorSample([], [.int(5), .none, .int(1), .none]),
      OperatorSample([], [.int(0), .none, .int(1), .none]),
      OperatorSample([], [.int(2), .int(9), .int(3), .none]),
      OperatorSample([], [.int(5), .int(0), .int(-2), .none]),
      OperatorSample([], [.float(0), .float(1), .float(0.25), .none]),
      OperatorSample([], [.int(0), .int(3), .int(1), .dtype(.f64)]),
    ], onnx: .node("Range", since: 11),
    infer: { _, attributes in
      let count = try Creation.steps(attributes)
      return [TensorType(Creation.rangeDType(attributes), Shape([count]))]
    },
    kernel: { call in [try Creation.range(call)] })

  package static let linspace: Operator = Operator(
    "linspace", [.number("start"), .number("end"), .int("count", default: 50), .dtype()],
    summary: "`count` evenly spaced numbers from `start` to `end`, both included.",
    examples: [.init("linspace(0, 1, 5)", gives: "f32[5] [0, 0.25, 0.5, 0.75, 1]")],
    samples: [0, 1, 2, 3, 5, 50].map {
      OperatorSample([], [.float(-1), .float(2), .int($0), .dtype(.f64)])
    },
    infer: { _, attributes in
      try Creation.requireFloat("linspace", attributes.dtype(3))
      return [try Creation.inferred([attributes.int(2)], attributes.dtype(3))]
    },
    kernel: { call in
      let result = try call.makeResult()
      let (start, end) = (call.attributes.float(0), call.attributes.float(1))
      let last = result.count - 1
      for index in 0..<result.count {
        if index & 0xFFFF == 0, Interrupt.isRequested { throw Interrupted() }
        let part = last == 0 ? 0 : Double(index) / Double(last)
        result.store(
          .float(index == last && last > 0 ? end : start + (end - start) * part), at: index)
      }
      return [result]
    })

  package static let eye: Operator = Operator(
    "eye", [.int("rows"), .optionalInt("columns"), .dtype()],
    summary: "The identity matrix: ones on the diagonal, zeros elsewhere.",
    formula: #"y_{ij} = \delta_{ij}"#,
    examples: [.init("eye(2)", gives: "f32[2, 2]\n[[1, 0],\n [0, 1]]")],
    samples: [(0, 0), (1, 1), (3, 3), (2, 4), (4, 2), (1, 3)].map { (rows: Int, columns: Int) in
      OperatorSample([], [.int(rows), .int(columns), .dtype(.f64)])
    }, onnx: .node("EyeLike", since: 9),
    infer: { _, attributes in
      let rows = attributes.int(0)
      return [
        try Creation.inferred([rows, attributes.optionalInt(1) ?? rows], attributes.dtype(2))
      ]
    },
    kernel: { call in
      let result = try call.makeResult()
      try result.fillWithZeros()
      let columns = result.shape[1]
      for index in 0..<Swift.min(result.shape[0], columns) {
        result.store(.int(1), at: index * columns + index)
      }
      return [result]
    })

  /// Zeros that take no memory but one element: for gradient rules.
  static func zerosLike(_ x: Tensor) throws -> Tensor {
    try Tensor(repeating: .int(0), dtype: x.dtype, x.shape)
  }
}

/// The rules of creators.
enum Creation {
  static let shapes: [[Int]] = [[], [0], [1], [3], [2, 3], [2, 0, 3]]

  static func inferred(_ sizes: [Int], _ dtype: DType?) throws -> TensorType {
    let shape = Shape(sizes)
    _ = try shape.checkedCount(dtype ?? .f32)
    return TensorType(dtype ?? .f32, shape)
  }

  static func dtype(_ value: AttributeValue) -> DType {
    switch value {
    case .int: .i64
    case .flag: .bool
    default: .f32
    }
  }

  static func scalar(_ value: AttributeValue) -> TensorScalar {
    switch value {
    case .int(let number): .int(number)
    case .float(let number): .float(number)
    case .flag(let flag): .bool(flag)
    default: .int(0)
    }
  }

  static func filled(_ call: KernelCall, _ value: TensorScalar) throws -> Tensor {
    let result = try call.makeResult()
    if result.dtype == .i64, case .float(let number) = value, Int(exactly: number) == nil {
      throw NotWhole(value: number)
    }
    if value.double == 0 {
      try result.fillWithZeros()
      return result
    }
    let single = try Tensor(repeating: value, dtype: result.dtype, Shape.scalar)
    try result.overwrite(with: single)
    return result
  }

  static func requireFloat(_ name: String, _ dtype: DType?) throws {
    if let dtype, !dtype.isFloat { throw NotDefinedFor(operation: name, dtype: dtype.name) }
  }

  /// Start, end and step of a range; a single number is its end.
  private static func bounds(_ attributes: Attributes) -> (
    AttributeValue, AttributeValue, AttributeValue
  ) {
    if attributes[1] == .none { return (.int(0), attributes[0], attributes[2]) }
    return (attributes[0], attributes[1], attributes[2])
  }

  private static func isWhole(_ attributes: Attributes) -> Bool {
    let (start, end, step) = bounds(attributes)
    if case .int = start, case .int = end, case .int = step { return true }
    return false
  }

  static func rangeDType(_ attributes: Attributes) -> DType {
    attributes.dtype(3) ?? (isWhole(attributes) ? .i64 : .f32)
  }

  /// How many numbers a range has.
  static func steps(_ attributes: Attributes) throws -> Int {
    let (start, end, step) = bounds(attributes)
    if case .int(let first) = start, case .int(let last) = end, case .int(let by) = step {
      guard by != 0 else { throw ZeroStep() }
      if (by > 0 && last <= first) || (by < 0 && last >= first) { return 0 }
      let distance = last.subtractingReportingOverflow(first)
      guard !distance.overflow else { throw ShapeTooLarge(shape: [Int.max]) }
      let count = (distance.partialValue.magnitude - 1) / by.magnitude + 1
      return try Shape([Int(min(count, UInt(Int.max)))]).checkedCount()
    }
    let (first, last, by) = (double(start), double(end), double(step))
    guard by != 0 else { throw ZeroStep() }
    let count = ((last - first) / by).rounded(.up)
    guard count.isFinite else { throw UnboundedRange() }
    guard count < 1e15 else { throw ShapeTooLarge(shape: [Int.max]) }
    return max(0, Int(count))
  }

  static func range(_ call: KernelCall) throws -> Tensor {
    let result = try call.makeResult()
    let (start, _, step) = bounds(call.attributes)
    let whole = isWhole(call.attributes)
    for index in 0..<result.count {
      if index & 0xFFFF == 0, Interrupt.isRequested { throw Interrupted() }
      if whole, case .int(let first) = start, case .int(let by) = step {
        result.store(.int(first + index * by), at: index)
      } else {
        let value = double(start) + Double(index) * double(step)
        if result.dtype == .i64, Int(exactly: value) == nil { throw NotWhole(value: value) }
        result.store(.float(value), at: index)
      }
    }
    return result
  }

  private static func double(_ value: AttributeValue) -> Double { scalar(value).double }
}

/// A range whose end is infinite or not a number.
package struct UnboundedRange: Fault {
  package static let identity = FaultIdentity(.value, "unbounded-range")
  package static let example = "arange(0, inf, 0.5)"
}
