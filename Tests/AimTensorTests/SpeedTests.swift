import AimTensor
import Glibc
import Testing

/// Bounds with much room on this thread's own time, the best of three tries: they catch a path that
/// has become ten times slower, not a busy machine.
@Suite struct `Speed` {
  @Test func `a small operation costs a fraction of a microsecond`() throws {
    let a = try Tensor([Float](repeating: 1, count: 8))
    let b = try Tensor([Float](repeating: 2, count: 8))
    let number = try Tensor(number: 2.0)
    let times = [
      try nanoseconds("a + b") { _ = try a + b },
      try nanoseconds("a * number") { _ = try a * number },
      try nanoseconds("exp(a)") { _ = try Operator.exp(a) },
    ]
    for time in times { #expect(time < 5_000) }
  }

  @Test func `a reduction and a view are cheap too`() throws {
    let a = try randomTensor([8, 8])
    let row = try randomTensor([8])
    for time in [
      try nanoseconds("sum") { _ = try Operator.sum(a, .none, .flag(false)) },
      try nanoseconds("a + row") { _ = try a + row },
      try nanoseconds("transpose") { _ = try Operator.transpose(a, .int(0), .int(1)) },
      try nanoseconds("reshape") { _ = try a.reshaped([64]) },
      try nanoseconds("a[1]") { _ = try a.indexed([.at(1)]) },
    ] { #expect(time < 20_000) }
  }

  private func nanoseconds(_ what: String, _ body: () throws -> Void) throws -> Double {
    for _ in 0..<1000 { try body() }
    let rounds = 10_000
    var best = Double.infinity
    for _ in 0..<3 {
      let start = threadNanoseconds()
      for _ in 0..<rounds { try body() }
      best = min(best, (threadNanoseconds() - start) / Double(rounds))
    }
    print("\(what): \(Int(best)) ns")
    return best
  }

  private func threadNanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
