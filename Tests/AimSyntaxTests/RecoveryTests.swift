import AimDiagnostics
import AimSyntax
import Testing

@Suite struct RecoveryTests {
  @Test(arguments: [
    ("let = 1\nlet b = 2\nlet c = )\nlet d = 3", ["name-expected", "expression-expected"], 2),
    (
      "fn f() {\n  let = 1\n  a b\n}\nlet x = ]\nx",
      ["name-expected", "call-needs-parentheses", "expression-expected"], 2
    ),
    ("foo(1, 2\nlet y = 3\nlet z = 4", ["unclosed-bracket"], 2),
    ("foo(1, 2\ny = 3", ["unclosed-bracket"], 0),
    ("if a + {\n  b\n}\nelse { c }\nd", ["block-expected"], 1),
    ("map(xs, x -> {\n  let = 1\n  x + 2\n})\ny", ["name-expected"], 2),
    (
      "model M() {\n  param z = )\n  param w = 1 2\n  fn f(x) = x\n}\ny",
      ["expression-expected", "two-statements"], 2
    ),
    ("x = 3 $ 4 5 6\ny", ["unknown-character"], 1),
    ("print（1，2）\nprint（3）", ["lookalike-sign", "lookalike-sign"], 2),
    ("if x:\n  print(1)\nelif y:\n  print(2)\nelse:\n  print(3)\nz", ["colon-block"], 1),
    ("def f(x):\n  return x\n\nf(1)", ["foreign-word"], 1),
    ("try:\n  a\nexcept E:\n  b\nc", ["colon-block"], 1),
    ("a ?? b ? c", ["question-mark"], 0),
    ("a }\nb", ["stray-bracket"], 2), ("a)\nb", ["stray-bracket"], 1),
    ("}\nb", ["stray-bracket"], 1),
    ("fn f() {\n  if a {\n    b\n}\nfn g() { c }", ["unclosed-bracket"], 0),
    ("\"abc\nlet x = 1", ["unclosed-string"], 2),
    ("\"a {b\nlet x = 1", ["unclosed-interpolation"], 2),
    ("let x = 1 +\nlet y = 2", ["expression-expected"], 1),
    ("f(1 2)\ng(3 4)", ["missing-comma", "missing-comma"], 0),
  ])
  func `each damaged statement is told once, and the rest is read`(
    source: String, expected: [String], sound: Int
  ) {
    #expect(faults(source) == expected)
    let statements = parse(source).program.statements
    let whole = statements.filter { if case .error = $0.kind { false } else { true } }
    #expect(whole.count == sound)
  }

  @Test func `the brace that is missing is named by the indentation`() {
    let result = parse("fn f() {\n  if a {\n    b\n}\nfn g() { c }")
    #expect(result.diagnostics.first?.primary?.offsets == 16..<17)
  }

  @Test(arguments: [
    "(", "[", "{", "-", "not ", "if a {", "f(", "x -> ", "\"{", "fn f() {", "a[", "1 + (",
    "[x for x in ", "(a, ",
  ])
  func `deep nesting is one fault`(opening: String) {
    let source = String(repeating: opening, count: 100_000)
    let result = parse(source)
    #expect(result.diagnostics.count <= 2)
    #expect(result.source == Array(source.utf8))
  }

  @Test(arguments: [
    "1 + ", "a.b", "a(0)", "a[0]", "a |> f ", "if a { } else ", "a and ", "a < ", "2 ^ ",
  ])
  func `long chains are sound or one fault`(link: String) {
    for count in [10, 200, 100_000] {
      let source = String(repeating: link, count: count) + "1"
      #expect(parse(source).diagnostics.count <= 1)
    }
  }

  @Test func `a chain of a hundred operators is sound`() {
    #expect(faults(String(repeating: "1 + ", count: 900) + "1") == [])
    #expect(
      faults(String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)) == [])
    #expect(faults(String(repeating: "1 + ", count: 1100) + "1") == ["too-deep"])
  }

  @Test func `a large text is read in a moment`() {
    let source = String(repeating: "let x = f(a, [1, 2, 3]) |> g(k: 1)\n", count: 20_000)
    var told = ["nothing"]
    let seconds = processorSeconds { told = faults(source) }
    #expect(told == [])
    #expect(seconds < 20)
  }
}
