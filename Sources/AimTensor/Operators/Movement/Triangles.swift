import AimDiagnostics

/// Triangles and diagonals of matrices.
extension Operator {
  package static let tril: Operator = triangle(
    "tril", "The lower triangle of every matrix, zeros above; `diagonal` shifts the border.",
    shows: "i64[2, 2]\n[[1, 0],\n [3, 4]]"
  ) { row, column, shift in column - row <= shift }

  package static let triu: Operator = triangle(
    "triu", "The upper triangle of every matrix, zeros below; `diagonal` shifts the border.",
    shows: "i64[2, 2]\n[[1, 2],\n [0, 4]]"
  ) { row, column, shift in column - row >= shift }

  private static func triangle(
    _ name: String, _ summary: String, shows: String,
    _ keeps: @escaping @Sendable (Int, Int, Int) -> Bool
  ) -> Operator {
    Operator(
      name, [.tensor("x"), .int("diagonal", default: 0)], summary: summary,
      examples: [.init("\(name)([[1, 2], [3, 4]])", gives: shows)],
      samples: [
        OperatorSample([[3, 3]], [.int(0)]), OperatorSample([[2, 4]], [.int(1)]),
        OperatorSample([[4, 2]], [.int(-1)]), OperatorSample([[2, 2, 3]], [.int(0)]),
        OperatorSample([[0, 3]], [.int(0)]), OperatorSample([[1, 1]], [.int(5)]),
      ], onnx: .node("Trilu", since: 14),
      infer: { types, _ in
        _ = try types[0].axis(-2)
        return [types[0].with(dimensions: types[0].dimensions)]
      },
      kernel: { call in
        let x = call.inputs[0].detached()
        let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        let shift = Swift.max(-(rows + columns), Swift.min(call.attributes.int(0), rows + columns))
        let mask = try Tensor(uninitialized: .bool, Shape([rows, columns]))
        let target = mask.pointer(as: Bool.self)
        for row in 0..<rows {
          if Interrupt.isRequested { throw Interrupted() }
          for column in 0..<columns { target[row * columns + column] = keeps(row, column, shift) }
        }
        let zero = try Tensor(repeating: .int(0), dtype: x.dtype, Shape.scalar)
        return [try Operator.where(mask, x, zero)]
      },
      gradient: GradientRule { call in
        guard let op = Operator.named(name) else { throw LostResult() }
        return [try op(call.upstream, call.attributes[0])]
      })
  }

  package static let diagonal: Operator = Operator(
    "diagonal", [.tensor("x"), .int("offset", default: 0)],
    summary: "The diagonal of every matrix, or one `offset` above it.", formula: "y_i = x_{ii}",
    examples: [.init("diagonal([[1, 2], [3, 4]])", gives: "i64[2] [1, 4]")],
    samples: diagonalSamples([[3, 3], [2, 4], [4, 2], [2, 2, 3], [0, 3], [1, 1]]),
    infer: { types, attributes in
      guard try types[0].axis(-2) != nil, let dimensions = types[0].dimensions else {
        return [types[0].with(dimensions: nil)]
      }
      let last = dimensions.count - 1
      var length = Dimension.unknown
      if let rows = dimensions[last - 1].size, let columns = dimensions[last].size {
        length = .size(Diagonals.length(rows, columns, attributes.int(0)))
      } else if dimensions[last] == dimensions[last - 1], attributes.int(0) == 0 {
        length = dimensions[last]
      }
      return [types[0].with(dimensions: Array(dimensions.dropLast(2)) + [length])]
    },
    kernel: { call in
      let x = call.inputs[0]
      guard let shape = call.results[0].shape else { throw LostResult() }
      let (row, column) = (x.strides[x.rank - 2], x.strides[x.rank - 1])
      let shift = call.attributes.int(0)
      let start = shape.count == 0 ? 0 : shift >= 0 ? shift * column : -shift * row
      let strides = Array(x.strides.dropLast(2)) + [row + column]
      return [x.view(shape: shape, strides: strides, offset: x.offset + start)]
    },
    gradient: GradientRule { call in
      let shape = call.inputs[0].shape
      return [
        try diagonalMatrix(
          call.upstream, call.attributes[0], .int(shape[shape.rank - 2]),
          .int(shape[shape.rank - 1]))
      ]
    })

  package static let diagonalMatrix: Operator = Operator(
    "diag",
    [.tensor("x"), .int("offset", default: 0), .optionalInt("rows"), .optionalInt("columns")],
    summary: "Matrices with `x` on the diagonal and zeros elsewhere.",
    examples: [.init("diag([1, 2])", gives: "i64[2, 2]\n[[1, 0],\n [0, 2]]")],
    samples: [
      OperatorSample([[3]], [.int(0), .none, .none]),
      OperatorSample([[2]], [.int(1), .none, .none]),
      OperatorSample([[2]], [.int(-1), .none, .none]),
      OperatorSample([[2, 3]], [.int(0), .none, .none]),
      OperatorSample([[0]], [.int(0), .none, .none]),
      OperatorSample([[2]], [.int(0), .int(2), .int(4)]),
    ],
    infer: { types, attributes in
      guard let dimensions = types[0].dimensions else { return [types[0].with(dimensions: nil)] }
      guard let length = dimensions.last else { throw NotAVector(operation: "diag", shape: []) }
      let shift = attributes.int(0).magnitude
      guard shift < 1 << 40 else { throw ShapeTooLarge(shape: [attributes.int(0)]) }
      let size = length + .size(Int(shift))
      let rows = attributes.optionalInt(1).map { Dimension.size($0) } ?? size
      let columns = attributes.optionalInt(2).map { Dimension.size($0) } ?? size
      if let r = rows.size, let c = columns.size, let l = length.size,
        Diagonals.length(r, c, attributes.int(0)) != l
      {
        throw CannotStretch(from: types[0].knownSizes, to: [r, c])
      }
      return [types[0].with(dimensions: Array(dimensions.dropLast()) + [rows, columns])]
    },
    kernel: { call in
      let result = try call.makeResult()
      try result.fillWithZeros()
      let place = try diagonal(result, call.attributes[0])
      try place.overwrite(with: call.inputs[0])
      return [result]
    },
    gradient: GradientRule { call in [try diagonal(call.upstream, call.attributes[0])] })

  private static func diagonalSamples(_ shapes: [Shape]) -> [OperatorSample] {
    shapes.enumerated().map { OperatorSample([$1], [.int($0 % 3 - 1)]) }
  }
}

enum Diagonals {
  /// How many elements the diagonal at an offset has.
  static func length(_ rows: Int, _ columns: Int, _ offset: Int) -> Int {
    if offset >= 0 { return max(0, min(rows, columns - min(offset, columns))) }
    let below = rows.addingReportingOverflow(offset)
    return below.overflow ? 0 : max(0, min(below.partialValue, columns))
  }
}
