package import AimDiagnostics

// What can be wrong with characters and signs.

/// Bytes that are not UTF-8.
package struct InvalidUTF8: Fault {
  package static let identity = FaultIdentity(.syntax, "invalid-utf8")
  // As an old editor saves it, in Latin-1.
  package static let example = "let caf\u{e9} = 1"
  package static let setting = ExampleSetting.with {
    $0.bytes = Array("let caf".utf8) + [0xE9] + Array(" = 1".utf8)
  }
  package let byte: UInt8
  package var facts: [Fact] {
    [Fact("byte", .text("0x" + String(byte, radix: 16)))]
  }

  package init(byte: UInt8) { self.byte = byte }
}

/// A character that begins nothing.
package struct UnknownCharacter: Fault {
  package static let identity = FaultIdentity(.syntax, "unknown-character")
  package static let example = "let price = 3 $ 4"
  package let character: String
  package var facts: [Fact] {
    [Fact("character", .code(character))]
  }
}

/// A full-width or typographic sign.
package struct LookalikeSign: Fault {
  package static let identity = FaultIdentity(.syntax, "lookalike-sign")
  package static let example = "print（1）"
  package let written: String
  package let meant: String
  package var facts: [Fact] {
    [Fact("written", .code(written)), Fact("meant", .code(meant))]
  }
}

/// A backslash that continues a line elsewhere.
package struct BackslashAtLineEnd: Fault {
  package static let identity = FaultIdentity(.syntax, "backslash-at-line-end")
  package static let example = "let total = 1 + \\\n  2"
}

/// A `?`, as in `c ? a : b`.
package struct QuestionMark: Fault {
  package static let identity = FaultIdentity(.syntax, "question-mark")
  package static let example = "let sign = 1 > 0 ? 1 : -1"
}

/// A sign that another language uses for one of ours.
package struct ForeignOperator: Fault {
  package static let identity = FaultIdentity(.syntax, "foreign-operator")
  package static let example = "true && false"
  package let written: String
  package let meant: String
  package var facts: [Fact] {
    [Fact("written", .code(written)), Fact("meant", .code(meant))]
  }
}

/// Nesting beyond what can be read.
package struct TooDeep: Fault {
  package static let identity = FaultIdentity(.syntax, "too-deep")
  package static let example =
    "let x = " + String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
  package let limit: Int
  package var facts: [Fact] {
    [Fact("limit", .integer(limit))]
  }
}
