import AimCompiler
package import AimDiagnostics

/// A fault of what a call gave: told at the call, with the declaration beside it.
protocol SignatureFault: Fault {
  /// Where the annotation stands.
  var declaration: SourceRange { get }
}

/// Where a shape leaves its pattern, and what stands there instead.
struct ShapeDifference {
  /// As it is declared, or `dimension 1` where a plain number is; none where the number of dimensions differs.
  let dimension: FactValue
  let wanted: FactValue
  let got: FactValue

  /// Another number of dimensions: the shapes beside each other say it.
  static let rank = ShapeDifference(dimension: .none, wanted: .none, got: .none)

  private init(dimension: FactValue, wanted: FactValue, got: FactValue) {
    self.dimension = dimension
    self.wanted = wanted
    self.got = got
  }

  /// - Parameters:
  ///   - pattern: The declared dimensions.
  ///   - index: The one that differs.
  ///   - wanted: What it is.
  ///   - shape: What was given; as many dimensions as the pattern allows.
  init(
    of pattern: [ShapePattern.Dimension], at index: Int, wanted: FactValue, in shape: [Int]
  ) {
    let behind = pattern.count - index
    let hasRest = pattern.prefix(index).contains { $0.isRest }
    let axis = hasRest ? shape.count - behind : index
    var dimension = FactValue.code(pattern[index].text)
    var got = shape.indices.contains(axis) ? FactValue.integer(shape[axis]) : .none
    switch pattern[index] {
    case .number: dimension = .text("dimension \(axis)")
    case .boundRest: got = .shape(Array(shape[axis...].dropLast(behind - 1)))
    case .any, .bound, .computed, .rest: break
    }
    self.init(dimension: dimension, wanted: wanted, got: got)
  }

  var facts: [Fact] {
    [Fact("dimension", dimension), Fact("wanted", wanted), Fact("got", got)]
  }
}

/// An argument whose shape does not fit its parameter's.
package struct ArgumentShape: SignatureFault, ArgumentFault {
  package static let identity = FaultIdentity(.shape, "argument-shape")
  package static let example = "fn area(x: [N, 2]) = sum(x)\narea(zeros(3, 4))"
  let function: String
  let parameter: String
  let expected: String
  let found: String
  let difference: ShapeDifference
  let declaration: SourceRange
  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("parameter", .name(parameter)),
      Fact("expected", .code(expected)), Fact("found", .type(found)),
    ] + difference.facts
  }

  var argumentName: String { parameter }
  var argumentType: String? { found }
}

/// An argument of another type than its parameter's.
package struct ArgumentType: SignatureFault, ArgumentFault {
  package static let identity = FaultIdentity(.type, "argument-type")
  package static let example = "fn half(x: number) = x / 2\nhalf(\"a\")"
  let function: String
  let parameter: String
  let expected: String
  let found: String
  let declaration: SourceRange
  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("parameter", .name(parameter)),
      Fact("expected", .code(expected)), Fact("found", .type(found)),
    ]
  }

  var argumentName: String { parameter }
  var argumentType: String? { found }
}

/// A result whose shape is not the declared one.
package struct ResultShape: Fault {
  package static let identity = FaultIdentity(.shape, "result-shape")
  package static let example = "fn double(x: [N]) -> [N] = concat([x, x])\ndouble([1.0, 2.0])"
  let function: String
  let expected: String
  let found: String
  let difference: ShapeDifference
  package var facts: [Fact] {
    [
      Fact("function", .callee(function)), Fact("expected", .code(expected)),
      Fact("found", .type(found)),
    ] + difference.facts
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
      Fact("function", .callee(function)), Fact("expected", .code(expected)),
      Fact("found", .type(found)),
    ]
  }
}

/// Files that import each other.
package struct ImportCycle: Fault {
  package static let identity = FaultIdentity(.file, "import-cycle")
  package static let example = "import \"cycle.aim\" as cycle"
  package static let setting = ExampleSetting.with {
    $0.files = ["cycle.aim": "import \"cycle.aim\" as again\n"]
  }
  let path: String
  let chain: String
  package var facts: [Fact] { [Fact("path", .text(path)), Fact("chain", .text(chain))] }
}

/// `import` of a file that cannot be read.
package struct ImportNotFound: Fault {
  package static let identity = FaultIdentity(.file, "import-not-found")
  package static let example = "import \"no/such/file.aim\" as helpers"
  package static let setting = ExampleSetting.with { $0.files = nil }
  let path: String
  let problem: String
  package var facts: [Fact] { [Fact("path", .text(path)), Fact("problem", .text(problem))] }
}
