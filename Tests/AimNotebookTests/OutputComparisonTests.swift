import AimDiagnostics
import AimNotebook
import Testing

@Suite struct OutputComparisonTests {
  @Test(arguments: [
    ("accuracy 0.98600", "accuracy 0.98605"), ("1.0", "1.00009"), ("-3e-5", "-3.0002e-5"),
    ("[1.5, 2.5]", "[1.50001, 2.5]"), ("a  1.5 b", "a 1.50001 b"), ("nan", "nan"), ("0", "-0.0"),
    ("x ", "x"), ("", "\n\n"), ("1e-15", "-1e-14"), ("(2.0, 3)", "(2.0001, 3)"),
    ("学习率 0.10000", "学习率 0.10001"),
  ])
  func `these agree`(recorded: String, now: String) {
    #expect(OutputComparison().differences(recorded: recorded, now: now).isEmpty)
  }

  @Test(arguments: [
    ("accuracy 0.986", "accuracy 0.987"), ("1", "2"), ("a", "b"), ("f32[2]", "f64[2]"),
    ("1.0", "1.0 s"), ("1", "-1"), ("a b", "a  b"), ("x1", "x2"), ("1", ""), ("", "1"),
    ("1.0 2.0", "1.0"), ("inf", "-inf"), ("3-1", "3-2"), ("nan", "1.0"), ("5 s", "5"),
  ])
  func `these differ`(recorded: String, now: String) {
    #expect(!OutputComparison().differences(recorded: recorded, now: now).isEmpty)
  }

  @Test func `the cell's own tolerance holds`() {
    #expect(OutputComparison(tolerance: 0.1).differences(recorded: "1.0", now: "1.05").isEmpty)
    #expect(!OutputComparison(tolerance: 0).differences(recorded: "1.0", now: "1.00001").isEmpty)
  }

  @Test func `a difference shows its lines and how far apart the numbers are`() {
    let differences = OutputComparison().differences(
      recorded: "epoch 1\nloss 0.5\nend", now: "epoch 1\nloss 0.6\nend")
    #expect(differences.count == 1)
    let lines = differences.flatMap { $0.lines(tolerance: 1e-4) }.map(\.plain)
    #expect(
      lines == [
        "  - loss 0.5", "  + loss 0.6", "    0.5 became 0.6: 16.7 % apart, 0.01 % is allowed",
      ])
  }

  @Test func `a line that went and a line that came are told apart`() {
    let differences = OutputComparison().differences(recorded: "a\nb\nc\nd", now: "a\nc\nd\ne")
    #expect(differences.map(\.recorded) == [["b"], []])
    #expect(differences.map(\.now) == [[], ["e"]])
    #expect(differences.map(\.line) == [2, 5])
  }

  @Test func `hundreds of lines are compared at once`() {
    let old = (0..<500).map { "line \($0) 1.5" }.joined(separator: "\n")
    let new = (0..<500).map { "line \($0) 1.7" }.joined(separator: "\n")
    #expect(!OutputComparison().differences(recorded: old, now: new).isEmpty)
  }
}
