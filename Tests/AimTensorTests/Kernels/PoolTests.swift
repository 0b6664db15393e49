import AimTensor
import Synchronization
import Testing

/// One pool, the same bits on any number of threads.
@Suite(.serialized) struct `The thread pool` {
  private final class Counts: Sendable {
    let total = Atomic<Int>(0)
    let marks = Mutex<[Int]>([])
  }

  @Test(arguments: [0, 1, 2, 3, 100, 1000])
  func `runs every piece once`(_ count: Int) throws {
    let counts = Counts()
    try Pool.run(count) { piece in counts.marks.withLock { $0.append(piece) } }
    #expect(counts.marks.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test func `runs pieces of a piece by itself`() throws {
    let counts = Counts()
    try Pool.run(8) { _ in
      try? Pool.run(8) { _ in counts.total.add(1, ordering: .relaxed) }
    }
    #expect(counts.total.load(ordering: .relaxed) == 64)
  }

  @Test func `serves callers at the same time`() async throws {
    let counts = Counts()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<200 {
            try? Pool.run(5) { _ in counts.total.add(1, ordering: .relaxed) }
          }
        }
      }
    }
    #expect(counts.total.load(ordering: .relaxed) == 8 * 200 * 5)
  }

  @Test func `covers a range in pieces`() throws {
    let counts = Counts()
    try Pool.run(10, by: 3) { range in counts.marks.withLock { $0 += Array(range) } }
    #expect(counts.marks.withLock { $0.sorted() } == Array(0..<10))
  }

  /// What must not depend on the number of threads: every kernel that splits its work.
  static let work: [(String, @Sendable () throws -> [Tensor])] = [
    ("matmul", { [try Operator.matmul(draw([300, 200]), draw([200, 700]))] }),
    ("deep matmul", { [try Operator.matmul(draw([20, 9000]), draw([9000, 30]))] }),
    ("batched matmul", { [try Operator.matmul(draw([40, 30, 20]), draw([40, 20, 10]))] }),
    ("vector product", { [try Operator.matmul(draw([500, 700]), draw([700]))] }),
    ("dot", { [try Operator.dot(draw([300_000]), draw([300_000]))] }),
    ("softmax", { [try Operator.softmax(draw([700, 90]), .int(-1))] }),
    (
      "layer norm",
      { [try Operator.layerNorm([draw([900, 70]), draw([70]), draw([70])], .float(1e-5))] }
    ),
    ("mse", { [try Operator.mse(draw([100_000]), draw([100_000]))] }),
    ("randn", { [try draw([100_000])] }),
    ("permutation", { [try Operator.permutation([], .int(50_000), .text("user"))] }),
    ("sort", { [try Operator.sort(draw([300, 400]), .int(-1), .flag(false))] }),
    ("exp", { [try Operator.exp(draw([200_000]))] }),
    ("sum", { [try Operator.sum(draw([200_000]), .none, .flag(false))] }),
    ("max pool", { [try Operator.maxPool2d(draw([8, 16, 20, 20]), .int(2), .none, .int(0))] }),
    ("convolution", { try convolution([16, 3, 20, 20], [8, 3, 3, 3]) }),
    ("convolution of small images", { try convolution([64, 8, 6, 6], [8, 8, 3, 3]) }),
    ("convolution of large images", { try convolution([1, 32, 60, 60], [8, 32, 3, 3]) }),
  ]

  @Test(arguments: work.indices)
  func `gives the same bits with one thread and with two`(_ index: Int) throws {
    let before = Pool.threads
    defer { Pool.threads = before }
    var seen: [[UInt64]] = []
    for threads in [1, 2, 3] {
      Pool.threads = threads
      RandomStreams.current = RandomStreams(seed: 5)
      seen.append(try PoolTests.work(index).flatMap { try $0.doubles().map(\.bitPattern) })
    }
    #expect(seen[0] == seen[1] && seen[0] == seen[2], "\(Self.work[index].0)")
  }

  private enum PoolTests {
    static func work(_ index: Int) throws -> [Tensor] { try `The thread pool`.work[index].1() }
  }

  static func draw(_ sizes: [Int]) throws -> Tensor {
    try Operator.randn([], .ints(sizes), .text("user"), .dtype(.f32))
  }

  /// A convolution and both of its gradients.
  static func convolution(_ image: [Int], _ filters: [Int]) throws -> [Tensor] {
    let level = GradientLevel.open()
    defer { level.close() }
    let (x, w) = (level.leaf(try draw(image)), level.leaf(try draw(filters)))
    let y = try Operator.conv2d([x, w], .int(1), .int(1), .int(1), .int(1))
    let loss = try Operator.sum(y * y, .none, .flag(false))
    return [y.detached()]
      + (try Differentiation.gradients(of: loss, withRespectTo: [x, w], at: level))
  }
}
