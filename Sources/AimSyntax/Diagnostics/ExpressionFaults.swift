package import AimDiagnostics

// What can be wrong with expressions.

/// An operand is missing.
package struct ExpressionExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "expression-expected")
  package static let example = "let x = 1 +"
  package let found: String
  package let after: String?
  package var facts: [Fact] {
    [Fact("found", .text(found)), Fact("after", after.map { .code($0) } ?? .none)]
  }
}

/// Something that fits nowhere.
package struct UnexpectedToken: Fault {
  package static let identity = FaultIdentity(.syntax, "unexpected-token")
  package static let example = "print(1; 2)"
  package let found: String
  package let wanted: String
  package var facts: [Fact] {
    [Fact("found", .text(found)), Fact("wanted", .text(wanted))]
  }
}

/// Two statements or expressions on one line.
package struct TwoStatements: Fault {
  package static let identity = FaultIdentity(.syntax, "two-statements")
  package static let example = "let x = 1 let y = 2"
}

/// `print x`.
package struct CallNeedsParentheses: Fault {
  package static let identity = FaultIdentity(.syntax, "call-needs-parentheses")
  package static let example = "print \"hello\""
  package let function: String
  /// The rest of the line; nil where it holds more than arguments.
  package let arguments: String?
  package var facts: [Fact] {
    [
      Fact("function", .code(function)),
      Fact("mended", arguments.map { .code("\(function)(\($0))") } ?? .none),
    ]
  }
}

/// `a, b = b, a` without parentheses.
package struct BareTuple: Fault {
  package static let identity = FaultIdentity(.syntax, "bare-tuple")
  package static let example = "var a = 1\nvar b = 2\na, b = b, a"
}

/// A statement where a value is needed.
package struct StatementAsValue: Fault {
  package static let identity = FaultIdentity(.syntax, "statement-as-value")
  package static let example = "let x = return 1"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// A line that begins with an operator.
package struct LineStartsWithOperator: Fault {
  package static let identity = FaultIdentity(.syntax, "line-starts-with-operator")
  package static let example = "let x = 1\n* 2"
  package let sign: String
  package var facts: [Fact] {
    [Fact("sign", .code(sign))]
  }
}

/// A range without one of its ends.
package struct OpenRange: Fault {
  package static let identity = FaultIdentity(.syntax, "open-range")
  package static let example = "let xs = [1, 2, 3]\nxs[1..]"
}

/// `0..10..2`.
package struct ChainedRange: Fault {
  package static let identity = FaultIdentity(.syntax, "chained-range")
  package static let example = "let xs = 0..10..2"
}

/// `a == not b`.
package struct NotNeedsParentheses: Fault {
  package static let identity = FaultIdentity(.syntax, "not-needs-parentheses")
  package static let example = "true == not false"
}

/// `if x = 1`.
package struct AssignmentInCondition: Fault {
  package static let identity = FaultIdentity(.syntax, "assignment-in-condition")
  package static let example = "let x = 1\nif x = 1 { print(x) }"
}

/// `=` within an expression.
package struct AssignmentInExpression: Fault {
  package static let identity = FaultIdentity(.syntax, "assignment-in-expression")
  package static let example = "var x = 0\nprint(1 + (2 = x))"
}

/// `x -> total += x`.
package struct AssignmentInLambda: Fault {
  package static let identity = FaultIdentity(.syntax, "assignment-in-lambda")
  package static let example = "var total = 0\nlet add = x -> total += x"
}

/// `a = b = 1`.
package struct ChainedAssignment: Fault {
  package static let identity = FaultIdentity(.syntax, "chained-assignment")
  package static let example = "var a = 0\nvar b = 0\na = b = 1"
}

/// Something else than a place before `=`.
package struct NotAssignable: Fault {
  package static let identity = FaultIdentity(.syntax, "not-assignable")
  package static let example = "1 + 2 = 3"
  package let text: String
  package var facts: [Fact] {
    [Fact("text", .code(text))]
  }
}

/// `f(x) = …`.
package struct CallAssigned: Fault {
  package static let identity = FaultIdentity(.syntax, "call-assigned")
  package static let example = "square(x) = x * x"
  package let function: String
  package var facts: [Fact] {
    [Fact("function", .code(function))]
  }
}

/// `(a, b) += 1`.
package struct CompoundNeedsPlace: Fault {
  package static let identity = FaultIdentity(.syntax, "compound-needs-place")
  package static let example = "var a = 1\nvar b = 2\n(a, b) += 1"
  package let sign: String
  package var facts: [Fact] {
    [Fact("sign", .code(sign))]
  }
}

/// A comprehension without brackets.
package struct BareComprehension: Fault {
  package static let identity = FaultIdentity(.syntax, "bare-comprehension")
  package static let example = "let xs = [1, 2]\nsum(x ^ 2 for x in xs)"
}

/// `_` where no value is piped.
package struct PlaceholderOutsidePipe: Fault {
  package static let identity = FaultIdentity(.syntax, "placeholder-outside-pipe")
  package static let example = "let f = max(_, 0)"
}

/// `...xs` outside of a list or call.
package struct StraySpread: Fault {
  package static let identity = FaultIdentity(.syntax, "stray-spread")
  package static let example = "let xs = [1]\nlet y = ...xs"
}

/// `&x` outside of a call.
package struct StrayReference: Fault {
  package static let identity = FaultIdentity(.syntax, "stray-reference")
  package static let example = "var x = 1\nlet y = &x"
}

/// `&` before something that is no variable.
package struct ReferenceNeedsVariable: Fault {
  package static let identity = FaultIdentity(.syntax, "reference-needs-variable")
  package static let example = "fn bump(&n) { n += 1 }\nbump(&(1 + 2))"
}

/// `x[]`.
package struct EmptyIndex: Fault {
  package static let identity = FaultIdentity(.syntax, "empty-index")
  package static let example = "let xs = [1]\nxs[]"
}

/// `t.0`.
package struct TupleField: Fault {
  package static let identity = FaultIdentity(.syntax, "tuple-field")
  package static let example = "let t = (1, 2)\nt.0"
  package let position: String
  package var facts: [Fact] {
    [Fact("position", .text(position))]
  }
}

/// No name after a `.`.
package struct FieldNameExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "field-name-expected")
  package static let example = "let r = (a: 1)\nr.(a)"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// A key without value in a dictionary.
package struct EntryWithoutValue: Fault {
  package static let identity = FaultIdentity(.syntax, "entry-without-value")
  package static let example = "let d = [\"a\": 1, \"b\"]"
}

/// `(a = 1)`.
package struct ColonInRecord: Fault {
  package static let identity = FaultIdentity(.syntax, "colon-in-record")
  package static let example = "let config = (lr = 0.1, epochs = 5)"
}

/// A value without name in a record.
package struct FieldExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "field-expected")
  package static let example = "let r = (a: 1, 2)"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// A record with two fields of one name.
package struct DuplicateField: Fault {
  package static let identity = FaultIdentity(.syntax, "duplicate-field")
  package static let example = "let r = (a: 1, a: 2)"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .code(name))]
  }
}

/// A dictionary written with one key twice.
package struct DuplicateKey: Fault {
  package static let identity = FaultIdentity(.syntax, "duplicate-key")
  package static let example = "let ages = [\"Ada\": 36, \"Ada\": 37]"
  package let key: String
  package var facts: [Fact] {
    [Fact("key", .code(key))]
  }
}

/// `f(k = 1)`.
package struct NamedArgumentEquals: Fault {
  package static let identity = FaultIdentity(.syntax, "named-argument-equals")
  package static let example = "round(2.5, digits = 1)"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .text(name))]
  }
}

/// An argument that is named twice.
package struct DuplicateArgument: Fault {
  package static let identity = FaultIdentity(.syntax, "duplicate-argument")
  package static let example = "round(2.5, digits: 1, digits: 2)"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .code(name))]
  }
}

/// `f(k: 1, x)`.
package struct PositionalAfterNamed: Fault {
  package static let identity = FaultIdentity(.syntax, "positional-after-named")
  package static let example = "round(digits: 1, 2.5)"
}
