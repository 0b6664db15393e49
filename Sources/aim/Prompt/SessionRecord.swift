import AimDiagnostics
import AimSyntax

/// The inputs of a session that ran, as a notebook that runs again.
struct SessionRecord {
  private var inputs: [String] = []

  var count: Int { inputs.count }

  /// Adds an input that ran without a fault.
  mutating func add(_ input: String) { inputs.append(input) }

  /// One cell for each input.
  ///
  /// `ans` is the prompt's alone: where a later input uses it, the cell that gave the value binds it.
  var notebook: String {
    var cells: [String] = []
    for (index, input) in inputs.enumerated() {
      let next = inputs[(index + 1)...]
      let isUsed = next.first { Self.givesValue($0) || Self.mentionsAnswer($0) }
        .map(Self.mentionsAnswer)
      let text = isUsed == true ? Self.bindingAnswer(input) : input
      cells.append("# %%\n" + text + (text.hasSuffix("\n") ? "" : "\n"))
    }
    return cells.joined(separator: "\n")
  }

  private static func parse(_ input: String) -> ParseResult {
    var sources = SourceLibrary()
    return Parser.parse(document: sources.add(.command, utf8: Array(input.utf8)))
  }

  private static func mentionsAnswer(_ input: String) -> Bool {
    let parsed = parse(input)
    return parsed.tokens.contains { token in
      token.kind == .identifier && parsed.document.text(token.offsets) == "ans"
    }
  }

  private static func givesValue(_ input: String) -> Bool {
    if case .expression? = parse(input).program.statements.last?.kind { true } else { false }
  }

  /// `1 + 1` as `let ans = 1 + 1` and `ans`.
  private static func bindingAnswer(_ input: String) -> String {
    let parsed = parse(input)
    guard let last = parsed.program.statements.last, case .expression = last.kind else {
      return input
    }
    let bytes = parsed.document.utf8
    let start = last.range.offsets.lowerBound
    let head = String(decoding: bytes[..<start], as: UTF8.self)
    let tail = String(decoding: bytes[start...], as: UTF8.self)
    return head + "let ans = " + tail + "\nans"
  }
}
