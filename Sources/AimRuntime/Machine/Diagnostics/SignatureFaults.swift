package import AimDiagnostics

/// A fault of what a call gave: told at the call, with the declaration beside it.
protocol SignatureFault: Fault {
  /// Where the annotation stands.
  var declaration: SourceRange { get }
}

/// An argument whose shape does not fit its parameter's.
package struct ArgumentShape: SignatureFault {
  package static let identity = FaultIdentity(.shape, "argument-shape")
  package static let example = "fn area(x: [N, 2]) = sum(x)\narea(zeros(3, 4))"
  let function: String
  let parameter: String
  let expected: String
  let found: String
  /// The dimension that differs, as it is declared; nil where their number differs.
  let dimension: String?
  let wanted: Int?
  let got: Int?
  let declaration: SourceRange
  package var facts: [Fact] {
    [
      Fact("function", .name(function)), Fact("parameter", .name(parameter)),
      Fact("expected", .code(expected)), Fact("found", .type(found)),
      Fact("dimension", dimension.map { .code($0) } ?? .none),
      Fact("wanted", wanted.map { .integer($0) } ?? .none),
      Fact("got", got.map { .integer($0) } ?? .none),
    ]
  }
}

/// An argument of another type than its parameter's.
package struct ArgumentType: SignatureFault {
  package static let identity = FaultIdentity(.type, "argument-type")
  package static let example = "fn half(x: number) = x / 2\nhalf(\"a\")"
  let function: String
  let parameter: String
  let expected: String
  let found: String
  let declaration: SourceRange
  package var facts: [Fact] {
    [
      Fact("function", .name(function)), Fact("parameter", .name(parameter)),
      Fact("expected", .code(expected)), Fact("found", .type(found)),
    ]
  }
}

/// A result whose shape is not the declared one.
package struct ResultShape: Fault {
  package static let identity = FaultIdentity(.shape, "result-shape")
  package static let example = "fn double(x: [N]) -> [N] = concat([x, x])\ndouble([1.0, 2.0])"
  let function: String
  let expected: String
  let found: String
  let dimension: String?
  let wanted: Int?
  let got: Int?
  package var facts: [Fact] {
    [
      Fact("function", .name(function)), Fact("expected", .code(expected)),
      Fact("found", .type(found)),
      Fact("dimension", dimension.map { .code($0) } ?? .none),
      Fact("wanted", wanted.map { .integer($0) } ?? .none),
      Fact("got", got.map { .integer($0) } ?? .none),
    ]
  }
}

/// A result of another type than the declared one.
package struct ResultType: Fault {
  package static let identity = FaultIdentity(.type, "result-type")
  package static let example = "fn name() -> string = 3\nname()"
  let function: String
  let expected: String
  let found: String
  package var facts: [Fact] {
    [
      Fact("function", .name(function)), Fact("expected", .code(expected)),
      Fact("found", .type(found)),
    ]
  }
}

/// Files that import each other.
package struct ImportCycle: Fault {
  package static let identity = FaultIdentity(.file, "import-cycle")
  package static let example = "import \"cycle.aim\" as cycle"
  let path: String
  let chain: String
  package var facts: [Fact] { [Fact("path", .text(path)), Fact("chain", .text(chain))] }
}

/// `import` of a file that cannot be read.
package struct ImportNotFound: Fault {
  package static let identity = FaultIdentity(.file, "import-not-found")
  package static let example = "import \"no/such/file.aim\" as helpers"
  let path: String
  let problem: String
  package var facts: [Fact] { [Fact("path", .text(path)), Fact("problem", .text(problem))] }
}
