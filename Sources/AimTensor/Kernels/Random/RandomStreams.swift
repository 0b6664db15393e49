import CAimKernels

/// Where the random numbers of a session stand: a value, part of every checkpoint.
///
/// A seed gives each purpose a key of its own, so that a draw added for one does not change what the
/// others see. Each stream counts the blocks of the generator that it has used.
package struct RandomStreams: Sendable, Hashable {
  /// What random numbers are drawn for.
  package enum Purpose: Int, Sendable, CaseIterable {
    /// The user's own draws.
    case user
    case initialization, shuffling, dropout

    package init?(name: String) {
      guard let found = Purpose.allCases.first(where: { $0.name == name }) else { return nil }
      self = found
    }

    package var name: String {
      switch self {
      case .user: "user"
      case .initialization: "initialization"
      case .shuffling: "shuffling"
      case .dropout: "dropout"
      }
    }
  }

  package let seed: UInt64
  /// Blocks used so far, by purpose.
  package private(set) var counters: [UInt64]

  package init(seed: Int = 0) {
    self.seed = UInt64(bitPattern: Int64(seed))
    counters = Array(repeating: 0, count: Purpose.allCases.count)
  }

  private init(_ state: aim_random_state) {
    seed = state.seed
    counters = [state.counters.0, state.counters.1, state.counters.2, state.counters.3]
  }

  /// The streams of this thread's session: a session sets them before it runs something, and keeps
  /// what they have become.
  ///
  /// A thread that sets none begins with seed 0.
  package static var current: RandomStreams {
    get { RandomStreams(aim_random_current().pointee) }
    set {
      let counters = newValue.counters
      aim_random_current().pointee = aim_random_state(
        seed: newValue.seed, counters: (counters[0], counters[1], counters[2], counters[3]))
    }
  }

  /// The next numbers of one purpose: `count` blocks of four 32-bit numbers.
  mutating func take(_ count: Int, for purpose: Purpose) -> RandomDraw {
    let first = counters[purpose.rawValue]
    counters[purpose.rawValue] &+= UInt64(count)
    return RandomDraw(key: key(purpose), block: first)
  }

  /// The key of a stream: the generator's own answer to the purpose's number under the seed.
  private func key(_ purpose: Purpose) -> UInt64 {
    let out = Philox.block(
      counter: (UInt32(purpose.rawValue), 0, 0, 0x41696D),
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    return UInt64(out.1) << 32 | UInt64(out.0)
  }
}

/// A run of random numbers: a function of key and counter, whoever makes it and in what order.
struct RandomDraw {
  let key: UInt64
  let block: UInt64

  /// Takes what `count` elements of a dtype need from this thread's stream.
  static func take(_ count: Int, _ dtype: DType, for purpose: RandomStreams.Purpose) -> RandomDraw {
    let perBlock = dtype == .f32 ? 4 : 2
    var streams = RandomStreams.current
    defer { RandomStreams.current = streams }
    return streams.take((count + perBlock - 1) / perBlock, for: purpose)
  }

  /// Fills a row-major float tensor, in parts that any thread may make.
  func fill(_ result: Tensor, normal: Bool) throws {
    let count = result.count
    let address = result.bytes
    let isWide = result.dtype == .f64
    let (key, block) = (key, block)
    try Pool.run(count, by: Pool.grain) { range in
      if isWide {
        let target = address.assumingMemoryBound(to: Double.self) + range.lowerBound
        let fill = normal ? aim_random_normal_f64 : aim_random_uniform_f64
        fill(key, block, range.lowerBound, target, range.count)
      } else {
        let target = address.assumingMemoryBound(to: Float.self) + range.lowerBound
        let fill = normal ? aim_random_normal_f32 : aim_random_uniform_f32
        fill(key, block, range.lowerBound, target, range.count)
      }
    }
  }

  /// Whole numbers from 0 up to the bound of their place, into `target`.
  ///
  /// A 64-bit number times the bound, its upper half: off from uniform by less than bound / 2⁶⁴.
  func fill(
    _ target: UnsafeMutablePointer<Int>, _ count: Int, below bound: @escaping (Int) -> UInt64
  )
    throws
  {
    let (key, block) = (key, block)
    let size = 4096
    try Pool.run(count, by: size) { range in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size * 2) { bits in
        guard let base = bits.baseAddress else { return }
        aim_random_bits(key, block + UInt64(range.lowerBound / 2), base, (range.count + 1) / 2)
        for (offset, place) in range.enumerated() {
          let wide = UInt64(base[offset * 2]) << 32 | UInt64(base[offset * 2 + 1])
          target[place] = Int(bitPattern: UInt(wide.multipliedFullWidth(by: bound(place)).high))
        }
      }
    }
  }
}

/// The generator itself.
package enum Philox {
  package typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// One block: Philox4x32 with ten rounds.
  package static func block(counter: Block, key: (UInt32, UInt32)) -> Block {
    let counters = [counter.0, counter.1, counter.2, counter.3]
    let keys = [key.0, key.1]
    var out: [UInt32] = [0, 0, 0, 0]
    aim_philox(counters, keys, &out)
    return (out[0], out[1], out[2], out[3])
  }
}
