/// Writes programs that mostly mean something: names are declared before they are used, and kinds
/// mostly fit.
///
/// A few things are wrong on purpose.
struct Generator {
  var random: SplitMix
  var scopes: [[Variable]] = [[]]
  var counter = 0
  /// How many more pieces the program may grow by.
  var fuel: Int
  var loopDepth = 0
  var insideFunction = false
  var models: [String] = []

  init(random: SplitMix) {
    self.random = random
    fuel = 0
    fuel = 20 + self.random.below(120)
  }

  /// One program.
  mutating func program() -> String {
    var lines: [String] = []
    if random.chance(10) { lines.append(extreme()) }
    let count = 2 + random.below(9)
    for _ in 0..<count { lines.append(statement()) }
    lines.append("print(\(expression(Kind.any(&random))))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A program of scenes, with statements between them.
  mutating func scenes() -> String {
    var lines: [String] = []
    for _ in 0...random.below(3) {
      if random.chance(40) { lines.append(statement()) }
      fuel = max(fuel, 12)
      lines.append(scene())
    }
    return lines.joined(separator: "\n") + "\n"
  }

  mutating func freshName() -> String {
    counter += 1
    let stem = random.pick(["a", "b", "x", "y", "n", "loss", "xs", "学", "été", "v"])
    return "\(stem)\(counter)"
  }

  mutating func declare(_ kind: Kind, mutable: Bool) -> String {
    let name = freshName()
    scopes[scopes.count - 1].append(Variable(name: name, kind: kind, isMutable: mutable))
    return name
  }

  /// A variable of that kind in scope, or nil.
  mutating func variable(_ kind: Kind, mutable: Bool = false) -> String? {
    let candidates = scopes.joined().filter {
      $0.kind == kind && (!mutable || $0.isMutable)
    }
    return candidates.isEmpty ? nil : random.pick(Array(candidates)).name
  }

  /// A block whose names end with it.
  mutating func block(_ count: Int, last: Kind? = nil) -> String {
    scopes.append([])
    defer { scopes.removeLast() }
    var lines = (0..<count).map { _ in statement() }
    if let last { lines.append(expression(last)) }
    return "{\n" + lines.map { "  " + $0 }.joined(separator: "\n") + "\n}"
  }

  /// A piece of code that asks for too much: each must be answered, none may harm.
  private mutating func extreme() -> String {
    random.pick([
      "let huge = zeros(1000000, 1000000)", "let wide = zeros(9223372036854775807)",
      "fn deep(n) = deep(n + 1) + 1\nprint(deep(0))",
      "let nested = \(String(repeating: "[", count: 300))1\(String(repeating: "]", count: 300))",
      "let sum9 = \(String(repeating: "1+", count: 400))1",
      "let neg = \(String(repeating: "-", count: 500))1",
      "var eaten = [1]\nwhile true { eaten = [...eaten, ...eaten] }",
      "var text = \"ab\"\nwhile true { text = text + text }", "while true { }",
      "let big = 9223372036854775807\nprint(big + 1)", "import \"nowhere.aim\" as nowhere",
      "print(tensor([[1, 2], [3]]))", "print(cross_entropy(zeros(2, 3), tensor([0, 7])))",
      "print(range(0, 10, 0))", "print(reshape(zeros(6), 4, -1))", "print(10 ^ 400)",
      "var chain = []\nfor i in 0..100000 { chain = [chain] }",
      "print(\"{1:1000000000d}\")", "print(\"{1.5:.999999999f}\")",
      "let spread = [...0..100000000000]", "print(sum([...0..50000]))",
      "fn loop(f) = f(f)\nprint(loop(loop))", "print(grad(grad(grad(x -> x ^ 3)))(2.0))",
      "print(sort([3, \"a\", nil]))", "print(tensor([9223372036854775807]) * 2)",
      "print(randn(-3))", "seed(-1)\nprint(randn(2))", "print(arange(0, 1e18, 1))",
    ])
  }
}
