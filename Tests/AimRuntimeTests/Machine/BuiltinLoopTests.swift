import AimDiagnostics
import Testing

@testable import AimRuntime

/// `map`, `filter` and `reduce` run as functions of Aim where they can, and as Swift's builtins where
/// not, or where someone watches: nobody can tell which.
@Suite struct BuiltinLoopTests {
  static let programs = [
    "map([1, 2, 3], x -> x ^ 2)",
    "map([], x -> x)",
    "map(0..4, x -> x * 0.5)",
    "map(range(10, 0, -3), x -> x)",
    "[\"a\", \"b\"].map(x -> x + \"!\")",
    "filter([1, 2, 3, 4], x -> x % 2 == 0)",
    "filter(0..0, x -> true)",
    "reduce([1, 2, 3], (a, b) -> a + b, 10)",
    "reduce([], (a, b) -> a + b, 10)",
    "reduce([1, 2, 3], (a, b) -> a + b)",
    "reduce(0..5, (a, b) -> [...a, b], [])",
    "var xs = [3, 4]\nxs.map(x -> x + 1)",
    "fn f(x, y = 2) { x * y }\nmap([1, 2], f)",
    "map(map([[1], [2, 3]], row -> map(row, x -> -x)), len)",
    "fn f(n) { if n == 0 { 0 } else { reduce([n], (a, x) -> a + f(x - 1), 1) } }\nf(50)",
    "try { map([1, 0], x -> 1 / x) } catch e { e.message }",
  ]

  /// Programs that fail, in the function they are given or about what they are given.
  static let mistakes = [
    "map([1, \"a\"], x -> x + 1)",
    "fn half(x) {\n  x / 0\n}\nlet ys = map([1, 2], half)",
    "filter([1, 2], x -> x)",
    "filter([1, 2],\n  x -> nil)",
    "reduce([1, 2], (a, x) -> a[x], [1])",
    "map([1], (x, y) -> x)",
    "map(5, x -> x)",
    "map([1], 5)",
    "fn f(n) { map([n], x -> f(x + 1)) }\nf(0)[0]",
    "fn g(x) { throw \"no {x}\" }\nfn h() { [1, 2].filter(g) }\nh()",
  ]

  private func outcome(_ source: String, isWatched: Bool) -> (value: String?, faults: [String]) {
    let interpreter = Interpreter(builtins: Builtin.library)
    if isWatched { interpreter.observer = Trace { _ in } }
    let outcome = interpreter.run(.command, source)
    let faults = outcome.diagnostics.map { diagnostic in
      let labels = diagnostic.labels.map { "\($0.range.start)-\($0.range.end) \($0.text ?? "")" }
      let place = diagnostic.primary.map { "\($0.start)-\($0.end)" } ?? "nowhere"
      let trace = diagnostic.trace.map { "\($0.function) \($0.range?.start ?? -1)" }
      return "\(diagnostic.fault.identity) at \(place) \(labels) \(trace)"
    }
    return (outcome.value.map { Display.short($0.value) }, faults)
  }

  @Test(arguments: programs)
  func `a loop of Aim gives what the builtin gives`(_ source: String) {
    let loop = outcome(source, isWatched: false)
    let builtin = outcome(source, isWatched: true)
    #expect(loop.faults == builtin.faults)
    #expect(loop.value == builtin.value)
    #expect(loop.value != nil || !loop.faults.isEmpty)
  }

  @Test(arguments: mistakes)
  func `a fault in a loop of Aim stands where the builtin's stands`(_ source: String) {
    let isDeep = source.contains("f(x + 1)")
    let loop = outcome(source, isWatched: false)
    let builtin = outcome(source, isWatched: true)
    #expect(!loop.faults.isEmpty)
    // How deep a recursion comes is not the same: no call of Swift's lies between.
    if !isDeep { #expect(loop.faults == builtin.faults) }
  }

  @Test func `a fault of a signature is told at the call, and no argument of it is blamed`() {
    let source = "fn f(x: [n]) { x }\nmap([1, 2], f)"
    let fault = #"argument-shape at 19-33 ["23-29 list", "8-11 declared here"] ["f 19"]"#
    #expect(outcome(source, isWatched: false).faults == [fault])
  }

  @Test func `the loops are right`() {
    let interpreter = Interpreter(builtins: Builtin.library)
    for name in ["map", "filter", "reduce"] {
      guard let builtin = interpreter.builtin(named: name) else {
        Issue.record("\(name) is missing")
        continue
      }
      #expect(interpreter.library.loop(of: builtin) != nil)
    }
    #expect(interpreter.libraryDiagnostics.isEmpty)
  }
}
