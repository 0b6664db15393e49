extension Token {
  /// What a token is.
  ///
  /// The raw value is how it is written, or what it is called.
  package enum Kind: String, Sendable, CaseIterable {
    // Words and values.
    case identifier, integer, float

    // Strings: `"epoch {i:3d}"` is start, text, `{`, tokens, `:`, text, `}`, end.
    case stringStart, stringText, stringEnd
    case interpolationStart, interpolationEnd, formatColon

    // Reserved words.
    case `let`, `var`, fn, `for`, `in`, `while`, `break`, `continue`, `return`
    case `if`, `else`, `try`, `catch`, `throw`, assert, `import`
    case and, or, not
    case `true`, `false`, `nil`

    // Brackets.
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"

    // Signs.
    case comma = ","
    case colon = ":"
    case semicolon = ";"
    case dot = "."
    case range = ".."
    case ellipsis = "..."
    case arrow = "->"
    case pipe = "|>"
    case ampersand = "&"
    case underscore = "_"

    // Assignments.
    case assign = "="
    case addAssign = "+="
    case subtractAssign = "-="
    case multiplyAssign = "*="
    case divideAssign = "/="

    // Operators.
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case floorDivide = "//"
    case percent = "%"
    case at = "@"
    case caret = "^"

    /// Bytes that Aim has no word for; reported where they stand.
    case unknown
    /// The end of the text; empty, always the last token.
    case end
  }
}
