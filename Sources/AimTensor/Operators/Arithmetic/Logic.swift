import AimDiagnostics
import CAimKernels

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
    }, takesPending: true)

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
      let x = call.inputs[0]
      if let loop = Casting.exactLoop(from: x.dtype, to: dtype),
        let pending = try FusedElementwise.putOff(
          .unary(loop), [x.detached()], into: dtype, x.shape, weak: false)
      {
        return [pending]
      }
      try x.storage.materialize()
      return [try Casting.converted(x, to: dtype).with(weak: false)]
    },
    gradient: GradientRule { call in [call.upstream] }, takesPending: true)
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
    guard let dtype = call.results[0].dtype, let shape = call.results[0].shape else {
      throw LostResult()
    }
    let condition = call.inputs[0].detached()
    let choices = try call.inputs.dropFirst().map { try converted($0, to: dtype) }
    let loop = loop(of: dtype.size)
    if let pending = try FusedElementwise.putOff(
      .ternary(loop), [condition] + choices, into: dtype, shape, weak: call.results[0].weak)
    {
      return pending
    }
    for operand in [condition] + choices { try operand.storage.materialize() }
    let result = try call.makeResult()
    try ElementwiseRun.ternary(loop, condition, choices[0], choices[1], into: result)
    return result
  }

  private static func converted(_ x: Tensor, to dtype: DType) throws -> Tensor {
    if x.dtype == dtype { return x.detached() }
    try x.storage.materialize()
    return try Casting.converted(x, to: dtype)
  }

  /// The loop for elements of so many bytes: what they mean does not matter.
  private static func loop(of size: Int) -> TernaryLoop {
    switch size {
    case 1: loop(aim_choose_1)
    case 4: loop(aim_choose_4)
    default: loop(aim_choose_8)
    }
  }

  private static func loop<Word: BitwiseCopyable>(
    _ function:
      @escaping @Sendable (
        UnsafePointer<Bool>?, UnsafePointer<Word>?, Int, UnsafePointer<Word>?, Int,
        UnsafeMutablePointer<Word>?, Int
      ) -> Void
  ) -> TernaryLoop {
    { condition, conditionStep, left, leftStep, right, rightStep, output, count in
      let conditions = condition.assumingMemoryBound(to: Bool.self)
      let first = left.assumingMemoryBound(to: Word.self)
      let second = right.assumingMemoryBound(to: Word.self)
      let target = output.assumingMemoryBound(to: Word.self)
      if conditionStep == 1 {
        function(conditions, first, leftStep, second, rightStep, target, count)
      } else {
        for index in 0..<count {
          target[index] =
            conditions[index &* conditionStep]
            ? first[index &* leftStep] : second[index &* rightStep]
        }
      }
      return true
    }
  }
}
