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
}
