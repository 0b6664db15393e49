/// Operators as gradient rules and kernels write them.
extension Operator {
  package func callAsFunction(_ x: Tensor) throws -> Tensor { try applyUnary(self, x) }

  package func callAsFunction(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try applyBinary(self, a, b)
  }

  package func callAsFunction(_ x: Tensor, _ attributes: AttributeValue...) throws -> Tensor {
    try applyOne(self, [x], Attributes(attributes))
  }

  package func callAsFunction(_ a: Tensor, _ b: Tensor, _ attributes: AttributeValue...) throws
    -> Tensor
  {
    try applyOne(self, [a, b], Attributes(attributes))
  }

  package func callAsFunction(_ inputs: [Tensor], _ attributes: AttributeValue...) throws -> Tensor
  {
    try applyOne(self, inputs, Attributes(attributes))
  }
}

extension Tensor {
  package static func + (a: Tensor, b: Tensor) throws -> Tensor { try applyBinary(.add, a, b) }
  package static func - (a: Tensor, b: Tensor) throws -> Tensor { try applyBinary(.subtract, a, b) }
  package static func * (a: Tensor, b: Tensor) throws -> Tensor { try applyBinary(.multiply, a, b) }
  package static func / (a: Tensor, b: Tensor) throws -> Tensor { try applyBinary(.divide, a, b) }
  package static prefix func - (x: Tensor) throws -> Tensor { try applyUnary(.negative, x) }

  package static func + (a: Tensor, b: Double) throws -> Tensor { try a + Tensor(number: b) }
  package static func - (a: Tensor, b: Double) throws -> Tensor { try a - Tensor(number: b) }
  package static func * (a: Tensor, b: Double) throws -> Tensor { try a * Tensor(number: b) }
  package static func / (a: Tensor, b: Double) throws -> Tensor { try a / Tensor(number: b) }
  package static func + (a: Double, b: Tensor) throws -> Tensor { try Tensor(number: a) + b }
  package static func - (a: Double, b: Tensor) throws -> Tensor { try Tensor(number: a) - b }
  package static func * (a: Double, b: Tensor) throws -> Tensor { try Tensor(number: a) * b }
  package static func / (a: Double, b: Tensor) throws -> Tensor { try Tensor(number: a) / b }

  /// Sums what broadcasting stretched, so that the result has the operand's shape again.
  func summed(to target: Shape) throws -> Tensor {
    if shape == target { return self }
    let lead = rank - target.rank
    var axes = Array(0..<lead)
    for axis in 0..<target.rank where target[axis] == 1 && shape[lead + axis] != 1 {
      axes.append(lead + axis)
    }
    if axes.count == lead, lead > 0 { return try Operator.sum(self, .ints(axes), .flag(false)) }
    let reduced = axes.isEmpty ? self : try Operator.sum(self, .ints(axes), .flag(true))
    return try reduced.reshaped(target)
  }
}
