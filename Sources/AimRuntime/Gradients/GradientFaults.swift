package import AimDiagnostics

/// The faults of differentiating.
enum GradientFaults {
  static let all: [any Fault.Type] = [
    NotOneNumber.self, NothingToDifferentiate.self, TreesDiffer.self, TreeTooDeep.self,
  ]
}

/// The function whose gradient is asked for gives something else than one number.
package struct NotOneNumber: Fault {
  package static let identity = FaultIdentity(.type, "gradient-of-many")
  package static let example = "grad(x -> x * 2)(tensor([1.0, 2.0]))"
  let function: String
  let type: String
  package var facts: [Fact] { [Fact("function", .name(function)), Fact("type", .type(type))] }
}

/// The argument has no float in it.
package struct NothingToDifferentiate: Fault {
  package static let identity = FaultIdentity(.type, "nothing-to-differentiate")
  package static let example = "grad(x -> 1.0)(\"a\")"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// Trees whose structures do not agree.
package struct TreesDiffer: Fault {
  package static let identity = FaultIdentity(.type, "trees-differ")
  package static let example = "tree_map((a, b) -> a + b, [1.0, 2.0], [1.0])"
  let first: String
  let other: String
  package var facts: [Fact] { [Fact("first", .type(first)), Fact("other", .type(other))] }
}

/// A tree nested deeper than anyone means.
package struct TreeTooDeep: Fault {
  package static let identity = FaultIdentity(.resource, "tree-too-deep")
  package static let example = "var x = 1.0\nfor i in 0..5000 { x = [x] }\ntree_leaves(x)"
  let limit: Int
  package var facts: [Fact] { [Fact("limit", .integer(limit))] }
}
