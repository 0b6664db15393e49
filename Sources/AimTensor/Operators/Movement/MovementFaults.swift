package import AimDiagnostics

/// More than one -1, or another negative size, in a shape to take.
package struct ReshapeSizes: Fault {
  package static let identity = FaultIdentity(.shape, "reshape-sizes")
  package static let example = "reshape(zeros(6), [-1, -1])"
  package let sizes: [Int]
  package var facts: [Fact] { [Fact("sizes", .shape(sizes))] }
}

/// A shape of another number of elements.
package struct ReshapeCount: Fault {
  package static let identity = FaultIdentity(.shape, "reshape-count")
  package static let example = "reshape(zeros(2, 3), [4])"
  package let from: [Int]
  package let to: [Int]
  package let count: Int

  package var facts: [Fact] {
    let isKnown = !to.contains { $0 < 0 }
    let (needed, overflow) = to.reduce((1, false)) { product, size in
      let (next, overflow) = product.0.multipliedReportingOverflow(by: size)
      return (next, product.1 || overflow)
    }
    return [
      Fact("from", .shape(from)), Fact("to", .shape(to)), Fact("count", .integer(count)),
      Fact("needed", isKnown && !overflow ? .integer(needed) : .none),
    ]
  }
}

/// A range of dimensions that ends before it begins.
package struct FlattenRange: Fault {
  package static let identity = FaultIdentity(.index, "flatten-range")
  package static let example = "flatten(zeros(2, 3, 4), from: 2, to: 1)"
  package let from: Int
  package let to: Int
  package let shape: [Int]

  package var facts: [Fact] {
    [Fact("from", .integer(from)), Fact("to", .integer(to)), Fact("shape", .shape(shape))]
  }
}

/// Axes that do not name each dimension once.
package struct NotAPermutation: Fault {
  package static let identity = FaultIdentity(.value, "not-a-permutation")
  package static let example = "permute(zeros(2, 3), [0, 0])"
  package let axes: [Int]
  package let shape: [Int]

  package var facts: [Fact] {
    [Fact("axes", .shape(axes)), Fact("shape", .shape(shape)), Fact("rank", .integer(shape.count))]
  }
}

/// A dimension to drop that has more than one element.
package struct SqueezeSize: Fault {
  package static let identity = FaultIdentity(.shape, "squeeze-size")
  package static let example = "squeeze(zeros(2, 3), axis: 1)"
  package let axis: Int
  package let size: Int
  package let shape: [Int]

  package var facts: [Fact] {
    [Fact("axis", .integer(axis)), Fact("size", .integer(size)), Fact("shape", .shape(shape))]
  }
}

/// A shape that broadcasting cannot reach.
package struct CannotStretch: Fault {
  package static let identity = FaultIdentity(.shape, "cannot-stretch")
  package static let example = "broadcast_to(zeros(2), [3])"
  package let from: [Int]
  package let to: [Int]
  package var facts: [Fact] { [Fact("from", .shape(from)), Fact("to", .shape(to))] }
}

/// A slice whose step is 0.
package struct ZeroStep: Fault {
  package static let identity = FaultIdentity(.value, "zero-step")
  package static let example = "zeros(4)[::0]"
}

/// Tensors that cannot stand one after the other.
package struct ShapesDoNotJoin: Fault {
  package static let identity = FaultIdentity(.shape, "shapes-do-not-join")
  package static let example = "concat([zeros(2, 3), zeros(2, 4)])"
  package let left: [Int]
  package let right: [Int]
  package let axis: Int

  package var facts: [Fact] {
    [Fact("left", .shape(left)), Fact("right", .shape(right)), Fact("axis", .integer(axis))]
  }
}

/// Nothing to join.
package struct NothingToJoin: Fault {
  package static let identity = FaultIdentity(.value, "nothing-to-join")
  package static let example = "concat([])"
  package let operation: String
  package var facts: [Fact] { [Fact("operation", .name(operation))] }
}

/// Padding that the tensor cannot take.
package struct PaddingMisfit: Fault {
  package static let identity = FaultIdentity(.value, "padding-misfit")
  package static let example = #"pad(zeros(3), 3, mode: "reflect")"#
  package let padding: [Int]
  package let shape: [Int]
  package let mode: String

  package var facts: [Fact] {
    [Fact("padding", .shape(padding)), Fact("shape", .shape(shape)), Fact("mode", .name(mode))]
  }
}
