package import AimDiagnostics

/// The faults of operators on values that are not tensors.
enum OperationFaults {
  static let all: [any Fault.Type] = [
    IntegerOverflow.self, DivisionByZero.self, OutsideDomain.self, BooleanOperand.self,
    TextPlusOther.self, TextTimesNumber.self, OperandTypes.self, CannotNegate.self,
    NotOrdered.self, NotACondition.self, TensorCondition.self, NotABoolean.self,
    NotATensor.self, NotANumberInList.self, RaggedList.self, RaggedTensors.self,
    UnevenNesting.self, ListTooDeep.self, MissingOperator.self, UnexpectedError.self,
  ]
}

/// A whole number that 64 bits cannot hold.
package struct IntegerOverflow: Fault {
  package static let identity = FaultIdentity(.arithmetic, "integer-overflow")
  package static let example = "9223372036854775807 + 1"
  let operation: String
  let operands: [Int]
  package var facts: [Fact] {
    let written =
      operands.count == 2
      ? "\(operands[0]) \(operation) \(operands[1])"
      : "\(operation)\(operation == "-" ? "" : " ")(\(operands.map(String.init).joined(separator: ", ")))"
    return [Fact("operation", .code(operation)), Fact("expression", .code(written))]
  }
}

/// Division of plain numbers by zero; tensors follow IEEE.
package struct DivisionByZero: Fault {
  package static let identity = FaultIdentity(.arithmetic, "division-by-zero")
  package static let example = "1 / 0"
  let operation: String
  package var facts: [Fact] { [Fact("operation", .code(operation))] }
}

/// A function of numbers that is not defined there: `sqrt(-1)`.
package struct OutsideDomain: Fault {
  package static let identity = FaultIdentity(.arithmetic, "outside-domain")
  package static let example = "sqrt(-1)"
  let function: String
  let argument: Double
  let allowed: String
  package var facts: [Fact] {
    [
      Fact("function", .code(function)), Fact("argument", .number(argument)),
      Fact("allowed", .text(allowed)),
    ]
  }
}

/// `true + 1`.
package struct BooleanOperand: Fault {
  package static let identity = FaultIdentity(.type, "boolean-operand")
  package static let example = "true + 1"
  let operation: String
  /// The boolean, `true` or `false`.
  let text: String
  package var facts: [Fact] {
    [Fact("operation", .code(operation)), Fact("mended", .code("int(\(text))"))]
  }
}

/// `"a" + 1`.
package struct TextPlusOther: Fault {
  package static let identity = FaultIdentity(.type, "text-plus-other")
  package static let example = "\"a\" + 1"
  let other: String
  let mended: String
  package var facts: [Fact] { [Fact("other", .type(other)), Fact("mended", .code(mended))] }
}

/// `"ab" * 3`.
package struct TextTimesNumber: Fault {
  package static let identity = FaultIdentity(.type, "text-times-number")
  package static let example = "\"ab\" * 3"
  package var facts: [Fact] { [] }
}

/// Operands that an operator does not take.
package struct OperandTypes: Fault {
  package static let identity = FaultIdentity(.type, "operand-types")
  package static let example = "nil + 1"
  let operation: String
  let left: String
  let right: String
  package var facts: [Fact] {
    [
      Fact("operation", .code(operation)), Fact("left", .type(left)), Fact("right", .type(right)),
      Fact("nil", left == "nil" || right == "nil" ? .code("if x != nil { … }") : .none),
    ]
  }
}

/// `-` before what is no number.
package struct CannotNegate: Fault {
  package static let identity = FaultIdentity(.type, "cannot-negate")
  package static let example = "-\"a\""
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// `<` between what has no order.
package struct NotOrdered: Fault {
  package static let identity = FaultIdentity(.type, "not-ordered")
  package static let example = "1 < \"a\""
  let left: String
  let right: String
  package var facts: [Fact] { [Fact("left", .type(left)), Fact("right", .type(right))] }
}

/// A condition that is no boolean.
package struct NotACondition: OperandFault {
  package static let identity = FaultIdentity(.type, "not-a-condition")
  package static let example = "if 1 { 2 }"
  let type: String
  let test: String?
  var written = "…"
  package var facts: [Fact] {
    [Fact("type", .type(type)), Fact("test", test.map { .code("\(written) \($0)") } ?? .none)]
  }

  func naming(_ written: String) -> any Fault {
    NotACondition(type: type, test: test, written: written)
  }
}

/// A tensor of several elements as a condition.
package struct TensorCondition: Fault {
  package static let identity = FaultIdentity(.type, "tensor-condition")
  package static let example = "if tensor([1, 2]) == tensor([1, 2]) { 1 }"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// `not`, `and`, `or` with what is no boolean.
package struct NotABoolean: Fault {
  package static let identity = FaultIdentity(.type, "not-a-boolean")
  package static let example = "not 0"
  let operation: String
  let type: String
  let test: String?
  package var facts: [Fact] {
    [
      Fact("operation", .code(operation)), Fact("type", .type(type)),
      Fact("test", test.map { .code("… \($0)") } ?? .none),
    ]
  }
}

/// A value where a tensor is needed.
package struct NotATensor: Fault {
  package static let identity = FaultIdentity(.type, "not-a-tensor")
  package static let example = "tensor(\"abc\")"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// A list that should become a tensor holds something else than numbers.
package struct NotANumberInList: Fault {
  package static let identity = FaultIdentity(.type, "not-a-number-in-list")
  package static let example = "tensor([1, \"a\"])"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// Rows of different lengths.
package struct RaggedList: Fault {
  package static let identity = FaultIdentity(.shape, "ragged-list")
  package static let example = "tensor([[1, 2], [3]])"
  let expected: Int
  let found: Int
  package var facts: [Fact] {
    [Fact("expected", .integer(expected)), Fact("found", .integer(found))]
  }
}

/// Tensors of different shapes in a list that should become one.
package struct RaggedTensors: Fault {
  package static let identity = FaultIdentity(.shape, "ragged-tensors")
  package static let example = "tensor([zeros(2), zeros(3)])"
  let index: Int
  let first: [Int]
  let other: [Int]
  package var facts: [Fact] {
    [Fact("index", .integer(index)), Fact("first", .shape(first)), Fact("other", .shape(other))]
  }
}

/// Numbers beside lists in a list that should become a tensor.
package struct UnevenNesting: Fault {
  package static let identity = FaultIdentity(.shape, "uneven-nesting")
  package static let example = "tensor([[1, 2], 3])"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// A list nested deeper than a tensor has dimensions.
package struct ListTooDeep: Fault {
  package static let identity = FaultIdentity(.shape, "list-too-deep")
  package static let example = "var x = [1]\nfor i in 0..100 { x = [x] }\ntensor(x)"
  let limit: Int
  package var facts: [Fact] { [Fact("limit", .integer(limit))] }
}

extension Operations {
  /// The fault of an operator that does not take two values: as close to the mistake as can be.
  static func operandFault(_ operation: String, _ a: Value, _ b: Value) -> RuntimeFault {
    if a.isBoolean && (b.isBoolean || b.canBeOperand) || b.isBoolean && a.canBeOperand {
      let flag = a.isBoolean ? a : b
      return RuntimeFault(
        BooleanOperand(operation: operation, text: flag.isTrue ? "true" : "false"))
    }
    if operation == "+", a.asText != nil || b.asText != nil {
      return RuntimeFault(textPlusOther(a, b))
    }
    if operation == "*", a.asText != nil || b.asText != nil, a.asInteger ?? b.asInteger != nil {
      return RuntimeFault(TextTimesNumber())
    }
    return RuntimeFault(
      OperandTypes(operation: operation, left: a.typeName, right: b.typeName))
  }

  private static func textPlusOther(_ a: Value, _ b: Value) -> TextPlusOther {
    func piece(_ value: Value) -> String {
      if let text = value.asText { return text.count <= 20 ? text : "…" }
      if let number = value.asInteger { return "{\(number)}" }
      return "{…}"
    }
    let other = a.asText == nil ? a : b
    return TextPlusOther(other: other.typeName, mended: "\"\(piece(a))\(piece(b))\"")
  }
}
