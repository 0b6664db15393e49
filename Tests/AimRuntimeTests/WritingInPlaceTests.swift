import AimDiagnostics
import AimTensor
import Testing

@testable import AimRuntime

/// Assignment through an index changes a tensor where it lies, as long as one place holds it.
@Suite struct WritingInPlaceTests {
  private let interpreter = Interpreter(builtins: Builtin.library)

  /// The storage behind `tensor`, a global of the program.
  private func storage() -> ObjectIdentifier? {
    guard case .tensor(let object)? = interpreter.value(of: "tensor")?.value.view else {
      return nil
    }
    return ObjectIdentifier(object.tensor.storage)
  }

  private func run(_ source: String) {
    let outcome = interpreter.run(.command, source)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
  }

  @Test(arguments: [
    "tensor[0] = 1.0", "tensor[0] += 2", "tensor[1, 2] = true", "tensor[1][2] = 3",
    "tensor[0:2] = ones(2, 3)", "tensor[:, 1] *= 2", "tensor[0, 0] = tensor[1, 1]",
    "tensor[0] = tensor[1] + tensor[2]", "for i in 0..3 { tensor[i, i] += i }",
    "fn write(&x) { x[0] = 1 }\nwrite(&tensor)", "let write = () -> { tensor[0] = 1 }\nwrite()",
    "try { tensor[9] = 1 } catch e { nil }",
    "try { tensor[0] = [1, 2] } catch e { tensor[0] = 0 }",
  ])
  func `a variable with one owner keeps its storage`(_ write: String) throws {
    run("var tensor = zeros(3, 3)\ntensor[0] = 0")
    let before = try #require(storage())
    run(write)
    #expect(storage() == before)
  }

  @Test(arguments: [
    "tensor[0] = 1", "tensor[0, 0] = 1", "tensor[0:1] = 1", "tensor[0] += 1",
  ])
  func `a second owner keeps what it has`(_ write: String) throws {
    for owner in ["tensor", "[tensor]", "tensor[0]", "tensor[:, 0]", "tensor.T", "(x: tensor)"] {
      run("var tensor = zeros(3, 3)\ntensor[0] = 0\nlet owner = \(owner)\nlet text = str(owner)")
      let before = try #require(storage())
      run(write)
      #expect(storage() != before)
      run("assert str(owner) == text")
    }
  }

  @Test func `an element that was read does not hold the others`() throws {
    run("var tensor = zeros(3)\ntensor[0] = 4\nlet first = tensor[0]")
    let before = try #require(storage())
    run("tensor[0] = 5\nassert first == 4 and tensor[0] == 5")
    #expect(storage() == before)
  }

  @Test func `writing in a local, a field and a method takes no new storage`() {
    run(
      """
      type Buffer(size) {
        var items = zeros(size)
        mutating fn set(i, value) { items[i] = value }
      }
      fn turns() {
        var local = zeros(1000)
        var record = (field: [zeros(1000)])
        var buffer = Buffer(1000)
        for i in 0..1000 {
          local[i] = i
          record.field[0][i] = i
          buffer.set(i, i)
        }
        (local, record.field[0], buffer.items)
      }
      let results = turns()
      for x in results { assert equal(x, arange(1000)) }
      """)
  }

  @Test(arguments: [
    "SGD(lr: 0.1)", "SGD(lr: 0.1, momentum: 0.9)", "SGD(lr: 0.1, momentum: 0.9, nesterov: true)",
    "Adam()", "AdamW()", "RMSProp()", "RMSProp(momentum: 0.5)",
  ])
  func `an optimizer changes parameters that nobody else holds where they lie`(_ rule: String)
    throws
  {
    run(
      """
      var net = Linear(3, 2)
      var optimizer = \(rule)
      let slope = Linear(3, 2)
      for _ in 0..2 { optimizer.update(&net, slope) }
      """)
    run("var tensor = net.weight\nlet text = str(tensor)")
    let before = try #require(storage())
    // A second owner keeps what it has.
    run("optimizer.update(&net, slope)\nassert str(tensor) == text")
    run("assert str(net.weight) != text\ntensor = net.weight")
    #expect(storage() != before)
    let alone = try #require(storage())
    run("tensor = 0\noptimizer.update(&net, slope)\ntensor = net.weight")
    #expect(storage() == alone)
  }
}
