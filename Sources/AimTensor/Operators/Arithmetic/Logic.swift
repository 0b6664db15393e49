import AimDiagnostics

/// Logic on booleans, choosing by a condition, and changing dtype.
extension Operator {
  package static let logicFamily = OperatorFamily(
    "Logic and choice", [logicalAnd, logicalOr, logicalXor, logicalNot, `where`, cast])

  package static let logicalAnd: Operator = binary(
    "logical_and", .booleans, gives: .boolean, summary: "Where both are true: what `a and b` does.",
    examples: [.init("tensor([true, false]) and true", gives: "bool[2] [true, false]")],
    onnx: .node("And", since: 7), loops: LoopTable(bool: Loops.zip { (a: Bool, b: Bool) in a && b })
  )

  package static let logicalOr: Operator = binary(
    "logical_or", .booleans, gives: .boolean, summary: "Where either is true: what `a or b` does.",
    examples: [.init("tensor([true, false]) or false", gives: "bool[2] [true, false]")],
    onnx: .node("Or", since: 7), loops: LoopTable(bool: Loops.zip { (a: Bool, b: Bool) in a || b }))

  package static let logicalXor: Operator = binary(
    "logical_xor", .booleans, gives: .boolean, summary: "Where exactly one of two is true.",
    examples: [.init("logical_xor([true, false], [true, true])", gives: "bool[2] [false, true]")],
    onnx: .node("Xor", since: 7), loops: LoopTable(bool: Loops.zip { (a: Bool, b: Bool) in a != b })
  )

  package static let logicalNot: Operator = unary(
    "logical_not", .booleans, gives: .boolean,
    summary: "True for false and false for true: `not x`.",
    examples: [.init("not tensor([true, false])", gives: "bool[2] [false, true]")],
    onnx: .node("Not", since: 1), loops: LoopTable(bool: Loops.map { (x: Bool) in !x }))

  /// Chooses element by element.
  ///
  /// All three broadcast; the choices share a dtype.
  package static let `where`: Operator = Operator(
    "where", [.tensor("condition"), .tensor("a"), .tensor("b")],
    summary: "Takes from `a` where the condition is true, else from `b`.",
    formula: #"y_i = \begin{cases} a_i & c_i \\ b_i & \text{else} \end{cases}"#,
    examples: [.init("where([true, false], [1, 2], 0)", gives: "i64[2] [1, 0]")],
    onnx: .node("Where", since: 16),
    infer: { types, _ in [try Choosing.inferred(types)] },
    kernel: { call in [try Choosing.run(call)] },
    gradient: GradientRule { call in
      let (condition, a, b) = (call.inputs[0], call.inputs[1], call.inputs[2])
      let zero = try Tensor(number: 0.0)
      return [
        nil,
        call.needs[1]
          ? try Operator.where(condition, call.upstream, zero).summed(to: a.shape) : nil,
        call.needs[2]
          ? try Operator.where(condition, zero, call.upstream).summed(to: b.shape) : nil,
      ]
    })

  package func callAsFunction(_ a: Tensor, _ b: Tensor, _ c: Tensor) throws -> Tensor {
    try applyOne(self, [a, b, c])
  }

  /// Changes the dtype.
  ///
  /// A fraction does not become an integer: round it first.
  package static let cast: Operator = Operator(
    "cast", [.tensor("x"), .requiredDType()],
    summary: "The same values in another dtype; a fraction is not made whole silently.",
    examples: [
      .init(#"cast([true, false], "f32")"#, gives: "f32[2] [1, 0]"),
      .init(#"cast([1.0, 2.0], "i64")"#, gives: "i64[2] [1, 2]"),
    ],
    samples: [[], [0], [1], [5], [2, 3], [2, 1, 4]].map { (shape: Shape) in
      OperatorSample([shape], [.dtype(.f64)])
    }, onnx: .node("Cast", since: 13),
    infer: { types, attributes in
      [TensorType(attributes.dtype(0), types[0].dimensions)]
    },
    kernel: { call in
      guard let dtype = call.attributes.dtype(0) else { throw LostResult() }
      return [try Casting.converted(call.inputs[0], to: dtype).with(weak: false)]
    },
    gradient: GradientRule { call in [call.upstream] })
}

/// The rules of `where`.
enum Choosing {
  static func inferred(_ types: [TensorType]) throws -> TensorType {
    if let dtype = types[0].dtype, dtype != .bool {
      throw NotBoolean(operation: "where", dtype: dtype.name)
    }
    let dtype = Promotion.common(types[1], types[2]).map { $0.isComputed ? $0 : .f32 }
    let choices = TensorType(dtype, try Broadcasting.dimensions(types[1], types[2]))
    return TensorType(
      dtype, try Broadcasting.dimensions(types[0], choices),
      weak: types[1].weak && types[2].weak && types[0].rank == 0)
  }

  static func run(_ call: KernelCall) throws -> Tensor {
    let result = try call.makeResult()
    let a = try Casting.converted(call.inputs[1], to: result.dtype)
    let b = try Casting.converted(call.inputs[2], to: result.dtype)
    switch result.dtype.size {
    case 1: try choose(call.inputs[0], a, b, result, as: UInt8.self)
    case 4: try choose(call.inputs[0], a, b, result, as: UInt32.self)
    default: try choose(call.inputs[0], a, b, result, as: UInt64.self)
    }
    return result
  }

  private static func choose<Word: BitwiseCopyable>(
    _ condition: Tensor, _ a: Tensor, _ b: Tensor, _ result: Tensor, as word: Word.Type
  ) throws {
    let operands = [condition, a, b]
    let layout = StridedLayout(
      shape: result.shape, strides: operands.map { Broadcasting.strides(of: $0, to: result.shape) })
    let conditions = condition.pointer(as: Bool.self)
    let first = a.bytes.assumingMemoryBound(to: Word.self)
    let second = b.bytes.assumingMemoryBound(to: Word.self)
    let target = result.bytes.assumingMemoryBound(to: Word.self)
    let steps = layout.innerStrides
    layout.forEachRow { place, offsets, count in
      let (c, x, y) = (conditions + offsets[0], first + offsets[1], second + offsets[2])
      for index in 0..<count {
        target[place + index] = c[index &* steps[0]] ? x[index &* steps[1]] : y[index &* steps[2]]
      }
    }
    if Interrupt.isRequested { throw Interrupted() }
  }
}
