package import AimDiagnostics

// What can be wrong with statements.

/// A name is missing.
package struct NameExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "name-expected")
  package static let example = "let = 3"
  package let found: String
  package let after: String?
  package var facts: [Fact] {
    [Fact("found", .text(found)), Fact("after", after.map { .code($0) } ?? .none)]
  }
}

/// A reserved word as a name.
package struct ReservedWord: Fault {
  package static let identity = FaultIdentity(.syntax, "reserved-word")
  package static let example = "let in = 3"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `let x` without a value.
package struct BindingWithoutValue: Fault {
  package static let identity = FaultIdentity(.syntax, "binding-without-value")
  package static let example = "let x"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `let x: int = 3`.
package struct BindingAnnotation: Fault {
  package static let identity = FaultIdentity(.syntax, "binding-annotation")
  package static let example = "let x: int = 3"
}

/// `let a, b = …` without parentheses.
package struct BareTuplePattern: Fault {
  package static let identity = FaultIdentity(.syntax, "bare-tuple-pattern")
  package static let example = "let a, b = (1, 2)"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .text(word))]
  }
}

/// `for k, v in d`.
package struct LoopPatternNeedsParentheses: Fault {
  package static let identity = FaultIdentity(.syntax, "loop-pattern-needs-parentheses")
  package static let example = "for k, v in [\"a\": 1] { print(k) }"
  package let names: String
  package var facts: [Fact] {
    [Fact("names", .text(names))]
  }
}

/// `let x == 3`.
package struct EqualityForAssignment: Fault {
  package static let identity = FaultIdentity(.syntax, "equality-for-assignment")
  package static let example = "let x == 3"
}

/// `for x xs`.
package struct InExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "in-expected")
  package static let example = "for x range(3) { print(x) }"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// A block is missing.
package struct BlockExpected: Fault {
  package static let identity = FaultIdentity(.syntax, "block-expected")
  package static let example = "if true print(1)"
  package let word: String
  package let found: String
  package var facts: [Fact] {
    [Fact("word", .code(word)), Fact("found", .text(found))]
  }
}

/// A block that begins on the next line.
package struct BraceOnNextLine: Fault {
  package static let identity = FaultIdentity(.syntax, "brace-on-next-line")
  package static let example = "if true\n{\n  print(1)\n}"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `else` or `catch` with nothing before it.
package struct StrayBranch: Fault {
  package static let identity = FaultIdentity(.syntax, "stray-branch")
  package static let example = "else { print(1) }"
  package let word: String
  package var facts: [Fact] {
    [Fact("word", .code(word))]
  }
}

/// `try` without `catch`.
package struct TryWithoutCatch: Fault {
  package static let identity = FaultIdentity(.syntax, "try-without-catch")
  package static let example = "try { print(1) }\nprint(2)"
}

/// `import name`.
package struct ImportNeedsPath: Fault {
  package static let identity = FaultIdentity(.syntax, "import-needs-path")
  package static let example = "import numpy as np"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// An import whose path is computed.
package struct ImportInterpolated: Fault {
  package static let identity = FaultIdentity(.syntax, "import-interpolated")
  package static let example = "let n = 1\nimport \"part{n}.aim\" as part"
}
