import AimTensor
import Testing

/// The generator against its published vectors, and what is drawn from it.
@Suite struct `Random numbers` {
  /// Known-answer tests of Random123 1.14 (`kat_vectors`, philox4x32, 10 rounds).
  @Test func `are Philox's`() {
    let zero = Philox.block(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = UInt32.max
    let full = Philox.block(counter: (ones, ones, ones, ones), key: (ones, ones))
    #expect(full == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.block(
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: (0xa409_3822, 0x299f_31d0))
    #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  private func draw(
    _ op: Operator, _ count: Int, stream: String = "user", _ dtype: DType = .f32
  ) throws -> [Double] {
    try op([], .ints([count]), .text(stream), .dtype(dtype)).doubles()
  }

  @Test func `depend on the seed alone, and each purpose on its own draws`() throws {
    RandomStreams.current = RandomStreams(seed: 7)
    let first = try draw(.rand, 5)
    let dropout = try draw(.rand, 5, stream: "dropout")
    let second = try draw(.rand, 5)
    RandomStreams.current = RandomStreams(seed: 7)
    // More draws for one purpose leave the others as they were.
    _ = try draw(.randn, 1000, stream: "shuffling")
    #expect(try draw(.rand, 5, stream: "dropout") == dropout)
    #expect(try draw(.rand, 5) == first)
    #expect(try draw(.rand, 5) == second)
    RandomStreams.current = RandomStreams(seed: 8)
    #expect(try draw(.rand, 5) != first)
    #expect(first != second && first != dropout)
  }

  @Test func `are a value that can be kept and put back`() throws {
    RandomStreams.current = RandomStreams(seed: 3)
    _ = try draw(.rand, 10)
    let kept = RandomStreams.current
    let next = try draw(.randn, 10)
    RandomStreams.current = kept
    #expect(try draw(.randn, 10) == next)
  }

  @Test(arguments: [DType.f32, .f64])
  func `have the moments that they should`(_ dtype: DType) throws {
    RandomStreams.current = RandomStreams(seed: 1)
    let count = 200_000
    let uniform = try draw(.rand, count, dtype)
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(mean(uniform) - 0.5) < 0.003)
    #expect(abs(mean(uniform.map { $0 * $0 }) - 1.0 / 3) < 0.003)
    let normal = try draw(.randn, count, dtype)
    #expect(abs(mean(normal)) < 0.01)
    #expect(abs(mean(normal.map { $0 * $0 }) - 1) < 0.02)
    #expect(abs(mean(normal.map { $0 * $0 * $0 * $0 }) - 3) < 0.1)
    #expect(abs(mean(zip(normal, normal.dropFirst()).map { $0 * $1 })) < 0.01)
    #expect(abs(Double(normal.count(where: { $0 > 1.959964 })) / Double(count) - 0.025) < 0.002)
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  @Test func `permute and choose`() throws {
    RandomStreams.current = RandomStreams(seed: 2)
    let order = try Operator.permutation([], .int(1000), .text("user")).elements(as: Int.self)
    #expect(order.sorted() == Array(0..<1000) && order != Array(0..<1000))
    let rows = try Tensor((0..<20).map { Double($0) }, shape: [10, 2])
    let shuffled = try Operator.shuffle(rows, .text("user")).doubles()
    #expect(shuffled.sorted() == (0..<20).map { Double($0) })
    for row in 0..<10 { #expect(shuffled[2 * row + 1] == shuffled[2 * row] + 1) }
    let some = try Operator.choice(rows, .int(4), .flag(false), .text("user")).doubles()
    #expect(Set(some).count == 8)
    let dice = try Operator.randint([], .int(1), .int(7), .ints([6000]), .text("user"))
      .elements(as: Int.self)
    for face in 1...6 { #expect(abs(dice.count(where: { $0 == face }) - 1000) < 150) }
    let whole = try Operator.randint([], .int(.min), .int(.max), .ints([100]), .text("user"))
    #expect(Set(try whole.elements(as: Int.self)).count == 100)
  }

  @Test func `are refused where there is nothing to draw`() throws {
    #expect(throws: EmptyRandomRange.self) {
      try Operator.randint([], .int(5), .int(5), .ints([]), .text("user"))
    }
    #expect(throws: EmptyRandomRange.self) {
      try Operator.uniform([], .ints([2]), .float(1), .float(.nan), .text("user"), .dtype(.f32))
    }
    #expect(throws: NegativeDeviation.self) {
      try Operator.normal([], .ints([2]), .float(0), .float(-1), .text("user"), .dtype(.f32))
    }
    #expect(throws: NotAProbability.self) {
      try Operator.bernoulli(Tensor([0.5, 1.5]), .text("user"))
    }
    #expect(throws: TooManyChoices.self) {
      try Operator.choice(Tensor([1, 2]), .int(3), .flag(false), .text("user"))
    }
    #expect(throws: NegativeCount.self) { try Operator.permutation([], .int(-1), .text("user")) }
    #expect(throws: (any Error).self) { try draw(.rand, -1) }
    #expect(throws: (any Error).self) { try draw(.rand, 1 << 60) }
  }
}
