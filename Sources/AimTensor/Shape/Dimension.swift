/// One dimension of a type: its size, or what is known of it ahead of a run.
package enum Dimension: Sendable, Hashable {
  case size(Int)
  /// Bound at a call, as `N` in `[N, 28, 28]`.
  case name(String)
  indirect case expression(Operation, Dimension, Dimension)
  case unknown

  /// What an expression does with its two sides.
  package enum Operation: String, Sendable, Hashable {
    case add = "+", subtract = "-", multiply = "*", floorDivide = "//", remainder = "%"
  }

  package var size: Int? { if case .size(let size) = self { size } else { nil } }

  /// Two dimensions combined, computed as far as they are known.
  package static func combine(_ operation: Operation, _ left: Dimension, _ right: Dimension)
    -> Dimension
  {
    if case .unknown = left { return .unknown }
    if case .unknown = right { return .unknown }
    if let a = left.size, let b = right.size {
      return evaluate(operation, a, b).map { .size($0) } ?? .unknown
    }
    return simplified(operation, left, right)
  }

  private static func evaluate(_ operation: Operation, _ a: Int, _ b: Int) -> Int? {
    switch operation {
    case .add: checked(a.addingReportingOverflow(b))
    case .subtract: checked(a.subtractingReportingOverflow(b))
    case .multiply: checked(a.multipliedReportingOverflow(by: b))
    case .floorDivide: floorDivided(a, b)?.quotient
    case .remainder: floorDivided(a, b)?.remainder
    }
  }

  private static func checked(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
    result.overflow ? nil : result.partialValue
  }

  private static func simplified(_ operation: Operation, _ left: Dimension, _ right: Dimension)
    -> Dimension
  {
    switch (operation, left.size, right.size) {
    case (.add, 0, _), (.multiply, 1, _): right
    case (.add, _, 0), (.subtract, _, 0), (.multiply, _, 1), (.floorDivide, _, 1): left
    case (.multiply, 0, _), (.multiply, _, 0): .size(0)
    case (.subtract, _, _) where left == right: .size(0)
    case (.floorDivide, _, _) where left == right: .size(1)
    default: .expression(operation, left, right)
    }
  }

  package static func + (left: Dimension, right: Dimension) -> Dimension {
    combine(.add, left, right)
  }
  package static func - (left: Dimension, right: Dimension) -> Dimension {
    combine(.subtract, left, right)
  }
  package static func * (left: Dimension, right: Dimension) -> Dimension {
    combine(.multiply, left, right)
  }

  /// The quotient, rounded down.
  package func dividedDown(by divisor: Dimension) -> Dimension {
    .combine(.floorDivide, self, divisor)
  }

  /// True where the two may be the same number: only two different sizes may not.
  package func agrees(with other: Dimension) -> Bool {
    guard let a = size, let b = other.size else { return true }
    return a == b
  }

  /// What is known when both describe one dimension: a size beats a name, a name beats nothing.
  package func unified(with other: Dimension) -> Dimension {
    switch (self, other) {
    case (.size, _): self
    case (_, .size): other
    case (.unknown, _): other
    default: self
    }
  }
}

/// Quotient and remainder with the quotient rounded down, as `//` and `%` have them;
/// nil for a division by zero and where the quotient overflows.
package func floorDivided(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int)? {
  let (quotient, overflow) = a.dividedReportingOverflow(by: b)
  guard b != 0, !overflow else { return nil }
  let remainder = a - quotient * b
  let floors = remainder != 0 && (remainder < 0) != (b < 0)
  return floors ? (quotient - 1, remainder + b) : (quotient, remainder)
}

extension Dimension: CustomStringConvertible {
  package var description: String {
    switch self {
    case .size(let size): "\(size)"
    case .name(let name): name
    case .unknown: "_"
    case .expression(let operation, let left, let right):
      "\(left.grouped(in: operation)) \(operation.rawValue) \(right.grouped(in: operation))"
    }
  }

  private func grouped(in operation: Operation) -> String {
    if case .expression = self { "(\(self))" } else { description }
  }
}
