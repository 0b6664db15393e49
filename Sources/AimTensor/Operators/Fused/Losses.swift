package import AimDiagnostics
import CAimKernels

/// Losses: one number from a whole batch.
extension Operator {
  package static let mse: Operator = Operator(
    "mse", [.tensor("predicted"), .tensor("target")],
    summary: "The mean of the squared differences.",
    samples: [
      OperatorSample([[5], [5]]), OperatorSample([[2, 3], [2, 3]]), OperatorSample([[], []]),
      OperatorSample([[1], [1]]), OperatorSample([[0], [0]]),
      OperatorSample([[2, 1, 3], [2, 1, 3]]),
    ],
    isPublic: false,
    infer: { types, _ in
      if let a = types[0].dimensions, let b = types[1].dimensions,
        a.count != b.count || !zip(a, b).allSatisfy({ $0.agrees(with: $1) })
      {
        throw LossShapesDiffer(
          operation: "mse", predicted: types[0].knownSizes, target: types[1].knownSizes)
      }
      return [TensorType(FusedRule.dtype(types), [])]
    },
    kernel: { call in
      let difference = try call.inputs[0].detached() - call.inputs[1].detached()
      let x = try FusedRule.prepared(difference, call.results[0].dtype ?? .f32)
      let total = try LossSum.squares(x)
      let value = total / Double(x.count)
      return [try Casting.converted(Tensor(scalar: value), to: x.dtype)]
    },
    gradient: GradientRule { call in
      let (predicted, target) = (call.inputs[0], call.inputs[1])
      let scale = try call.upstream * (2 / Double(predicted.count))
      let slope = try (predicted - target) * scale
      return [slope, call.needs[1] ? try -slope : nil]
    })

  package static let crossEntropy: Operator = Operator(
    "cross_entropy", [.tensor("logits"), .tensor("target")],
    summary: "The mean surprise at the true classes.",
    onnx: .node("SoftmaxCrossEntropyLoss", since: 13),
    isPublic: false,
    infer: { types, _ in
      try CrossEntropy.check(types)
      return [TensorType(FusedRule.dtype([types[0]]), [])]
    },
    kernel: { call in
      let dtype = call.results[0].dtype ?? .f32
      let logits = try FusedRule.prepared(call.inputs[0], dtype)
      let target = try CrossEntropy.labels(call.inputs[1], logits)
      let loss =
        dtype == .f64
        ? try CrossEntropy.loss(logits, target, as: Double.self, aim_log_sum_exp_f64)
        : try CrossEntropy.loss(logits, target, as: Float.self, aim_log_sum_exp_f32)
      return [loss]
    },
    gradient: GradientRule { call in
      [try crossEntropyGradient([call.upstream, call.inputs[0], call.inputs[1]], []), nil]
    })

  /// Upstream times (softmax - the true class's row of one) / n.
  static let crossEntropyGradient: Operator = Operator(
    "cross_entropy_gradient", [.tensor("upstream"), .tensor("logits"), .tensor("target")],
    summary: "The gradient of cross entropy.", isPublic: false,
    infer: { types, _ in [TensorType(FusedRule.dtype([types[1]]), types[1].dimensions)] },
    kernel: { call in
      let dtype = call.results[0].dtype ?? .f32
      let logits = try FusedRule.prepared(call.inputs[1], dtype)
      let target = try CrossEntropy.labels(call.inputs[2], logits)
      let upstream = try call.inputs[0].item().double
      let slope =
        dtype == .f64
        ? try CrossEntropy.slope(upstream, logits, target, as: Double.self, aim_softmax_f64)
        : try CrossEntropy.slope(upstream, logits, target, as: Float.self, aim_softmax_f32)
      return [slope]
    },
    gradient: GradientRule { call in
      let logits = call.inputs[1]
      let target = try CrossEntropy.oneHot(call.inputs[2], logits)
      let rows = Double(
        logits.shape[logits.rank - 1] == 0 ? 0 : target.count / logits.shape[logits.rank - 1])
      return try Differentiation.pullback(of: call) { inputs in
        try (softmax(inputs[1], .int(-1)) - target) * (inputs[0] / rows)
      }
    })
}

/// Sums over a whole tensor, in chunks that are added in order.
enum LossSum {
  static func squares(_ x: Tensor) throws -> Double {
    let size = Pool.grain
    let chunks = max(1, (x.count + size - 1) / size)
    let partial = try Tensor(uninitialized: .f64, [chunks])
    let sums = partial.pointer(as: Double.self)
    let count = x.count
    let (bytes, isWide) = (x.bytes, x.dtype == .f64)
    try Pool.run(chunks) { chunk in
      let start = chunk * size
      let length = min(size, count - start)
      sums[chunk] =
        isWide
        ? aim_sum_of_squares_f64(bytes.assumingMemoryBound(to: Double.self) + start, length)
        : aim_sum_of_squares_f32(bytes.assumingMemoryBound(to: Float.self) + start, length)
    }
    var total = 0.0
    for chunk in 0..<chunks { total += sums[chunk] }
    withExtendedLifetime(x) {}
    return total
  }
}

/// The loops of cross entropy.
enum CrossEntropy {
  static func check(_ types: [TensorType]) throws {
    if let dtype = types[1].dtype, dtype != .i64 {
      throw NotDefinedFor(operation: "cross_entropy", dtype: dtype.name)
    }
    guard let logits = types[0].dimensions, let target = types[1].dimensions else { return }
    let rows = logits.dropLast()
    guard !logits.isEmpty, rows.count == target.count,
      zip(rows, target).allSatisfy({ $0.agrees(with: $1) })
    else {
      throw LossShapesDiffer(
        operation: "cross_entropy", predicted: types[0].knownSizes, target: types[1].knownSizes)
    }
  }

  /// The true classes, all of them from 0 up to the number of classes.
  static func labels(_ target: Tensor, _ logits: Tensor) throws -> Tensor {
    let labels = try target.detached().contiguous()
    let classes = logits.shape[logits.rank - 1]
    let values = labels.pointer(as: Int.self)
    for index in 0..<labels.count where values[index] < 0 || values[index] >= classes {
      throw LabelOutOfRange(label: values[index], classes: classes)
    }
    return labels
  }

  static func loss<Element: NativeElement>(
    _ logits: Tensor, _ target: Tensor, as type: Element.Type,
    _ logSumExp:
      @escaping (
        UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int, Int
      ) -> Void
  ) throws -> Tensor {
    let columns = logits.shape[logits.rank - 1]
    let rows = target.count
    let norms = try Tensor(uninitialized: type.dtype, [rows])
    let (x, norm) = (logits.pointer(as: type), norms.pointer(as: type))
    try FusedRule.runRows(rows, columns) { range in
      logSumExp(x + range.lowerBound * columns, norm + range.lowerBound, range.count, columns)
    }
    let label = target.pointer(as: Int.self)
    var total = 0.0
    for row in 0..<rows { total += Double(norm[row]) - Double(x[row * columns + label[row]]) }
    withExtendedLifetime((logits, target, norms)) {}
    return try Tensor(scalar: Element(total / Double(rows)))
  }

  static func slope<Element: NativeElement>(
    _ upstream: Double, _ logits: Tensor, _ target: Tensor, as type: Element.Type,
    _ softmax: @escaping (UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int, Int) -> Void
  ) throws -> Tensor {
    let result = try Tensor(uninitialized: type.dtype, logits.shape)
    let columns = logits.shape[logits.rank - 1]
    let rows = target.count
    let (x, out) = (logits.pointer(as: type), result.pointer(as: type))
    let label = target.pointer(as: Int.self)
    let scale = Element(upstream / Double(rows))
    try FusedRule.runRows(rows, columns) { range in
      let start = out + range.lowerBound * columns
      softmax(x + range.lowerBound * columns, start, range.count, columns)
      for row in range { out[row * columns + label[row]] -= 1 }
      for place in 0..<(range.count * columns) { start[place] *= scale }
    }
    withExtendedLifetime((logits, target)) {}
    return result
  }

  /// A row for each label with a one at the true class, in the logits' dtype.
  static func oneHot(_ target: Tensor, _ logits: Tensor) throws -> Tensor {
    let dtype = Promotion.float(logits.dtype, weak: false)
    let rows = try Tensor(repeating: .float(0), dtype: dtype, logits.shape).packed()
    let classes = logits.shape[logits.rank - 1]
    let labels = try target.detached().contiguous()
    let values = labels.pointer(as: Int.self)
    for row in 0..<labels.count { rows.store(.float(1), at: row * classes + values[row]) }
    return rows
  }
}

/// A class that there is none of.
///
/// The library's definition raises it too.
package struct LabelOutOfRange: Fault {
  package static let identity = FaultIdentity(.value, "label-out-of-range")
  package static let example = "cross_entropy([[1.0, 2.0]], [2])"
  package let label: Int
  package let classes: Int
  package var facts: [Fact] {
    [
      Fact("label", .integer(label)), Fact("classes", .integer(classes)),
      Fact("last", .integer(classes - 1)),
    ]
  }
}
