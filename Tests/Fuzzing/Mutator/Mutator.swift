/// Changes programs that mean something into programs that perhaps do not.
struct Mutator {
  private let corpus: [[UInt8]]

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  /// How a program was made.
  enum Way: String, CaseIterable {
    case generated, scenes, values, names, tokens, splice, bytes, noise
  }

  /// The mutant of one program of the corpus.
  func mutant(_ way: Way, _ random: inout SplitMix) -> [UInt8] {
    let program = random.pick(corpus)
    switch way {
    case .generated, .scenes, .values: return values(program, &random)
    case .names: return names(program, &random)
    case .tokens: return tokens(program, &random)
    case .splice: return splice(program, &random)
    case .bytes: return bytes(program, &random)
    case .noise: return noise(&random)
    }
  }

  /// Other numbers, other literals: the program mostly still compiles.
  private func values(_ program: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var scraps = Scraps.cut(program)
    let places = scraps.indices.filter { Scraps.isNumber(scraps[$0]) }
    guard !places.isEmpty else { return names(program, &random) }
    for _ in 0...random.below(2) {
      scraps[random.pick(places)] = Array(random.pick(Self.literals).utf8)
    }
    return Array(scraps.joined())
  }

  private static let literals = [
    "0", "1", "2", "3", "-1", "7", "100", "1000000", "9223372036854775807", "0.5", "1e308",
    "1e-308",
    "true", "nil", "\"a\"", "[]", "[1, 2]", "[[1.5]]", "(1, 2)", "[:]", "zeros(0)", "zeros(2, 3)",
    "tensor(3)", "0..3", "(a: 1)", "(t -> t)", "randn(2)", "-0.0", "281474976710656",
  ]

  /// A word for another word of the same program, or of the library.
  private func names(_ program: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var scraps = Scraps.cut(program)
    let places = scraps.indices.filter { Scraps.isWord(scraps[$0]) }
    guard let from = places.randomElement(using: &random) else { return tokens(program, &random) }
    let other =
      random.chance(60)
      ? scraps[random.pick(places)] : Array(random.pick(Self.library).utf8)
    scraps[from] = other
    return Array(scraps.joined())
  }

  private static let library = [
    "sum", "mean", "max", "argmax", "zeros", "tensor", "randn", "map", "filter", "reduce", "len",
    "print",
    "grad", "jacobian", "hessian", "value_and_grad", "softmax", "relu", "sort", "topk", "Linear",
    "Conv2d",
    "Dropout", "BatchNorm", "Sequential", "reshape", "concat", "stack", "where", "cumsum", "einsum",
    "get",
    "equal", "tree_map", "split", "batches", "cross_entropy", "mse", "fit", "SGD", "Adam", "range",
    "int",
    "float", "round", "floor", "abs", "sqrt", "exp", "log", "unique", "gather", "pad", "norm",
    "flatten",
    "let", "var", "fn", "if", "for", "in", "not", "and", "or", "nil", "true", "model", "type",
    "param",
  ]

  /// Tokens dropped, doubled, swapped and taken from elsewhere.
  private func tokens(_ program: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var scraps = Scraps.cut(program)
    for _ in 0...random.below(3) {
      let places = scraps.indices.filter { !Scraps.isSpace(scraps[$0]) }
      guard places.count > 1 else { break }
      let place = random.pick(places)
      switch random.below(5) {
      case 0: scraps.remove(at: place)
      case 1: scraps.insert(scraps[place], at: place)
      case 2: scraps.swapAt(place, random.pick(places))
      case 3: scraps.insert(Array(random.pick(Self.signs).utf8), at: place)
      default:
        let donor = Scraps.cut(random.pick(corpus))
        if !donor.isEmpty { scraps[place] = random.pick(donor) }
      }
    }
    return Array(scraps.joined())
  }

  private static let signs = [
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "..", "...", "->", "|>", "&", "=", "==", "+",
    "-", "^",
    "@", "\"", "\"\"\"", "\\", "#", "\n", "\t", "$", "?", "！", "（", "\u{0301}", "\u{200B}",
    "\u{FEFF}", "🦉",
  ]

  /// The first lines of one program and the last of another, or a line in the middle.
  private func splice(_ program: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    let here = program.split(separator: 10, omittingEmptySubsequences: false)
    let there = random.pick(corpus).split(separator: 10, omittingEmptySubsequences: false)
    let joined: [ArraySlice<UInt8>]
    if random.chance(50) {
      joined = Array(
        here.prefix(random.below(here.count + 1)) + there.dropFirst(random.below(there.count + 1)))
    } else {
      let place = random.below(here.count + 1)
      joined = here.prefix(place) + [random.pick(there)] + here.dropFirst(place)
    }
    return Array(joined.joined(separator: [10]))
  }

  /// Bytes that were never a program: any at all, or those that programs are made of.
  private func noise(_ random: inout SplitMix) -> [UInt8] {
    let isAscii = random.chance(50)
    return (0..<random.below(400)).map { _ in
      isAscii
        ? random.pick(Array(" \n\t()[]{}\"\\.,:;=+-*/^%@<>&|!?#01ex_aé".utf8))
        : UInt8(random.below(256))
    }
  }

  /// Bytes flipped, dropped, doubled: invalid UTF-8 among them.
  private func bytes(_ program: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = program
    for _ in 0...random.below(4) where !bytes.isEmpty {
      let place = random.below(bytes.count)
      switch random.below(5) {
      case 0: bytes[place] ^= UInt8(1) << UInt8(random.below(8))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(random.below(256)), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(12)))
      default:
        bytes.replaceSubrange(
          place..<place, with: bytes[place..<min(bytes.count, place + random.below(40))])
      }
    }
    return bytes
  }
}
