/// Words of other languages that newcomers type, and what Aim says instead.
enum ForeignWords {
  /// Values; they are no names in Aim.
  static let values: [String: String] = [
    "True": "true", "False": "false", "None": "nil", "null": "nil", "undefined": "nil",
    "NULL": "nil", "TRUE": "true", "FALSE": "false",
  ]

  /// Words that begin a statement elsewhere; names in Aim unless another word follows.
  static let statements: [String: String] = [
    "def": "fn", "func": "fn", "function": "fn", "fun": "fn", "define": "fn", "sub": "fn",
    "proc": "fn", "const": "let", "val": "let", "local": "let", "auto": "let", "mut": "var",
    "class": "type", "struct": "type", "interface": "type", "trait": "type",
    "elif": "else if", "elseif": "else if", "elsif": "else if", "switch": "if", "match": "if",
    "case": "if", "unless": "if not", "until": "while not", "foreach": "for", "loop": "while true",
    "repeat": "while", "raise": "throw", "except": "catch", "rescue": "catch", "from": "import",
    "include": "import", "require": "import", "using": "import", "echo": "print(…)",
    "println": "print(…)", "new": "Name(…)", "int": "let", "float": "let",
    "double": "let", "string": "let", "mutable": "var",
  ]

  /// Words that stand before a value elsewhere.
  static let prefixes: [String: String] = [
    "new": "Name(…)", "await": "f(…)", "typeof": "type_of(…)", "delete": "remove(…)",
  ]

  /// Words that join two operands elsewhere.
  static let operators: [String: String] = [
    "is": "==", "isnt": "!=", "eq": "==", "ne": "!=", "mod": "%", "div": "//", "xor": "!=",
    "AND": "and", "OR": "or", "NOT": "not", "then": "{", "do": "{", "instanceof": "==",
  ]
}
