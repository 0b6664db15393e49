/// What the generator believes an expression to be.
///
/// It need not be right: faults are welcome, as long as most programs get somewhere before one.
enum Kind: Equatable {
  case int, float, bool, string, list, dictionary, record, function
  case tensor([Int])

  static let scalars: [Kind] = [.int, .float, .bool, .string]

  static func any(_ random: inout SplitMix) -> Kind {
    switch random.below(12) {
    case 0...3: .int
    case 4: .float
    case 5: .bool
    case 6: .string
    case 7: .list
    case 8: .dictionary
    case 9: .function
    case 10: .record
    default: .tensor(shape(&random))
    }
  }

  /// A small shape; now and then an empty one.
  static func shape(_ random: inout SplitMix) -> [Int] {
    let rank = random.pick([0, 1, 1, 2, 2, 2, 3])
    return (0..<rank).map { _ in random.chance(4) ? 0 : 1 + random.below(3) }
  }
}

/// A name in scope.
struct Variable {
  let name: String
  let kind: Kind
  let isMutable: Bool
}
