import Testing

/// Programs that eat memory, under a small `ulimit -v`: each ends in a diagnostic, and the session goes on.
@Suite(.serialized) struct MemoryLimitTests {
  private let home = TerminalHome()

  @Test(arguments: [
    "var s = \"abcdefgh\"; while true { s = s + s }",
    "var x = []; while true { x.append(zeros(1000)) }",
    "var x = []; while true { x.append(tensor(1.0)) }", "var x = []; while true { x = [x] }",
    "var d = [:]; var i = 0; while true { d[i] = i; i += 1 }",
    "var d = [:]; var i = 0; while true { d[\"k{i}\"] = [i]; i += 1 }",
    "var x = []; while true { x.append(1) }",
    "var x = []; while true { x.append(\"a text of more than fifteen bytes {len(x)}\") }",
    "var r = randn(1000); while true { r = concat([r, r]) }",
    "var x = [1]; while true { x = [...x, ...x] }",
    "grad(x -> { var y = x; while true { y = y * 1.5 }; y })(2.0)",
    "replace_text(repeat(\"a\", 20000000), \"a\", repeat(\"b\", 100))", "zeros(1000000, 1000000)",
    "chars(repeat(\"ab\", 50000000))", "nonzero(ones(100000000))",
  ])
  func `memory eaten slowly ends in a diagnostic`(code: String) throws {
    let session = try TerminalSession(home: home.path, kibibytes: 1_400_000)
    try session.expectPrompt()
    // In a function, whose variables go with it.
    session.enter("fn eat() { \(code) }")
    try session.expectPrompt()
    session.enter("eat()")
    try session.expect("error[resource]")
    try session.expectPrompt()
    session.enter("\"go\" + \"es on\"")
    try session.expect("goes on")
    session.enter("try { eat() } catch e { \"caught \" + \"it\" }")
    try session.expect("caught it")
  }
}
