import AimDiagnostics
import Testing

/// The source lines of a report, without its title, place and empty first line.
private func excerpt(_ rendered: String) -> String {
  rendered.split(separator: "\n").dropFirst(3).joined(separator: "\n")
}

@Suite struct ExcerptTests {
  @Test(arguments: [
    ("let 学习率 = 错", "错", "1 │ let 学习率 = 错\n  │              ^^"),
    ("print(\"🎉👩‍👩‍👧🇩🇪👍🏽\", x)", "x", "1 │ print(\"🎉👩‍👩‍👧🇩🇪👍🏽\", x)\n  │                   ^"),
    ("let x\u{302}y\u{306} = z", "z", "1 │ let x\u{302}y\u{306} = z\n  │          ^"),
    ("\tx\ty", "y", "1 │     x   y\n  │         ^"),
    ("ｆ（１）", "１", "1 │ ｆ（１）\n  │     ^^"),
    ("한국 + x", "x", "1 │ 한국 + x\n  │        ^"),
    ("\"❤️\" + x", "x", "1 │ \"❤️\" + x\n  │        ^"),
    ("नमस्ते + x", "x", "1 │ नमस्ते + x\n  │        ^"),
  ])
  func `the caret stands under its character`(source: String, part: String, expected: String) {
    let scene = Scene(source)
    let last = source.ranges(of: part).count - 1
    #expect(excerpt(scene.render(scene.range(part, last))) == expected)
  }

  @Test func `control characters are shown and not obeyed`() {
    let scene = Scene("a\u{1B}[31mb\u{202E}c + x")
    let text = scene.render(scene.range("x"))
    #expect(excerpt(text) == "1 │ a␛[31mb\u{FFFD}c + x\n  │             ^")
  }

  @Test func `invalid bytes take one column each`() {
    let scene = Scene(bytes: [0x61, 0xFF, 0xFE, 0x20, 0x78])
    #expect(excerpt(scene.render(scene.range("x"))) == "1 │ a\u{FFFD}\u{FFFD} x\n  │     ^")
  }

  @Test func `the end of the text can be pointed at`() {
    let scene = Scene("f(1")
    let end = SourceRange(document: scene.document.id, start: 3, end: 3)
    #expect(excerpt(scene.render(end)) == "1 │ f(1\n  │    ^")
  }

  @Test func `an empty document can be pointed at`() {
    let scene = Scene("")
    let end = SourceRange(document: scene.document.id, start: 0, end: 0)
    #expect(excerpt(scene.render(end)) == "1 │\n  │ ^")
  }

  @Test func `words of three operands hang in order`() {
    let scene = Scene("f(a, b, c)")
    let labels = ["a", "b", "c"].map { Diagnostic.Label(scene.range($0), "the \($0)") }
    #expect(
      excerpt(scene.render(scene.range("f"), labels: labels)) == """
        1 │ f(a, b, c)
          │ ^ ─  ─  ─ the c
          │   │  │
          │   │  the b
          │   the a
        """)
  }

  @Test func `a label in another line is shown in its order`() {
    let scene = Scene("let x = 1\n# a\n# b\n# c\nlet x = 2\n")
    let labels = [Diagnostic.Label(scene.range("x"), "first here")]
    #expect(
      excerpt(scene.render(scene.range("x", 1), labels: labels))
        == """
        1 │ let x = 1
          │     ─ first here
          ⋮
        5 │ let x = 2
          │     ^
        """.replacing("\n  ⋮", with: "\n  ⋮"))
  }

  @Test func `a label in another document has its own place`() {
    var scene = Scene("f(1)")
    let other = scene.sources.add(.file(path: "lib/b.aim"), utf8: Array("fn f() = 1".utf8))
    let label = Diagnostic.Label(
      SourceRange(document: other.id, start: 3, end: 4), "defined here")
    #expect(
      scene.render(scene.range("1"), labels: [label]) == """
        error[syntax]: here
          ┌─ a.aim:1:3
          │
        1 │ f(1)
          │   ^
          │
          ├─ lib/b.aim:1:4
          │
        1 │ fn f() = 1
          │    ─ defined here

        """)
  }

  @Test func `a range of several lines has a bracket`() {
    let scene = Scene("let y = total(1,\n  2,\n  \"a\")\n")
    #expect(
      excerpt(scene.render(scene.range("total(1,\n  2,\n  \"a\")"))) == """
        1 │   let y = total(1,
          │ ╭─────────^
        2 │ │   2,
        3 │ │   "a")
          │ ╰──────^
        """)
  }

  @Test func `a bracket from the line's beginning needs no arrow`() {
    let scene = Scene("{\n  1\n")
    #expect(
      excerpt(scene.render(scene.range("{\n  1"))) == """
        1 │ ╭ {
        2 │ │   1
          │ ╰───^
        """)
  }

  @Test func `a long bracket is cut in the middle`() {
    let source = "[\n" + (1...50).map { "  \($0),\n" }.joined() + "]"
    let scene = Scene(source)
    let lines = excerpt(scene.render(scene.range(source))).split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines[3] == "   ⋮")
    #expect(lines.last == "   │ ╰─^")
  }

  @Test func `a very long line is shown around the fault`() {
    let scene = Scene(
      String(repeating: "a + ", count: 5000) + "x" + String(repeating: " + b", count: 5000))
    let lines = excerpt(scene.render(scene.range("x"), columns: 80)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let caret = lines[1].firstIndex(of: "^").map {
      lines[1].distance(from: lines[1].startIndex, to: $0)
    }
    let target = lines[0].firstIndex(of: "x").map {
      lines[0].distance(from: lines[0].startIndex, to: $0)
    }
    #expect(caret != nil && caret == target)
    #expect(lines[0].contains("…a +") || lines[0].contains("… "))
    #expect(lines[0].hasSuffix("…"))
  }

  @Test func `a label outside of the window does not break the marks`() {
    let scene = Scene("y" + String(repeating: " + a", count: 500) + " + x")
    let text = scene.render(
      scene.range("x"), labels: [.init(scene.range("y"), "far away")], columns: 60)
    #expect(text.contains("^"))
  }

  @Test func `every range of every text renders without a trap`() {
    let texts = ["", "\n", "a\r\nb\r\n", "学\t🎉\u{301}\u{FF08}", "{\n\n}\n", "\u{301}x"]
    for text in texts {
      let scene = Scene(text)
      let count = scene.document.utf8.count
      for start in 0...(count + 2) {
        for end in start...(count + 3) {
          let range = SourceRange(document: scene.document.id, start: start, end: end)
          let label = Diagnostic.Label(range, "words")
          for columns in [nil, 1, 40] {
            #expect(!scene.render(range, labels: [label], columns: columns).isEmpty)
          }
        }
      }
    }
  }
}
