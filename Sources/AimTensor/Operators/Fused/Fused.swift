package import AimDiagnostics

/// Kernels of functions that the library defines in Aim and marks `@kernel`.
///
/// The words, the shapes and the definition stand in `stdlib/`; here are the loops that run instead, by
/// the same name and with the same parameters, and gradients that are fused too. What is fused is
/// differentiated again by way of operators.
extension Operator {
  package static let fusedFamily = OperatorFamily("Kernels of the library", fused + fusedGradients)

  private static let fused: [Operator] = [
    linear, relu, gelu, softmax, logSoftmax, crossEntropy, mse, layerNorm, batchNorm,
    normalizeBatch, rnn, gru, lstm, attention,
  ]

  private static let fusedGradients: [Operator] = [
    reluGradient, geluGradient, softmaxGradient, logSoftmaxGradient, crossEntropyGradient,
    normalizeRows, normalizeRowsGradient, normalizeBatchGradient, rnnGradient, gruGradient,
    lstmGradient, geluErf, geluTanh, geluTanhGradient, attentionGradient,
  ]

  /// The operators that run instead of library functions of their names.
  static let libraryKernels = fused + [sigmoid]
}

/// What the fused kernels share.
enum FusedRule {
  static let faults: [any Fault.Type] = [LossShapesDiffer.self, MaskDoesNotFit.self]

  /// The float dtype that inputs are computed in.
  static func dtype(_ types: [TensorType]) -> DType? {
    let (common, weak) = Promotion.common(types)
    return common.map { Promotion.float($0, weak: weak) }
  }

  /// Contiguous, of this dtype, without a past.
  static func prepared(_ x: Tensor, _ dtype: DType) throws -> Tensor {
    try Casting.converted(x.detached(), to: dtype).contiguous()
  }

  /// Runs a loop over pieces of `count` elements.
  static func run(
    _ count: Int, _ body: @escaping (Range<Int>) -> Void
  ) throws {
    try Pool.run(count, by: Pool.grain, body)
  }

  /// Runs a loop over rows of `columns` elements, several at a time.
  static func runRows(_ rows: Int, _ columns: Int, _ body: @escaping (Range<Int>) -> Void) throws {
    try Pool.run(rows, by: max(1, Pool.grain / max(columns, 1)), body)
  }
}

/// A prediction and a target of different shapes.
package struct LossShapesDiffer: Fault {
  package static let identity = FaultIdentity(.shape, "loss-shapes-differ")
  package static let example = "accuracy([[[1, 2]]], [1])"
  package let operation: String
  package let predicted: [Int]
  package let target: [Int]
  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("predicted", .shape(predicted)),
      Fact("target", .shape(target)),
    ]
  }
}
