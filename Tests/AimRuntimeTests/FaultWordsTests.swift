import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct FaultWordsTests {
  @Test func `every fault of the runtime has words in English, and no identity is used twice`() {
    var seen: Set<String> = []
    for fault in RuntimeFaults.all {
      #expect(Catalogue.english[fault.identity.name] != nil, "\(fault.identity.name) has no words")
      #expect(seen.insert(fault.identity.name).inserted, "\(fault.identity.name) is used twice")
    }
  }
}
