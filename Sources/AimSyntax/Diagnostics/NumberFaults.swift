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
    let float = Double(digits.filter { $0 != "_" }).map { "\($0)" }
    return [
      Fact("digits", .code(digits)),
      Fact("float", float.map { .code($0.replacing("e+", with: "e")) } ?? .none),
    ]
  }
}

/// `08`.
package struct LeadingZero: Fault {
  package static let identity = FaultIdentity(.syntax, "leading-zero")
  package static let example = "let day = 08"
  package let number: String
  package var facts: [Fact] {
    let digits = number.drop { $0 == "0" || $0 == "_" }
    return [
      Fact("number", .code(number)), Fact("mended", .code(digits.isEmpty ? "0" : String(digits))),
      Fact("text", .code("\"\(number)\"")),
    ]
  }
}

/// `0,1`.
package struct DecimalComma: Fault {
  package static let identity = FaultIdentity(.syntax, "decimal-comma")
  package static let example = "let rate = 0,1"
  package let whole: String
  package let fraction: String
  package var facts: [Fact] {
    [
      Fact("number", .code("\(whole).\(fraction)")), Fact("pair", .code("(\(whole), \(fraction))")),
    ]
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
