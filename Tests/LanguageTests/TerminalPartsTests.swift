import AimDiagnostics
import AimRuntime
import Testing

@testable import aim

@Suite struct TerminalPartsTests {
  @Test(arguments: ["let x = 1", "a\nb", "a\\nb", "\\", "\r\n\\\n", "", "学习\t"])
  func `an input survives the history's file`(input: String) {
    let line = History.encoded(input)
    #expect(!line.contains { $0.isNewline })
    #expect(History.decoded(line) == input)
  }

  @Test func `a history is kept, shortened when it grows, and shared`() {
    let home = TerminalHome()
    let first = History(path: home.path + "/state/aim/history")
    let second = History(path: home.path + "/state/aim/history")
    first.append("one")
    second.append("two\nlines")
    #expect(first.load() == ["one", "two\nlines"])
    let long = (0..<(History.limit * 2 + 10)).map { "input \($0)\n" }.joined()
    let path = home.write("long", long)
    #expect(History(path: path).load().count == History.limit)
    let kept = home.read("long").split(separator: "\n")
    #expect(kept.count == History.limit)
    #expect(kept.last == "input \(History.limit * 2 + 9)")
  }

  @Test func `a session without a home has no history`() {
    let history = History(path: nil)
    history.append("x")
    #expect(history.load().isEmpty)
  }

  @Test(arguments: [
    ("", PromptInput.nothing), ("  ", .nothing), ("1 + 1", .code("1 + 1")), ("?", .help("")),
    ("?sum", .help("sum")), (" ?? sum ", .source("sum")), (";ls -l", .shell("ls -l")),
    (":time 1 + 1", .command("time", argument: "1 + 1")), (":vars", .command("vars", argument: "")),
  ])
  func `what is typed is understood`(text: String, meaning: PromptInput) {
    #expect(PromptInput(text) == meaning)
  }

  @Test func `a name before a dot is what is completed`() {
    let context = TypingContext("let y = net.conv1.wei")
    #expect(context.receiver == ["net", "conv1"])
    #expect(context.word == "wei")
    #expect(TypingContext("f(x).wei").receiver == nil)
    #expect(TypingContext("1.").receiver == nil)
  }

  @Test func `an argument begins after a parenthesis or a comma`() {
    #expect(TypingContext("Conv2d(1, 16, ker").openCall == ["Conv2d"])
    #expect(TypingContext("Conv2d(").openCall == ["Conv2d"])
    #expect(TypingContext("adam.update(").openCall == ["adam", "update"])
    #expect(TypingContext("f(g(1), ").openCall == ["f"])
    #expect(TypingContext("f(x: ").openCall == nil)
    #expect(TypingContext("f(1)").openCall == nil)
    #expect(TypingContext("f([1, ").openCall == nil)
    #expect(TypingContext("(").openCall == nil)
  }

  @Test func `an open string is known, a comment's quote is not`() {
    #expect(TypingContext("csv(\"data/ir").openString == 5)
    #expect(TypingContext("学(\"a").openString == 5)
    #expect(TypingContext("\"a\\\"b").openString == 1)
    #expect(TypingContext("\"a\" + ").openString == nil)
    #expect(TypingContext("# it's \"\nx").openString == nil)
  }

  @Test func `a saved session is one cell for each input`() {
    var record = SessionRecord()
    record.add("let x = 1")
    record.add("x + 1")
    record.add("ans * 2")
    #expect(
      record.notebook
        == "# %%\nlet x = 1\n\n# %%\nlet ans = x + 1\nans\n\n# %%\nans * 2\n")
  }

  @Test func `only the cell whose value is used binds ans`() {
    var record = SessionRecord()
    record.add("1")
    record.add("let y = 5; y + 2")
    record.add("let z = 3")
    record.add("print(\"ans\")")
    record.add("ans")
    #expect(!record.notebook.contains("let ans = 1"))
    #expect(record.notebook.contains("let y = 5; y + 2\n"))
  }

  @Test(arguments: [
    (0.0, "0.000"), (0.5, "0.500"), (-1.25, "-1.250"), (0.9999, "1.000"), (12345.6789, "12345.679"),
    (1e-5, "1.00e-5"), (1e9, "1.00e9"), (-2.5e-7, "-2.50e-7"),
  ])
  func `a measure is short`(value: Double, text: String) {
    #expect(MeasureText.text(value) == text)
  }

  @Test(arguments: [(0.04, "0.0 s"), (1.25, "1.3 s"), (59.0, "59 s"), (72.0, "1 min 12 s")])
  func `a time is short`(seconds: Double, text: String) {
    #expect(ProgressBar.seconds(seconds) == text)
  }

  @Test(arguments: [100, 80, 60, 40, 20])
  func `progress stays on one line`(columns: Int) {
    let measures = ["loss", "accuracy", "validation_loss", "validation_accuracy"]
    let progress = Progress(
      label: "epoch", done: 54, total: 1000, seconds: 4.9,
      measures: measures.map { Progress.Measure(name: $0, value: 0.986) })
    let line = ProgressBar.line(progress, within: columns)
    #expect(line.width < max(columns, 25))
    #expect(line.plain.contains("54/1000"))
    #expect(columns < 40 || line.plain.contains("loss 0.986"))
  }
}
