/// The productions of the grammar, as a report of coverage names them.
package enum Production: UInt8, Sendable, CaseIterable {
  // Statements.
  case letBinding, varBinding, assignment, compoundAssignment, tupleAssignment
  case forLoop, whileLoop, breakStatement, continueStatement, returnStatement
  case importStatement, throwStatement, assertion, assertionMessage, test
  case expressionStatement
  // Definitions.
  case function, method, mutatingFunction, kernelAttribute, expressionBody
  case parameter, defaultParameter, referenceParameter, restParameter
  case model, type, paramField, stateField, plainField, variableField
  // Annotations.
  case namedAnnotation, shapeAnnotation, dtypeAnnotation, resultAnnotation
  case anyDimension, restDimension, namedRestDimension, sizeDimension
  // Patterns.
  case namePattern, discardPattern, tuplePattern
  // Literals and collections.
  case integer, float, boolean, nothing, name
  case string, interpolatedString, tripleString, rawString, formatSpec, nestedFormat
  case list, spread, dictionary, emptyDictionary, tuple, record, range
  case listComprehension, dictionaryComprehension, comprehensionFilter
  // Operators.
  case parentheses, negation, not, binary, logical, comparison, comparisonChain
  case pipe, placeholder
  // Calls and access.
  case call, methodCall, namedArgument, spreadArgument, referenceArgument
  case field, index, slice, indexEllipsis
  // Control and functions as values.
  case lambda, conditional, elseBranch, elseIf, attempt, attemptWithoutName, block
}

/// A set of productions, in two words.
package struct ProductionSet: Sendable, Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  package init() {}

  package mutating func insert(_ production: Production) {
    let bit = UInt64(production.rawValue)
    if bit < 64 { low |= 1 << bit } else { high |= 1 << (bit - 64) }
  }

  package func contains(_ production: Production) -> Bool {
    let bit = UInt64(production.rawValue)
    return bit < 64 ? low >> bit & 1 == 1 : high >> (bit - 64) & 1 == 1
  }

  package mutating func formUnion(_ other: ProductionSet) {
    low |= other.low
    high |= other.high
  }

  /// Those that are in the set, in the order of the grammar.
  package var members: [Production] { Production.allCases.filter(contains) }
}
