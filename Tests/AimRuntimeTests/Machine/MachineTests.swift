import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct MachineTests {
  /// Programs and what they print.
  static let programs: [(source: String, prints: [String])] = [
    ("print(1 + 2 * 3 ^ 2)", ["19"]),
    ("fn fib(n) = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }\nprint(fib(20))", ["6765"]),
    ("var s = 0\nfor i in 0..10 { s += i }\nprint(s)", ["45"]),
    ("var s = 0\nfor i in [1, 2, 3] { if i == 2 { continue }\n s += i }\nprint(s)", ["4"]),
    ("var n = 0\nwhile true { n += 1\n if n > 5 { break } }\nprint(n)", ["6"]),
    (
      "fn f(a, b = 10, ...rest, k = 1) = (a, b, rest, k)\nprint(f(1), f(1, 2, 3, 4, k: 5))",
      ["(1, 10, [], 1) (1, 2, [3, 4], 5)"]
    ),
    ("fn f(a, b) = a - b\nprint(f(b: 1, a: 5), f(...[7, 2]), f(...(a: 1, b: 3)))", ["4 5 -2"]),
    ("fn bump(&n, by = 1) { n += by }\nvar x = 1\nbump(&x)\nbump(&x, by: 5)\nprint(x)", ["7"]),
    ("fn bump(&n) { n += 1 }\nvar xs = [1, 2]\nbump(&xs[1])\nprint(xs)", ["[1, 3]"]),
    ("fn bump(&n) { n += 1 }\nvar r = (a: 1, b: 2)\nbump(&r.b)\nprint(r)", ["(a: 1, b: 3)"]),
    ("var xs = [1]\nlet ys = xs\nxs.append(2)\nprint(xs, ys)", ["[1, 2] [1]"]),
    ("var xs = [[1], [2]]\nxs[0].append(5)\nxs[1][0] = 7\nprint(xs)", ["[[1, 5], [7]]"]),
    (
      "fn counter() { var n = 0\n () -> { n += 1\n n } }\nlet c = counter()\nc()\nc()\nprint(c())",
      ["3"]
    ),
    ("var fs = []\nfor i in 0..3 { fs.append(() -> i) }\nprint(map(fs, f -> f()))", ["[0, 1, 2]"]),
    ("print([x * y for x in 1..4 for y in [1, 10] if x != 2])", ["[1, 10, 3, 30]"]),
    (
      "let (a, (b, _)) = (1, (2, 3))\nprint(a, b)\nvar (x, y) = (a, b)\n(x, y) = (y, x)\nprint(x, y)",
      ["1 2", "2 1"]
    ),
    ("print([k: v * 2 for (k, v) in [\"a\": 1, \"b\": 2]])", ["[\"a\": 2, \"b\": 4]"]),
    ("print(try { throw \"no\" } catch e { e.message })", ["no"]),
    ("let f = x -> x + 1\nprint(3 |> f, 3 |> (x -> x * 2))", ["4 6"]),
    ("fn sub(a, b) = a - b\nprint(5 |> sub(1), 5 |> sub(1, _), 5.sub(2))", ["4 -4 3"]),
    ("print(0 < 1 < 2, 0 < 3 < 2, not true or true and false)", ["true false false"]),
    ("let x = 3\nprint(\"{x} {x + 1:03d} {{}} {1.5:.2f}\")", ["3 004 {} 1.50"]),
    (
      "fn outer() { fn even(n) = if n == 0 { true } else { odd(n - 1) }\n fn odd(n) = if n == 0 { false } else { even(n - 1) }\n even(10) }\nprint(outer())",
      ["true"]
    ),
    (
      "fn f() { fn place(n) = if n == 0 { 0 } else { n + place(n - 1) }\n place(4) }\nprint(f())",
      ["10"]
    ),
    (
      "type Counter(step = 1) {\n var n = 0\n mutating fn bump(by = 1) { n += by * step }\n fn get() = n\n}\nvar c = Counter(step: 2)\nc.bump()\nc.bump(by: 3)\nprint(c.get(), c.n)",
      ["8 8"]
    ),
    (
      "type Box() {\n var items = []\n mutating fn add(x) { items.append(x) }\n}\nvar b = Box()\nb.add(1)\nb.add(2)\nlet copy = b\nb.items.append(3)\nprint(b.items, copy.items)",
      ["[1, 2, 3] [1, 2]"]
    ),
    (
      "model Twice(k) {\n inner = k * 2\n fn forward(x) = x * inner\n}\nlet m = Twice(3)\nprint(m(2), m.k, m.forward(1), map([1, 2], m))",
      ["12 3 6 [6, 12]"]
    ),
    (
      "fn f(n) { let r = if n > 0 { \"pos\" } else if n < 0 { \"neg\" }\n r }\nprint(f(1), f(-1), f(0))",
      ["pos neg nil"]
    ),
    (
      "let xs = [1, 2, 3, 4]\nprint(xs[1:3], xs[-1], xs[::2], [...xs, 5])",
      ["[2, 3] 4 [1, 3] [1, 2, 3, 4, 5]"]
    ),
    ("fn a() = b()\nfn b() = 7\nprint(a())", ["7"]),
    ("var x = 1\nx = x + { x += 10\n x }\nprint(x)", ["12"]),
    ("fn f(x: int, y: number = 2) -> number = x * y\nprint(f(4))", ["8"]),
    ("fn g(n) { for i in 0..n { if i == 3 { return i } }\n -1 }\nprint(g(2), g(9))", ["-1 3"]),
  ]

  @Test(arguments: programs.indices)
  func `a program prints what it should`(index: Int) {
    let (source, prints) = Self.programs[index]
    let interpreter = Program.interpreter()
    let program = Program(source, in: interpreter)
    #expect(interpreter.machine.isClean, "\(source)")
    #expect(program.diagnostics.isEmpty, "\(source)\n\(program.faults)")
    #expect(program.output == prints, "\(source)")
  }

  /// Programs and the faults they end with.
  static let faulty: [(source: String, faults: [String])] = [
    ("los + 1", ["unknown-name"]),
    ("var step = 0\nstpe = 1", ["assigned-to-unknown-name"]),
    ("let x = 1\nx = 2", ["assigned-to-constant"]),
    ("let x = 1\nlet x = 2", ["name-bound-twice"]),
    ("aa\nbb\nfn f() { break }", ["unknown-name", "unknown-name", "break-outside-loop"]),
    ("print(r)\nlet r = 1", ["used-before-binding"]),
    ("fn f() = k\nf()\nlet k = 1", ["used-before-binding"]),
    ("fn down(n) = down(n + 1)\ndown(0)", ["recursion-too-deep"]),
    ("fn f(x) = map([x], f)\nf(1)", ["recursion-too-deep"]),
    ("1 / 0", ["division-by-zero"]),
    ("fn f(a) = a\nf()", ["missing-argument"]),
    ("fn f(a) = a\nf(1, 2)", ["too-many-arguments"]),
    ("fn f(a) = a\nf(b: 2)", ["unknown-argument"]),
    ("let three = 3\nthree(4)", ["not-callable"]),
    ("[1].nope()", ["no-such-method"]),
    ("fn bump(&n) { n += 1 }\nvar x = 1\nbump(x)", ["needs-reference"]),
    ("var x = 1\nlen(&x)", ["not-a-reference"]),
    ("fn swap(&a, &b) { (a, b) = (b, a) }\nvar x = 1\nswap(&x, &x)", ["variable-passed-twice"]),
    ("throw \"no rows\"", ["thrown"]),
    ("assert 1 > 2, \"no\"", ["assertion-failed"]),
    ("fn half(x: number) = x / 2\nhalf(\"a\")", ["argument-type"]),
    ("fn f() -> string = 3\nf()", ["result-type"]),
    ("fn f(x: [N]) -> [M] = x", ["unbound-dimension"]),
    ("let c = [1]\nc.append(2)", ["mutating-needs-variable"]),
    ("let c = [1]\nappend(c, 2)", ["needs-reference"]),
  ]

  @Test(arguments: faulty.indices)
  func `a mistake is told by its name`(index: Int) {
    let (source, faults) = Self.faulty[index]
    let interpreter = Program.interpreter()
    #expect(Program(source, in: interpreter).faults == faults, "\(source)")
    #expect(interpreter.machine.isClean, "\(source)")
  }
}
