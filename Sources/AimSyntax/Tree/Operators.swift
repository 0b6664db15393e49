/// `+ - * / // % @ ^`.
package enum BinaryOperator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
  case matrixProduct = "@"
  case power = "^"
}

/// `== != < <= > >= in not in`.
package enum ComparisonOperator: String, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case notContained = "not in"
}

/// `and`, `or`: they short-circuit on booleans and are elementwise on boolean tensors.
package enum LogicalOperator: String, Sendable, CaseIterable {
  case and, or
}

/// `-x`, `not x`.
package enum UnaryOperator: String, Sendable, CaseIterable {
  case negate = "-"
  case not
}
