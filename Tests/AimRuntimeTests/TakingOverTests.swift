import AimDiagnostics
import AimTensor
import Testing

@testable import AimRuntime

/// The buffer of a small tensor that is not seen again takes the result of what is done with it.
@Suite struct TakingOverTests {
  private let interpreter = Interpreter(builtins: Builtin.library)

  private func run(_ source: String) {
    let outcome = interpreter.run(.command, source)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
  }

  /// The storage behind `tensor`, a global of the program.
  private func storage() -> ObjectIdentifier? {
    guard case .tensor(let object)? = interpreter.value(of: "tensor")?.value.view else {
      return nil
    }
    return ObjectIdentifier(object.tensor.storage)
  }

  @Test(arguments: [
    "tensor = tensor + 1", "tensor += 1", "tensor = 1 - tensor", "tensor *= ones(2)",
    "tensor = tensor / ones(2, 2)", "tensor = ones(2, 1) - tensor",
    "for i in 0..3 { tensor = tensor * 0.5 }", "fn go() { tensor = tensor + 1 }\ngo()",
    "fn go(&x) { x = x + 1 }\ngo(&tensor)",
  ])
  func `a variable with one owner keeps its storage`(_ change: String) throws {
    run("var tensor = ones(2, 2)\ntensor = tensor * 2\ntensor[0, 0] = 5")
    let before = try #require(storage())
    run(change)
    #expect(storage() == before)
  }

  @Test(arguments: [
    "tensor = tensor + 1", "tensor = 1 - tensor", "tensor *= ones(2)", "tensor = -tensor",
  ])
  func `a second owner keeps what it has`(_ change: String) throws {
    for owner in [
      "tensor", "[tensor]", "tensor[0]", "tensor.T", "(x: tensor)", "reshape(tensor, [4])",
    ] {
      run(
        """
        var tensor = ones(2, 2) * 2
        tensor[0, 0] = 5
        let owner = \(owner)
        let text = str(owner)
        \(change)
        assert str(owner) == text
        """)
    }
  }

  @Test func `values are what they were meant to be`() {
    run(
      """
      fn steps(x) {
        let kept = x
        var z = x
        z = z + 1
        let first = z
        z = z * 2
        z = z - z
        z = z + first * (first + x)
        let w = (x + 1) * (x - 1) - (2 - x)
        (z, w, kept, first)
      }
      let x = tensor([1.0, 2.0, 3.0])
      let (z, w, kept, first) = steps(x)
      assert equal(z, [6.0, 15.0, 28.0]) and equal(w, [-1.0, 3.0, 9.0])
      assert equal(kept, x) and equal(first, x + 1) and equal(x, [1.0, 2.0, 3.0])
      fn shrink(a) { var b = a; b = b - 1; b }
      assert equal(shrink(x), [0.0, 1.0, 2.0]) and equal(x, [1.0, 2.0, 3.0])
      let list = [x * 1, x * 2]
      let doubled = [item + item for item in list]
      assert equal(list[0], x) and equal(doubled[1], x * 4)
      """)
  }

  @Test func `a fault leaves the variable as it was`() {
    run(
      """
      var whole = tensor([1, 9223372036854775807])
      whole = whole + 0
      try { whole = whole + 1 } catch e { nil }
      assert equal(whole, [1, 9223372036854775807])
      var x = tensor([1.0, 2.0]) * 1
      try { x = x + ones(3) } catch e { nil }
      try { x = x + "a" } catch e { nil }
      assert equal(x, [1.0, 2.0])
      """)
  }

  @Test func `gradients see the values that were there`() {
    run(
      """
      fn f(x) {
        var z = x * x
        z = z * x
        z = z + z
        sum(z)
      }
      assert equal(grad(f)(tensor([1.0, 2.0])), [6.0, 24.0])
      """)
  }
}
