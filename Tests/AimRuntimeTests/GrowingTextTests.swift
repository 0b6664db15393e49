import AimDiagnostics
import Testing

@testable import AimRuntime

/// A text that is built piece by piece grows where it lies, as long as one place holds it.
@Suite struct GrowingTextTests {
  private let interpreter = Interpreter(builtins: Builtin.library)

  private func run(_ source: String) {
    let outcome = interpreter.run(.command, source)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
  }

  /// The object behind `text`, a global of the program.
  private func object() -> ObjectIdentifier? {
    guard case .string(let object)? = interpreter.value(of: "text")?.value.view else { return nil }
    return ObjectIdentifier(object)
  }

  @Test(arguments: [
    "text += \"!\"", "text = text + \"!\"", "for i in 0..100 { text += \"{i}\" }",
    "fn add() { text += \"!\" }\nadd()", "fn add(&s) { s += \"!\" }\nadd(&text)",
  ])
  func `a text with one owner stays the same object`(_ change: String) throws {
    for start in ["\"a\" + \"\"", "\"é\" + \"\"", "repeat(\"a\", 100)"] {
      run("var text = \(start)")
      let before = try #require(object())
      run(change)
      #expect(object() == before)
    }
  }

  @Test func `a text with two owners is copied once`() throws {
    run("var text = repeat(\"a\", 100)\nlet other = text")
    let before = try #require(object())
    run("text += \"!\"\nassert len(other) == 100 and len(text) == 101")
    let after = try #require(object())
    #expect(after != before)
    run("text += \"!\"")
    #expect(object() == after)
  }

  @Test func `what grew is what was joined`() {
    run(
      """
      fn grown(pieces) {
        var text = ""
        for piece in pieces { text += piece }
        text
      }
      for unit in ["a", "ab\\r", "é", "e\\u{301}", "学习", "0123456789abcdef", "\\n"] {
        let pieces = [unit for i in 0..40]
        let text = grown(pieces)
        assert text == join(pieces, "") and text == repeat(unit, 40)
        assert len(text) == len(join(pieces, "")) and [text: 1][repeat(unit, 40)] == 1
      }
      """)
  }

  @Test func `bytes are given back`() {
    let before = HeapAccount.liveBytes
    run(
      "fn grow() { var text = \"\"; for i in 0..10000 { text += \"0123456789\" }; len(text) }\ngrow()"
    )
    #expect(HeapAccount.liveBytes - before < 50_000)
  }
}
