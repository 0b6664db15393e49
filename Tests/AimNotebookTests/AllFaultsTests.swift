import AimDiagnostics
import AimNotebook
import AimRuntime
import Testing

@Suite struct AllFaultsTests {
  private static let identities: [String] = AllFaults.names

  @Test func `no two faults have one name`() {
    let twice = Dictionary(grouping: Self.identities) { $0 }.filter { $1.count > 1 }.keys
    #expect(twice.sorted() == [])
  }

  @Test func `every fault has words`() {
    #expect(Self.identities.filter { Catalogue.english[$0] == nil } == [])
  }

  @Test func `no words are left over from a fault that is gone`() {
    let known = Set(AllFaults.names)
    #expect(Catalogue.english.identities.filter { !known.contains($0) } == [])
  }

  @Test func `the catalogue and stdlib agree about the faults that the library raises`() {
    var raised: Set<String> = []
    for file in EmbeddedFile.all where file.isSource {
      let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
      for call in text.ranges(of: "fault(\"") {
        raised.insert(String(text[call.upperBound...].prefix { $0 != "\"" }))
      }
    }
    let detected = Set(AllFaults.types.map { $0.identity.name })
    let worded = Set(Catalogue.english.raised)
    #expect(raised.subtracting(detected).subtracting(worded) == [], "raised without words")
    #expect(worded.subtracting(raised) == [], "words for what nobody raises")
  }

  @Test func `a fault that Swift and the library raise has one kind`() {
    for type in AllFaults.types {
      guard let raised = Catalogue.english[type.identity.name]?.raised else { continue }
      #expect(raised.kind == type.identity.kind)
      #expect(ProgramFault(name: type.identity.name, facts: []).identity == type.identity)
    }
  }

  @Test func `a name is lower-case words with hyphens`() {
    let odd = Self.identities.filter { name in
      name.isEmpty
        || !name.allSatisfy { $0 == "-" || $0.isNumber || ($0.isLowercase && $0.isASCII) }
    }
    #expect(odd == [])
  }

  @Test(arguments: AllFaults.names)
  func `a fault can be explained`(identity: String) throws {
    let page = try #require(AllFaults.explanation(of: identity))
    #expect(page.lines().count > 2)
  }

  @Test func `a fault can be looked up with its kind`() {
    #expect(AllFaults.explanation(of: "file/file-missing") != nil)
    #expect(AllFaults.explanation(of: "no-such-fault") == nil)
  }
}
