import AimDiagnostics
import Testing

@testable import AimRuntime

/// Parts of a text that come again are one object; nothing else about them changes.
@Suite struct RecentTextsTests {
  private func value(_ source: String) -> String? {
    let interpreter = Interpreter(builtins: Builtin.library)
    return interpreter.run(.command, source).value.map { Display.short($0.value) }
  }

  @Test func `each part is itself, whether it came before or not`() {
    let source = """
      let numbers = [i * i % 97 for i in 0..5000]
      let text = join([str(n) for n in numbers], " ")
      [int(w) for w in split_text(text, " ")] == numbers
      """
    #expect(value(source) == "true")
  }

  @Test func `a part that grows leaves its twins as they were`() {
    let source = """
      var parts = split_text(repeat("ab ", 100) + "ab", " ")
      parts[60] += "c"
      var last = parts[100]
      last += "d"
      (parts[59], parts[60], parts[61], last, len(parts))
      """
    #expect(value(source) == #"("ab", "abc", "ab", "abd", 101)"#)
  }

  @Test func `empty parts, parts of sixteen bytes and longer ones`() {
    let source = """
      let words = ["", "a", repeat("x", 16), repeat("y", 17), repeat("z", 40)]
      let all = [words[i % 5] for i in 0..400]
      (split_text(join(all, ","), ",") == all, len(chars(join(all, ","))))
      """
    #expect(value(source) == "(true, \(80 * (1 + 16 + 17 + 40) + 399))")
  }

  @Test func `texts made in batches outlive the thread that made them`() {
    let interpreter = Interpreter(builtins: Builtin.library)
    var texts: [String?] = []
    for round in 0..<3 {
      Interpreter.onLargeStack {
        _ = interpreter.run(.command, "var kept\(round) = [\"t{i}\" for i in 0..1000]")
      }
    }
    Interpreter.onLargeStack {
      let outcome = interpreter.run(
        .command, "kept0 = []\n(len(kept1), kept1[999], kept2[500] + \"!\")")
      texts.append(outcome.value.map { Display.short($0.value) })
    }
    #expect(texts == [#"(1000, "t999", "t500!")"#])
  }
}
