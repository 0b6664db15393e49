package import AimDiagnostics

/// Putting elements in order. Sorting is stable, and NaN is larger than every number.
extension Operator {
  package static let sortingFamily = OperatorFamily(
    "Sorting", [sort, argsort, topk, unique, searchsorted, bincount])

  /// O(n) in the elements.
  package static let sort: Operator = Operator(
    "sort", [.tensor("x"), .axis(default: -1), .flag("descending")],
    summary: "The elements along `axis` in rising order; NaN comes last.",
    examples: [
      OperatorExample("sort([3, 1, 2])", gives: "i64[3] [1, 2, 3]"),
      OperatorExample("sort([3, 1, 2], descending: true)", gives: "i64[3] [3, 2, 1]"),
    ],
    samples: SortingRule.samples,
    infer: { types, attributes in
      _ = try SortingRule.axis(types[0], attributes.int(0))
      return [types[0].with(dimensions: types[0].dimensions)]
    },
    kernel: { call in
      let (x, axis) = try SortingRule.prepared(call, 0)
      let places = try RowSort.places(x, axis: axis, descending: call.attributes.flag(1))
      return [try RowSort.taken(x, places, axis: axis)]
    },
    gradient: GradientRule { call in
      // Each element's gradient waits at the place that it was moved to.
      let (x, axis) = (call.inputs[0].detached(), call.attributes[0])
      guard x.rank > 0 else { return [call.upstream] }
      let places = try argsort(x, axis, call.attributes[1])
      return [try gather(call.upstream, argsort(places, axis, .flag(false)), axis)]
    })

  /// O(n) in the elements.
  package static let argsort: Operator = Operator(
    "argsort", [.tensor("x"), .axis(default: -1), .flag("descending")],
    summary: "Where the elements of the sorted tensor stand in `x`; equal ones keep their order.",
    examples: [OperatorExample("argsort([30, 10, 20])", gives: "i64[3] [1, 2, 0]")],
    samples: SortingRule.samples,
    infer: { types, attributes in
      _ = try SortingRule.axis(types[0], attributes.int(0))
      return [TensorType(.i64, types[0].dimensions)]
    },
    kernel: { call in
      let (x, axis) = try SortingRule.prepared(call, 0)
      return [try RowSort.places(x, axis: axis, descending: call.attributes.flag(1))]
    })

  /// O(n) in the elements.
  package static let topk: Operator = Operator(
    "topk", [.tensor("x"), .int("k"), .axis(default: -1), .flag("largest", default: true)],
    summary: "The `k` largest (or smallest) elements along `axis`, and where they stand.",
    examples: [
      OperatorExample("topk([1, 5, 3], 2).values", gives: "i64[2] [5, 3]"),
      OperatorExample("topk([1, 5, 3], 2).indices", gives: "i64[2] [1, 2]"),
    ],
    samples: [
      OperatorSample([[5]], [.int(2), .int(-1), .flag(true)]),
      OperatorSample([[2, 4]], [.int(3), .int(1), .flag(false)]),
      OperatorSample([[4, 2]], [.int(1), .int(0), .flag(true)]),
      OperatorSample([[3]], [.int(0), .int(0), .flag(true)]),
      OperatorSample([[2, 0]], [.int(0), .int(1), .flag(true)]),
      OperatorSample([[4]], [.int(4), .int(0), .flag(false)]),
    ],
    onnx: .node("TopK", since: 11), resultNames: ["values", "indices"],
    infer: { types, attributes in try SortingRule.topk(types[0], attributes) },
    kernel: { call in
      let (x, axis) = try SortingRule.prepared(call, 1)
      let whole = try RowSort.places(x, axis: axis, descending: call.attributes.flag(2))
      let places = whole.view(
        shape: call.results[1].shape ?? whole.shape, strides: whole.strides, offset: whole.offset)
      return [try RowSort.taken(x, places, axis: axis), try places.packed()]
    },
    gradient: GradientRule(usesResults: true) { call in
      guard let upstream = call.upstreams[0] else { return [nil] }
      let x = call.inputs[0]
      let zeros = try Tensor(repeating: .float(0), dtype: x.dtype, x.shape)
      return [try scatter([zeros, call.results[1].detached(), upstream], call.attributes[1])]
    })

  /// O(n) in the elements.
  package static let unique: Operator = Operator(
    "unique", [.tensor("x")], summary: "The different elements of `x`, in rising order.",
    examples: [OperatorExample("unique([3, 1, 3, 2])", gives: "i64[3] [1, 2, 3]")],
    samples: [[], [0], [1], [2, 3], [2, 0, 3], [60]].map { OperatorSample([Shape($0)]) },
    onnx: .node("Unique", since: 11),
    infer: { types, _ in [TensorType(types[0].dtype, [.unknown])] },
    kernel: { call in [try Counting.unique(call.inputs[0].detached())] }, losesSlope: true)

  /// O(m log n).
  package static let searchsorted: Operator = Operator(
    "searchsorted",
    [.tensor("sorted"), .tensor("values"), .choice("side", ["left", "right"], default: "left")],
    summary: "Where each of `values` would be put into the rising vector `sorted`.",
    examples: [
      OperatorExample("searchsorted([10, 20, 30], [5, 20, 99])", gives: "i64[3] [0, 1, 3]"),
      OperatorExample(#"searchsorted([10, 20], [20], side: "right")"#, gives: "i64[1] [2]"),
    ],
    samples: [
      OperatorSample([[4], [2, 3]], [.text("left")]), OperatorSample([[0], [3]], [.text("right")]),
      OperatorSample([[3], []], [.text("left")]), OperatorSample([[3], [0]], [.text("left")]),
      OperatorSample([[1], [1]], [.text("right")]),
      OperatorSample([[9], [2, 1]], [.text("right")]),
    ],
    infer: { types, _ in
      if let rank = types[0].rank, rank != 1 {
        throw NotAVector(operation: "searchsorted", shape: types[0].knownSizes)
      }
      return [TensorType(.i64, types[1].dimensions)]
    },
    kernel: { call in
      [
        try Counting.searchsorted(
          call.inputs[0].detached(), call.inputs[1].detached(),
          right: call.attributes.text(0) == "right")
      ]
    })

  /// O(n + largest element).
  package static let bincount: Operator = Operator(
    "bincount", [.tensor("x"), .int("minlength", default: 0)],
    summary: "How often each whole number from 0 up stands in the vector `x`.",
    examples: [OperatorExample("bincount([0, 2, 2])", gives: "i64[3] [1, 0, 2]")],
    infer: { types, attributes in
      if let rank = types[0].rank, rank != 1 {
        throw NotAVector(operation: "bincount", shape: types[0].knownSizes)
      }
      if let dtype = types[0].dtype, dtype.isFloat {
        throw NotDefinedFor(operation: "bincount", dtype: dtype.name)
      }
      guard attributes.int(0) >= 0 else {
        throw NegativeCount(operation: "bincount", count: attributes.int(0))
      }
      return [TensorType(.i64, [.unknown])]
    },
    kernel: { call in
      let x = try Casting.converted(call.inputs[0].detached(), to: .i64)
      return [try Counting.bincount(x, atLeast: call.attributes.int(0))]
    })
}

/// What the sorting operators share.
enum SortingRule {
  static let faults: [any Fault.Type] = [TopkTooLarge.self, NegativeBin.self]

  static let samples: [OperatorSample] = [
    OperatorSample([[5]], [.int(-1), .flag(false)]),
    OperatorSample([[2, 4]], [.int(0), .flag(true)]),
    OperatorSample([[2, 3, 2]], [.int(1), .flag(false)]),
    OperatorSample([[0]], [.int(0), .flag(false)]),
    OperatorSample([[3, 0]], [.int(0), .flag(false)]),
    OperatorSample([[]], [.int(-1), .flag(false)]),
  ]

  /// The axis from the front; the only place of a tensor without dimensions is axis 0 or -1.
  static func axis(_ type: TensorType, _ axis: Int) throws -> Int? {
    if type.rank == 0, axis == 0 || axis == -1 { return 0 }
    return try type.axis(axis)
  }

  static func prepared(_ call: KernelCall, _ index: Int) throws -> (Tensor, Int) {
    let x = call.inputs[0].detached()
    return (x, try axis(x.type, call.attributes.int(index)) ?? 0)
  }

  static func topk(_ type: TensorType, _ attributes: Attributes) throws -> [TensorType] {
    let k = attributes.int(0)
    guard k >= 0 else { throw NegativeCount(operation: "topk", count: k) }
    guard let axis = try type.axis(attributes.int(1)), var dimensions = type.dimensions else {
      return [TensorType(type.dtype, nil), TensorType(.i64, nil)]
    }
    if let size = dimensions[axis].size, k > size {
      throw TopkTooLarge(k: k, size: size, axis: attributes.int(1))
    }
    dimensions[axis] = .size(k)
    return [TensorType(type.dtype, dimensions), TensorType(.i64, dimensions)]
  }
}

/// More of the largest elements than there are elements.
package struct TopkTooLarge: Fault {
  package static let identity = FaultIdentity(.value, "topk-too-large")
  package static let example = "topk([1, 2, 3], 4)"
  package let k: Int
  package let size: Int
  package let axis: Int
  package var facts: [Fact] {
    [Fact("k", .integer(k)), Fact("size", .integer(size)), Fact("axis", .integer(axis))]
  }
}

/// A number below zero, which no bin counts.
package struct NegativeBin: Fault {
  package static let identity = FaultIdentity(.value, "negative-bin")
  package static let example = "bincount([0, -1])"
  package let value: Int
  package var facts: [Fact] { [Fact("value", .integer(value))] }
}
