import AimDiagnostics
import AimNotebook
import AimRuntime
import Glibc
import Testing

/// What goes wrong by name: a diagnostic each, and the session goes on.
@Suite(.serialized) struct TroubleTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [
    ("fn f(n) = f(n + 1) + 1\nf(0)", "recursion-too-deep"),
    ("fn even(n) = odd(n + 1)\nfn odd(n) = even(n + 1)\neven(0)", "recursion-too-deep"),
    ("zeros(1000000, 1000000)", "out-of-memory"),
    ("zeros(9223372036854775807, 9223372036854775807)", "shape-too-large"),
    ("9223372036854775807 + 1", "integer-overflow"), ("2 ^ 64", "integer-overflow"),
    ("tensor([9223372036854775807]) + 1", "tensor-integer-overflow"),
    ("sum([9223372036854775807, 1])", "tensor-integer-overflow"),
    ("len(-9223372036854775807 - 1 .. 9223372036854775807)", "integer-overflow"),
    ("read_text(\"no such file.txt\")", "cannot-read"),
    ("write_text(\"no such folder/a.txt\", \"a\")", "cannot-write"),
    ("write_text(\"/proc/a.txt\", \"a\")", "cannot-write"),
    ("import \"no such file.aim\" as a", "file-missing"),
    ("cross_entropy(zeros(2, 3), tensor([0, 7]))", "label-out-of-range"),
    ("one_hot([0, 3], 3)", "label-out-of-range"), ("one_hot([0.5], 3)", "argument-type"),
    ("tensor([[1, 2], [3]])", "ragged-list"), ("[[1, 2], [3]] * 2", "ragged-list"),
    ("topk([1, 2, 3], -1)", "count-below-zero"), ("repeat(\"a\", -1)", "negative-repeat"),
    ("var x = [1]\nwhile true { x = [...x, ...x] }", "too-many-values"),
    ("var s = \"ab\"\nwhile true { s = s + s }", "too-many-values"),
  ])
  func `a diagnostic, and the session goes on`(code: String, identity: String) {
    let session = Session()
    HeapAccount.ceiling = HeapAccount.liveBytes + (64 << 20)
    defer { HeapAccount.measureCeiling() }
    #expect(fault(of: code, in: session) == identity)
    #expect(shown(by: "6 * 7", in: session) == "42")
  }

  @Test func `an endless loop ends when the user asks`() {
    let session = Session()
    let stopper = Stopper(after: 0.2)
    #expect(fault(of: "while true { }", in: session) == "interrupted")
    stopper.wait()
    #expect(shown(by: "6 * 7", in: session) == "42")
  }

  @Test func `an import cycle names itself`() {
    let session = Session()
    let path = folder.write("a.aim", "import \"b.aim\" as b\nlet one = 1\n")
    _ = folder.write("b.aim", "import \"a.aim\" as a\n")
    #expect(fault(of: "import \"\(path)\" as a", in: session) == "import-cycle")
    #expect(shown(by: "6 * 7", in: session) == "42")
  }

  @Test func `bytes that are no text, typed, in a file, and imported`() {
    let session = Session()
    let bytes = Array("let a = 1 + ".utf8) + [0xFF, 0x0A]
    #expect(fault(of: bytes, in: session) == "invalid-utf8")
    let path = folder.path + "/bad.aim"
    try? FileBytes.replace(path, with: bytes)
    #expect(fault(of: "import \"\(path)\" as bad", in: session) == "invalid-utf8")
    #expect(fault(of: "read_text(\"\(path)\")", in: session) == "file-not-text")
    #expect(shown(by: "6 * 7", in: session) == "42")
  }

  @Test func `a session whose memory is full can be emptied`() {
    let session = Session()
    HeapAccount.ceiling = HeapAccount.liveBytes + (16 << 20)
    defer { HeapAccount.measureCeiling() }
    #expect(fault(of: "var x = []\nwhile true { x.append([]) }", in: session) == "too-many-values")
    #expect(fault(of: "x = nil", in: session) == nil)
    #expect(shown(by: "len([[i] for i in 0..1000])", in: session) == "1000")
  }

  @Test func `very many unknown names are told in a moment`() {
    let session = Session()
    let code = (0..<20_000).map { "fn g\($0)() = h\($0)()" }.joined(separator: "\n")
    let start = clock()
    #expect(fault(of: code, in: session) == "unknown-name")
    #expect(Double(clock() - start) / 1_000_000 < 20)
  }

  private func fault(of code: String, in session: Session) -> String? {
    fault(of: Array(code.utf8), in: session)
  }

  private func fault(of code: [UInt8], in session: Session) -> String? {
    var identity: String?
    Interpreter.onLargeStack {
      session.run(code, as: .command) { event in
        if case .diagnostic(let diagnostic) = event {
          identity = identity ?? diagnostic.fault.identity.name
        }
      }
    }
    return identity
  }

  private func shown(by code: String, in session: Session) -> String? {
    var text: String?
    Interpreter.onLargeStack {
      session.run(Array(code.utf8), as: .command) { event in
        if case .result(let bundle) = event { text = bundle.text }
      }
    }
    return text
  }
}
