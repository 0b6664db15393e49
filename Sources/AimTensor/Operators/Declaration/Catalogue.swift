/// Operators that belong together, and the heading they stand under in help.
package struct OperatorFamily: Sendable {
  package let title: String
  package let operators: [Operator]

  package init(_ title: String, _ operators: [Operator]) {
    self.title = title
    self.operators = operators
  }
}

extension Operator {
  /// Every operator, by family.
  ///
  /// A family is an `extension Operator` with `static let family…`.
  package static let catalogue: [OperatorFamily] = [
    arithmeticFamily, powerFamily, trigonometryFamily, roundingFamily, comparisonFamily,
    logicFamily,
    reductionFamily, movementFamily, indexingFamily, creationFamily, linearFamily,
    convolutionFamily, poolingFamily, sortingFamily, randomFamily, fusedFamily,
  ]

  /// The operator of this name, nil where there is none.
  package static func named(_ name: String) -> Operator? { byName[name] }

  private static let byName: [String: Operator] = {
    var table: [String: Operator] = [:]
    for family in catalogue { for op in family.operators { table[op.name] = op } }
    return table
  }()
}
