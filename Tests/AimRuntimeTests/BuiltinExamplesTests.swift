import AimDiagnostics
import Testing

@testable import AimRuntime

/// Every example of every card is run and its result compared; every card is whole.
@Suite struct BuiltinExamplesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let examples: [Example]
    var testDescription: String { name }
  }

  static var cases: [Case] {
    Builtin.library.map { Case(name: $0.name, examples: $0.examples) }
  }

  @Test(arguments: cases) func `an example shows what its card says`(_ builtin: Case) throws {
    for example in builtin.examples {
      let interpreter = Interpreter(builtins: Builtin.library)
      let outcome = interpreter.run(.command, example.source)
      let faults = outcome.diagnostics.map { FaultFields.message($0.fault) }
      #expect(faults == [], "\(example.source)")
      let shown = try outcome.value.map { try Display.result($0.value) } ?? ""
      #expect(shown == example.shows, "\(example.source)")
    }
  }

  @Test func `every builtin says what it does, and no name is taken twice`() {
    var seen: Set<String> = []
    for builtin in Builtin.library {
      #expect(seen.insert(builtin.name).inserted, "\(builtin.name) twice")
      #expect(builtin.summary.hasSuffix("."), "\(builtin.name): \(builtin.summary)")
    }
  }
}
