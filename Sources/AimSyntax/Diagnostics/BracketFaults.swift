package import AimDiagnostics

// What can be wrong with brackets.

/// An opening bracket without its partner.
package struct UnclosedBracket: Fault {
  package static let identity = FaultIdentity(.syntax, "unclosed-bracket")
  package static let example = "let x = (1 + 2\nlet y = 3"
  package let opening: String
  package let closing: String
  package var facts: [Fact] {
    [Fact("opening", .code(opening)), Fact("closing", .code(closing))]
  }
}

/// A closing bracket of another kind than the open one.
package struct MismatchedBracket: Fault {
  package static let identity = FaultIdentity(.syntax, "mismatched-bracket")
  package static let example = "let x = (1 + 2]"
  package let found: String
  package let wanted: String
  package var facts: [Fact] {
    [Fact("found", .code(found)), Fact("wanted", .code(wanted))]
  }
}

/// A closing bracket that closes nothing.
package struct StrayBracket: Fault {
  package static let identity = FaultIdentity(.syntax, "stray-bracket")
  package static let example = "let x = 1 + 2)"
  package let bracket: String
  package var facts: [Fact] {
    [Fact("bracket", .code(bracket))]
  }
}

/// Two items side by side in brackets.
package struct MissingComma: Fault {
  package static let identity = FaultIdentity(.syntax, "missing-comma")
  package static let example = "let xs = [1 2]"
  package let bracket: String
  package var facts: [Fact] {
    [Fact("bracket", .code(bracket))]
  }
}

/// A dictionary or set in braces.
package struct BracesHoldCode: Fault {
  package static let identity = FaultIdentity(.syntax, "braces-hold-code")
  package static let example = "let ages = {\"Ada\": 36}"
  package let meant: String
  package var facts: [Fact] {
    [Fact("meant", .code(meant))]
  }
}

/// A block where none belongs.
package struct StrayBlock: Fault {
  package static let identity = FaultIdentity(.syntax, "stray-block")
  package static let example = "let x = 1 {\n  print(x)\n}"
}
