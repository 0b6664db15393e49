/// Makes the n-th program of a run: the same for the same seed, corpus and number.
struct Recipe {
  let seed: UInt64
  private let mutator: Mutator

  init(seed: UInt64, corpus: [[UInt8]]) {
    self.seed = seed
    mutator = Mutator(corpus: corpus)
  }

  func program(_ number: Int) -> (way: Mutator.Way, source: [UInt8]) {
    var random = SplitMix(seed: seed, stream: UInt64(number))
    let way = Self.way(random.below(100))
    guard way == .generated else { return (way, mutator.mutant(way, &random)) }
    var generator = Generator(random: random)
    return (way, Array(generator.program().utf8))
  }

  /// The shares of the ways, of a hundred.
  private static func way(_ draw: Int) -> Mutator.Way {
    switch draw {
    case ..<45: .generated
    case ..<60: .values
    case ..<75: .names
    case ..<87: .tokens
    case ..<94: .splice
    default: .bytes
    }
  }
}
