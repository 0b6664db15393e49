extension Generator {
  /// An expression of that kind; in a few of a hundred, of another.
  mutating func expression(_ wanted: Kind) -> String {
    fuel -= 1
    let kind = random.chance(1.5) ? Kind.any(&random) : wanted
    if random.chance(0.15) { return random.pick(["nil", "print", "nil", "()"]) }
    if fuel <= 0 || random.chance(25) { return leaf(kind) }
    switch kind {
    case .int: return int()
    case .float: return float()
    case .bool: return bool()
    case .string: return string()
    case .list: return list()
    case .dictionary: return dictionary()
    case .record: return record()
    case .function: return function1()
    case .tensor(let shape): return tensor(shape)
    }
  }

  /// A literal or a variable.
  private mutating func leaf(_ kind: Kind) -> String {
    if random.chance(60), let name = variable(kind) { return name }
    switch kind {
    case .int:
      if random.chance(4) { return random.pick(Self.boundaries) }
      return "\(random.below(12) - 3)"
    case .float: return random.pick(["0.5", "1.0", "2.25", "-1.5", "0.0", "1e-3", "1e10"])
    case .bool: return random.pick(["true", "false"])
    case .string:
      return random.pick(["\"a\"", "\"née {1 + 1}\"", "\"\"", "r\"raw\\\"", "\"{2.5:.1f}\""])
    case .list: return random.pick(["[1, 2, 3]", "[]", "[4]", "[1, \"a\"]", "[[1], [2]]"])
    case .dictionary: return random.pick(["[\"a\": 1]", "[:]", "[\"k\": 2, \"b\": [1]]"])
    case .record: return "(a: \(random.below(5)), b: 2)"
    case .function: return random.pick(["(t -> t + 1)", "(t -> t * 2)", "(t -> [t])", "abs"])
    case .tensor(let shape): return creation(shape)
    }
  }

  private static let boundaries = [
    "9223372036854775807", "140737488355328", "-140737488355329", "4294967296", "1000000007",
    "(-9223372036854775807 - 1)",
  ]

  private mutating func int() -> String {
    switch random.below(17) {
    case 0...3: return "(\(expression(.int)) \(random.pick(["+", "-", "*"])) \(expression(.int)))"
    case 4: return "(\(expression(.int)) \(random.pick(["//", "%"])) \(1 + random.below(5)))"
    case 5: return "(\(expression(.int)) \(random.pick(["//", "%", "/"])) \(expression(.int)))"
    case 6: return "\(leaf(.int)) ^ \(random.below(4))"
    case 7: return "-\(leaf(.int))"
    case 8: return "len(\(expression(random.pick([.list, .string, .dictionary]))))"
    case 9: return "\(expression(.list))[\(random.pick(["0", "0", "-1", "-1", "0", "1"]))]"
    case 10: return "(if \(expression(.bool)) { \(expression(.int)) } else { \(expression(.int)) })"
    case 11: return call()
    case 12: return "(\(expression(.int)) |> \(expression(.function)))"
    case 13: return "reduce(\(expression(.list)), (p, q) -> p + q, 0)"
    case 14: return "\(expression(.record)).\(random.pick(["a", "b", "a", "z"]))"
    case 15: return "int(\(random.pick(["floor", "round", "trunc"]))(\(expression(.float))))"
    default: return "get(\(expression(.dictionary)), \"a\", \(expression(.int)))"
    }
  }

  private mutating func call() -> String {
    guard let name = variable(.function) else { return leaf(.int) }
    switch random.below(5) {
    case 0: return "\(name)(\(expression(.int)), \(expression(.int)))"
    case 1: return "\(expression(.int)).\(name)()"
    case 2: return "\(name)(...[\(expression(.int))])"
    default: return "\(name)(\(expression(.int)))"
    }
  }

  private mutating func float() -> String {
    switch random.below(7) {
    case 0, 1:
      return "(\(expression(.float)) \(random.pick(["+", "-", "*", "/"])) \(expression(.float)))"
    case 2:
      return
        "\(random.pick(["sqrt", "exp", "sin", "cos", "tanh", "log", "abs"]))(\(expression(.float)))"
    case 3: return "(\(expression(.int)) / \(1 + random.below(4)))"
    case 4: return "float(\(expression(.int)))"
    case 5: return "\(random.pick(["sum", "mean", "max", "std"]))(\(expression(.tensor([2, 2]))))"
    default: return "(\(expression(.float)) \(random.pick(["//", "%", "^"])) 2.0)"
    }
  }

  private mutating func bool() -> String {
    switch random.below(8) {
    case 0, 1:
      let kind = random.pick(Kind.scalars)
      return "(\(expression(kind)) \(random.pick(["==", "!="])) \(expression(kind)))"
    case 2, 3:
      return "(\(expression(.int)) \(random.pick(["<", "<=", ">", ">="])) \(expression(.int)))"
    case 4: return "(\(expression(.bool)) \(random.pick(["and", "or"])) \(expression(.bool)))"
    case 5: return "(not \(expression(.bool)))"
    case 6: return "(\(expression(.int)) \(random.pick(["in", "not in"])) \(expression(.list)))"
    default: return "(0 < \(expression(.int)) < 9)"
    }
  }

  private mutating func string() -> String {
    switch random.below(6) {
    case 0: return "\"v {\(expression(.int))} w\""
    case 1: return "\"{\(expression(.float)):\(random.pick([".2f", "8.1e", "+.0f", "05", ">9"]))}\""
    case 2: return "(\(expression(.string)) + \(expression(.string)))"
    case 3: return "\(expression(.string))[\(random.pick(["0", "-1", "1:", "::2", "0:2"]))]"
    case 4: return "\"{\(expression(Kind.any(&random)))}\""
    default: return "\"\"\"two\nlines {\(expression(.int))}\"\"\""
    }
  }

  private mutating func list() -> String {
    switch random.below(9) {
    case 0: return "[\(expression(.int)), \(expression(.int))]"
    case 1: return "[...\(expression(.list)), \(expression(.int))]"
    case 2: return "map(\(expression(.list)), \(expression(.function)))"
    case 3: return "[\(expression(.int)) for _ in 0..\(random.below(4))]"
    case 4: return "[q * 2 for q in \(expression(.list)) if q != \(expression(.int))]"
    case 5: return "\(expression(.list))[\(random.pick(["1:", ":2", "::2", "-1:", "0:9", "0..1"]))]"
    case 6: return "filter(\(expression(.list)), t -> t != \(expression(.int)))"
    case 7: return "\(expression(.tensor([2, 2]))).shape"
    default: return "(\(expression(.list)) |> map(t -> [t]))"
    }
  }

  private mutating func dictionary() -> String {
    switch random.below(3) {
    case 0: return "[\"a\": \(expression(.int)), \"b\": \(expression(.int))]"
    case 1: return "[k: k for k in \(expression(.list))]"
    default: return "[\(expression(.int)): \(expression(Kind.any(&random)))]"
    }
  }

  private mutating func record() -> String {
    "(a: \(expression(.int)), b: \(expression(Kind.any(&random))))"
  }

  private mutating func function1() -> String {
    let name = freshName()
    scopes.append([Variable(name: name, kind: .int, isMutable: false)])
    defer { scopes.removeLast() }
    let saved = (loopDepth, insideFunction)
    (loopDepth, insideFunction) = (0, true)
    defer { (loopDepth, insideFunction) = saved }
    return random.chance(80)
      ? "(\(name) -> \(expression(.int)))" : "(\(name) -> \(block(1, last: .int)))"
  }
}
