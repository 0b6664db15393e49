import AimDiagnostics
import Testing

@testable import AimRuntime

/// Sizes at the edge of what numbers and memory hold, and work that is done in pieces.
@Suite struct CeilingTests {
  private func run(_ source: String) -> String {
    let outcome = Interpreter(builtins: Builtin.library).run(.command, source)
    if let first = outcome.diagnostics.first { return first.fault.identity.name }
    return (try? outcome.value.map { try Display.result($0.value) }) ?? ""
  }

  @Test(arguments: [
    "list(range(0, 2^62))", "[...range(0, 2^62)]", "zip(0..2^62, 0..2^62)", "tuple(0..2^62)",
    "repeat(\"ab\", 2^62)", "repeat([1], 2^62)", "sum(0..2^62)",
  ])
  func `what is known to be too long is refused before it grows`(_ source: String) {
    #expect(["too-many-values", "out-of-memory"].contains(run(source)), "\(run(source))")
  }

  @Test(arguments: [
    ("-9223372036854775807 - 1 .. 9223372036854775807", "integer-overflow"),
    ("range(-9223372036854775807 - 1, 9223372036854775807, 1)", "integer-overflow"),
    ("range(9223372036854775807, -9223372036854775807, -1)", "integer-overflow"),
    // 2^64 - 1 numbers by two are 2^63: one more than a whole number holds.
    ("len(range(-9223372036854775807 - 1, 9223372036854775807, 2))", "integer-overflow"),
    ("len(range(-9223372036854775807 - 1, 9223372036854775807, 3))", "6148914691236517205"),
    ("len(0..9223372036854775807)", "9223372036854775807"),
    ("len(9223372036854775807..(-9223372036854775807))", "0"),
    ("list(range(0, 100, 4)[::4611686018427387904])", "[0]"),
    ("list((0..10)[8:2:-3])", "[8, 5]"), ("len((0..10)[5:5])", "0"),
  ])
  func `a range has as many numbers as it says, or is a fault`(_ source: String, _ shows: String) {
    #expect(run(source) == shows)
  }

  @Test(arguments: [
    ("round(2.5, -400)", "0.0"), ("round(1e308, -308)", "1e+308"), ("round(1234.5, -2)", "1200.0"),
    ("round(5, 9223372036854775807)", "5"), ("round(1250, -2)", "1200"),
    ("round(1350, -2)", "1400"),
    ("round(-1251, -2)", "-1300"), ("round(5, -9223372036854775807)", "0"),
    ("round(9223372036854775807, -1)", "integer-overflow"), ("round(3.14159, 2)", "3.14"),
    ("round(9223372036854775807, -19)", "integer-overflow"),
    ("round(2.5, 9223372036854775807)", "2.5"),
  ])
  func `rounding with digits keeps the kind of the number`(_ source: String, _ shows: String) {
    #expect(run(source) == shows)
  }

  /// Python: `s = "aé€😀b " * 200000` and so on.
  @Test(arguments: [
    ("len(s)", "1200000"), ("len(s + s)", "2400000"), ("len(upper(s))", "1200000"),
    ("s[::-1][0:6]", "\" b😀€éa\""), ("upper(s)[-6:]", "\"AÉ€😀B \""),
    ("s == s + \"\"", "true"), ("(s + \"x\")[-3:]", "\"b x\""),
    ("len(split_text(s))", "200000"), ("split_text(s)[-1]", "\"aé€😀b\""),
    ("len(split_text(s, \"😀b\"))", "200001"), ("find(s + \"x\", \"x\")", "1200000"),
    ("lower(upper(s)) == s", "true"), ("len(chars(s))", "1200000"),
    ("p[::-1][0:3]", "\" ba\""), ("len(p[::7])", "128572"), ("p[3:6] == \"ab \"", "true"),
    ("p == repeat(\"ab \", 299999) + \"ab \"", "true"), ("p == p[1:] + \"a\"", "false"),
    ("len(split_text(p, \"b \"))", "300001"), ("len(replace_text(p, \"b \", \"\"))", "300000"),
    ("count(p, \"b a\")", "299999"),
  ])
  func `a text beyond one piece is the same as a short one`(_ source: String, _ shows: String) {
    let texts = "let s = repeat(\"aé€😀b \", 200000)\nlet p = repeat(\"ab \", 300000)\n"
    #expect(run(texts + source) == shows)
  }

  @Test(arguments: [
    ("lines(\"\")", "[]"), ("lines(\"a\\nb\\n\")", "[\"a\", \"b\"]"),
    ("lines(\"\\n\")", "[\"\"]"), ("lines(\"a\\r\\n\\nb\")", "[\"a\", \"\", \"b\"]"),
    ("split_text(\"  a b\\n\")", "[\"a\", \"b\"]"), ("split_text(\"\", \",\")", "[\"\"]"),
    ("split_text(\"\")", "[]"), ("repeat(\"\", 5)", "\"\""), ("repeat(\"ab\", 0)", "\"\""),
    ("\"\" + \"\"", "\"\""), ("upper(\"\")", "\"\""), ("\"abc\"[::-2]", "\"ca\""),
    ("sum(0..1000)", "499500"), ("sum(range(10, 0, -3))", "22"),
  ])
  func `short and empty ones are not forgotten`(_ source: String, _ shows: String) {
    #expect(run(source) == shows)
  }

  /// Functions keep their module, and the module keeps them.
  @Test func `a session that ends gives back what its names held`() {
    let before = HeapAccount.liveBytes
    let source = "fn f(x) = x + len(all)\nlet all = list(0..100000)\nlet net = Linear(2, 2)\nf(1)"
    for _ in 0..<20 { _ = Interpreter(builtins: Builtin.library).run(.command, source) }
    #expect(HeapAccount.liveBytes < before + 1_000_000)
  }
}
