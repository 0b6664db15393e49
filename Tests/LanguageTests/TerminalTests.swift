import Glibc
import Testing

/// A folder for one test's home, removed afterwards.
final class TerminalHome {
  let path: String

  init() {
    var template = Array("/tmp/aim-home-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = terminalShell("rm -rf '\(path)'") }
}

/// Runs a line of the shell; its exit code.
func terminalShell(_ line: String) -> Int32 { (system(line) >> 8) & 0xFF }

@Suite(.serialized) struct TerminalTests {
  private let home = TerminalHome()

  private func start(_ variables: [String: String] = [:]) throws -> TerminalSession {
    let session = try TerminalSession(home: home.path, variables: variables)
    try session.expectPrompt()
    return session
  }

  @Test func `an expression is answered, and Ctrl-D leaves`() throws {
    let session = try start()
    #expect(session.text.contains("Aim 0.1 · type an expression, ?name for help"))
    session.enter("1 + 1")
    try session.expect("1 + 1\n2\n> ")
    session.enter("let x = 3")
    try session.expect("x: 3\n> ")
    session.enter("ans * x")
    try session.expect("6\n> ")
    session.type("\u{4}")
    #expect(session.exitCode() == 0)
  }

  @Test func `a profile names operators and lines`() throws {
    let session = try start()
    session.enter(":profile sum(ones(40, 40) @ ones(40, 40))")
    try session.expect("matmul")
    try session.expect("input 1")
    try session.expect("> ")
  }

  @Test func `a fault shows the line and the session goes on`() throws {
    let session = try start()
    session.enter("let 长度 = 1")
    try session.expect("> ")
    session.enter("长度 + \"a\"")
    try session.expect("input 2:4")
    try session.expect("> ")
    session.enter("长度")
    try session.expect("\n1\n> ")
  }

  @Test func `an unfinished input goes on in the next line`() throws {
    let session = try start()
    session.enter("fn double(x) {")
    try session.expect("… ")
    session.enter("  2 * x")
    try session.expect("… ")
    session.enter("}")
    try session.expect("> ")
    session.enter("double(21)")
    try session.expect("\n42\n> ")
  }

  @Test func `Ctrl-C clears a line and lets go of an unfinished input`() throws {
    let session = try start()
    session.type("let x = (1 +")
    session.type("\u{3}")
    try session.expect("^C\n> ")
    session.enter("[1,")
    try session.expect("… ")
    session.type("\u{3}")
    try session.expect("^C\n> ")
    session.enter("5")
    try session.expect("\n5\n> ")
  }

  @Test func `Ctrl-C stops a computation within a tenth of a second`() throws {
    let session = try start()
    session.enter("while true { }")
    try session.expect("while true { }\n")
    usleep(300_000)
    let before = session.processorSeconds
    session.type("\u{3}")
    try session.expect("error[interrupt]")
    // The program's own time: the machine that tests may be busy with something else.
    #expect(session.processorSeconds - before < 0.1)
    try session.expect("> ")
    session.enter("2 + 2")
    try session.expect("\n4\n> ")
  }

  @Test func `Tab completes names, fields, arguments, files and commands`() throws {
    let session = try start()
    session.enter("let temperature = (celsius: 21, kelvin: 294)")
    try session.expect("> ")
    session.type("tempera\t")
    try session.expect("temperature")
    session.type(".kel\t\r")
    try session.expect("kelvin\n294\n> ")
    session.enter("fn greet(name, loudly = false) = name")
    try session.expect("> ")
    session.type("greet(\"x\", lou\t")
    try session.expect("loudly: ")
    session.type("true)\r")
    try session.expect("> ")
    session.type(":hel\t\r")
    try session.expect(":help")
    try session.expect("Ctrl-D")
    try session.expect("> ")
    _ = terminalShell("mkdir '\(home.path)/folder' && touch '\(home.path)/folder/measured.csv'")
    session.type("len(\"\(home.path)/fol\t")
    try session.expect("folder/")
    session.type("mea\t")
    try session.expect("measured.csv")
    session.type("\u{3}")
    try session.expect("^C\n> ")
  }

  @Test func `the up-arrow finds inputs of this run and of earlier ones`() throws {
    let first = try start()
    first.enter("let before = 41")
    try first.expect("> ")
    first.enter("if true {")
    try first.expect("… ")
    first.enter("before }")
    try first.expect("\n41\n> ")
    first.type("\u{4}")
    #expect(first.exitCode() == 0)
    let second = try start()
    second.type("\u{1B}[A")
    try second.expect("before }")
    second.type("\u{1B}[A\r")
    try second.expect("before: 41")
    try second.expect("> ")
    second.enter("before + 1")
    try second.expect("\n42\n> ")
  }

  @Test func `several lines pasted at once are one input`() throws {
    let session = try start()
    session.type("\u{1B}[200~let a = 1\nlet b = [\n  a,\n\ta + 1,\n]\nsum(b)\u{1B}[201~")
    session.type("\r")
    try session.expect("\n3\n> ")
  }

  @Test func `lines pasted without brackets run one after the other`() throws {
    let session = try start()
    session.type("let a = 20\rlet b = 22\ra + b\r")
    try session.expect("\n42\n> ")
  }

  @Test func `a command and a question`() throws {
    let session = try start()
    session.enter(";echo from the shell")
    try session.expect("\nfrom the shell\n> ")
    session.enter(":vrs")
    try session.expect(":vars")
    try session.expect("> ")
    session.enter("let n = 7")
    try session.expect("> ")
    session.enter(":vars")
    try session.expect("n  7")
    try session.expect("> ")
    session.enter("?print")
    try session.expect("print(")
    try session.expect("> ")
    session.enter("??relu")
    try session.expect("fn relu")
    try session.expect("> ")
  }

  @Test func `a session is saved as a notebook that runs`() throws {
    let session = try start()
    for line in ["let x = 20", "x + 1", "ans * 2", "x / 0", "print(ans)"] {
      session.enter(line)
      try session.expect("> ")
    }
    session.enter(":save \(home.path)/saved.aimnb")
    try session.expect("4 inputs written")
    try session.expect("> ")
    let run = try TerminalSession(["run", home.path + "/saved.aimnb"], home: home.path)
    try run.expect("42\n42\n")
    #expect(run.exitCode() == 0)
  }

  @Test func `long work shows a bar that ends full`() throws {
    let session = try start()
    session.enter(
      "for i in 0..4 { progress(\"step\", i + 1, 4, [\"loss\": 0.5]) }")
    try session.expect("step 4/4 ━━━━━━━━━━━━━━━━━━━━")
    try session.expect("loss 0.500")
    try session.expect("> ")
  }

  @Test func `Ctrl-C ends the waiting for an answer`() throws {
    let session = try start()
    session.enter("input(\"name? \")")
    try session.expect("\nname? ")
    usleep(100_000)
    session.type("\u{3}")
    try session.expect("error[interrupt]")
    try session.expect("> ")
    session.enter("input(\"name? \")")
    try session.expect("\nname? ")
    session.enter("Ada")
    try session.expect("\"Ada\"\n> ")
  }

  @Test func `a terminal without editing has Ctrl-C too`() throws {
    let session = try start(["TERM": "dumb"])
    session.enter("1 +")
    try session.expect("… ")
    usleep(100_000)
    session.type("\u{3}")
    try session.expect("> ")
    session.enter("6 * 7")
    try session.expect("\n42\n> ")
  }

  @Test func `signs are explained`() throws {
    let session = try start()
    session.enter("?@")
    try session.expect("matmul(a, b)")
    try session.expect("> ")
    session.enter("??+")
    try session.expect("made in Swift")
    try session.expect("add(a, b)")
  }

  @Test func `a folder's name goes on, a file's ends its string`() throws {
    #expect(terminalShell("mkdir -p '\(home.path)/data' && touch '\(home.path)/data/x.txt'") == 0)
    let session = try start()
    session.type("let p = \"\(home.path)/da\t")
    session.type("x.t\t\n")
    try session.expect("p: \"\(home.path)/data/x.txt\"")
  }

  @Test func `Ctrl-C stops printing`() throws {
    let session = try start()
    session.enter("print(repeat(\"ab\\n\", 20000000))")
    try session.expect("ab\nab\nab\n")
    let start = ContinuousClock.now
    session.type("\u{3}")
    try session.expect("error[interrupt]", within: 20)
    #expect(ContinuousClock.now - start < .seconds(2))
    try session.expect("> ")
    session.enter("1 + 2")
    try session.expect("\n3\n> ")
  }

  @Test func `two Ctrl-C in a row do not end the session`() throws {
    let session = try start()
    session.enter("while true { }")
    usleep(200_000)
    session.type("\u{3}\u{3}\u{3}")
    try session.expect("error[interrupt]")
    session.type("\u{3}")
    session.enter("5 * 5")
    try session.expect("\n25\n> ")
  }

  @Test func `slips in commands are told`() throws {
    let session = try start()
    for (typed, answer) in [
      (":reset now", "this command takes nothing behind it"), (":q", "did you mean `:quit`?"),
      (":LOAD x", "did you mean `:load`?"), (":load", ":load file.aim"),
      (":save \(home.path)", "this is a folder"), ("ans", "there is no last value yet"),
      ("?:save", "writes this session as a notebook"), (": help", "lists what you have named"),
      (":nan maybe", ":nan on|off"), (":threads 0", "from 1 to 256"),
      ("?nothing_like_it", "nothing is called that"), (":load \(home.path)/no.aim", "no such file"),
    ] {
      session.enter(typed)
      try session.expect(answer)
      try session.expect("> ")
    }
  }

  @Test func `a NaN is found where it is made`() throws {
    let session = try start()
    session.enter(":nan on")
    try session.expect("> ")
    session.enter("let y = log(tensor([1.0, -1.0]))")
    try session.expect("error[arithmetic]")
    try session.expect("> ")
    session.enter(":nan off")
    try session.expect("> ")
    session.enter("let y = log(tensor([1.0, -1.0]))")
    try session.expect("y: f32[2]")
  }
}
