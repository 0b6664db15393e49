import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct TraceTests {
  /// The steps of a program: a statement by its text, an expression with its value and the
  /// statement it is part of.
  private func steps(_ source: String) -> [String] {
    let interpreter = Program.interpreter()
    var steps: [String] = []
    interpreter.observer = Trace { step in
      guard let document = interpreter.sources[step.range.document] else { return }
      let text = { (range: SourceRange) in
        String(document.text(range.offsets).split(whereSeparator: \.isNewline).first ?? "")
      }
      switch step.kind {
      case .statement: steps.append("\(step.depth) \(text(step.range))")
      case .expression(let value):
        let statement = step.statement.map(text) ?? "-"
        steps.append("\(step.depth) \(text(step.range)) = \(Display.short(value)) in \(statement)")
      }
    }
    _ = interpreter.run(.command, source)
    return steps
  }

  @Test func `a statement is told before its expressions, each with its value`() {
    let steps = steps("var x = 2\nx = x + 1\nx * 10")
    let order = ["1 var x = 2", "1 x = x + 1", "1 x + 1 = 3 in x = x + 1", "1 x * 10"]
    #expect(steps.filter(order.contains) == order, "\(steps)")
  }

  @Test func `a statement within a loop is told at each turn, a call one level deeper`() {
    let steps = steps("fn f(n) {\n  let m = n * 2\n  m\n}\nfor i in 0..3 {\n  f(i)\n}")
    #expect(steps.filter { $0 == "2 let m = n * 2" }.count == 3)
    #expect(steps.contains("2 n * 2 = 4 in let m = n * 2"))
  }
}
