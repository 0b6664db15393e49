package import AimDiagnostics

// What can be wrong with definitions.

/// `fn f { … }`.
package struct FunctionWithoutParameters: Fault {
  package static let identity = FaultIdentity(.syntax, "function-without-parameters")
  package static let example = "fn greet { print(\"hi\") }"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .text(name))]
  }
}

/// A function without `=` or `{`.
package struct FunctionWithoutBody: Fault {
  package static let identity = FaultIdentity(.syntax, "function-without-body")
  package static let example = "fn area(r) 3.14 * r ^ 2"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .text(name))]
  }
}

/// An attribute before something else than a function.
package struct FunctionExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "function-expected")
  package static let example = "@kernel\nlet x = 1"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// `@name` other than `@kernel`.
package struct UnknownAttribute: Fault {
  package static let identity = FaultIdentity(.syntax, "unknown-attribute")
  package static let example = "@cache\nfn f(x) = x"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .code(name))]
  }
}

/// `fn f(x): int`.
package struct ResultColon: Fault {
  package static let identity = FaultIdentity(.syntax, "result-colon")
  package static let example = "fn double(x): int = 2 * x"
}

/// Two parameters of one name.
package struct DuplicateParameter: Fault {
  package static let identity = FaultIdentity(.syntax, "duplicate-parameter")
  package static let example = "fn f(a, a) = a"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .code(name))]
  }
}

/// A parameter without default after one with a default.
package struct RequiredAfterDefault: Fault {
  package static let identity = FaultIdentity(.syntax, "required-after-default")
  package static let example = "fn f(a = 1, b) = a + b"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .code(name))]
  }
}

/// Two `...rest` parameters.
package struct SecondRest: Fault {
  package static let identity = FaultIdentity(.syntax, "second-rest")
  package static let example = "fn f(...a, ...b) = a"
}

/// A default for `...rest` or `&x`.
package struct DefaultNotAllowed: Fault {
  package static let identity = FaultIdentity(.syntax, "default-not-allowed")
  package static let example = "fn f(...rest = []) = rest"
}

/// A pattern as a parameter.
package struct TupleParameter: Fault {
  package static let identity = FaultIdentity(.syntax, "tuple-parameter")
  package static let example = "let add = ((a, b)) -> a + b"
}

/// No type after a `:`.
package struct AnnotationExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "annotation-expected")
  package static let example = "fn f(x: 3) = x"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// Brackets after something that is no dtype.
package struct UnknownDType: Fault {
  package static let identity = FaultIdentity(.syntax, "unknown-dtype-in-signature")
  package static let example = "fn f(x: list[int]) = x"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .code(name))]
  }
}

/// Two `...` in a shape.
package struct SecondEllipsis: Fault {
  package static let identity = FaultIdentity(.syntax, "second-ellipsis")
  package static let example = "fn f(x: [..., N, ...]) = x"
}

/// A dimension that is no integer expression.
package struct DimensionNotInteger: Fault {
  package static let identity = FaultIdentity(.syntax, "dimension-not-integer")
  package static let example = "fn f(x: [N / 2]) = x"
}

/// `model`, `type` or `test` without what belongs to it.
package struct DefinitionIncomplete: Fault {
  package static let identity = FaultIdentity(.syntax, "definition-incomplete")
  package static let example = "model Small = 3"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `param` or `state` outside of a model.
package struct FieldOutsideModel: Fault {
  package static let identity = FaultIdentity(.syntax, "field-outside-model")
  package static let example = "param w = 1"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `mutating fn` outside of a type.
package struct MutatingOutsideType: Fault {
  package static let identity = FaultIdentity(.syntax, "mutating-outside-type")
  package static let example = "mutating fn bump() { }"
}

/// `param` or `state` in a `type`.
package struct ParamInType: Fault {
  package static let identity = FaultIdentity(.syntax, "param-in-type")
  package static let example = "type T() {\n  param w = 1\n}"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `var` in a model.
package struct VarInModel: Fault {
  package static let identity = FaultIdentity(.syntax, "var-in-model")
  package static let example = "model M() {\n  var w = 1\n}"
}

/// `let` in a type.
package struct LetInType: Fault {
  package static let identity = FaultIdentity(.syntax, "let-in-type")
  package static let example = "type T() {\n  let x = 1\n}"
}

/// `self.x = …` among the fields.
package struct SelfInFields: Fault {
  package static let identity = FaultIdentity(.syntax, "self-in-fields")
  package static let example = "type T(a) {\n  self.b = a\n}"
}

/// A method without `fn`.
package struct MethodWithoutFn: Fault {
  package static let identity = FaultIdentity(.syntax, "method-without-fn")
  package static let example = "type T() {\n  double(x) { 2 * x }\n}"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .text(name))]
  }
}

/// A field without a value.
package struct FieldWithoutValue: Fault {
  package static let identity = FaultIdentity(.syntax, "field-without-value")
  package static let example = "type T() {\n  x\n}"
  package let name: String
  package var facts: [Fact] {
    [Fact("name", .text(name))]
  }
}

/// Something else than a field or function in a type.
package struct MemberExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "member-expected")
  package static let example = "type T() {\n  3 + 4\n}"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}
