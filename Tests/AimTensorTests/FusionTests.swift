import AimDiagnostics
import Testing

@testable import AimTensor

/// Elementwise work that is put off gives what the same operations give one element at a time.
struct FusionTests {
  private let count = FusedElementwise.leastCount + 777

  private func pair() throws -> (Tensor, Tensor, [Double], [Double]) {
    let (x, y) = (numbers(count, in: -2...2, seed: 1), numbers(count, in: 1...3, seed: 2))
    return (try Tensor(x), try Tensor(y), x, y)
  }

  @Test func `a chain runs when it is asked for, and its middle never reaches memory`() throws {
    let (a, b, x, y) = try pair()
    let before = Accountant.bytesInUse
    let result = try (a * b + a) / b - 0.5
    #expect(result.storage.isPending)
    #expect(Accountant.bytesInUse - Accountant.bytesPromised < before + count * 8)
    let wanted = zip(x, y).map { ($0 * $1 + $0) / $1 - 0.5 }
    #expect(try result.doubles() == wanted)
    #expect(!result.storage.isPending)
    #expect(Accountant.bytesInUse < before + 2 * count * 8)
  }

  @Test func `what somebody holds is kept, and computed once`() throws {
    let (a, b, x, y) = try pair()
    let product = try a * b
    let result = try product + product * product
    #expect(try result.doubles() == zip(x, y).map { $0 * $1 + $0 * $1 * ($0 * $1) })
    #expect(!product.storage.isPending)
    #expect(try product.doubles() == zip(x, y).map { $0 * $1 })
  }

  @Test func `what two parts of a chain share is computed once`() throws {
    let (a, b, x, y) = try pair()
    let result = try { (shared: Tensor) in try shared * b + shared }(a - b)
    #expect(try result.doubles() == zip(x, y).map { ($0 - $1) * $1 + ($0 - $1) })
  }

  @Test func `a chain longer than the longest is computed in parts`() throws {
    let (a, b, x, y) = try pair()
    var (sum, wanted) = (a, x)
    for _ in 0..<200 {
      sum = try sum * 0.5 + b
      wanted = zip(wanted, y).map { $0 * 0.5 + $1 }
    }
    #expect(try sum.doubles() == wanted)
  }

  @Test func `views of pending results see their elements`() throws {
    let (a, b, x, y) = try pair()
    let sum = try a + b
    let tail = try Operator.slice(sum, .ints([10]), .ints([count]), .ints([1]))
    let half = try Operator.slice(sum, .ints([0]), .ints([count]), .ints([2]))
    let wanted = zip(x, y).map { $0 + $1 }
    #expect(try (tail * 2.0).doubles() == wanted[10...].map { $0 * 2 })
    #expect(
      try (half * 2.0).doubles() == stride(from: 0, to: count, by: 2).map { wanted[$0] * 2 })
  }

  @Test func `operands of other layouts and dtypes join as they would at once`() throws {
    let (a, _, x, _) = try pair()
    let single = try Operator.cast(a, .dtype(.f32))
    let mixed = try single * a + Tensor(scalar: 2.0)
    let wanted = x.map { Double(Float($0)) * $0 + 2 }
    #expect(mixed.dtype == .f64)
    #expect(try mixed.doubles() == wanted)
  }

  @Test func `a gradient through a pending chain is the slope`() throws {
    let (a, b, x, y) = try pair()
    let level = GradientLevel.open()
    defer { level.close() }
    let leaf = level.leaf(a)
    let result = try leaf * leaf * b
    let gradient = try Differentiation.gradients(
      of: result, withRespectTo: [leaf], at: level)[0]
    #expect(close(try gradient.doubles(), zip(x, y).map { 2 * $0 * $1 }))
  }

  @Test func `small work is done at once`() throws {
    #expect(try !(Tensor([1.0, 2.0]) + 1.0).storage.isPending)
  }

  @Test func `without memory for its result a chain faults where it is asked for`() throws {
    let (a, b, x, y) = try pair()
    let first = try a * b
    let ceiling = Accountant.ceiling
    defer { Accountant.ceiling = ceiling }
    Accountant.ceiling = Accountant.bytesInUse
    #expect(throws: OutOfMemory.self) { try a + b }
    #expect(try first.doubles() == zip(x, y).map { $0 * $1 })
  }

  @Test func `a chain that would not fit at once is done in parts`() throws {
    let (a, _, x, _) = try pair()
    let ceiling = Accountant.ceiling
    defer { Accountant.ceiling = ceiling }
    Accountant.ceiling = Accountant.bytesInUse + 5 * count * 8
    var (sum, wanted) = (a, x)
    for _ in 0..<20 {
      sum = try sum * 0.5
      wanted = wanted.map { $0 * 0.5 }
    }
    #expect(try sum.doubles() == wanted)
  }

  @Test func `what was promised and is never asked for is given back`() throws {
    let (a, b, _, _) = try pair()
    let (before, promised) = (Accountant.bytesInUse, Accountant.bytesPromised)
    _ = try a * b
    #expect(Accountant.bytesInUse == before)
    #expect(Accountant.bytesPromised == promised)
    _ = try (a * b).doubles()
    #expect(Accountant.bytesInUse == before)
    #expect(Accountant.bytesPromised == promised)
  }

  @Test func `what was refused was never promised`() {
    let (before, promised) = (Accountant.bytesInUse, Accountant.bytesPromised)
    #expect(throws: OutOfMemory.self) { _ = try Storage.make(byteCount: 1 << 46) }
    #expect(Accountant.bytesInUse == before)
    #expect(Accountant.bytesPromised == promised)
  }

  @Test func `the line of a pending result is the line that asked for it`() throws {
    let (a, b, _, _) = try pair()
    let line = Line(42)
    Site.teller = line
    let result = try a * b
    Site.teller = nil
    #expect(result.storage.fused?.site?.start == 42)
  }

  // MARK: broadcast operands, booleans

  @Test(arguments: [[40, 700], [9, 5003], [7000, 3], [20000, 1]])
  func `rows and columns join a chain as they would be stretched`(_ sizes: [Int]) throws {
    let (rows, columns) = (sizes[0], sizes[1])
    let (x, y) = (
      numbers(rows * columns, in: -2...2, seed: 3), numbers(columns, in: 1...3, seed: 4)
    )
    let z = numbers(rows, in: 1...3, seed: 5)
    let a = try Tensor(x).reshaped([rows, columns])
    let result = try (a + Tensor(y)) * Tensor(z).reshaped([rows, 1]) - 0.5
    let wanted = (0..<(rows * columns)).map { (x[$0] + y[$0 % columns]) * z[$0 / columns] - 0.5 }
    #expect(result.storage.isPending)
    #expect(try result.doubles() == wanted)
  }

  @Test func `an element for each of several planes joins a chain`() throws {
    let (images, channels, size) = (5, 3, 1200)
    let x = numbers(images * channels * size, in: -2...2, seed: 6)
    let shift = try Tensor([1.0, 2.0, 4.0]).reshaped([channels, 1])
    let a = try Tensor(x).reshaped([images, channels, size])
    let result = try (a + shift) * a
    #expect(result.storage.isPending)
    let shifts = [1.0, 2.0, 4.0]
    #expect(
      try result.doubles() == x.indices.map { (x[$0] + shifts[$0 / size % channels]) * x[$0] })
  }

  @Test func `comparisons, choices and casts join a chain`() throws {
    let (a, b, x, y) = try pair()
    let isLarge = try Operator.greater(a * b, Tensor(number: 1.0))
    let chosen = try Operator.where(isLarge, a + b, Tensor(number: -1.0))
    let result = try chosen + Operator.cast(isLarge, .dtype(.f64)) * 3.0
    #expect(result.storage.isPending)
    #expect(try result.doubles() == zip(x, y).map { $0 * $1 > 1 ? $0 + $1 + 3 : -1 })
    #expect(try isLarge.elements(as: Bool.self) == zip(x, y).map { $0 * $1 > 1 })
  }

  // MARK: reductions

  @Test(arguments: [[300, 700], [9, 5003], [7000, 3], [1, 140_001], [3, 70_001], [130, 4096]])
  func `a reduction of a chain has the bits of the chain and then the reduction`(
    _ sizes: [Int]
  ) throws {
    let count = sizes[0] * sizes[1]
    let shape = Shape(sizes)
    let line = Line(1)
    Site.teller = line
    defer {
      Site.endRun()
      Site.teller = nil
    }
    for dtype in [DType.f32, .f64] {
      let a = try Operator.cast(
        Tensor(numbers(count, in: -2...2, seed: 7)).reshaped(shape), .dtype(dtype))
      for axis in [AttributeValue.none, .int(0), .int(-1)] {
        for op in [Operator.sum, .mean, .max] {
          let ready = try Operator.tanh(a) * 0.5
          try ready.storage.materialize()
          let wanted = try op(ready, axis, .flag(false)).doubles()
          let fused = try op(Operator.tanh(a) * 0.5, axis, .flag(false))
          #expect(try fused.doubles() == wanted, "\(op.name) \(dtype) \(axis)")
        }
      }
    }
  }

  @Test func `what somebody holds of a reduced chain is kept`() throws {
    let (a, b, x, y) = try pair()
    let line = Line(1)
    Site.teller = line
    defer { Site.teller = nil }
    let (before, promised) = (Accountant.bytesInUse, Accountant.bytesPromised)
    let product = try a * b
    let total = try Operator.max(product, .none, .flag(false))
    #expect(total.storage.isPending)
    #expect(try total.doubles() == [zip(x, y).map { $0 * $1 }.max() ?? 0])
    #expect(!product.storage.isPending)
    #expect(try product.doubles() == zip(x, y).map { $0 * $1 })
    do { _ = try Operator.sum(a * b, .none, .flag(false)) }
    Site.endRun()
    #expect(Accountant.bytesPromised == promised)
    #expect(Accountant.bytesInUse - before < 2 * count * 8)
  }
}

/// A program that is always at one line.
private final class Line: SiteTeller {
  let site: SourceRange?

  init(_ start: Int) {
    site = SourceRange(document: SourceDocument.ID(index: 0), start: start, end: 99)
  }
}
