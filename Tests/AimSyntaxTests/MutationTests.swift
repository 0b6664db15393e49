import AimDiagnostics
import AimSyntax
import Testing

/// The numbers of SplitMix64: the same in every run.
private struct Dice {
  var state: UInt64

  mutating func roll(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ bits >> 31) % UInt64(max(1, count)))
  }
}

@Suite struct MutationTests {
  /// Whatever happens to a text, it prints back, and is not buried in faults.
  private func check(_ bytes: [UInt8], atMost limit: Int, _ what: @autoclosure () -> String) {
    let result = Parser.parse(document: document(bytes: bytes))
    let isSound =
      result.source == bytes && result.diagnostics.count <= limit
      && result.tokens.last?.kind == .end && !(result.diagnostics.isEmpty && result.isIncomplete)
    guard !isSound else { return }
    let names = result.diagnostics.map(\.fault.identity.name)
    Issue.record("\(what()): \(names)\n\(String(decoding: bytes, as: UTF8.self))")
  }

  /// Of a long program every n-th token, so that no program takes more than a moment.
  @Test(arguments: Programs.all)
  func `a program with a token dropped or doubled stays legible`(path: String) {
    let bytes = Programs.bytes(path)
    let result = Parser.parse(document: document(bytes: bytes))
    let limit = result.diagnostics.count + 6
    let tokens = result.tokens.filter { !$0.offsets.isEmpty }
    for index in stride(from: 0, to: tokens.count, by: 1 + tokens.count / 40) {
      let token = tokens[index]
      let dropped = Array(bytes[..<token.offsets.lowerBound] + bytes[token.offsets.upperBound...])
      let doubled = Array(bytes[..<token.offsets.upperBound] + bytes[token.offsets.lowerBound...])
      check(dropped, atMost: limit, "\(path): without \(token.kind) at \(token.start)")
      check(doubled, atMost: limit, "\(path): \(token.kind) twice at \(token.start)")
    }
  }

  @Test(arguments: 0..<20)
  func `random bytes are read without a trap`(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let alphabet =
      Array("(){}[]\"'\\#\n\r :;,.=+-*/^@%<>&|!?_$axr019".utf8) + [
        0, 0xC3, 0xA9, 0xFF, 0xEF, 0xBC, 0x88,
      ]
    for _ in 0..<200 {
      let count = dice.roll(120)
      let isWild = dice.roll(2) == 0
      let bytes = (0..<count).map { _ in
        isWild ? UInt8(dice.roll(256)) : alphabet[dice.roll(alphabet.count)]
      }
      check(bytes, atMost: 100, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<20)
  func `random words are read without a trap`(seed: Int) {
    var dice = Dice(state: UInt64(seed) + 1000)
    let words = [
      "let", "var", "fn", "if", "else", "for", "in", "while", "try", "catch", "test", "model",
      "type",
      "param", "mutating", "return", "import", "throw", "assert", "and", "or", "not", "x", "f", "1",
      "2.5", "\"s\"", "\"{", "}\"", "\"\"\"", "(", ")", "[", "]", "{", "}", ",", ":", ";", ".",
      "..",
      "...", "->", "|>", "&", "_", "=", "+=", "==", "<", "+", "-", "*", "^", "@", "\n", "\n", "\n",
      "@kernel", "## doc\n", "# c\n", "elif", "def", "lambda", "None", "**", "?", "'a'", "，",
    ]
    for _ in 0..<200 {
      let text = (0..<dice.roll(60)).map { _ in words[dice.roll(words.count)] }
      check(Array(text.joined(separator: " ").utf8), atMost: 60, "seed \(seed)")
    }
  }

  @Test func `the bytes of a program survive any cut`() {
    for path in Programs.all.prefix(60) {
      let bytes = Programs.bytes(path)
      for end in stride(from: 0, to: bytes.count, by: 7) {
        check(Array(bytes[..<end]), atMost: 20, "\(path) up to \(end)")
      }
    }
  }
}
