import AimDiagnostics

/// Matrix products and what is built on them.
extension Operator {
  package static let linearFamily = OperatorFamily("Linear algebra", [])
}

/// The faults of matrix products.
enum LinearFaults {
  static let all: [any Fault.Type] = []
}
