package import AimDiagnostics

/// The faults that the machine itself finds.
enum MachineFaults {
  static let all: [any Fault.Type] = [
    RecursionTooDeep.self, NotCallable.self, NoSuchMethod.self, NeedsReference.self,
    NotAReference.self, MutatingNeedsVariable.self, PrivateName.self, Thrown.self,
    CannotThrow.self, AssertionFailed.self, ArgumentShape.self, ArgumentType.self,
    ResultShape.self, ResultType.self, ImportCycle.self, ImportNotFound.self,
  ]
}

/// Calls within calls without end.
package struct RecursionTooDeep: Fault {
  package static let identity = FaultIdentity(.resource, "recursion-too-deep")
  package static let example = "fn down(n) = down(n + 1)\ndown(0)"
  let limit: Int
  package var facts: [Fact] { [Fact("limit", .integer(limit))] }
}

/// `x(…)` where x is no function.
package struct NotCallable: Fault {
  package static let identity = FaultIdentity(.call, "not-callable")
  package static let example = "let mean = 3\nmean([1, 2])"
  let type: String
  /// True for a model, which would be callable with a `forward`.
  let hasForward: Bool
  /// The field that was called like a method.
  var field: String?
  package var facts: [Fact] {
    [
      Fact("name", field.map { .name($0) } ?? .none),
      Fact("field", field.map { .code(".\($0)") } ?? .none),
      Fact("type", .type(type)),
      Fact("forward", hasForward ? .code("fn forward(x) { … }") : .none),
    ]
  }
}

/// `x.f(…)` where neither x nor the scope has an f.
package struct NoSuchMethod: Fault {
  package static let identity = FaultIdentity(.name, "no-such-method")
  package static let example = "[1, 2].lenght()"
  let type: String
  let name: String
  let candidates: [String]
  /// True where it is a field, which is not called.
  var isField = false
  package var facts: [Fact] {
    let near = isField ? nil : Nearest.match(name, among: candidates)
    return [
      Fact("type", .type(type)), Fact("name", .name(name)),
      Fact("field", isField ? .code(".\(name)") : .none),
      Fact("suggestion", near.map { .name($0) } ?? .none),
    ]
  }
}

/// A parameter written with `&` that was given a plain value.
package struct NeedsReference: Fault {
  package static let identity = FaultIdentity(.call, "needs-reference")
  package static let example = "fn bump(&n) { n += 1 }\nvar count = 0\nbump(count)"
  let function: String
  let parameter: String
  /// Counted from 1.
  let argument: Int
  /// The argument as it stands in the program, where it is a place that could be lent.
  var written: String?
  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("parameter", .name(parameter)),
      Fact("argument", .integer(argument)),
      Fact("reference", written.map { .code("&\($0)") } ?? .none),
    ]
  }
}

/// `&x` for a parameter that takes a value.
package struct NotAReference: Fault {
  package static let identity = FaultIdentity(.call, "not-a-reference")
  package static let example = "var xs = [3, 1]\nlen(&xs)"
  let function: String
  let parameter: String?
  let argument: Int
  package var facts: [Fact] {
    [
      Fact("function", .callee(function)),
      Fact("parameter", parameter.map { .name($0) } ?? .none),
      Fact("argument", .integer(argument)),
    ]
  }
}

/// A mutating method called on something that is not a `var`.
package struct MutatingNeedsVariable: Fault {
  package static let identity = FaultIdentity(.call, "mutating-needs-variable")
  package static let example = """
    type Counter() {
      var count = 0
      mutating fn bump() { count += 1 }
    }
    let c = Counter()
    c.bump()
    """
  let method: String
  /// The receiver as it stands in the program, where it is a name.
  var receiver: String?
  package var facts: [Fact] {
    [
      Fact("method", .name(method)), Fact("receiver", receiver.map { .name($0) } ?? .none),
      Fact("declaration", .code("var \(receiver ?? "x") = …")),
    ]
  }
}

/// A name of another file that begins with `_`.
package struct PrivateName: Fault {
  package static let identity = FaultIdentity(.name, "private-name")
  package static let example = "import \"helpers.aim\" as helpers\nhelpers._hidden"
  package static let setting = ExampleSetting.with {
    $0.files = ["helpers.aim": "let _hidden = 1\n"]
  }
  let name: String
  let module: String
  package var facts: [Fact] { [Fact("name", .name(name)), Fact("module", .name(module))] }
}

/// `throw "words"`.
package struct Thrown: Fault {
  package static let identity = FaultIdentity(.thrown, "thrown")
  package static let example = "throw \"no rows left after cleaning\""
  package let message: String
  package init(message: String) { self.message = message }
  package var facts: [Fact] { [Fact("message", .text(message))] }
}

/// `throw 3`.
package struct CannotThrow: Fault {
  package static let identity = FaultIdentity(.type, "cannot-throw")
  package static let example = "throw 3"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// `assert` of something false.
package struct AssertionFailed: Fault {
  package static let identity = FaultIdentity(.value, "assertion-failed")
  package static let example = "let loss = 0.5\nassert loss < 0.1, \"did not converge: {loss}\""
  let condition: String
  let message: String?
  let left: String?
  let comparison: String?
  let right: String?
  package var facts: [Fact] {
    [
      Fact("condition", .code(condition)),
      Fact("message", .text(message ?? "this does not hold")),
      Fact("left", left.map { .code($0) } ?? .none),
      Fact("comparison", comparison.map { .code($0) } ?? .none),
      Fact("right", right.map { .code($0) } ?? .none),
    ]
  }
}
