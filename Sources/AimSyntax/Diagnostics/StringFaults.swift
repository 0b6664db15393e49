package import AimDiagnostics

// What can be wrong with strings.

/// A string that does not end.
package struct UnclosedString: Fault {
  package static let identity = FaultIdentity(.syntax, "unclosed-string")
  package static let example = "print(\"hello)"
  package let quotes: String
  package var facts: [Fact] {
    [Fact("quotes", .code(quotes))]
  }
}

/// A `{` in a string without its `}`.
package struct UnclosedInterpolation: Fault {
  package static let identity = FaultIdentity(.syntax, "unclosed-interpolation")
  package static let example = "let loss = 0.5\nprint(\"loss {loss\")"
}

/// `{}` in a string.
package struct EmptyInterpolation: Fault {
  package static let identity = FaultIdentity(.syntax, "empty-interpolation")
  package static let example = "print(\"value: {}\")"
}

/// More than an expression between the braces of a string.
package struct InterpolationJunk: Fault {
  package static let identity = FaultIdentity(.syntax, "interpolation-junk")
  package static let example = "let x = 1\nprint(\"{x y}\")"
  package let found: String
  package var facts: [Fact] {
    [Fact("found", .text(found))]
  }
}

/// A `}` in a string that closes nothing.
package struct LoneBrace: Fault {
  package static let identity = FaultIdentity(.syntax, "lone-brace")
  package static let example = "print(\"a } b\")"
}

/// `\{` in a string.
package struct EscapedBrace: Fault {
  package static let identity = FaultIdentity(.syntax, "escaped-brace")
  package static let example = "print(\"\\{x\\}\")"
  package let brace: String
  package var facts: [Fact] {
    [Fact("brace", .code(brace))]
  }
}

/// A backslash before a character that has no such meaning.
package struct UnknownEscape: Fault {
  package static let identity = FaultIdentity(.syntax, "unknown-escape")
  package static let example = "print(\"C:\\data\")"
  package let escape: String
  package var facts: [Fact] {
    [Fact("escape", .code(escape))]
  }
}

/// An escape with too few digits, or of no character.
package struct BadCodePoint: Fault {
  package static let identity = FaultIdentity(.syntax, "bad-code-point")
  package static let example = "print(\"\\u{110000}\")"
  package let escape: String
  package var facts: [Fact] {
    [Fact("escape", .code(escape))]
  }
}

/// A string in single quotes.
package struct SingleQuotes: Fault {
  package static let identity = FaultIdentity(.syntax, "single-quotes")
  package static let example = "print('hello')"
  package let text: String
  package var facts: [Fact] {
    [Fact("text", .text(text))]
  }
}

/// `f"…"`.
package struct StringPrefix: Fault {
  package static let identity = FaultIdentity(.syntax, "string-prefix")
  package static let example = "let x = 1\nprint(f\"x is {x}\")"
  package let prefix: String
  package var facts: [Fact] {
    [Fact("prefix", .code(prefix))]
  }
}

/// Two strings side by side.
package struct AdjacentStrings: Fault {
  package static let identity = FaultIdentity(.syntax, "adjacent-strings")
  package static let example = "print(\"a\" \"b\")"
}

/// `"…" % x`.
package struct PercentFormatting: Fault {
  package static let identity = FaultIdentity(.syntax, "percent-formatting")
  package static let example = "let x = 1.5\nprint(\"%f\" % x)"
}

/// A quote that ends a string too early.
package struct QuoteInString: Fault {
  package static let identity = FaultIdentity(.syntax, "quote-in-string")
  package static let example = "print(\"she said \"yes\" to it\")"
}
