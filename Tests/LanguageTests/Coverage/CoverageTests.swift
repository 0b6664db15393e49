import AimCompiler
import AimSyntax
import AimTestSupport
import Testing

/// What the programs of `Tests/Language` reach.
@Suite struct CoverageTests {
  private let covered = Set(Program.all.flatMap(\.covers))

  @Test func `every sentence of the language has a program`() {
    for sentence in Sentences.all where sentence.elsewhere == nil {
      #expect(covered.contains(sentence.identity), "no program covers \(sentence.identity)")
    }
  }

  @Test func `there are programs and sentences to speak of`() {
    #expect(Program.all.count >= 250)
    #expect(Sentences.all.count >= 230)
    #expect(Sentences.pairs.count == 78)
    let silent = Program.all.filter(\.expectations.isEmpty).map(\.name)
    #expect(silent.isEmpty, "these programs expect nothing: \(silent)")
  }

  @Test func `a sentence that is shown elsewhere names tests that there are`() {
    for sentence in Sentences.all {
      guard let place = sentence.elsewhere, place != "a later chapter" else { continue }
      let files = RepositoryFolder.files(in: "Tests/\(place)", endingIn: ".swift")
      #expect(!files.isEmpty, "\(sentence.identity) is shown in \(place), where there are no tests")
    }
  }

  @Test func `programs cover what there is`() {
    let pairs = Sentences.pairs.flatMap { ["precedence.\($0)-\($1)", "precedence.\($1)-\($0)"] }
    let unknown = covered.subtracting(Sentences.all.map(\.identity)).subtracting(pairs)
    #expect(unknown.isEmpty, "there are no sentences \(unknown.sorted())")
  }

  @Test func `every pair of precedences has a program`() {
    for (loose, tight) in Sentences.pairs {
      let reached =
        covered.contains("precedence.\(loose)-\(tight)")
        || covered.contains("precedence.\(tight)-\(loose)")
      #expect(reached, "no program puts \(loose) beside \(tight)")
    }
  }

  @Test func `every production of the grammar is reached`() {
    var reached = ProductionSet()
    for stages in Self.stages { reached.formUnion(stages.parsed.productions) }
    for production in Production.allCases {
      #expect(reached.contains(production), "no program reaches the production \(production)")
    }
  }

  @Test func `every opcode is reached`() {
    let reached = Self.stages.reduce(into: Set<Opcode>()) { $0.formUnion($1.opcodes) }
    for opcode in Opcode.allCases {
      #expect(reached.contains(opcode), "no program reaches the opcode \(opcode.name)")
    }
  }

  /// The programs, and the library: only its functions are marked `@kernel`.
  private static let stages: [Stages] =
    Program.all.flatMap { program in
      program.cells.map { Stages($0, name: program.name, in: Sandbox.environment) }
    }
    + RepositoryFolder.files(in: "stdlib", endingIn: ".aim").map { path in
      Stages(RepositoryFolder.bytes("stdlib/\(path)"), name: path, in: Sandbox.environment)
    }
}
