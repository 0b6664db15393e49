import Glibc
import Testing

/// Ctrl-C in the midst of long work of every kind: the prompt comes back, and soon.
@Suite(.serialized) struct InterruptTests {
  private let home = TerminalHome()

  /// Something long, and what it needs first.
  struct Work: CustomTestStringConvertible, Sendable {
    let setUp: String
    let code: String
    var testDescription: String { code }

    init(_ code: String, after setUp: String = "") {
      self.setUp = setUp
      self.code = code
    }
  }

  static let works = [
    Work("while true { s[::-1] }", after: "let s = repeat(\"abcdefgh\", 3000000);"),
    Work(
      "while true { s == t }", after: "let s = repeat(\"né\", 3000000); let t = s + \"\";"),
    Work("while true { split_text(s) }", after: "let s = repeat(\"abc de \", 3000000);"),
    Work("while true { upper(s) }", after: "let s = repeat(\"abcé\", 3000000);"),
    Work("while true { join(l, \", \") }", after: "let l = repeat([\"abc\"], 3000000);"),
    Work("while true { \"{l}\" }", after: "let l = list(0..2000000);"),
    Work("while true { sum(0..10000000) }"), Work("[[i] for i in 0..1000000000]"),
    Work("var x = []; while true { x = [x] }"),
    Work("while true { sort(l) }", after: "let l = [i * 7919 % 1000003 for i in 0..300000];"),
    Work("while true { unique(r) }", after: "let r = randn(5000000);"),
    Work("while true { topk(r, 1000000) }", after: "let r = randn(5000000);"),
    Work("while true { a @ a }", after: "let a = randn(1500, 1500);"),
    Work("while true { r[n] }", after: "let r = randn(5000000); let n = randint(0, 5, 5000000);"),
    Work("grad(x -> { var y = x; while true { y = y * 1.5 }; y })(2.0)"),
    Work("while true { print(s) }", after: "let s = repeat(\"abcdefgh\\n\", 100000);"),
  ]

  @Test(arguments: works)
  func `long work stops within a tenth of a second`(work: Work) throws {
    let session = try TerminalSession(home: home.path)
    try session.expectPrompt()
    if !work.setUp.isEmpty {
      session.enter(work.setUp + " print(\"re\" + \"ady\")")
      try session.expect("ready\n")
      try session.expectPrompt()
    }
    // The best of three tries, in the program's own time: the machine may be busy.
    var best = Double.infinity
    for delay: UInt32 in [400_000, 700_000, 1_000_000] where best >= 0.1 {
      session.enter(work.code)
      try session.pass(microseconds: delay)
      let before = session.processorSeconds
      session.type("\u{3}")
      try session.expect("error[interrupt]")
      try session.expectPrompt()
      best = min(best, session.processorSeconds - before)
    }
    #expect(best < 0.1)
    session.enter("\"go\" + \"es on\"")
    try session.expect("goes on")
  }

  @Test func `a deep list is released in pieces`() throws {
    let session = try TerminalSession(home: home.path)
    try session.expectPrompt()
    session.enter("var x = []; for i in 0..1000000 { x = [x] }; print(\"re\" + \"ady\")")
    try session.expect("ready\n")
    session.enter("x = nil; print(\"go\" + \"ne\")")
    try session.expect("gone")
    session.enter("2 + 2")
    try session.expect("\n4\n")
  }
}
