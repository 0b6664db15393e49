package import AimDiagnostics

// What can be wrong with numbers.

/// Letters that stick to a number.
package struct NumberSuffix: Fault {
  package static let identity = FaultIdentity(.syntax, "number-suffix")
  package static let example = "let x = 2\nlet y = 3x"
  package let number: String
  package let suffix: String
  package var facts: [Fact] {
    [Fact("number", .code(number)), Fact("suffix", .code(suffix))]
  }
}

/// A number in another base.
package struct NumberBase: Fault {
  package static let identity = FaultIdentity(.syntax, "number-base")
  package static let example = "let mask = 0xFF"
  package let written: String
  package let value: Int
  package var facts: [Fact] {
    [Fact("written", .code(written)), Fact("value", .integer(value))]
  }
}

/// An underscore that is not between two digits.
package struct MisplacedUnderscore: Fault {
  package static let identity = FaultIdentity(.syntax, "misplaced-underscore")
  package static let example = "let million = 1_000_"
  package let number: String
  package var facts: [Fact] {
    [Fact("number", .code(number))]
  }
}

/// A whole number beyond 64 bits.
package struct IntegerTooLarge: Fault {
  package static let identity = FaultIdentity(.syntax, "integer-too-large")
  package static let example = "let big = 9223372036854775808"
  package let digits: String
  package var facts: [Fact] {
    [Fact("digits", .code(digits))]
  }
}

/// A number beyond the largest float.
package struct FloatTooLarge: Fault {
  package static let identity = FaultIdentity(.syntax, "float-too-large")
  package static let example = "let huge = 1e999"
  package let number: String
  package var facts: [Fact] {
    [Fact("number", .code(number))]
  }
}

/// `.5`.
package struct LeadingDot: Fault {
  package static let identity = FaultIdentity(.syntax, "leading-dot")
  package static let example = "let half = .5"
  package let digits: String
  package var facts: [Fact] {
    [Fact("digits", .text(digits))]
  }
}

/// `2(x + 1)`: a number that is called.
package struct MissingMultiplication: Fault {
  package static let identity = FaultIdentity(.syntax, "missing-multiplication")
  package static let example = "let x = 1\nlet y = 2(x + 1)"
  package let number: String
  package var facts: [Fact] {
    [Fact("number", .code(number))]
  }
}

/// `1.`.
package struct TrailingDot: Fault {
  package static let identity = FaultIdentity(.syntax, "trailing-dot")
  package static let example = "let x = 1. + 2"
  package let number: String
  package var facts: [Fact] {
    [Fact("number", .text(number))]
  }
}

/// `1,000`.
package struct GroupComma: Fault {
  package static let identity = FaultIdentity(.syntax, "group-comma")
  package static let example = "let people = 1,000"
  package let number: String
  package var facts: [Fact] {
    [Fact("number", .text(number))]
  }
}
