import AimDiagnostics
import AimTensor
import Testing

@testable import AimRuntime

/// Results that are put off, as they look to a program.
@Suite struct PendingResultTests {
  /// Leaves no memory for anything that is asked for from here on.
  private static var squeeze: Builtin {
    Builtin(raw: "squeeze", [], summary: "Leaves no memory.") { (_, _) throws(RuntimeFault) in
      Accountant.ceiling = Accountant.bytesInUse
      return .nothing
    }
  }

  @Test func `what is put off lacks memory where it is asked for, and can be caught there`() throws
  {
    defer { Accountant.measureCeiling() }
    let interpreter = Interpreter(builtins: Builtin.library + [Self.squeeze])
    let program = Program(
      "let a = rand(40000)\nsqueeze()\nlet c = try { a + 1.5 } catch _ { 7 }\nlet b = a * 2.5\nc",
      in: interpreter)
    #expect(program.faults == ["out-of-memory"])
    let place = try #require(program.diagnostics.first?.primary)
    let document = try #require(interpreter.sources[place.document])
    #expect(document.text(place.offsets) == "*")
  }

  @Test func `nobody runs a program between runs`() {
    _ = Program("1 + 1")
    #expect(Site.teller == nil)
  }
}
