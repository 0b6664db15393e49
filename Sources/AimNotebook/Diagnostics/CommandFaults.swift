package import AimDiagnostics

/// `aim explain iner-dimensions`.
package struct ExplanationMissing: Fault {
  package static let identity = FaultIdentity(.name, "explanation-missing")
  package static let example = "aim explain iner-dimensions"
  let name: String
  let suggestion: String?

  package init(name: String, suggestion: String?) {
    self.name = name
    self.suggestion = suggestion
  }

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("suggestion", suggestion.map(FactValue.name) ?? .none),
    ]
  }
}

/// `:hlep`.
package struct CommandUnknown: Fault {
  package static let identity = FaultIdentity(.name, "command-unknown")
  package static let example = ":hlep"
  let name: String
  let suggestion: String?

  package init(name: String, suggestion: String?) {
    self.name = name
    self.suggestion = suggestion
  }

  package var facts: [Fact] {
    [
      Fact("name", .name(":" + name)),
      Fact("suggestion", suggestion.map { .name(":" + $0) } ?? .none),
    ]
  }
}

/// `:load` without a file.
package struct CommandIncomplete: Fault {
  package static let identity = FaultIdentity(.call, "command-incomplete")
  package static let example = ":load"
  let name: String
  let argument: String

  package init(name: String, argument: String) {
    self.name = name
    self.argument = argument
  }

  package var facts: [Fact] {
    [Fact("name", .name(":" + name)), Fact("usage", .code(":\(name) \(argument)"))]
  }
}

/// `:save session.txt`.
package struct NotebookNameExpected: Fault {
  package static let identity = FaultIdentity(.file, "notebook-name-expected")
  package static let example = ":save session.txt"
  let path: String
  package init(path: String) { self.path = path }

  package var facts: [Fact] {
    [Fact("path", .name(path)), Fact("correct", .code(":save \(path).aimnb"))]
  }
}

/// `?sofmax`.
package struct NothingToShow: Fault {
  package static let identity = FaultIdentity(.name, "nothing-to-show")
  package static let example = "?sofmax"
  let name: String
  let suggestion: String?

  package init(name: String, suggestion: String?) {
    self.name = name
    self.suggestion = suggestion
  }

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("suggestion", suggestion.map { .name("?" + $0) } ?? .none),
    ]
  }
}

/// `aim frob`.
package struct SubcommandUnknown: Fault {
  package static let identity = FaultIdentity(.name, "subcommand-unknown")
  package static let example = "aim tset notebooks"
  let name: String
  let suggestion: String?

  package init(name: String, suggestion: String?) {
    self.name = name
    self.suggestion = suggestion
  }

  package var facts: [Fact] {
    [
      Fact("name", .name(name)),
      Fact("suggestion", suggestion.map { .name("aim " + $0) } ?? .none),
    ]
  }
}

/// `aim test` of an empty folder.
package struct NothingToTest: Fault {
  package static let identity = FaultIdentity(.file, "nothing-to-test")
  package static let example = "aim test pictures"
  let path: String
  package init(path: String) { self.path = path }
  package var facts: [Fact] { [Fact("path", .name(path))] }
}

/// `:quit now`.
package struct CommandSurplus: Fault {
  package static let identity = FaultIdentity(.call, "command-surplus")
  package static let example = ":reset now"
  let name: String
  let surplus: String

  package init(name: String, surplus: String) {
    self.name = name
    self.surplus = surplus
  }

  package var facts: [Fact] {
    [Fact("name", .name(":" + name)), Fact("surplus", .code(surplus))]
  }
}

/// `:vars` in a pipe or a file.
package struct PromptOnly: Fault {
  package static let identity = FaultIdentity(.syntax, "prompt-only")
  package static let example = "echo ':vars' | aim"
  let line: String
  package init(line: String) { self.line = line }
  package var facts: [Fact] { [Fact("line", .code(line))] }
}

/// `ans` before any value was shown.
struct NoAnswerYet: Fault {
  static let identity = FaultIdentity(.name, "no-answer-yet")
  static let example = "ans + 1"
}
