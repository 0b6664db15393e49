import AimDiagnostics
import AimSyntax
import Testing

@Suite struct GrammarTests {
  @Test(arguments: [
    // Literals.
    ("1_000", "1000"), ("2.5", "2.5"), ("1e-3", "0.001"), ("1E3", "1000.0"), ("nil", "nil"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("r\"a{b}\\n\"", "\"a{b}\\\\n\""), ("\"\"\"a\n\"b\" c\"\"\"", "\"a\\n\\\"b\\\" c\""),
    ("\"a\\tb\\x41\\u00e9\\u{1F600}\\101\"", "\"a\\tbAé😀A\""), ("\"{{a}}\"", "\"{a}\""),
    ("\"\"\"a\r\nb\"\"\"", "\"a\\nb\""), ("\"a\\\nb\"", "\"ab\""),
    ("\"l {x:.3f}!\"", "(string \"l \" {x:\".3f\"} \"!\")"),
    ("\"{x:{w}.{p}f}\"", "(string {x:{w} \".\" {p} \"f\"})"),
    (
      "\"{d[\"k\"]} {f(\"a{b}\")}\"",
      "(string {(index d \"k\")} \" \" {(call f (string \"a\" {b}))})"
    ),
    ("\"{(a: 1)} {x[1:2]:>5}\"", "(string {(record a: 1)} \" \" {(index x 1:2):\">5\"})"),
    ("\"{ x -> { x } }\"", "(string {(-> (x) (block x))})"),
    // Names in any script, equal in NFC.
    ("学习率 + α + x\u{302}", "(+ (+ 学习率 α) x\u{302})"), ("_a", "_a"),
    // Collections.
    ("[]", "(list)"), ("[1, ...a, 2,]", "(list 1 ...a 2)"), ("[:]", "(dictionary)"),
    ("[\"a\": 1, b: c,]", "(dictionary \"a\": 1 b: c)"), ("[true: 1]", "(dictionary true: 1)"),
    ("()", "(tuple)"), ("(a,)", "(tuple a)"), ("(a, b)", "(tuple a b)"), ("(a)", "a"),
    ("(a: 1, if: 2)", "(record a: 1 if: 2)"), ("(:)", "(record)"),
    ("[x for x in xs]", "(list-for x (for x xs))"),
    (
      "[x * y for x in xs for (y, _) in ys if x if y]",
      "(list-for (* x y) (for x xs) (for (tuple y _) ys) (if x) (if y))"
    ),
    ("[k: v for (k, v) in d]", "(dictionary-for k: v (for (tuple k v) d))"),
    // Index.
    ("x[0, 1:3, ..., :, ::2, 1:, :2, -1]", "(index x 0 1:3 ... : ::2 1: :2 (- 1))"),
    ("x[a..b]", "(index x (.. a b))"), ("x[0][1]", "(index (index x 0) 1)"),
    // Calls.
    ("f(a, ...xs, k: 1, in: 2)", "(call f a ...xs k: 1 in: 2)"),
    ("f(&a, &b[0].c, k: &d)", "(call f &a &(. (index b 0) c) k: &d)"),
    ("f(a)(b)", "(call (call f a) b)"), ("x.f(a)", "(method x f a)"),
    ("(x.f)(a)", "(call (. x f) a)"),
    ("x.if.for", "(. (. x if) for)"),
    // Pipes.
    ("x |> f", "(|> x f)"), ("x |> f()", "(|> x (call f _))"),
    ("x |> f(a, k: 1)", "(|> x (call f _ a k: 1))"),
    ("x |> f(a, _)", "(|> x (call f a _))"), ("x |> f(k: _)", "(|> x (call f k: _))"),
    ("x |> (make(3))", "(|> x (call make 3))"), ("x |> m.f(a)", "(|> x (method m f _ a))"),
    ("x |> f |> g(1)", "(|> (|> x f) (call g _ 1))"),
    ("x |> f(g(1), _)", "(|> x (call f (call g 1) _))"),
    // Lambdas.
    ("() -> {}", "(-> () (block))"), ("(a, b = 1, ...c) -> a", "(-> (a b = 1 ...c) a)"),
    ("_ -> 1", "(-> (_) 1)"), ("(&a) -> { a += 1 }", "(-> (&a) (block (+= a 1)))"),
    ("(x: [N]) -> x", "(-> (x: [N]) x)"), ("f(x -> x, y)", "(call f (-> (x) x) y)"),
    // Control.
    ("if a { b } else if c { d } else { e }", "(if a (block b) (if c (block d) (block e)))"),
    ("let y = if a { 1 } else { 2 }", "(let y (if a (block 1) (block 2)))"),
    ("try { a } catch { b }", "(try (block a) (block b))"), ("{ a; b }", "(block (mute a) b)"),
    ("while a { break; continue }", "(while a (block (mute (break)) (continue)))"),
    ("for (a, (b, _)) in c { a }", "(for (tuple a (tuple b _)) c (block a))"),
  ])
  func `an expression is read as the reference says`(source: String, tree: String) {
    #expect(dump(source) == tree)
  }

  @Test(arguments: [
    ("let (a, (b, _)) = c", "(let (tuple a (tuple b _)) c)"), ("var a = 1", "(var a 1)"),
    ("a.b[0, 1:2].c += 1", "(+= (. (index (. a b) 0 1:2) c) 1)"),
    ("(a, b[0]) = (b[0], a)", "(= (tuple a (index b 0)) (tuple (index b 0) a))"),
    ("import \"a.aim\" as a", "(import \"a.aim\" a)"), ("import \"a.aim\"", "(import \"a.aim\")"),
    ("throw \"x\"", "(throw \"x\")"), ("assert a < b, \"c\"", "(assert (a < b) \"c\")"),
    ("test \"a\" { b }", "(test \"a\" (block b))"), ("test(a)", "(call test a)"),
    ("let test = 1; test + 1", "(mute (let test 1))\n(+ test 1)"), ("model(x)", "(call model x)"),
    ("type = 1", "(= type 1)"), ("param + state", "(+ param state)"),
    ("fn f(a, b = 1, &c, ...d, e = 2) = a", "(fn f (a b = 1 &c ...d e = 2) a)"),
    (
      "fn f(x: f32[N, (H - k) // s + 1, _, ...], y: int, z: [...S]) -> [..., D] { x }",
      "(fn f (x: f32[N, (+ (// (- H k) s) 1), _, ...] y: int z: [...S]) -> [..., D] (block x))"
    ),
    ("@kernel\nfn f(x) = x", "(@kernel fn f (x) x)"),
    ("@kernel fn f(x) = x", "(@kernel fn f (x) x)"),
    (
      "model M(a, b = 1) {\n  param w = a\n  state s = 0\n  c = 1; d = 2\n  fn forward(x) = x\n}",
      "(model M (a b = 1) (param w a) (state s 0) (field c 1) (field d 2) (fn forward (x) x))"
    ),
    (
      "type T { var a = 1\n mutating fn f(&n) { a = n } }",
      "(type T () (var a 1) (mutating fn f (&n) (block (= a n))))"
    ),
    (
      "model M() {\n  param = 1\n  state = 2\n  test = 3\n}",
      "(model M () (field param 1) (field state 2) (field test 3))"
    ),
  ])
  func `a statement is read as the reference says`(source: String, tree: String) {
    #expect(dump(source) == tree)
  }

  @Test func `documentation belongs to the definition below it`() {
    let source = """
      ## The file.

      ## A layer: y = x W.
      ##   indented
      model L(n) {
        ## Trained.
        param w = n
        ## Runs.
        fn forward(x) = x
      }
      # plain
      ## Adds.
      @kernel
      fn add(a) = a  ## not above anything

      let x = 1
      """
    let program = parse(source).program
    #expect(program.documentation?.text == "The file.")
    guard case .type(let layer) = program.statements[0].kind,
      case .function(let add) = program.statements[1].kind,
      case .binding(let binding) = program.statements[2].kind
    else {
      Issue.record("the tree has another form")
      return
    }
    #expect(layer.documentation?.text == "A layer: y = x W.\n  indented")
    #expect(layer.fields.first?.documentation?.text == "Trained.")
    #expect(layer.methods.first?.documentation?.text == "Runs.")
    #expect(add.documentation?.text == "Adds.")
    #expect(binding.documentation == nil)
  }

  @Test func `ranges name what they cover`() {
    let result = parse("let x = (a + b) * c\n")
    guard case .binding(let binding) = result.program.statements[0].kind,
      case .binary(_, let sign, let left, let right) = binding.value.kind
    else {
      Issue.record("the tree has another form")
      return
    }
    let text = { (range: Range<Int>) in result.document.text(range) }
    #expect(text(binding.value.range.offsets) == "(a + b) * c")
    #expect(text(sign.offsets) == "*")
    #expect(text(left.range.offsets) == "a + b" && left.isParenthesized)
    #expect(text(right.range.offsets) == "c")
  }

  @Test func `the cursor knows its bracket, its word and where it stands`() {
    let source = "fit(net, ep # c\nx = \"a {b} c\""
    let result = parse(source)
    let word = result.cursor(at: 11)
    #expect(word.place == .code)
    #expect(word.word.map { result.document.text(result.tokens[$0].offsets) } == "ep")
    #expect(word.bracket.map { result.tokens[$0].kind } == .leftParenthesis)
    #expect(result.cursor(at: 14).place == .comment)
    #expect(result.cursor(at: 22).place == .string)
    #expect(result.cursor(at: 25).place == .code)
    #expect(result.cursor(at: 27).place == .string)
  }
}
