import AimDiagnostics
import AimTensor
import Testing

/// Leaves, levels and long chains.
@Suite struct `Walking back` {
  @Test func `a gradient of a gradient of a gradient is a gradient`() throws {
    // d³/dx³ x⁵ = 60 x², each derivative taken inside the next one.
    func derivative(_ f: @escaping (Tensor) throws -> Tensor) -> (Tensor) throws -> Tensor {
      { x in
        let level = GradientLevel.open()
        defer { level.close() }
        let leaf = level.leaf(x)
        return try Differentiation.gradients(of: f(leaf), withRespectTo: [leaf], at: level)[0]
      }
    }
    let third = derivative(derivative(derivative { x in try Operator.power(x, Tensor(number: 5)) }))
    #expect(close([try third(Tensor(scalar: 1.5)).item().double], [135]))
  }

  @Test func `levels are not confused: the inner derivative does not see the outer variable`()
    throws
  {
    // d/dx (x · d/dy (x + y)) at 3 is 1; confusing the two gives 2.
    let outer = GradientLevel.open()
    defer { outer.close() }
    let x = outer.leaf(try Tensor(scalar: 3.0))
    let inner = GradientLevel.open()
    let y = inner.leaf(try Tensor(scalar: 1.0))
    let slope = try Differentiation.gradients(of: x + y, withRespectTo: [y], at: inner)[0]
    inner.close()
    let result = try Differentiation.gradients(of: x * slope, withRespectTo: [x], at: outer)[0]
    #expect(try result.item().double == 1)
  }

  @Test func `a value that does not depend on the variable has gradient zero`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let x = level.leaf(try Tensor([1.0, 2.0]))
    let other = try Operator.sum(Tensor([3.0]), .none, .flag(false))
    let gradient = try Differentiation.gradients(of: other, withRespectTo: [x], at: level)[0]
    #expect(try gradient.doubles() == [0, 0])
  }

  @Test func `nothing is recorded where nobody differentiates`() throws {
    let level = GradientLevel.open()
    let x = level.leaf(try Tensor([1.0]))
    #expect(try (x * x).origin != nil)
    #expect(try (x.detached() * x.detached()).origin == nil)
    level.close()
    #expect(try (x * x).origin == nil)
  }

  @Test func `a variable that is used twice gets both shares`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let x = level.leaf(try Tensor([2.0, 3.0]))
    let total = try Operator.sum(x * x + x, .none, .flag(false))
    let gradient = try Differentiation.gradients(of: total, withRespectTo: [x], at: level)[0]
    #expect(try gradient.doubles() == [5, 7])
  }

  @Test func `a chain of a million steps is walked back and freed without recursion`() throws {
    let level = GradientLevel.open()
    let x = level.leaf(try Tensor(scalar: 1.0))
    let one = try Tensor(number: 1.0)
    var value = x
    for _ in 0..<1_000_000 { value = try value * one }
    let gradient = try Differentiation.gradients(of: value, withRespectTo: [x], at: level)[0]
    #expect(try gradient.item().double == 1)
    // Freed by forgetting, and a second chain by dropping its end.
    level.close(forgetting: [value])
    let again = GradientLevel.open()
    value = again.leaf(try Tensor(scalar: 1.0))
    for _ in 0..<1_000_000 { value = try value * one }
    value = one
    again.close()
  }

  @Test func `a last walk frees what it leaves behind`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let x = level.leaf(try Tensor(repeating: .float(0.5), dtype: .f64, [1000]).packed())
    let empty = Accountant.bytesInUse
    var value = x
    for _ in 0..<100 { value = try Operator.sin(value) * 1.5 }
    let total = try Operator.sum(value, .none, .flag(false))
    value = x
    #expect(Accountant.bytesInUse > empty + 100 * 8000)
    let plain = try Differentiation.gradients(of: total, withRespectTo: [x], at: level)[0]
    #expect(Accountant.bytesInUse > empty + 100 * 8000)
    let last = try Differentiation.gradients(
      of: total, withRespectTo: [x], at: level, isLast: true)[0]
    #expect(try last.doubles() == plain.doubles())
    #expect(Accountant.bytesInUse < empty + 4 * 8000)
  }

  @Test func `sums of gradients leave alone what others see`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let a = level.leaf(try Tensor([1.0, 2.0, 3.0]))
    let b = level.leaf(try Tensor([4.0, 5.0, 6.0]))
    let upstream = try Tensor([1.0, 10.0, 100.0])
    let sum = try a + b
    let result = try sum + a + sum + (a + sum) + b
    let gradients = try Differentiation.gradients(
      of: result, upstream: upstream, withRespectTo: [a, b, sum], at: level)
    #expect(try gradients[0].doubles() == [2, 20, 200])
    #expect(try gradients[1].doubles() == [1, 10, 100])
    #expect(try gradients[2].doubles() == [3, 30, 300])
    let whole = try Differentiation.gradients(
      of: result, upstream: upstream, withRespectTo: [a, b], at: level)
    #expect(try whole[0].doubles() == [5, 50, 500])
    #expect(try whole[1].doubles() == [4, 40, 400])
    #expect(try upstream.doubles() == [1, 10, 100])
  }

  @Test func `a walk within a walk, of more levels than have bits of their own`() throws {
    // d/dx of x² at each of many nested levels, with gradients taken inside and outside.
    var levels: [GradientLevel] = []
    var value = try Tensor(scalar: 3.0)
    var leaves: [Tensor] = []
    for _ in 0..<70 {
      levels.append(GradientLevel.open())
      value = levels[levels.count - 1].leaf(value)
      leaves.append(value)
    }
    let square = try value * value
    for (level, leaf) in zip(levels, leaves).reversed() {
      let gradient = try Differentiation.gradients(
        of: square, withRespectTo: [leaf], at: level, isLast: true)[0]
      #expect(try gradient.item().double == 6)
    }
    for level in levels { level.close() }
  }

  @Test func `a weak number's gradient is weak, and a tensor's has its dtype`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let number = level.leaf(try Tensor(number: 2.0))
    let vector = level.leaf(try Tensor([Float(1), 2]))
    let total = try Operator.sum(number * vector, .none, .flag(false))
    let gradients = try Differentiation.gradients(
      of: total, withRespectTo: [number, vector], at: level)
    #expect(gradients[0].type == number.type)
    #expect(gradients[1].type == vector.type)
    #expect(try gradients[0].item().double == 3)
  }

  @Test func `a step back can be interrupted`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let x = level.leaf(try Tensor(scalar: 1.0))
    let y = try x * x
    #expect(
      try Differentiation.gradients(of: y, withRespectTo: [x], at: level)[0].item().double == 2)
  }
}
