import AimDiagnostics
import AimNotebook
import AimRuntime
import AimTensor
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
    case .started, .display, .update, .inputRequest, .progress: break
    }
  }
  return seen
}

@Suite struct SessionTests {
  @Test func `each session draws its own random numbers`() {
    let (first, second) = (Session(), Session())
    #expect(events("rand(2)", in: first) == events("rand(2)", in: second))
    #expect(events("rand(2)", in: first) == events("rand(2)", in: second))
  }

  @Test func `a session takes its values along`() {
    let before = Accountant.bytesInUse
    do {
      let session = Session()
      session.run(
        Array("let x = zeros(1000, 1000)\nfn f() = x\nlet again = () -> f()\n".utf8),
        as: .input(number: 1)
      ) { _ in }
      #expect(Accountant.bytesInUse >= before + 4_000_000)
    }
    #expect(Accountant.bytesInUse < before + 1_000_000)
  }

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

  @Test func `a run begins with the number of its text`() {
    let session = Session()
    var first: Event?
    session.run(Array("1".utf8), as: .command) { event in first = first ?? event }
    guard case .started(let number)? = first else { return #expect(Bool(false), "\(first as Any)") }
    #expect(session.sources[SourceDocument.ID(index: UInt32(number))]?.placement == .command)
  }

  @Test func `a display with a name takes the place of the one before it`() {
    let session = Session()
    var transcript = Transcript()
    var identities: [Int] = []
    let code = "display(1)\nfor i in 0..3 { display(i, id: \"turn\") }\ndisplay(9);"
    session.run(Array(code.utf8), as: .command) { event in
      transcript.add(event)
      if case .display(_, let identity) = event { identities.append(identity) }
    }
    #expect(transcript.text == "1\n2\n9\n")
    #expect(Set(identities).count == 3)
  }

  @Test(arguments: [
    ("(lr: 0.1, sizes: [1, nil])", #"{"lr":0.1,"sizes":[1,null]}"#),
    ("[\"a\": true]", #"{"a":true}"#), ("tensor([[1, 2], [3, 4]])", "[[1,2],[3,4]]"),
    ("[1.0, nan]", nil), ("zeros(100, 100)", nil), ("1", nil), ("[x -> x]", nil),
  ])
  func `data has a form for other programs`(_ source: String, _ json: String?) {
    var shown: Bundle?
    Session().run(Array(source.utf8), as: .command) { event in
      if case .result(let bundle) = event { shown = bundle }
    }
    #expect(shown?["application/json"] == json)
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

  @Test func `ans is the prompt's alone`() {
    let session = Session()
    let cell = { (number: Int) in
      SourceDocument.Placement.cell(path: "a.aimnb", number: number, firstLine: 1)
    }
    #expect(session.run(Array("1 + 1".utf8), as: cell(1)) { _ in }.succeeded)
    #expect(!session.run(Array("ans".utf8), as: cell(2)) { _ in }.succeeded)
  }

  @Test func `every session begins with seed 0, whoever drew numbers before on this thread`() {
    let first = Session()
    let drawn = (0..<2).map { _ in events("rand(2)", in: first).first }
    #expect(drawn[0] != drawn[1])
    let second = Session()
    #expect(events("rand(2)", in: second).first == drawn[0])
    // In turn, each goes on with its own.
    let next = events("rand(2)", in: first).first
    #expect(events("rand(2)", in: second).first == drawn[1])
    #expect(events("rand(2)", in: second).first == next)
  }

  @Test func `a seed from outside is what seed sets`() {
    let (outside, inside) = (Session(), Session())
    outside.seed(7)
    #expect(events("rand(2)", in: outside) == events("seed(7)\nrand(2)", in: inside))
  }

  @Test func `the watch for NaN is the session's own`() {
    let watching = Session()
    watching.watchesNaN = true
    #expect(events("log(tensor([-1.0]))").last == "finished true")
    #expect(events("log(tensor([-1.0]))", in: watching).first == "fault nan-appeared")
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
    #expect(session.help(for: "@")?.lines == session.help(for: "matmul")?.lines)
    #expect(session.help(for: "//") != nil && session.isBuiltin("<="))
    #expect(session.help(for: "prnit") == nil)
  }

  @Test func `the prompt's own commands find the variables`() {
    let session = Session()
    _ = events("let b = 1\nlet a = \"x\"\n3", in: session)
    #expect(session.variables.map(\.name) == ["b", "a"])
    #expect(session.variables.map(\.value) == ["1", "\"x\""])
  }
}
