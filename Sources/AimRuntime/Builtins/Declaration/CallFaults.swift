package import AimDiagnostics

/// The faults of calling builtins; the machine throws the same for functions of the program.
enum CallFaults {
  static let all: [any Fault.Type] = [
    WrongArgument.self, TooManyArguments.self, MissingArgument.self, UnknownArgument.self,
    ArgumentTwice.self, SizesComeFirst.self,
  ]
}

/// An argument of another kind than the parameter takes.
package struct WrongArgument: ArgumentFault {
  package static let identity = FaultIdentity(.call, "wrong-argument")
  package static let example = "split_text(5, \",\")"
  package let function: String
  package let parameter: String
  package let expected: String
  package let found: String
  package let text: String

  package init(
    function: String, parameter: String, expected: String, found: String, text: String
  ) {
    self.function = function
    self.parameter = parameter
    self.expected = expected
    self.found = found
    self.text = text
  }

  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("parameter", .name(parameter)),
      Fact("expected", .text(expected)), Fact("found", .type(found)), Fact("value", .code(text)),
    ]
  }

  var argumentName: String { parameter }
  var argumentType: String? { found }
}

/// More arguments than parameters.
package struct TooManyArguments: Fault {
  package static let identity = FaultIdentity(.call, "too-many-arguments")
  package static let example = "len([1], [2])"
  package let function: String
  package let expected: Int
  package let found: Int

  package init(function: String, expected: Int, found: Int) {
    self.function = function
    self.expected = expected
    self.found = found
  }

  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("expected", .integer(expected)),
      Fact("arguments", .text(expected == 1 ? "1 argument" : "\(expected) arguments")),
      Fact("found", .integer(found)), Fact("were", .text(found == 1 ? "was" : "were")),
    ]
  }
}

/// A parameter without a default got no argument.
package struct MissingArgument: Fault {
  package static let identity = FaultIdentity(.call, "missing-argument")
  package static let example = "map([1, 2])"
  package let function: String
  package let parameter: String
  package let signature: String

  package init(function: String, parameter: String, signature: String) {
    self.function = function
    self.parameter = parameter
    self.signature = signature
  }

  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("parameter", .name(parameter)),
      Fact("signature", .code(signature)),
    ]
  }
}

/// A named argument that no parameter is called.
package struct UnknownArgument: ArgumentFault {
  package static let identity = FaultIdentity(.call, "unknown-argument")
  package static let example = "round(2.5, digit: 1)"
  package let function: String
  package let argument: String
  package let parameters: [String]

  package init(function: String, argument: String, parameters: [String]) {
    self.function = function
    self.argument = argument
    self.parameters = parameters
  }

  package var facts: [Fact] {
    let near = Nearest.match(argument, among: parameters)
    return [
      Fact("function", .callee(function)), Fact("argument", .name(argument)),
      Fact("suggestion", near.map { .name($0) } ?? .none),
      Fact("parameters", parameters.isEmpty ? .none : .names(parameters)),
    ]
  }

  var argumentName: String { argument }
}

/// `normal(0, 1, [3])`: the sizes behind the other arguments, as in NumPy.
package struct SizesComeFirst: Fault {
  package static let identity = FaultIdentity(.call, "sizes-come-first")
  package static let example = "normal(0, 1, [3])"
  let function: String
  let sizes: [Int]
  let signature: String
  /// The names of the parameters after the sizes.
  let parameters: [String]
  /// The arguments that stand before the sizes, as written.
  let given: [String]

  package var facts: [Fact] {
    let named = Swift.zip(parameters, given).map { "\($0): \($1)" }
    let arguments = ["\(sizes)"] + named
    return [
      Fact("function", .name(function)), Fact("sizes", .shape(sizes)),
      Fact("signature", .code(signature)),
      Fact("mended", .code("\(function)(\(arguments.joined(separator: ", ")))")),
    ]
  }
}

/// One parameter given twice: by place and by name.
package struct ArgumentTwice: ArgumentFault {
  package static let identity = FaultIdentity(.call, "argument-twice")
  package static let example = "round(2.5, x: 1)"
  package let function: String
  package let argument: String

  package init(function: String, argument: String) {
    self.function = function
    self.argument = argument
  }

  package var facts: [Fact] {
    [Fact("function", .callee(function)), Fact("argument", .name(argument))]
  }

  var argumentName: String { argument }
}
