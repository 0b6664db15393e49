extension Generator {
  /// A tensor of that shape made from nothing.
  mutating func creation(_ shape: [Int]) -> String {
    let sizes = shape.map(String.init).joined(separator: ", ")
    if random.chance(25), shape.allSatisfy({ $0 > 0 }) { return "tensor(\(literal(shape)))" }
    let creator = random.pick(["zeros", "ones", "randn", "rand"])
    let dtype = random.chance(20) ? "dtype: \"\(random.pick(["f64", "i64", "bool", "f32"]))\"" : ""
    let separator = sizes.isEmpty || dtype.isEmpty ? "" : ", "
    return "\(creator)(\(sizes)\(separator)\(dtype))"
  }

  private mutating func literal(_ shape: [Int]) -> String {
    guard let first = shape.first else { return "\(random.below(9))" }
    let rest = Array(shape.dropFirst())
    let items = (0..<first).map { _ in literal(rest) }
    return "[\(items.joined(separator: ", "))]"
  }

  mutating func tensor(_ shape: [Int]) -> String {
    switch random.below(12) {
    case 0...2:
      let sign = random.pick(["+", "-", "*", "/"])
      return "(\(expression(.tensor(shape))) \(sign) \(expression(.tensor(broadcast(shape)))))"
    case 3, 4:
      let function = random.pick(["relu", "exp", "tanh", "sigmoid", "abs", "-", "sqrt", "softmax"])
      return "\(function)(\(expression(.tensor(shape))))"
    case 5:
      return
        "(\(expression(.tensor(shape))) \(random.pick(["*", "+", "^", "//"])) \(expression(.int)))"
    case 6: return reduced(shape)
    case 7: return moved(shape)
    case 8: return "where(\(expression(.tensor(shape))) > 0, \(expression(.tensor(shape))), 0)"
    case 9: return "maximum(\(expression(.tensor(shape))), \(expression(.float)))"
    case 10 where shape.count == 2:
      return "(\(expression(.tensor([shape[0], 2]))) @ \(expression(.tensor([2, shape[1]]))))"
    default: return creation(shape)
    }
  }

  /// A shape that stretches to the given one.
  private mutating func broadcast(_ shape: [Int]) -> [Int] {
    if random.chance(60) { return shape }
    if random.chance(4) { return Kind.shape(&random) }
    return random.chance(50) ? shape.map { random.chance(40) ? 1 : $0 } : Array(shape.dropFirst())
  }

  /// A reduction over one axis more.
  private mutating func reduced(_ shape: [Int]) -> String {
    let axis = random.below(shape.count + 1)
    var larger = shape
    larger.insert(1 + random.below(3), at: axis)
    let name = random.pick(["sum", "mean", "max", "min", "std", "logsumexp"])
    let wrong = random.chance(3) ? 7 : axis
    return "\(name)(\(expression(.tensor(larger))), axis: \(wrong))"
  }

  /// The same elements in another place.
  private mutating func moved(_ shape: [Int]) -> String {
    let sizes = shape.map(String.init).joined(separator: ", ")
    let count = shape.reduce(1, *)
    switch random.below(4) {
    case 0 where !shape.isEmpty: return "reshape(\(expression(.tensor([count]))), \(sizes))"
    case 1:
      return "\(expression(.tensor([2] + shape)))[\(random.pick(["0", "1", "-1", "-1", "2"]))]"
    case 2 where shape.count == 2: return "\(expression(.tensor([shape[1], shape[0]]))).mT"
    case 3 where !shape.isEmpty: return "\(expression(.tensor(shape)))[:]"
    default: return creation(shape)
    }
  }
}
