import AimDiagnostics
import AimNotebook
import AimRuntime
import Testing

/// Runs code as one input and gathers what happens.
private func events(_ code: String, in session: Session = Session()) -> [String] {
  var seen: [String] = []
  session.run(Array(code.utf8), as: .input(number: 1)) { event in
    switch event {
    case .text(let text, _): seen.append("text \(text)")
    case .bound(let name, let bundle): seen.append("bound \(name): \(bundle.text)")
    case .result(let bundle): seen.append("result \(bundle.text)")
    case .diagnostic(let diagnostic): seen.append("fault \(diagnostic.fault.identity)")
    case .finished(_, let succeeded): seen.append("finished \(succeeded)")
    case .started, .display, .update, .clear, .inputRequest, .progress: break
    }
  }
  return seen
}

@Suite struct SessionTests {
  @Test func `a run is a stream of events in order`() {
    #expect(
      events("let x = 2\nprint(\"a\")\nx + 1")
        == ["text a\n", "bound x: 2", "result 3", "finished true"])
  }

  @Test(arguments: [(25, "5"), (20, ""), (500, "at least 80")])
  func `of very many faults the first are told, and how many more there are`(
    lines: Int, further: String
  ) {
    var told: [Diagnostic] = []
    Session().run(Array(String(repeating: "let = 3\n", count: lines).utf8), as: .command) {
      if case .diagnostic(let diagnostic) = $0 { told.append(diagnostic) }
    }
    #expect(told.count == (further.isEmpty ? lines : Session.shownFaults + 1))
    let last = told.last.map { Report($0, sources: SourceLibrary()).text(.plain) } ?? ""
    #expect(last.contains("\(further) further faults") == !further.isEmpty)
  }

  @Test func `a muted value, nil, and a variable are not shown`() {
    #expect(events("3;") == ["finished true"])
    #expect(events("nil") == ["finished true"])
    #expect(events("var x = 1") == ["finished true"])
  }

  @Test func `a fault ends a run and not the session`() {
    let session = Session()
    #expect(events("let x = 1\nx / 0", in: session).last == "finished false")
    #expect(events("x", in: session) == ["result 1", "finished true"])
  }

  @Test func `the last value is ans`() {
    let session = Session()
    _ = events("41", in: session)
    _ = events("let y = 1", in: session)
    #expect(events("ans + y", in: session).first == "result 42")
  }

  @Test func `two sessions know nothing of each other`() {
    _ = events("let secret = 1")
    #expect(events("secret").contains("finished false"))
  }

  @Test func `unfinished text is told from faulty text`() {
    let session = Session()
    for text in ["f(", "[1,", "fn f() {", "\"\"\"a", "1 +", "let x ="] {
      #expect(session.isIncomplete(text), "\(text)")
    }
    for text in ["1", "f(]", ")", "let = 1", ""] { #expect(!session.isIncomplete(text), "\(text)") }
  }

  @Test func `pieces of a pipe keep the numbers of their lines`() {
    let session = Session()
    let text = "1\nlet x = 2\nx; 3;\n  4\nlet y = 1\n"
    let pieces = session.pieces(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    #expect(
      pieces == ["1", "\nlet x = 2\nx; ", "\n\n  3;", "\n\n    4", "\n\n\n    \nlet y = 1\n"]
        || pieces.count == 5)
    for piece in pieces { #expect(text.contains(piece.drop { $0.isWhitespace })) }
  }

  @Test func `fields, methods and parameters are known for completion`() {
    let session = Session()
    _ = events(
      "let r = (lr: 0.1, deep: (epochs: 3))\nfn f(first, second = 2) = first\n"
        + "type Counter(start) {\n  var n = start\n  mutating fn bump() { n += 1 }\n}\n"
        + "var c = Counter(1)", in: session)
    #expect(session.members(of: ["r"]).sorted() == ["deep", "lr"])
    #expect(session.members(of: ["r", "deep"]) == ["epochs"])
    #expect(session.members(of: ["c"]).contains("bump"))
    #expect(session.members(of: ["nope"]).isEmpty)
    #expect(session.parameters(of: ["f"]) == ["first", "second"])
    #expect(session.parameters(of: ["Counter"]) == ["start"])
    #expect(session.parameters(of: ["print"]).contains("separator"))
    #expect(session.names.contains("f") && session.names.contains("print"))
  }

  @Test func `help and source of one's own function`() throws {
    let session = Session()
    _ = events("## Doubles.\nfn double(x) = 2 * x", in: session)
    let page = try #require(session.help(for: "double"))
    #expect(page.lines.map(\.plain).first == "fn double(x)")
    #expect(page.lines.map(\.plain).contains("Doubles."))
    #expect(session.source(of: "double")?.text == "## Doubles.\nfn double(x) = 2 * x")
    #expect(session.help(for: "print") != nil)
    #expect(session.help(for: "prnit") == nil)
  }

  @Test func `the prompt's own commands find the variables`() {
    let session = Session()
    _ = events("let b = 1\nlet a = \"x\"\n3", in: session)
    #expect(session.variables.map(\.name) == ["b", "a"])
    #expect(session.variables.map(\.value) == ["1", "\"x\""])
  }
}
