import CAimKernels

/// The linear layer: a product and a bias without a second tensor between them.
extension Operator {
  package static let linear: Operator = Operator(
    "linear", [.tensor("x"), .tensor("weight"), .tensor("bias")],
    summary: "Weighted sums of the last axis, plus a bias.",
    samples: [
      OperatorSample([[2, 3], [3, 4], [4]]), OperatorSample([[3], [3, 2], [2]]),
      OperatorSample([[2, 2, 3], [3, 2], [2]]), OperatorSample([[0, 3], [3, 2], [2]]),
      OperatorSample([[2, 0], [0, 3], [3]]), OperatorSample([[1, 1], [1, 1], [1]]),
      OperatorSample([[3, 2], [2, 0], [0]]), OperatorSample([[5, 2], [2, 37], [37]]),
    ],
    onnx: .node("Gemm", since: 13), isPublic: false,
    infer: { types, _ in [try LinearLayer.inferred(types)] },
    kernel: { call in
      let (x, weight, bias) = (call.inputs[0], call.inputs[1], call.inputs[2])
      guard let dtype = call.results[0].dtype, let shape = call.results[0].shape, dtype.isFloat
      else {
        return [try Operator.matmul(x.detached(), weight.detached()) + bias.detached()]
      }
      let product = try MatrixKernel.run(x, weight, as: dtype, shape)
      try LinearLayer.add(bias, to: product)
      return [product]
    },
    gradient: GradientRule { call in
      let (x, weight, bias) = (call.inputs[0], call.inputs[1], call.inputs[2])
      return [
        call.needs[0] ? try MatmulRule.leftGradient(call.upstream, x, weight) : nil,
        call.needs[1] ? try MatmulRule.rightGradient(call.upstream, x, weight) : nil,
        call.needs[2] ? try call.upstream.summed(to: bias.shape) : nil,
      ]
    },
    operations: { inputs, results, _ in
      2 * Double(results[0].count) * Double(inputs[0].dimensions.last ?? 1)
    })
}

/// Type and bias of the linear layer.
enum LinearLayer {
  static func inferred(_ types: [TensorType]) throws -> TensorType {
    let product = try MatmulRule.inferred(types[0], types[1])
    let dtype = try MatmulRule.resultDType(types, of: "linear")
    if let weight = types[1].dimensions, let bias = types[2].dimensions {
      guard weight.count == 2, bias.count == 1, bias[0].agrees(with: weight[1]) else {
        throw OperatorMisused(
          operation: "linear",
          problem: "a bias \(types[2].knownSizes) for weights \(types[1].knownSizes)")
      }
    }
    return TensorType(dtype, product.dimensions)
  }

  /// Adds the bias to every row of a new product.
  static func add(_ bias: Tensor, to product: Tensor) throws {
    let columns = bias.count
    if product.count == 0 { return }
    let row = try FusedRule.prepared(bias, product.dtype)
    let (from, to) = (UnsafeRawPointer(row.bytes), product.bytes)
    let isWide = product.dtype == .f64
    try FusedRule.runRows(product.count / columns, columns) { range in
      let start = range.lowerBound * columns
      if isWide {
        aim_add_row_f64(
          from.assumingMemoryBound(to: Double.self),
          to.assumingMemoryBound(to: Double.self) + start, range.count, columns)
      } else {
        aim_add_row_f32(
          from.assumingMemoryBound(to: Float.self),
          to.assumingMemoryBound(to: Float.self) + start, range.count, columns)
      }
    }
    withExtendedLifetime(row) {}
  }
}
