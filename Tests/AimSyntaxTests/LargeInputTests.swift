import AimDiagnostics
import AimSyntax
import Testing

@Suite struct LargeInputTests {
  @Test(arguments: ["?", "\\", "\u{0301}", "！，（）"])
  func `a line of bad characters is few faults with few labels`(piece: String) {
    let source = String(repeating: piece, count: 5_000)
    let result = parse(source)
    #expect(!result.diagnostics.isEmpty)
    #expect(result.diagnostics.count <= Parser.faultLimit)
    #expect(result.diagnostics.allSatisfy { $0.labels.count <= 20 })
    #expect(result.source == Array(source.utf8))
  }

  @Test func `a comprehension of very many clauses is too deep`() {
    let clauses = String(repeating: "for x in y ", count: 20_000)
    #expect(faults("[1 \(clauses)]") == ["too-deep"])
  }

  /// Each of these once took minutes, or the square of its length.
  @Test(arguments: [
    "1" + String(repeating: "+1", count: 200_000), String(repeating: "1+1\n", count: 100_000),
    String(repeating: "[", count: 100_000), String(repeating: "let = 3\n", count: 20_000),
    String(repeating: "-", count: 100_000) + "1", String(repeating: "?\n", count: 50_000),
    "fn f(" + (0..<5000).map { "a\($0)" }.joined(separator: ", ") + ") = 1",
    "\"" + String(repeating: "{1}", count: 50_000) + "\"", String(repeating: "a", count: 1_000_000),
    "if a { 1 } " + String(repeating: "else if a { 1 } ", count: 20_000),
  ])
  func `a very large text is read in a moment`(source: String) {
    var told = 0
    let seconds = processorSeconds { told = parse(source).diagnostics.count }
    #expect(seconds < 10)
    #expect(told <= Parser.faultLimit)
  }
}
