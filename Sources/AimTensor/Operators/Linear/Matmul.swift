extension Operator {
  /// The matrix product, NumPy's rules: vectors stand in as a row or a column, leading axes
  /// broadcast.
  ///
  /// O(rows · columns · depth).
  package static let matmul: Operator = Operator(
    "matmul", [.tensor("a"), .tensor("b")],
    summary: "The matrix product `a @ b`: the rows of `a` times the columns of `b`.",
    formula: #"c_{ij} = \sum_k a_{ik} b_{kj}"#,
    examples: [
      OperatorExample("[[1, 2], [3, 4]] @ [5, 6]", gives: "i64[2] [17, 39]"),
      OperatorExample("(zeros(5, 2, 3) @ zeros(3, 4)).shape", gives: "[5, 2, 4]"),
    ],
    samples: [
      OperatorSample([[2, 3], [3, 4]]), OperatorSample([[3], [3, 2]]),
      OperatorSample([[2, 3], [3]]),
      OperatorSample([[3], [3]]), OperatorSample([[2, 2, 3], [3, 2]]),
      OperatorSample([[2, 1, 2, 3], [3, 3, 2]]), OperatorSample([[0, 3], [3, 2]]),
      OperatorSample([[2, 0], [0, 3]]), OperatorSample([[1, 1], [1, 1]]),
    ],
    onnx: .node("MatMul", since: 13),
    infer: { types, _ in [try MatmulRule.inferred(types[0], types[1])] },
    kernel: { call in
      let dtype = call.results[0].dtype ?? .f32
      let shape = call.results[0].shape ?? .scalar
      return [try MatrixKernel.run(call.inputs[0], call.inputs[1], as: dtype, shape)]
    },
    gradient: GradientRule { call in
      let (a, b) = (call.inputs[0], call.inputs[1])
      return [
        call.needs[0] ? try MatmulRule.leftGradient(call.upstream, a, b) : nil,
        call.needs[1] ? try MatmulRule.rightGradient(call.upstream, a, b) : nil,
      ]
    },
    operations: { inputs, results, _ in
      2 * Double(results[0].count) * Double(inputs[0].dimensions.last ?? 1)
    })

  /// The inner product of two vectors.
  ///
  /// O(n).
  package static let dot: Operator = Operator(
    "dot", [.tensor("a"), .tensor("b")],
    summary: "The inner product of two vectors: the sum of the products of their elements.",
    formula: #"\sum_i a_i b_i"#,
    examples: [OperatorExample("dot([1, 2, 3], [4, 5, 6])", gives: "32")],
    samples: MatmulRule.vectorSamples([(3, 3), (0, 0), (1, 1), (2, 2), (5, 5), (40, 40)]),
    infer: { types, _ in
      try MatmulRule.expectVectors("dot", types)
      return [try MatmulRule.inferred(types[0], types[1])]
    },
    kernel: Operator.matmul.kernel, gradient: Operator.matmul.gradient)

  /// Every product of an element of one vector with an element of another.
  ///
  /// O(n m).
  package static let outer: Operator = Operator(
    "outer", [.tensor("a"), .tensor("b")],
    summary: "Every product of an element of `a` with an element of `b`, as a matrix.",
    formula: #"c_{ij} = a_i b_j"#,
    examples: [OperatorExample("outer([1, 2], [3, 4])", gives: "i64[2, 2]\n[[3, 4],\n [6, 8]]")],
    samples: MatmulRule.vectorSamples([(3, 2), (0, 2), (1, 1), (2, 0), (1, 4), (5, 3)]),
    infer: { types, _ in
      try MatmulRule.expectVectors("outer", types)
      return [try MatmulRule.outer(types[0], types[1])]
    },
    kernel: { call in
      let (a, b) = (call.inputs[0].detached(), call.inputs[1].detached())
      return [try a.reshaped([a.count, 1]) * b]
    },
    gradient: GradientRule { call in
      let (a, b) = (call.inputs[0], call.inputs[1])
      return [
        call.needs[0] ? try Operator.matmul(call.upstream, b) : nil,
        call.needs[1] ? try Operator.matmul(a, call.upstream) : nil,
      ]
    })
}

/// Type and gradient of the matrix product.
enum MatmulRule {
  /// Pairs of vectors of these lengths.
  static func vectorSamples(_ lengths: [(Int, Int)]) -> [OperatorSample] {
    lengths.map { OperatorSample([Shape([$0.0]), Shape([$0.1])]) }
  }

  static func inferred(_ a: TensorType, _ b: TensorType) throws -> TensorType {
    let dtype = try resultDType([a, b])
    guard let left = a.dimensions, let right = b.dimensions else { return TensorType(dtype, nil) }
    guard !left.isEmpty, !right.isEmpty else {
      throw ScalarInProduct(left: a.knownSizes, right: b.knownSizes)
    }
    let inner = left[left.count - 1]
    let other = right[max(right.count - 2, 0)]
    guard inner.agrees(with: other) else {
      throw InnerDimensionsDiffer(
        left: a.knownSizes, right: b.knownSizes, leftSize: inner.size ?? -1,
        rightSize: other.size ?? -1)
    }
    let lead = try Broadcasting.dimensions(
      TensorType(dtype, Array(left.dropLast(2))), TensorType(dtype, Array(right.dropLast(2))))
    guard var result = lead else { return TensorType(dtype, nil) }
    if left.count > 1 { result.append(left[left.count - 2]) }
    if right.count > 1 { result.append(right[right.count - 1]) }
    return TensorType(dtype, result)
  }

  /// The dtype that a product of these is computed in; booleans have no products.
  static func resultDType(_ types: [TensorType], of name: String = "matmul") throws -> DType? {
    for type in types where type.dtype == .bool {
      throw NotDefinedFor(operation: name, dtype: DType.bool.name)
    }
    guard let common = Promotion.common(types).dtype else { return nil }
    return common.isComputed ? common : .f32
  }

  static func expectVectors(_ name: String, _ types: [TensorType]) throws {
    guard types.allSatisfy({ $0.rank == nil || $0.rank == 1 }) else {
      throw NotVectors(operation: name, left: types[0].knownSizes, right: types[1].knownSizes)
    }
  }

  static func outer(_ a: TensorType, _ b: TensorType) throws -> TensorType {
    let rows = a.dimensions?.first ?? .unknown
    let columns = b.dimensions?.first ?? .unknown
    return TensorType(try resultDType([a, b], of: "outer"), [rows, columns])
  }

  /// u bᵀ, summed over what was broadcast.
  static func leftGradient(_ upstream: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
    let (wide, left, right) = try asMatrices(upstream, a, b)
    let product = try Operator.matmul(wide, transposed(right))
    return try product.summed(to: left.shape).reshaped(a.shape)
  }

  /// aᵀ u, summed over what was broadcast; where b is one matrix, as a single product.
  static func rightGradient(_ upstream: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
    var (wide, left, right) = try asMatrices(upstream, a, b)
    if right.rank == 2 && left.rank > 2 {
      let (depth, columns) = (left.shape[left.rank - 1], wide.shape[wide.rank - 1])
      let rows = left.shape.dimensions.dropLast().reduce(1, &*)
      left = try left.reshaped([rows, depth])
      wide = try wide.reshaped([rows, columns])
    }
    let product = try Operator.matmul(transposed(left), wide)
    return try product.summed(to: right.shape).reshaped(b.shape)
  }

  /// The transpose of every matrix: another view, where there is no past to be recorded.
  private static func transposed(_ x: Tensor) throws -> Tensor {
    guard x.origin == nil, x.rank == 2 else { return try Operator.matrixTranspose(x) }
    let (shape, strides) = (x.shape, x.strides)
    return x.view(
      shape: [shape[1], shape[0]], strides: [strides[1], strides[0]], offset: x.offset)
  }

  /// Upstream and operands with vectors as a row (left) and a column (right).
  private static func asMatrices(_ upstream: Tensor, _ a: Tensor, _ b: Tensor) throws
    -> (upstream: Tensor, left: Tensor, right: Tensor)
  {
    let left = a.rank == 1 ? try a.reshaped([1, a.shape[0]]) : a
    let right = b.rank == 1 ? try b.reshaped([b.shape[0], 1]) : b
    var sizes = upstream.shape.dimensions
    if a.rank == 1 { sizes.insert(1, at: b.rank == 1 ? sizes.count : sizes.count - 1) }
    if b.rank == 1 { sizes.append(1) }
    return (try upstream.reshaped(Shape(sizes)), left, right)
  }
}
