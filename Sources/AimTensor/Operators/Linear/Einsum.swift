import AimDiagnostics

extension Operator {
  /// Sums of products over named axes, Einstein's way.
  ///
  /// Contracted left to right, each step as a (batched) matrix product.
  package static let einsum: Operator = Operator(
    "einsum", [.text("equation"), .operands("tensors")],
    summary: "Sums products over the axes that `equation` names and its result leaves out.",
    formula: #"c_{ik} = \sum_j a_{ij} b_{jk} \text{ is } \texttt{ij,jk->ik}"#,
    examples: [
      OperatorExample(
        #"einsum("ij,jk->ik", [[1, 2], [3, 4]], [[1, 0], [0, 1]])"#,
        gives: "i64[2, 2]\n[[1, 2],\n [3, 4]]"),
      OperatorExample(#"einsum("ii", [[1, 2], [3, 4]])"#, gives: "5"),
    ],
    samples: [
      OperatorSample([[2, 3], [3, 4]], [.text("ij,jk->ik")]),
      OperatorSample([[3], [3]], [.text("i,i")]), OperatorSample([[2, 3]], [.text("ij->ji")]),
      OperatorSample([[3, 3]], [.text("ii->i")]), OperatorSample([[3, 3]], [.text("ii")]),
      OperatorSample([[2, 3]], [.text("ij->i")]),
      OperatorSample([[2, 3], [2, 4]], [.text("bi,bj->bij")]),
      OperatorSample([[2, 3], [3, 2], [2, 2]], [.text("ij,jk,kl->il")]),
      OperatorSample([[2, 2, 3], [3, 2]], [.text("...ij,jk->...ik")]),
      OperatorSample([[0, 3], [3, 2]], [.text("ij,jk->ik")]),
    ],
    onnx: .node("Einsum", since: 12),
    infer: { types, attributes in [try Einsum.inferred(types, attributes.text(0))] },
    kernel: { call in
      let equation = try EinsumEquation(call.attributes.text(0), of: call.inputs.map(\.type))
      let operands = try call.inputs.map { input in
        try Casting.converted(input, to: call.results[0].dtype ?? .f32)
      }
      return [try Einsum.contract(operands, equation)]
    },
    gradient: GradientRule { call in
      let equation = try EinsumEquation(call.attributes.text(0), of: call.inputs.map(\.type))
      return try call.inputs.indices.map { index in
        call.needs[index]
          ? try Einsum.gradient(call.upstream, call.inputs, equation, at: index) : nil
      }
    })
}

/// Types and kernel of `einsum`.
enum Einsum {
  static let faults: [any Fault.Type] = [
    EinsumSyntax.self, EinsumOperandCount.self, EinsumRank.self, EinsumSizes.self,
    EinsumOutput.self,
  ]

  static func inferred(_ types: [TensorType], _ text: String) throws -> TensorType {
    let dtype = try MatmulRule.resultDType(types, of: "einsum")
    guard types.allSatisfy({ $0.rank != nil }) else {
      _ = try EinsumEquation.split(text, operands: types.count)
      return TensorType(dtype, nil)
    }
    let equation = try EinsumEquation(text, of: types)
    return TensorType(dtype, equation.output.map { equation.sizes[$0] ?? .unknown })
  }

  /// The result of one dtype, row-major.
  static func contract(_ operands: [Tensor], _ equation: EinsumEquation) throws -> Tensor {
    var left: EinsumOperand?
    for index in operands.indices {
      let later = equation.inputs[(index + 1)...].joined()
      let next = try EinsumOperand(operands[index].detached(), equation.inputs[index])
      // What nobody names again is summed away at once.
      let others = Set(later).union(equation.output)
      let right = try next.summed(keeping: others.union(left?.labels ?? []))
      left = try left?.times(right, keeping: others) ?? right
    }
    guard let whole = left else { throw EinsumOperandCount(expected: 1, given: 0) }
    let result = try whole.summed(keeping: Set(equation.output)).arranged(equation.output)
    return try result.contiguous()
  }

  /// The gradient of one operand is an einsum too: upstream and the other operands, with the
  /// operand's own labels as result.
  ///
  /// A label that stands twice in the operand gets a fresh name and an identity matrix; one that
  /// stands nowhere else gets a vector of ones.
  static func gradient(
    _ upstream: Tensor, _ inputs: [Tensor], _ equation: EinsumEquation, at index: Int
  ) throws -> Tensor {
    var operands = [upstream]
    var terms = [equation.output]
    for other in inputs.indices where other != index {
      operands.append(inputs[other])
      terms.append(equation.inputs[other])
    }
    let dtype = upstream.dtype
    var result: [Int] = []
    var fresh = equation.unusedLabel
    for (axis, label) in equation.inputs[index].enumerated() {
      let size = inputs[index].shape[axis]
      if result.contains(label) {
        operands.append(try identity(size, dtype))
        terms.append([label, fresh])
        result.append(fresh)
        fresh += 1
        continue
      }
      if !terms.contains(where: { $0.contains(label) }) {
        operands.append(try Tensor(repeating: .float(1), dtype: dtype, [size]))
        terms.append([label])
      }
      result.append(label)
    }
    return try Operator.einsum(
      operands, .text(EinsumEquation.text(inputs: terms, output: result)))
  }

  private static func identity(_ size: Int, _ dtype: DType) throws -> Tensor {
    let zeros = try Tensor(repeating: .float(0), dtype: dtype, [size, size]).packed()
    for place in 0..<size { zeros.store(.float(1), at: place * (size + 1)) }
    return zeros
  }
}
