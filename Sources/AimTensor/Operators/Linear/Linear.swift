package import AimDiagnostics

/// Matrix products and what is built on them.
extension Operator {
  package static let linearFamily = OperatorFamily(
    "Linear algebra", [matmul, dot, outer, einsum])
}

/// The faults of matrix products.
enum LinearFaults {
  static let all: [any Fault.Type] =
    [InnerDimensionsDiffer.self, ScalarInProduct.self, NotVectors.self] + Einsum.faults
}

/// `a @ b` where a's rows are not as long as b's columns.
package struct InnerDimensionsDiffer: Fault {
  package static let identity = FaultIdentity(.shape, "inner-dimensions")
  package static let example = "zeros(2, 3) @ zeros(4, 5)"
  package let left: [Int]
  package let right: [Int]
  package let leftSize: Int
  package let rightSize: Int

  package var facts: [Fact] {
    [
      Fact("left", .shape(left)), Fact("right", .shape(right)),
      Fact("left_size", .integer(leftSize)), Fact("right_size", .integer(rightSize)),
      Fact("right_axis", .text(right.count > 1 ? "second-last" : "only one")),
      Fact("mend", LinearMend.mend(left, right).map { .code($0) } ?? .none),
    ]
  }
}

/// What would make two shapes multiply, if something simple does.
private enum LinearMend {
  static func mend(_ left: [Int], _ right: [Int]) -> String? {
    let inner = right.count > 1 ? right[right.count - 2] : right[0]
    if left.count == 2 && right.count == 2 {
      if left[1] == right[1] { return "a @ b.T" }
      if left[0] == right[0] { return "a.T @ b" }
    }
    if left.count > 2 && left.dropFirst().reduce(1, &*) == inner {
      return "a.flatten(from: 1) @ b"
    }
    return nil
  }
}

/// `@` with a number.
package struct ScalarInProduct: Fault {
  package static let identity = FaultIdentity(.shape, "scalar-in-product")
  package static let example = "zeros(2, 3) @ 2"
  package let left: [Int]
  package let right: [Int]
  package var facts: [Fact] { [Fact("left", .shape(left)), Fact("right", .shape(right))] }
}

/// Something with another number of dimensions than one, where a vector is meant.
package struct NotVectors: Fault {
  package static let identity = FaultIdentity(.shape, "not-vectors")
  package static let example = "outer(zeros(2, 3), zeros(3))"
  package let operation: String
  package let left: [Int]
  package let right: [Int]
  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("left", .shape(left)),
      Fact("right", .shape(right)),
    ]
  }
}
