import AimDiagnostics
import AimSyntax
import Testing

@Suite struct NewlineTests {
  @Test(arguments: [
    ("a\nb", "a\nb"), ("a\n-b", "a\n(- b)"), ("a\n(b)", "a\nb"), ("a\n[b]", "a\n(list b)"),
    ("a +\nb", "(+ a b)"), ("a and\nb", "(and a b)"), ("let a =\n1", "(let a 1)"),
    ("x ->\nx", "(-> (x) x)"), ("(a\n+ b)", "(+ a b)"), ("(a\n\n+ # why\nb)", "(+ a b)"),
    ("[a,\nb\n]", "(list a b)"), ("a\n|> f", "(|> a f)"), ("a\n  # why\n  |> f", "(|> a f)"),
    ("a\n.f", "(. a f)"), ("a\n.f(b)", "(method a f b)"), ("f(a\n|> g)", "(call f (|> a g))"),
    ("f(a,\n  b\n)", "(call f a b)"), ("f\n(a)", "f\na"),
    ("f(x -> {\na\nb\n})", "(call f (-> (x) (block a b)))"),
    ("[x -> {\na\n-b\n}]", "(list (-> (x) (block a (- b))))"),
    ("if a { b }\nelse { c }", "(if a (block b) (block c))"),
    ("try { a }\ncatch e { b }", "(try (block a) e (block b))"),
    ("if a { b }\n(c)", "(if a (block b))\nc"),
    ("if a { b } else { c } + d", "(+ (if a (block b) (block c)) d)"),
    ("return_\nx", "return_\nx"), ("fn f() {\nreturn\nx\n}", "(fn f () (block (return) x))"),
    ("a; b", "(mute a)\nb"), ("a;", "(mute a)"), ("a;;\nb", "(mute a)\nb"), (";a", "a"),
    ("assert a,\n\"why\"", "(assert a \"why\")"), ("a\r\nb\r\n", "a\nb"),
    ("let a = [\r\n1,\r\n2]\r\n", "(let a (list 1 2))"), ("a # x\n# y\nb", "a\nb"),
    ("x[0]\n[1]", "(index x 0)\n(list 1)"), ("(x\n[0])", "x!"),
  ])
  func `a newline ends a statement, or does not`(source: String, tree: String) {
    if tree.hasSuffix("!") {
      #expect(faults(source).count == 1)
    } else {
      #expect(dump(source) == tree)
    }
  }

  @Test(arguments: [
    "f(", "(1 +", "[1,", "let x =", "fn f() {", "x |>", "\"\"\"abc", "f(x -> {", "if a {\n b",
    "try { a }", "model M() {\n  x = 1", "print(\"\"\"a {b", "a and", "[1, 2", "fn f(x) =", "a ==",
    "@kernel",
  ])
  func `an input that stops in the midst asks for more`(source: String) {
    #expect(parse(source).isIncomplete)
  }

  @Test(arguments: [
    "", "a", "f(x)", "let x = 1", "\"abc", "let x", "f(]", "a b", "}", "for x in xs", "if a { b }",
    "(1 + ]", "let = 3", "# (", "\"\"\"abc\"\"\"", "let x = 1 + )", "x = 'a",
  ])
  func `a whole input and a damaged one do not`(source: String) {
    #expect(!parse(source).isIncomplete)
  }
}
