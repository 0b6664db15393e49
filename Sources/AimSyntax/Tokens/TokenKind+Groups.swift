extension Token.Kind {
  /// The words that cannot be names, but after `.` and before `:`.
  package static let reserved: [Token.Kind] = [
    .let, .var, .fn, .for, .in, .while, .break, .continue, .return, .if, .else, .try, .catch,
    .throw, .assert, .import, .and, .or, .not, .true, .false, .nil,
  ]

  private static let reservedByText: [String: Token.Kind] = {
    var kinds: [String: Token.Kind] = [:]
    for kind in reserved { kinds[kind.rawValue] = kind }
    return kinds
  }()

  /// The words that mean something in one place only and are names elsewhere.
  package static let contextualWords: [String] = [
    "test", "model", "type", "param", "state", "mutating", "as",
  ]

  /// The kind of a word: reserved, or a name.
  package static func word(_ text: String) -> Token.Kind { reservedByText[text] ?? .identifier }

  /// True for names and reserved words: whatever may stand after a `.` or before a `:`.
  package var isWord: Bool {
    switch self {
    case .identifier, .let, .var, .fn, .for, .in, .while, .break, .continue, .return, .if, .else,
      .try, .catch, .throw, .assert, .import, .and, .or, .not, .true, .false, .nil:
      true
    default: false
    }
  }

  package var isReserved: Bool { isWord && self != .identifier }

  /// True for the words with which only a statement begins: a place to take up again.
  var beginsStatement: Bool {
    switch self {
    case .let, .var, .fn, .for, .while, .break, .continue, .return, .throw, .assert, .import: true
    default: false
    }
  }

  /// True where a line that ends in this token goes on.
  var continuesLine: Bool {
    switch self {
    case .assign, .addAssign, .subtractAssign, .multiplyAssign, .divideAssign, .arrow, .comma,
      .pipe, .or, .and, .not, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .in, .range, .plus, .minus, .star, .slash, .floorDivide, .percent, .at, .caret, .dot:
      true
    default: false
    }
  }

  /// The bracket that closes this one; nil for anything but an opening bracket.
  package var closing: Token.Kind? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    case .interpolationStart: .interpolationEnd
    default: nil
    }
  }

  /// The bracket that opens this one; nil for anything but a closing bracket.
  package var opening: Token.Kind? {
    switch self {
    case .rightParenthesis: .leftParenthesis
    case .rightBracket: .leftBracket
    case .rightBrace: .leftBrace
    case .interpolationEnd: .interpolationStart
    default: nil
    }
  }

  /// How it is written in Aim, for a fault's facts.
  var spelling: String {
    switch self {
    case .interpolationStart: "{"
    case .interpolationEnd: "}"
    case .formatColon: ":"
    default: rawValue
    }
  }
}
