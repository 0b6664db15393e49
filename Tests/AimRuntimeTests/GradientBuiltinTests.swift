import AimDiagnostics
import Testing

@testable import AimRuntime

/// Gradients through programs, against derivatives done by hand.
@Suite struct GradientBuiltinTests {
  private func run(_ source: String) -> String {
    let outcome = Interpreter(builtins: Builtin.library).run(.command, source)
    if let first = outcome.diagnostics.first {
      return first.fault.identity.name + ": " + FaultFields.message(first.fault)
    }
    return (try? outcome.value.map { try Display.result($0.value) }) ?? ""
  }

  @Test(arguments: [
    // d/dx x³ = 3x², 6x, 6
    ("grad(x -> x ^ 3)(2.0)", "12.0"), ("grad(grad(x -> x ^ 3))(2.0)", "12.0"),
    ("grad(grad(grad(x -> x ^ 3)))(2.0)", "6.0"), ("grad(x -> x * x)(3)", "6.0"),
    ("grad(x -> 5.0)(3.0)", "0.0"), ("grad((x, k) -> k * x)(3.0, 7.0)", "7.0"),
    ("grad(x -> sum(x ^ 2))(tensor([1.0, 2.0]))", "f32[2] [2, 4]"),
    ("grad(r -> r.a * r.b)((a: 2.0, b: 3.0, n: 1, s: \"x\"))", "(a: 3.0, b: 2.0, n: 1, s: \"x\")"),
    ("grad(xs -> xs[0] * xs[1])([2.0, 5.0])", "[5.0, 2.0]"),
    ("value_and_grad(x -> x ^ 2)(3.0)", "(9.0, 6.0)"),
    ("jacobian(x -> x * 2)(tensor([1.0, 2.0]))", "f32[2, 2]\n[[2, 0],\n [0, 2]]"),
    ("hessian(x -> x ^ 3)(2.0)", "12.0"),
    ("grad(x -> x * detach(x))(3.0)", "3.0"),
    (
      "tree_map((p, s) -> p - 0.1 * s, (w: 1.0, steps: 10), (w: 5.0, steps: 99))",
      "(w: 0.5, steps: 10)"
    ),
  ])
  func `a gradient is what the hand computes`(_ source: String, _ shows: String) {
    #expect(run(source) == shows)
  }

  @Test(arguments: [
    ("grad(x -> x * 2)(tensor([1.0, 2.0]))", "gradient-of-many"),
    ("grad(x -> 1.0)(\"a\")", "nothing-to-differentiate"),
    ("tree_map((a, b) -> a, [1.0, 2.0], [1.0])", "trees-differ"),
    (
      "model M() { param w = 1.0\n fn forward(x) = w * x }\nvar m = M()\nvalue_and_grad(m, n -> n(1.0))",
      "needs-reference"
    ),
  ])
  func `what cannot be differentiated is said`(_ source: String, _ identity: String) {
    #expect(run(source).hasPrefix(identity))
  }

  @Test func `training sees variables, writes state back, and evaluating leaves it alone`() {
    let program = """
      model Count() {
        param w = tensor(2.0)
        state calls = 0
        fn forward(x) {
          if training { calls = calls + 1 }
          w * x
        }
      }
      var net = Count()
      net(1.0)
      let (loss, g) = value_and_grad(&net, m -> m(3.0) + m(4.0))
      (net.calls, loss == 14, g.w == 7, training)
      """
    #expect(run(program) == "(2, true, true, false)")
  }

  @Test func `a hessian of a tree is a tree of trees`() {
    #expect(
      run("hessian(p -> p.a ^ 2 * p.b)((a: 2.0, b: 3.0))")
        == "(a: (a: 6.0, b: 4.0), b: (a: 4.0, b: 0.0))")
  }

  @Test func `whole numbers are floats where they stand alone, beside a fraction, or are trained`()
  {
    #expect(run("grad(n -> n ^ 2)(3)") == "6.0")
    #expect(run("grad(v -> v[0] * v[1])([2, 3.5])") == "[3.5, 2.0]")
    #expect(
      run(
        """
        model Scale() {
          param factor = 3
          fn forward(x) = x * factor
        }
        grad(m -> m(2.0))(Scale()).factor
        """) == "2.0")
  }

  @Test func `state that holds tensors in lists is freed of its past`() {
    #expect(
      run(
        """
        model Memory() {
          param w = 2.0
          state seen = []
          fn forward(x) {
            seen = [...seen, w * x]
            w * x
          }
        }
        var m = Memory()
        value_and_grad(&m, net -> net(3.0))
        value_and_grad(&m, net -> net(4.0))
        m.seen
        """) == "[6.0, 8.0]")
  }

  @Test func `a variable and its gradient share one structure`() {
    #expect(
      run(
        """
        var net = Sequential(Linear(2, 3), relu, Linear(3, 1))
        let (loss, g) = value_and_grad(&net, m -> sum(m(ones(4, 2))))
        len(tree_leaves(g)) == len(tree_leaves(net))
        """) == "true")
  }

  @Test func `a fault inside leaves no level open, and no state changed`() {
    #expect(
      run(
        """
        model Count() {
          param w = 1.0
          state n = 0
          fn forward(x) {
            n = n + 1
            assert n < 2, "enough"
            w * x
          }
        }
        var m = Count()
        value_and_grad(&m, net -> net(1.0))
        try { value_and_grad(&m, net -> net(1.0)) } catch e { "caught" }
        (m.n, grad(x -> x * x)(2.0))
        """) == "(1, 4.0)")
  }
}
