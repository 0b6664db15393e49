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
    if way == .generated || way == .scenes {
      var generator = Generator(random: random)
      return (way, Array((way == .scenes ? generator.scenes() : generator.program()).utf8))
    }
    return (way, mutator.mutant(way, &random))
  }

  /// After how many seconds the n-th program is interrupted: one of ten early, at a moment of
  /// chance, the others when their time is over.
  func seconds(_ number: Int) -> Double {
    var random = SplitMix(seed: seed &+ 1, stream: UInt64(number))
    return random.chance(10) ? Double(random.below(30)) / 1000 : 0.4
  }

  /// The shares of the ways, of a hundred.
  private static func way(_ draw: Int) -> Mutator.Way {
    switch draw {
    case ..<28: .generated
    case ..<56: .scenes
    case ..<68: .values
    case ..<76: .names
    case ..<86: .tokens
    case ..<91: .splice
    case ..<96: .bytes
    default: .noise
    }
  }
}
