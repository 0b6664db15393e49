import AimDiagnostics

/// `--param leraning_rate=0.1`.
struct ParameterUnknown: Fault {
  static let identity = FaultIdentity(.notebook, "parameter-unknown")
  static let example = "--param epohcs=3\n# %% [parameters]\nlet epochs = 20"
  let name: String
  let known: [String]
  let suggestion: String?

  var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("known", known.isEmpty ? .none : .names(known)),
      Fact("suggestion", suggestion.map(FactValue.name) ?? .none),
    ]
  }
}

/// `--param optimizer=adam`: not a literal.
struct ParameterNotLiteral: Fault {
  static let identity = FaultIdentity(.notebook, "parameter-not-literal")
  static let example = "--param epochs=many\n# %% [parameters]\nlet epochs = 20"
  let name: String
  let value: String

  var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("value", .code(value)),
      Fact("text", .code("--param '\(name)=\"\(value)\"'")),
    ]
  }
}

/// `--param epochs="many"` where the notebook has a number.
struct ParameterKind: Fault {
  static let identity = FaultIdentity(.notebook, "parameter-kind")
  static let example = "--param 'epochs=\"many\"'\n# %% [parameters]\nlet epochs = 20"
  let name: String
  let value: String
  let given: String
  let wanted: String

  var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("value", .code(value)), Fact("given", .text(given)),
      Fact("wanted", .text(wanted)),
    ]
  }
}

/// `--param epochs`: no `=`.
struct ParameterMalformed: Fault {
  static let identity = FaultIdentity(.notebook, "parameter-malformed")
  static let example = "--param epochs\n# %% [parameters]\nlet epochs = 20"
  let argument: String
  var facts: [Fact] { [Fact("argument", .code(argument))] }
}

/// `--param` for a notebook without a cell for parameters.
struct NoParameters: Fault {
  static let identity = FaultIdentity(.notebook, "no-parameters")
  static let example = "--param epochs=3\n# %%\nlet epochs = 20"
  let name: String
  var facts: [Fact] { [Fact("name", .name(name))] }
}
