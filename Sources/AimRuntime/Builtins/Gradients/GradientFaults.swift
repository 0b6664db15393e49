package import AimDiagnostics

/// The faults of differentiating.
enum GradientFaults {
  static let all: [any Fault.Type] = [
    NotOneNumber.self, NothingToDifferentiate.self, TreesDiffer.self, TreeTooDeep.self,
  ]
}

/// A function to differentiate that gave something else than one number.
package struct NotOneNumber: Fault {
  package static let identity = FaultIdentity(.type, "gradient-of-many")
  package static let example = "grad(x -> x * 2)(ones(3))"
  let function: String
  let type: String
  package var facts: [Fact] { [Fact("function", .name(function)), Fact("type", .type(type))] }
}

/// An argument without a float in it.
package struct NothingToDifferentiate: Fault {
  package static let identity = FaultIdentity(.type, "nothing-to-differentiate")
  package static let example = "grad(s -> len(s))(\"text\")"
  let function: String
  let type: String
  package var facts: [Fact] { [Fact("function", .name(function)), Fact("type", .type(type))] }
}

/// Trees of different structure.
package struct TreesDiffer: Fault {
  package static let identity = FaultIdentity(.type, "trees-differ")
  package static let example = "tree_map((a, b) -> a + b, [1.0, 2.0], [1.0])"
  let first: String
  let other: String
  package var facts: [Fact] { [Fact("first", .text(first)), Fact("other", .text(other))] }
}

/// A tree that is nested too deeply to be walked.
package struct TreeTooDeep: Fault {
  package static let identity = FaultIdentity(.resource, "tree-too-deep")
  package static let example = "var x = [1.0]\nfor _ in 0..1000 { x = [x] }\ntree_leaves(x)"
  let limit: Int
  package var facts: [Fact] { [Fact("limit", .integer(limit))] }
}
