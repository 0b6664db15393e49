import AimDiagnostics
import AimSyntax
import Testing

@Suite struct FaultTests {
  @Test(arguments: SyntaxFaults.all.indices)
  func `each fault is caused by its example, alone, and at a place`(index: Int) throws {
    let type = SyntaxFaults.all[index]
    let bytes = type.exampleBytes
    let result = Parser.parse(document: document(bytes: bytes))
    #expect(
      result.diagnostics.map(\.fault.identity.name) == [type.identity.name], "\(type.example)")
    #expect(result.diagnostics.allSatisfy { $0.primary != nil })
    #expect(result.source == bytes)
  }

  @Test func `identities are unique, and every one has its words`() {
    let names = SyntaxFaults.all.map { $0.identity.name }
    #expect(Set(names).count == names.count)
    #expect(Set(names) == Set(English.syntax.map(\.identity)))
  }
}
