import AimDiagnostics
import AimNotebook
import AimRuntime
import AimTensor
import Testing

/// A program's profile, its lines by number, and what it printed.
private struct Profiled {
  let profile: Profile
  let table: String
  private(set) var printed = ""
  private var byLine: [Int: Profile.Line] = [:]

  init(_ code: String) {
    let session = Session()
    var text = ""
    let (_, profile) = session.profiling {
      session.run(Array(code.utf8), as: .file(path: "a.aim")) { event in
        if case .text(let more, _) = event { text += more }
      }
    }
    self.profile = profile
    printed = text
    table = ProfileTable(profile, session.sources, columns: 100).lines.map(\.plain)
      .joined(separator: "\n")
    for line in profile.lines {
      guard let document = session.sources[line.place.document] else { continue }
      byLine[document.line(at: Int(line.place.start)) + 1] = line
    }
  }

  func line(_ number: Int) -> Profile.Line? { byLine[number] }
  func row(_ name: String) -> OperatorMeter.Row? { profile.operators.first { $0.name == name } }
}

@Suite(.serialized) struct ProfileTests {
  @Test func `an operator's work is counted by hand`() throws {
    let profiled = Profiled(
      """
      let a = ones(64, 32) + 0
      let b = ones(32, 16) + 0
      for _ in 0..10 { a @ b }
      """)
    let row = try #require(profiled.row("matmul"))
    #expect(row.calls == 10)
    #expect(row.operations == 655_360)  // 10 · 2 · 64 · 32 · 16
    #expect(row.bytes == 143_360)  // 10 · 4 · (64 · 32 + 32 · 16 + 64 · 16)
    #expect(row.memory == 40_960)  // 10 · 4 · 64 · 16
    #expect(try #require(profiled.line(3)).memory == row.memory)
    #expect(profiled.profile.peakMemory >= 14_336)
  }

  @Test func `another view of the same elements is no work`() throws {
    let profiled = Profiled("let x = ones(10, 10) + 0\nreshape(x, [100])\n")
    let row = try #require(profiled.row("reshape"))
    #expect(row.calls == 1 && row.operations == 0 && row.bytes == 0 && row.memory == 0)
  }

  @Test func `time goes to the lines that take it, and to those that call them`() throws {
    let profiled = Profiled(
      """
      fn heavy() {
        var s = 0
        for i in 0..400_000 { s += i * i }
        s
      }
      fn light() {
        var s = 0
        for i in 0..20_000 { s += i * i }
        s
      }
      light()
      heavy()
      """)
    let (heavy, light) = (try #require(profiled.line(3)), try #require(profiled.line(8)))
    #expect(heavy.seconds > 3 * light.seconds)
    let caller = try #require(profiled.line(12))
    #expect(caller.total >= heavy.seconds && caller.seconds < heavy.seconds)
    let sum = profiled.profile.lines.reduce(0) { $0 + $1.seconds }
    #expect(sum <= profiled.profile.seconds)
    #expect(sum > 0.7 * profiled.profile.seconds)
  }

  @Test func `a line that calls itself counts once`() {
    let profiled = Profiled(
      "fn fib(n) = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }\nfib(19)\n")
    for line in profiled.profile.lines { #expect(line.total <= profiled.profile.seconds) }
  }

  @Test func `times of operators within operators are told apart`() {
    let profiled = Profiled(
      "let x = randn(200, 200)\nlet g = grad(x -> sum(tanh(x @ x) ^ 2))(x)\nprint(sum(g))\n")
    let sum = profiled.profile.operators.reduce(0) { $0 + $1.seconds }
    #expect(sum <= profiled.profile.seconds)
    #expect(profiled.row("matmul")?.calls == 3)
  }

  @Test func `a profiled program prints the same`() {
    let code =
      "seed(3)\nlet x = randn(300, 300)\nprint(sum(tanh(x * x + x) * 0.5))\nprint(rand(2))\n"
    var plain = ""
    Session().run(Array(code.utf8), as: .file(path: "a.aim")) { event in
      if case .text(let more, _) = event { plain += more }
    }
    #expect(Profiled(code).printed == plain)
  }

  @Test func `the tables name operator, place and source`() {
    let table = Profiled("let a = ones(64, 64) + 0\nprint(sum(a @ a))\n").table
    #expect(table.contains("GFLOP/s"))
    #expect(table.contains("matmul"))
    #expect(table.contains("a.aim:2"))
    #expect(table.contains("print(sum(a @ a))"))
    #expect(table.contains("this machine does at best"))
  }

  @Test func `a program that fails has a profile too`() {
    let profiled = Profiled("let a = ones(64, 64) + 0\na @ a\na @ ones(3)\n")
    #expect(profiled.row("matmul")?.calls == 2)
  }
}
