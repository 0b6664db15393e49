package import AimDiagnostics

/// `break` or `continue` where there is no loop to leave.
package struct BreakOutsideLoop: Fault {
  package static let identity = FaultIdentity(.syntax, "break-outside-loop")
  package static let example = "if true { break }"
  let word: String
  package var facts: [Fact] { [Fact("word", .code(word))] }
}

/// `return` where there is no function to leave.
package struct ReturnOutsideFunction: Fault {
  package static let identity = FaultIdentity(.syntax, "return-outside-function")
  package static let example = "return 1"
}

/// `import` or `test` inside a block.
package struct OnlyAtTopLevel: Fault {
  package static let identity = FaultIdentity(.syntax, "only-at-top-level")
  package static let example = "if true { test \"inner\" { assert true } }"
  let word: String
  package var facts: [Fact] { [Fact("word", .code(word))] }
}

/// An import whose file name is no identifier, without `as`.
package struct ImportNeedsName: Fault {
  package static let identity = FaultIdentity(.name, "import-needs-name")
  package static let example = "import \"my-helpers.aim\""
  let path: String
  package var facts: [Fact] { [Fact("path", .text(path))] }
}

/// A function, or the top level of a cell, beyond what one can be compiled to.
package struct CodeTooLarge: Fault, Hashable {
  package static let identity = FaultIdentity(.resource, "code-too-large")
  package static let example = "let x = 1\nprint(\(String(repeating: "x, ", count: 70_000))x)"
  /// What there is too much of: `values at once`, `constants`, ….
  let what: String
  let limit: Int
  package var facts: [Fact] { [Fact("what", .text(what)), Fact("limit", .integer(limit))] }
}
