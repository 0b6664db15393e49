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

  @Test func `programs cover what there is`() {
    let known = Set(Sentences.all.map(\.identity))
    for identity in covered where !identity.hasPrefix("precedence.") {
      #expect(known.contains(identity), "there is no sentence \(identity)")
    }
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
