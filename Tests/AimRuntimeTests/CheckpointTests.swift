import AimDiagnostics
import AimRuntime
import AimTensor
import Testing

/// `checkpoint`: memory for time.
@Suite struct CheckpointTests {
  /// The most memory that a gradient of a hundred steps takes, and the gradient.
  private func peak(_ block: String) throws -> (bytes: Int, gradient: [Double]) {
    let interpreter = Interpreter(builtins: Builtin.library)
    let before = Accountant.bytesInUse
    let meter = OperatorMeter { _, _ in }
    let outcome = meter.measure {
      interpreter.run(
        .command,
        """
        fn steps(x) {
          var y = x
          for _ in 0..20 { y = sin(y) }
          y
        }
        let block = \(block)
        fn whole(x) {
          var y = x
          for _ in 0..5 { y = block(y) }
          sum(y)
        }
        grad(whole)(linspace(0.1, 1.0, 10000))
        """)
    }
    guard case .tensor(let object)? = outcome.value?.value.view else {
      Issue.record("\(outcome.diagnostics)")
      return (0, [])
    }
    return (meter.peakMemory - before, try object.tensor.doubles())
  }

  @Test func `needs a part of the memory and gives the same gradient`() throws {
    let plain = try peak("steps")
    let pieces = try peak("x -> checkpoint(steps, x)")
    #expect(plain.bytes > 100 * 40_000)
    #expect(pieces.bytes < plain.bytes / 2)
    #expect(pieces.gradient == plain.gradient && plain.gradient.count == 10_000)
  }
}
