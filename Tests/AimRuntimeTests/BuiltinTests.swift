import AimDiagnostics
import Glibc
import Testing

@testable import AimRuntime

/// What builtins do beyond their examples, as small programs.
@Suite struct BuiltinTests {
  /// The value of a program as it would be shown, or the identity of its fault.
  private func run(_ source: String) -> String {
    let outcome = Interpreter(builtins: Builtin.library).run(.command, source)
    if let first = outcome.diagnostics.first { return first.fault.identity.name }
    return (try? outcome.value.map { try Display.result($0.value) }) ?? ""
  }

  @Test(arguments: [
    ("round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5)", "(0, 2, 2, 0, -2)"),
    ("floor(-2.7), ceil(-2.7), trunc(-2.7)", "(-3, -2, -2)"),
    ("int(2.7)", "not-a-whole-number"), ("int(\"12x\")", "not-a-number-text"),
    ("int(nil)", "cannot-convert"), ("float(\" 2.5 \")", "2.5"), ("int(true)", "1"),
    ("sqrt(16)", "4.0"), ("sqrt(-1)", "outside-domain"), ("log(0)", "outside-domain"),
    ("exp(1000)", "inf"), ("abs(-3)", "3"), ("isnan(nan)", "true"),
    ("maximum(2, 5)", "5"), ("floor(inf)", "not-a-whole-number"),
  ])
  func `numbers keep their kind and say where a function is not defined`(
    _ source: String, _ shows: String
  ) {
    #expect(
      run(source.contains(", ") && !source.hasPrefix("maximum") ? "(\(source))" : source) == shows)
  }

  @Test(arguments: [
    ("split_text(\" a  b \")", "[\"a\", \"b\"]"),
    ("split_text(\"a--b\", \"--\")", "[\"a\", \"b\"]"),
    ("split_text(\"abc\", \"\")", "empty-separator"),
    ("join([1, \"a\", nil], \",\")", "\"1,a,nil\""),
    ("repeat(\"a\", -1)", "negative-repeat"), ("upper(5)", "wrong-argument"),
    ("find(\"cafe\\u{301}\", \"e\")", ""), ("len(\"👩‍👩‍👧né\")", "3"),
    ("replace_text(\"aaa\", \"aa\", \"b\")", "\"ba\""), ("str(2.0)", "\"2.0\""),
  ])
  func `text is taken apart and put together by graphemes`(_ source: String, _ shows: String) {
    #expect(run(source) == shows)
  }

  @Test(arguments: [
    ("sort([3, 1, 2], descending: true)", "[3, 2, 1]"),
    ("sort([(2, \"b\"), (1, \"z\"), (1, \"a\")])", "[(1, \"a\"), (1, \"z\"), (2, \"b\")]"),
    ("sort([\"bb\", \"a\", \"cc\"], key: len)", "[\"a\", \"bb\", \"cc\"]"),
    ("sort([1, \"a\"])", "not-ordered"), ("sort([2.0, nan, 1.0])", "[1.0, 2.0, nan]"),
    ("zip([1], [1, 2])", "lengths-differ"), ("reduce([], (a, b) -> a)", "nothing-to-reduce"),
    ("map(0..3, x -> x * x)", "[0, 1, 4]"), ("filter([1, 2], x -> x)", "not-a-condition"),
    ("list(\"ab\")", "[\"a\", \"b\"]"), ("reverse(0..4)", "range(3, -1, -1)"),
    ("len([], [])", "too-many-arguments"), ("map([1])", "missing-argument"),
    ("round(1.5, digit: 1)", "unknown-argument"), ("round(1.5, x: 2)", "argument-twice"),
    ("var xs = [1, 2, 3]\nxs.remove(5)", "not-in-list"),
    ("var xs = []\nxs.pop()", "element-out-of-range"),
    ("var xs = [1]\nlet ys = xs\nxs.append(2)\n(xs, ys)", "([1, 2], [1])"),
    ("[...fields((a: 1))]", "[(\"a\", 1)]"), ("replace((a: 1), [\"b\": 2])", "no-such-field"),
  ])
  func `collections make new values, and methods change their variable alone`(
    _ source: String, _ shows: String
  ) {
    #expect(run(source) == shows)
  }

  @Test(arguments: [
    ("tensor([1, 2]) + 0.5", "f32[2] [1.5, 2.5]"), ("[1, 2] + [10, 20]", "i64[2] [11, 22]"),
    ("tensor([0.1], dtype: \"f64\")", "f64[1] [0.1]"), ("tensor([[1, 2], [3]])", "ragged-list"),
    ("tensor([1, \"a\"])", "not-a-number-in-list"), ("tensor(2.5)", "2.5"),
    ("zeros(2, 3).shape", "[2, 3]"), ("zeros([2, 3]).shape", "[2, 3]"),
    ("reshape([1, 2, 3, 4], 2, 2)", "i64[2, 2]\n[[1, 2],\n [3, 4]]"),
    ("zeros(2, dtype: \"float32\")", "no-such-dtype"),
    ("int(tensor([true, false]))", "i64[2] [1, 0]"),
    ("equal([1, 2], tensor([1, 2]))", "true"), ("sum([1, 2, 3]) == 6", "true"),
    ("if sum([1, 2]) == 3 { 1 } else { 2 }", "1"), ("[10, 20, 30][argmax([1, 5, 2])]", "20"),
    ("concat([[1, 2], [3]])", "i64[3] [1, 2, 3]"),
    ("list(tensor([[1, 2], [3, 4]]))", "[[1, 2], [3, 4]]"),
    ("tensor([1.5, 2.5])[1]", "2.5"),
    ("tensor([[1, 2], [3, 4]]).T", "i64[2, 2]\n[[1, 3],\n [2, 4]]"),
  ])
  func `lists become tensors where one is needed`(_ source: String, _ shows: String) {
    #expect(run(source) == shows)
  }

  @Test func `a file is written whole and read back`() throws {
    let path = "/tmp/aim-\(UInt64.random(in: 0...UInt64.max)).txt"
    #expect(run("write_text(\"\(path)\", \"naïve\\n\")\nread_text(\"\(path)\")") == "\"naïve\\n\"")
    #expect(run("read_text(\"\(path).missing\")") == "cannot-read")
    #expect(run("write_text(\"\(path)/x\", \"\")") == "cannot-write")
  }

  @Test func `a file that is written keeps its permissions, and a link stays one`() {
    let path = "/tmp/aim-\(UInt64.random(in: 0...UInt64.max)).txt"
    let link = path + ".link"
    defer {
      unlink(path)
      unlink(link)
    }
    #expect(run("write_text(\"\(path)\", \"old\")") == "")
    chmod(path, 0o640)
    symlink(path, link)
    #expect(run("write_text(\"\(link)\", \"new\")\nread_text(\"\(path)\")") == "\"new\"")
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
  }

  @Test func `values are shown with their types and shortened when long`() {
    #expect(run("(x: zeros(1797, 1, 8, 8), classes: 10)") == "(x: f32[1797, 1, 8, 8], classes: 10)")
    #expect(run("[\"a\\\"b\", (1,), [:], 0..3, nil]") == "[\"a\\\"b\", (1,), [:], 0..3, nil]")
    #expect(run("list(0..1000)").contains("1000 in all"))
    #expect(run("len(str(list(0..1000)))") == "4890")
    #expect(run("var x = []\nfor _ in 0..10000 { x = [x] }\nlen(str(x)) < 1000") == "true")
  }
}
