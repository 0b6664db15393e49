import AimDiagnostics
import AimTensor
import Testing

@testable import AimRuntime

/// Results that are put off, as they look to a program.
@Suite struct PendingResultTests {
  /// Promises a number that turns out too large.
  private static var later: Builtin {
    Builtin(raw: "later", [], summary: "Promises a result.") { (_, _) throws(RuntimeFault) in
      let storage = Storage(
        pending: Pending { _ in _ = try Tensor([Int.max]) + Tensor(number: 1) }, byteCount: 8)
      return .tensor(Tensor(storage: storage, dtype: .i64, shape: [1], strides: [1]))
    }
  }

  @Test func `a fault names the line that asked for the result`() throws {
    let interpreter = Interpreter(builtins: Program.builtins + [Self.later])
    let program = Program("let b = 1\nlet a = later()\nprint(1)\na + b", in: interpreter)
    #expect(program.faults == ["tensor-integer-overflow"])
    let place = try #require(program.diagnostics.first?.primary)
    let document = try #require(interpreter.sources[place.document])
    #expect(document.text(place.offsets) == "later()")
  }

  @Test func `nobody runs a program between runs`() {
    _ = Program("1 + 1")
    #expect(Site.teller == nil)
  }
}
