package import AimDiagnostics

/// Every fault that the compiler finds.
package enum CompilerFaults {
  package static let all: [any Fault.Type] = [
    UnknownName.self, UsedBeforeBinding.self, AssignedToUnknownName.self, AssignedToConstant.self,
    NameBoundTwice.self, FieldNeedsMutatingMethod.self, ReferenceToConstant.self,
    VariablePassedTwice.self, BreakOutsideLoop.self, ReturnOutsideFunction.self,
    OnlyAtTopLevel.self, UnboundDimension.self, CodeTooLarge.self, ImportNeedsName.self,
  ]
}

/// A name that nothing binds.
package struct UnknownName: Fault {
  package static let identity = FaultIdentity(.name, "unknown-name")
  package static let example = "let loss = 1\nlos + 1"
  let name: String
  let suggestion: String?

  package init(name: String, suggestion: String?) {
    self.name = name
    self.suggestion = suggestion
  }

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("suggestion", suggestion.map { .name($0) } ?? .none),
    ]
  }
}

/// A name used above the line that binds it.
package struct UsedBeforeBinding: Fault {
  package static let identity = FaultIdentity(.name, "used-before-binding")
  package static let example = "print(rate)\nlet rate = 0.1"
  let name: String

  package init(name: String) { self.name = name }
  package var facts: [Fact] { [Fact("name", .name(name))] }
}

/// `x = 1` where no `var x` was declared.
package struct AssignedToUnknownName: Fault {
  package static let identity = FaultIdentity(.name, "assigned-to-unknown-name")
  package static let example = "var step = 0\nstpe = 1"
  let name: String
  let suggestion: String?

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("suggestion", suggestion.map { .name($0) } ?? .none),
      Fact("declaration", .code("var \(name) = …")),
    ]
  }
}

/// An assignment to something that is not a `var`.
package struct AssignedToConstant: Fault {
  package static let identity = FaultIdentity(.name, "assigned-to-constant")
  package static let example = "let rate = 0.1\nrate = 0.2"
  let name: String
  /// What it is: `a `let``, `a parameter`, ….
  let kind: String

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("kind", .text(kind)),
      Fact("declaration", .code("var \(name) = …")),
    ]
  }
}

/// One name bound twice in one scope.
package struct NameBoundTwice: Fault {
  package static let identity = FaultIdentity(.name, "name-bound-twice")
  package static let example = "let x = 1\nlet x = 2"
  let name: String
  package var facts: [Fact] {
    [Fact("name", .name(name)), Fact("assignment", .code("\(name) = …"))]
  }
}

/// A field assigned in a method that is not `mutating`.
package struct FieldNeedsMutatingMethod: Fault {
  package static let identity = FaultIdentity(.name, "field-needs-mutating-method")
  package static let example = "type Counter() {\n  var count = 0\n  fn bump() { count += 1 }\n}"
  let name: String
  /// True in the `forward` of a model, which is never `mutating`.
  let isForward: Bool
  package var facts: [Fact] {
    [
      Fact("name", .name(name)),
      Fact("state", isForward ? .code("state \(name) = …") : .none),
      Fact("word", isForward ? .none : .code("mutating fn")),
    ]
  }
}

/// `&x` where x is not a `var`.
package struct ReferenceToConstant: Fault {
  package static let identity = FaultIdentity(.name, "reference-to-constant")
  package static let example = "fn bump(&n) { n += 1 }\nlet count = 0\nbump(&count)"
  let name: String
  let kind: String
  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("kind", .text(kind)),
      Fact("declaration", .code("var \(name) = …")),
    ]
  }
}

/// One variable passed with `&` twice in a call.
package struct VariablePassedTwice: Fault {
  package static let identity = FaultIdentity(.call, "variable-passed-twice")
  package static let example = "fn swap(&a, &b) { (a, b) = (b, a) }\nvar x = 1\nswap(&x, &x)"
  let name: String
  package init(name: String) { self.name = name }
  package var facts: [Fact] { [Fact("name", .name(name))] }
}

/// A name in a shape's result or expression that no parameter's shape binds.
package struct UnboundDimension: Fault {
  package static let identity = FaultIdentity(.name, "unbound-dimension")
  package static let example = "fn double(x: [N]) -> [M] = x"
  let name: String
  let suggestion: String?
  package var facts: [Fact] {
    [Fact("name", .name(name)), Fact("suggestion", suggestion.map { .name($0) } ?? .none)]
  }
}
