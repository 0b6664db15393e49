import AimDiagnostics
import AimTensor
import Testing

@Suite struct `Words of tensor faults` {
  @Test func `every fault has words, an example, and an identity of its own`() {
    let all = TensorFaults.all
    for fault in all {
      #expect(Catalogue.english[fault.identity.name] != nil, "\(fault.identity.name)")
    }
    #expect(Set(all.map { $0.identity.name }).count == all.count)
  }
}
