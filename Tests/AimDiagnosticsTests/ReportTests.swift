import AimDiagnostics
import Testing

@Suite struct ReportTests {
  /// The example of the vision: operands under one line, the caret at the operator.
  private static var product: Report {
    let scene = Scene("let h = x @ w1", .input(number: 7))
    let labels = [
      Diagnostic.Label(scene.range("x"), "f32[64, 28, 28]"),
      Diagnostic.Label(scene.range("@")),
      Diagnostic.Label(scene.range("w1"), "f32[784, 256]"),
    ]
    let diagnostic = Diagnostic(
      SampleFault(facts: SampleFault.facts), at: scene.range("x @ w1"), labels: labels)
    return Report(diagnostic, sources: scene.sources, catalogue: SampleFault.catalogue)
  }

  @Test func `an error in plain lines`() {
    #expect(
      Self.product.text(.plain) == """
        error[shape]: these two cannot be multiplied
          ┌─ input 7:9
          │
        7 │ let h = x @ w1
          │         ─ ^ ── f32[784, 256]
          │         │
          │         f32[64, 28, 28]
          │
          = `@` needs 28 to equal 784
          = help: flatten each image first: `x.flatten(from: 1) @ w1`   gives [64, 256]

        """)
  }

  @Test func `colour adds nothing but colour`() {
    let coloured = Self.product.text(.colour)
    #expect(coloured.contains("\u{1B}[1;31merror[shape]\u{1B}[0m"))
    let bare = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let trimmed = bare.split(separator: "\n").map { $0.replacing(/[ ]+$/, with: "") }
    #expect(trimmed.joined(separator: "\n") + "\n" == Self.product.text(.plain))
  }

  @Test func `the same report as JSON`() {
    let json = Self.product.json
    #expect(!json.contains("\n"))
    #expect(json.hasPrefix(#"{"severity":"error","kind":"shape","identity":"sample","title":"#))
    #expect(
      json.contains(
        #""place":{"input":7,"line":1,"column":9,"endLine":1,"endColumn":15}"#))
    #expect(json.contains(#""result":[64,256],"suggestion":null"#))
  }

  @Test func `a fault without a place is a title and its notes`() {
    let report = Report(
      Diagnostic(SampleFault(facts: SampleFault.facts), at: nil), sources: SourceLibrary(),
      catalogue: SampleFault.catalogue)
    #expect(
      report.text(.plain)
        == """
        error[shape]: these two cannot be multiplied
        = `@` needs 28 to equal 784
        = help: flatten each image first: `x.flatten(from: 1) @ w1`   gives [64, 256]

        """.replacing("\n=", with: "\n  ="))
  }

  @Test func `a fault without words still says what it knows`() {
    let report = Report(
      Diagnostic(SampleFault(facts: SampleFault.facts), at: nil), sources: SourceLibrary(),
      catalogue: Catalogue([]))
    #expect(report.title == "sample")
    #expect(report.reason == "left: 28, right: 784, result: [64, 256]")
  }

  @Test func `a cell's place names cell, line and the file's line`() {
    let scene = Scene("1\n1 + x\n", .cell(path: "notebooks/a.aimnb", number: 3, firstLine: 40))
    #expect(
      scene.render(scene.range("x")) == """
        error[syntax]: here
           ┌─ notebooks/a.aimnb cell 3, line 2 (file line 41), column 5
           │
        41 │ 1 + x
           │     ^

        """)
  }

  @Test func `the chain of calls is a table, repeated calls one row`() {
    let scene = Scene("fn down(n) = down(n - 1)\nfn go() = down(5)\ngo()\n")
    let inner = Diagnostic.Frame(function: "down", range: scene.range("down(n - 1)"))
    let trace =
      [Diagnostic.Frame](repeating: inner, count: 998) + [
        Diagnostic.Frame(function: "down", range: scene.range("down(5)")),
        Diagnostic.Frame(function: "go", range: scene.range("go()", 1)),
      ]
    let report = Report(
      Diagnostic(BareFault(), at: scene.range("down(n - 1)"), trace: trace),
      sources: scene.sources, catalogue: BareFault.catalogue)
    #expect(
      report.text(.plain) == """
        error[syntax]: here
          ┌─ a.aim:1:14
          │
        1 │ fn down(n) = down(n - 1)
          │              ^^^^^^^^^^^
          │
          = calls, innermost first:
              down (998 times)  a.aim:1  fn down(n) = down(n - 1)
              down              a.aim:2  fn go() = down(5)
              go                a.aim:3  go()

        """)
  }

  @Test func `a fault inside the library shows the user's line`() {
    var scene = Scene("softmax(x, axis: 9)\n")
    let library = scene.sources.add(
      .library(path: "functional/softmax.aim"), utf8: Array("exp(x) / sum(x, axis: axis)".utf8))
    let trace = [Diagnostic.Frame(function: "softmax", range: scene.range("softmax(x, axis: 9)"))]
    let place = SourceRange(document: library.id, start: 9, end: 12)
    let report = Report(
      Diagnostic(BareFault(), at: place, labels: [.init(place, "f32[2]")], trace: trace),
      sources: scene.sources, catalogue: BareFault.catalogue)
    #expect(report.place?.description == "a.aim:1:1")
    #expect(report.raised?.description == "stdlib/functional/softmax.aim:1:10")
    #expect(report.labels.isEmpty)
  }

  @Test func `prose keeps to the columns there are`() {
    let words = Words(
      "bare", title: "here", mend: String(repeating: "word ", count: 30) + "end", lesson: "")
    let scene = Scene("x")
    let report = Report(
      Diagnostic(BareFault(), at: scene.range("x")), sources: scene.sources,
      catalogue: Catalogue([[words]]))
    for line in report.lines(columns: 50) { #expect(line.width <= 50) }
  }
}
