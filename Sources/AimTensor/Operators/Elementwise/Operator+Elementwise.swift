package import AimDiagnostics

extension Operator {
  /// A gradient's slope: from input and result to what the upstream is multiplied by.
  typealias Slope = @Sendable (_ x: Tensor, _ y: Tensor) throws -> Tensor

  /// An operator of one tensor that works element by element: its value and its slope.
  static func unary(
    _ name: String, _ domain: Elementwise.Domain = .floats,
    gives result: Elementwise.Result = .same,
    summary: String, formula: String? = nil, examples: [OperatorExample] = [],
    samples range: ClosedRange<Double> = -2...2, onnx: OnnxMapping? = nil, isPublic: Bool = true,
    number: NumberRule = .asTensor, native: NativeUnary? = nil, loops: LoopTable<UnaryLoop>,
    usesResult: Bool = false, slope: Slope? = nil
  ) -> Operator {
    let element = Elementwise(
      domain: domain, result: result, unary: loops, native: native, number: number,
      failure: { _ in IntegerOverflow(operation: name) })
    return Operator(
      name, [.tensor("x")], summary: summary, formula: formula, examples: examples,
      samples: OperatorSample.unary(in: range), onnx: onnx, isPublic: isPublic,
      elementwise: element,
      infer: { types, _ in [try element.inferred(types, of: name)] },
      kernel: { call in [try element.run(call.inputs[0], of: name)] },
      gradient: slope.map { slope in
        GradientRule(usesResults: usesResult) { call in
          let x = call.inputs[0]
          return [try call.upstream * slope(x, usesResult ? call.result : x)]
        }
      })
  }

  /// One side of a binary operator's gradient, before it is summed over what was stretched.
  typealias Side =
    @Sendable (_ upstream: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor

  /// An operator of two tensors that works element by element, with NumPy's broadcasting.
  static func binary(
    _ name: String, _ domain: Elementwise.Domain = .numbers,
    gives result: Elementwise.Result = .same,
    summary: String, formula: String? = nil, examples: [OperatorExample] = [],
    samples range: ClosedRange<Double> = -2...2, onnx: OnnxMapping? = nil,
    native: NativeForms? = nil, loops: LoopTable<BinaryLoop>, usesResult: Bool = false,
    failure: (@Sendable ([Tensor]) -> any Error)? = nil, left: Side? = nil, right: Side? = nil
  ) -> Operator {
    let element = Elementwise(
      domain: domain, result: result, binary: loops, native: native,
      failure: failure ?? { _ in IntegerOverflow(operation: name) })
    return Operator(
      name, [.tensor("a"), .tensor("b")], summary: summary, formula: formula, examples: examples,
      samples: OperatorSample.binary(in: range), onnx: onnx, elementwise: element,
      infer: { types, _ in [try element.inferred(types, of: name)] },
      kernel: { call in [try element.run(call.inputs[0], call.inputs[1], of: name)] },
      gradient: left == nil && right == nil
        ? nil : binaryRule(usesResult: usesResult, left: left, right: right))
  }

  private static func binaryRule(usesResult: Bool, left: Side?, right: Side?) -> GradientRule {
    GradientRule(usesResults: usesResult) { call in
      let (a, b) = (call.inputs[0], call.inputs[1])
      let y = usesResult ? call.result : a
      let first = call.needs[0] ? try left?(call.upstream, a, b, y).summed(to: a.shape) : nil
      let second = call.needs[1] ? try right?(call.upstream, a, b, y).summed(to: b.shape) : nil
      return [first, second]
    }
  }
}

extension OperatorSample {
  /// No elements, no dimensions, a vector, more dimensions.
  static func unary(in range: ClosedRange<Double>) -> [OperatorSample] {
    let shapes: [Shape] = [[], [0], [1], [5], [2, 3], [2, 0, 3], [2, 1, 4]]
    return shapes.map { OperatorSample([$0], in: range) }
  }

  /// Equal shapes, numbers, and every way of stretching.
  static func binary(in range: ClosedRange<Double>) -> [OperatorSample] {
    let pairs: [[Shape]] = [
      [[], []], [[3], [3]], [[2, 3], [3]], [[2, 1], [1, 3]], [[2, 3], []], [[], [4]],
      [[0, 3], [1, 3]], [[2, 1, 2], [3, 1]],
    ]
    return pairs.map { OperatorSample($0, in: range) }
  }
}

/// A whole number that left the 64 bits of i64.
package struct IntegerOverflow: Fault {
  package static let identity = FaultIdentity(.arithmetic, "tensor-integer-overflow")
  package static let example = "tensor([9223372036854775807]) + 1"
  package let operation: String
  package var facts: [Fact] { [Fact("operation", .name(operation))] }
}
