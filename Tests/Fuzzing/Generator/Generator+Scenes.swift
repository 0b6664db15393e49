/// Pieces of programs that go deep into one part of the language: a dozen lines that belong
/// together, with holes for expressions.
///
/// Statements made one by one seldom meet: a model is seldom trained, a closure seldom called after
/// its variable has changed. A scene is written so that it mostly works, and what fills its holes
/// makes it differ.
extension Generator {
  mutating func scene() -> String {
    counter += 1
    let scenes: [(inout Generator, Int) -> String] = [
      Self.training, Self.layers, Self.derivatives, Self.records, Self.text, Self.closures,
      Self.paths, Self.references, Self.imports, Self.catching, Self.formats, Self.operators,
      Self.indexing, Self.recursion, Self.types, Self.dictionaries, Self.conversions,
      Self.signatures, Self.pipelines, Self.growing, Self.images, Self.sequences,
    ]
    let pick = random.below(scenes.count)
    return scenes[pick](&self, counter)
  }

  /// A small whole number, now and then an awkward one.
  mutating func size() -> String {
    random.chance(6)
      ? random.pick(["0", "-1", "1.5", "nil", "100000", "\"2\"", "9223372036854775807"])
      : "\(1 + random.below(5))"
  }

  private mutating func shapeText() -> String {
    (0..<(1 + random.below(3))).map { _ in "\(1 + random.below(4))" }.joined(separator: ", ")
  }

  private static func training(_ g: inout Generator, _ n: Int) -> String {
    let optimizer = g.random.pick([
      "SGD(lr: 0.1, momentum: 0.9)", "Adam(lr: 1e-2)", "RMSProp()", "AdamW()",
      "SGD(lr: \(g.expression(.float)), nesterov: true)",
    ])
    let loss = g.random.pick([
      "mse(m(x\(n)), y\(n))", "mean(m(x\(n)) ^ 2)", "sum(abs(m(x\(n))))", "huber(m(x\(n)), y\(n))",
      "cross_entropy(m(x\(n)), tensor([0, 1, 0]))", "mean(m(x\(n))) + \(g.expression(.float))",
      "m(x\(n))",
    ])
    let change = g.random.pick([
      "", "print(net\(n))", "net\(n).layers[0].weight[0] = \(g.expression(.float))",
      "net\(n) = tree_map(t -> t * 2, net\(n))", "if k == 1 { break }", "let copy = net\(n)",
    ])
    return """
      seed(\(g.random.below(9)))
      let x\(n) = randn(3, 2)
      let y\(n) = randn(3, \(g.size()))
      var net\(n) = Sequential(Linear(2, \(g.size())), \(g.random.pick(Self.activations)), Linear(\(g.size()), 2))
      var step\(n) = \(optimizer)
      for k in 0..\(g.random.below(4)) {
        let (loss, slope) = value_and_grad(&net\(n), m -> \(loss))
        step\(n).update(&net\(n), slope)
        \(change)
      }
      print(net\(n)(x\(n)), step\(n))
      """
  }

  private static let activations = [
    "relu", "tanh", "gelu", "sigmoid", "softmax", "Dropout(0.5)", "BatchNorm(2)", "LayerNorm(3)",
    "(t -> t * 2)", "Flatten()", "silu", "log_softmax",
  ]

  private static func layers(_ g: inout Generator, _ n: Int) -> String {
    let layer = g.random.pick([
      "Conv2d(1, \(g.size()), kernel: \(g.size()), padding: \(g.random.below(3)))",
      "Conv1d(1, 2, kernel: \(g.size()), stride: \(g.size()))", "MaxPool2d(\(g.size()))",
      "AvgPool2d(2, stride: \(g.size()))", "Embedding(5, \(g.size()))", "BatchNorm(1)",
      "LayerNorm(4)", "Linear(4, \(g.size()))", "Dropout(\(g.expression(.float)))",
      "Flatten(from: \(g.random.below(4)))",
    ])
    let input = g.random.pick([
      "randn(2, 1, 4, 4)", "randn(2, 1, 4)", "randn(2, 4)", "zeros(0, 1, 4, 4)", "tensor([0, 4])",
      "randn(\(g.shapeText()))",
    ])
    return """
      var layer\(n) = \(layer)
      print(\(g.random.pick(["layer\(n)(\(input))", "summary(layer\(n), \(input))", "layer\(n)"])))
      let (v\(n), d\(n)) = value_and_grad(&layer\(n), m -> mean(m(\(input)) ^ 2))
      print(v\(n), tree_leaves(d\(n)))
      """
  }

  private static func derivatives(_ g: inout Generator, _ n: Int) -> String {
    let body = g.random.pick([
      "sum(t * t) + \(g.expression(.float))", "t[0] * t[-1]", "sum(sort(t) * t)", "max(t) - min(t)",
      "logsumexp(t)", "sum(cumsum(t))", "norm(t)", "prod(t)", "sum(where(t > 0, t ^ 3, 0))",
      "sum(outer(t, t))", "sum(concat([t, t[::-1]]))", "sum(gather(t, tensor([0, 0]), axis: 0))",
      "mean(topk(t, 2).values)", "sum(detach(t) * t)", "reduce([v for v in t], (p, q) -> p * q, 1)",
      "{ var s = t[0]\nfor v in t { s = s * v + \(g.leafNumber()) }\ns }",
      "try { sum(t @ t) / 0 } catch e { sum(t) }", "grad(u -> sum(u ^ 2 * t))(t)[0]",
      "einsum(\"i,i->\", t, t)", "sum(pad(t, [(1, \(g.size()))]))",
    ])
    let way = g.random.pick([
      "grad(f\(n))", "value_and_grad(f\(n))", "jacobian(f\(n))", "hessian(f\(n))",
      "grad(t -> sum(grad(f\(n))(t)))", "jacobian(grad(f\(n)))",
    ])
    let point = g.random.pick([
      "tensor([1.0, 2.0, 3.0])", "[0.5, -1.5]", "tensor([2, 3])", "randn(4)", "zeros(0)",
      "(a: 1.0, b: [2.0])", "2.5", "\(g.expression(.tensor([3])))",
    ])
    return "let f\(n) = t -> \(body)\nprint(\(way)(\(point)))"
  }

  private mutating func leafNumber() -> String { random.pick(["1", "0.5", "0", "-2"]) }

  private static func records(_ g: inout Generator, _ n: Int) -> String {
    """
    var r\(n) = (a: \(g.expression(.int)), b: (c: [\(g.expression(.int)), 2], d: "x"), e: \(g.expression(.list)))
    let before\(n) = r\(n)
    r\(n).a += \(g.expression(.int))
    r\(n).b.c[\(g.random.pick(["0", "-1", "1", "5"]))] = \(g.expression(Kind.any(&g.random)))
    r\(n).b.c.append(r\(n).b)
    r\(n).e = (\(g.expression(.float)), r\(n).a)
    print(r\(n), before\(n), r\(n) == before\(n), equal(r\(n), r\(n)))
    let (p\(n), q\(n)) = r\(n).\(g.random.pick(["e", "b.c", "a"]))
    print(p\(n), q\(n))
    """
  }

  private static func text(_ g: inout Generator, _ n: Int) -> String {
    let uses = [
      "upper(s\(n))", "lower(s\(n))", "s\(n)[::-1]",
      "s\(n)[\(g.random.pick(["-2:", ":3", "1", "9"]))]",
      "split_text(s\(n))",
      "split_text(s\(n), \(g.random.pick(["\",\"", "\" \"", "\"é\"", "\"\""])))",
      "join(chars(s\(n)), \"-\")", "replace_text(s\(n), \"a\", s\(n))", "find(s\(n), \"é\")",
      "count(s\(n), \"a\")", "repeat(s\(n), \(g.size()))", "strip(s\(n))", "lines(s\(n))",
      "len(s\(n))", "\"a\" in s\(n)", "s\(n) < \"m\"", "int(s\(n))", "float(s\(n))",
      "ord(s\(n)[0])",
      "chr(\(g.expression(.int)))", "sort(chars(s\(n)))", "[c: count(s\(n), c) for c in s\(n)]",
    ]
    return """
      let s\(n) = \(g.random.pick(["\"a,é b\"", "\"👩‍👩‍👧 née\"", "\" 12 \"", "\"e\\u{301}\\r\\nx\"", g.expression(.string)]))
      print(\(g.random.pick(uses)))
      print(\(g.random.pick(uses)), \(g.random.pick(uses)))
      """
  }

  private static func closures(_ g: inout Generator, _ n: Int) -> String {
    """
    var total\(n) = \(g.expression(.int))
    var all\(n) = []
    fn add\(n)(k = 1) { total\(n) += k
      total\(n) }
    for i in 0..\(g.random.below(5)) {
      var own = i
      all\(n).append(() -> { own += total\(n)
        own })
    }
    print(add\(n)(), add\(n)(k: \(g.expression(.int))), [f() + f() for f in all\(n)])
    total\(n) = \(g.expression(Kind.any(&g.random)))
    print(try { add\(n)() } catch e { e.message })
    """
  }

  private static func paths(_ g: inout Generator, _ n: Int) -> String {
    let places = [
      "[0]", "[-1][0]", "[1].k", "[1].k[0]", "[2][\"a\"]", "[2][\"b\"].append(1)", "[0][1:]",
      "[\(g.expression(.int))]", "[3][0, 1]", "[3][:, 0]",
      "[3][\(g.random.pick(["0", "..., 1", "[0, 1]"]))]",
    ]
    var lines = [
      "var deep\(n) = [[1, [2, 3]], (k: [4], m: 5), [\"a\": [6], \"b\": [7]], zeros(2, 2)]",
      "let kept\(n) = deep\(n)",
    ]
    for _ in 0..<(1 + g.random.below(4)) {
      let place = g.random.pick(places)
      let target = "deep\(n)\(place)"
      lines.append(
        place.hasSuffix(")")
          ? target
          : "\(target) \(g.random.pick(["=", "=", "+=", "*="])) \(g.expression(Kind.any(&g.random)))"
      )
    }
    lines.append("print(deep\(n), kept\(n))")
    return lines.joined(separator: "\n")
  }

  private static func references(_ g: inout Generator, _ n: Int) -> String {
    """
    fn bump\(n)(&place, by = \(g.expression(.int))) {
      place \(g.random.pick(["+=", "=", "*="])) by
      \(g.random.pick(["", "throw \"half way\"", "place[0] = by", "return place"]))
    }
    var v\(n) = \(g.random.pick(["1", "[1, 2]", "(a: 1)", "zeros(2)", "\"t\""]))
    let old\(n) = v\(n)
    print(try { bump\(n)(&v\(n)\(g.random.pick(["", "", "[0]", ".a"]))) } catch e { e.identity })
    print(v\(n), old\(n))
    """
  }

  private static func imports(_ g: inout Generator, _ n: Int) -> String {
    let file = g.random.pick([
      "shapes", "outer", "inner/inner", "cycle_a", "loud", "missing", "", "../../Language",
    ])
    let member = g.random.pick(["area(2)", "area", "x", "inner", "_hidden", "nothing"])
    return """
      import "Tests/Language/imports/helpers/\(file).aim" as file\(n)
      print(file\(n), file\(n).\(member))
      """
  }

  private static func catching(_ g: inout Generator, _ n: Int) -> String {
    let thrown = g.random.pick([
      "throw \"own\"", "throw fault(\"label-out-of-range\", label: 3, classes: 2)", "1 // 0",
      "[1][9]", "zeros(2) @ zeros(3)", "nil.x", "throw e0", "assert false, \"no\"",
      "tensor([1, [2]])", g.expression(Kind.any(&g.random)), "fail\(n)(k - 1)", "throw 5",
    ])
    return """
      fn fail\(n)(k) {
        if k <= 0 { \(thrown) }
        try { fail\(n)(k - 1) } catch inner {
          if k % 2 == 0 { throw inner }
          throw "k {k}: {inner.message}"
        }
      }
      for k in 0..\(1 + g.random.below(5)) {
        let seen = try { fail\(n)(k) } catch e { (e.identity, e.message, e.place, e.facts, e.trace) }
        print(seen)
      }
      \(g.random.chance(40) ? "fail\(n)(\(g.size()))" : "")
      """
  }

  private static func formats(_ g: inout Generator, _ n: Int) -> String {
    let fill = g.random.pick(["", "*", "é", "{{"])
    let align = g.random.pick(["", "<", ">", "^", "="])
    let sign = g.random.pick(["", "+", "-", " "])
    let width = g.random.pick(["", "0", "8", "012", "1", "300"])
    let group = g.random.pick(["", ",", "_"])
    let precision = g.random.pick(["", ".0", ".3", ".20", ".", ".99"])
    let kind = g.random.pick([
      "", "d", "f", "e", "g", "%", "x", "b", "o", "s", "c", "G", "X", "n", "q",
    ])
    let spec = (align.isEmpty ? "" : fill + align) + sign + width + group + precision + kind
    let value = g.random.pick([
      "1234567.891", "-0.0", "\"née\"", "255", "true", "nil", "1e308 * 10", "tensor(2.5)", "[1]",
      "9223372036854775807", g.expression(Kind.any(&g.random)),
    ])
    return "let x\(n) = \(value)\nprint(\"<{x\(n):\(spec)}>\", \"{[x\(n), (a: x\(n))]}\")"
  }

  private static func operators(_ g: inout Generator, _ n: Int) -> String {
    let calls = [
      "sort(a, axis: \(g.random.below(3) - 1))", "argsort(a)", "topk(a, \(g.size()))", "unique(a)",
      "cumsum(a, axis: 0)", "cumprod(a)", "diagonal(a)", "roll(a, \(g.size()))", "flip(a)",
      "tril(a)",
      "stack([a, a], axis: \(g.size()))", "chunk(a, \(g.size()))", "tile(a, [\(g.size()), 2])",
      "repeat_elements(a, \(g.size()))", "broadcast_to(a, 2, 3, 3)", "squeeze(a)",
      "permute(a, 1, 0)",
      "expand_dims(a, \(g.size()))",
      "einsum(\"\(g.random.pick(["ij->ji", "ij->", "ii->i", "ij,jk->ik", "...i->...", "i"]))\", a\(g.random.pick(["", ", a"])))",
      "variance(a, axis: 0)", "norm(a)", "argmax(a, axis: \(g.size()))", "any(a > 0)", "nonzero(a)",
      "gather(a, tensor([[0, 1]]), axis: 0)", "scatter(a, tensor([[0]]), tensor([[9.0]]), axis: 0)",
      "take(a, [\(g.expression(.int))])",
      "cast(a, \"\(g.random.pick(["i64", "f64", "bool", "f16", "x"]))\")",
      "where(a > 0, a, \(g.expression(.tensor([3]))))", "searchsorted(tensor([1, 2]), a)",
      "bincount(cast(abs(a), \"i64\"))", "one_hot(tensor([0, 1]), \(g.size()))",
      "confusion_matrix(a, a)",
      "linspace(0, 1, \(g.size()))", "arange(0, \(g.expression(.float)), \(g.expression(.float)))",
      "randint(0, \(g.size()), 3)", "eye(\(g.size()))", "full(\(g.size()), 2, value: 7)",
      "choice(a, 2)",
    ]
    return """
      let a = \(g.random.pick(["randn(3, 3)", "tensor([[3, 1, 2], [9, 7, 8], [0, 0, 1]])", "zeros(0, 3)", g.expression(.tensor([3, 3]))]))
      print(\(g.random.pick(calls)))
      print((\(g.random.pick(calls)), \(g.random.pick(calls))))
      """
  }

  private static func indexing(_ g: inout Generator, _ n: Int) -> String {
    func part(_ g: inout Generator) -> String {
      g.random.pick([
        ":", "0", "-1", "1:", "::2", "::-1", "...", "nil", "[0, 1]", "[true, false]", "0..2", "5",
        "t\(n) > 0", "tensor([0])", g.expression(.int),
      ])
    }
    let parts = (0..<(1 + g.random.below(3))).map { _ in part(&g) }.joined(separator: ", ")
    let more = (0..<(1 + g.random.below(3))).map { _ in part(&g) }.joined(separator: ", ")
    return """
      var t\(n) = \(g.random.pick(["randn(2, 3)", "zeros(2, 2, 2)", "tensor([1, 2, 3])", "tensor([true, false])"]))
      print(t\(n)[\(parts)])
      t\(n)[\(more)] \(g.random.pick(["=", "+=", "/="])) \(g.expression(g.random.pick([.float, .int, .tensor([2])])))
      print(t\(n), t\(n).shape)
      """
  }

  private static func recursion(_ g: inout Generator, _ n: Int) -> String {
    """
    fn walk\(n)(k, seen = []) {
      if k <= 0 { return seen }
      \(g.random.pick(["walk\(n)(k - 1, [...seen, k])", "[walk\(n)(k - 1, seen), walk\(n)(k - 2, seen)]", "try { walk\(n)(k - 1, [seen]) } catch e { k }", "map([k - 1], t -> walk\(n)(t, seen))"]))
    }
    let deep\(n) = walk\(n)(\(g.random.pick(["3", "8", "12", "200", "-1", "100000", "2.5"])))
    print(len("{deep\(n)}") > 0, deep\(n) == deep\(n), deep\(n) < deep\(n))
    """
  }

  private static func types(_ g: inout Generator, _ n: Int) -> String {
    """
    type Stack\(n)(limit = \(g.size())) {
      var items = []
      fn size() = len(items)
      fn display() = \(g.random.pick(["\"stack of {size()}\"", "items", "self", "display()", "1 // 0"]))
      mutating fn push(x) { if len(items) >= limit { throw "full" }
        items.append(x)
        self }
    }
    var stack\(n) = Stack\(n)(\(g.size()))
    let copy\(n) = stack\(n)
    for i in 0..\(g.random.below(6)) { try { stack\(n).push(\(g.expression(Kind.any(&g.random)))) } catch e { print(e) } }
    print(stack\(n), copy\(n), stack\(n) == copy\(n), stack\(n).\(g.random.pick(["size()", "items[0]", "limit", "push", "nothing"])))
    """
  }

  private static func dictionaries(_ g: inout Generator, _ n: Int) -> String {
    """
    var d\(n) = [\(g.random.pick(["\"a\": 1", "1: [1]", "(1, 2): 3", "true: nil, 1: 2", "1.0: 1, 1: 2"]))]
    for i in 0..\(g.random.below(20)) { d\(n)[\(g.random.pick(["i", "\"k{i}\"", "i % 3", "(i, i)", "[i]", "i / 2"]))] = \(g.expression(.int)) }
    let was\(n) = d\(n)
    for (k, v) in d\(n) { \(g.random.pick(["print(k, v)", "d\(n)[k] = v", "d\(n).remove(k)", "if v == 1 { break }"])) }
    print(d\(n), was\(n), keys(d\(n)), values(d\(n)), \(g.expression(.int)) in d\(n), get(d\(n), "zz", 0))
    print(d\(n)[\(g.random.pick(["\"a\"", "0", "1.0", "\"missing\"", "nil", "zeros(2)"]))])
    """
  }

  private static func conversions(_ g: inout Generator, _ n: Int) -> String {
    let functions = [
      "int", "float", "bool", "str", "list", "tuple", "tensor", "len", "type", "abs", "round",
      "floor",
      "sum", "max", "mean", "sort", "reverse", "enumerate", "zip", "print", "grad", "-", "not ",
    ]
    let first = g.random.pick(functions)
    let second = g.random.pick(functions)
    return """
      for v in [\(g.expression(Kind.any(&g.random))), \(g.expression(Kind.any(&g.random))), nil] {
        print(try { \(first)(\(second)(v)) } catch e { e.identity })
      }
      print(\(first)(\(g.expression(Kind.any(&g.random)))))
      """
  }

  private static func signatures(_ g: inout Generator, _ n: Int) -> String {
    let shape = g.random.pick([
      "[N, D]", "[...S, D]", "f32[N, 2]", "[N, N]", "[_, D]", "[N * 2, D]",
    ])
    let result = g.random.pick([
      "[N]", "[...]", "number", "[N, D]", "list", "[N + 1]", "[D // 2]", "",
    ])
    return """
      fn shaped\(n)(x: \(shape), k: int = 2, ...rest) \(result.isEmpty ? "" : "-> \(result)") {
        \(g.random.pick(["sum(x, axis: -1)", "x", "x[0]", "k", "x @ x.mT", "rest", "[x]"]))
      }
      print(shaped\(n)(\(g.expression(.tensor([2, 2])))))
      print(shaped\(n)(zeros(\(g.shapeText())), \(g.expression(.int)), \(g.expression(Kind.any(&g.random)))))
      """
  }

  private static func pipelines(_ g: inout Generator, _ n: Int) -> String {
    """
    let out\(n) = \(g.expression(.list))
      |> map(t -> [t, \(g.expression(.int))])
      |> filter(p -> p[1] \(g.random.pick(["!=", ">", "=="])) \(g.expression(.int)))
      |> \(g.random.pick(["len", "reverse", "zip(_, [1, 2])", "reduce((a, b) -> a, [])", "enumerate", "tensor", "sort", "(f -> f)"]))
    print(out\(n), [(a, b) for a in [1, 2] for b in [out\(n), a] if a != b])
    """
  }

  private static func growing(_ g: inout Generator, _ n: Int) -> String {
    let step = g.random.pick([
      "[xs\(n), xs\(n)]", "[...xs\(n), i]", "(a: xs\(n))", "[i: xs\(n)]", "\"{xs\(n)}\"",
      "() -> xs\(n)", "concat([zeros(\(g.size())), ones(i)])", "[xs\(n)]",
    ])
    return """
      var xs\(n) = \(g.random.pick(["[]", "nil", "[1]", "\"\""]))
      for i in 0..\(g.random.pick(["3", "9", "14", "2000", "50000"])) { xs\(n) = \(step) }
      let same\(n) = try { xs\(n) == xs\(n) } catch e { e.identity }
      print(same\(n), type(xs\(n)))
      xs\(n) = nil
      """
  }

  private static func images(_ g: inout Generator, _ n: Int) -> String {
    """
    let x\(n) = randn(\(g.size()), 2, \(3 + g.random.below(4)), 4)
    let k\(n) = randn(2, \(g.random.pick(["2", "1", "3"])), \(g.size()), \(g.size()))
    let f\(n) = (x, k) -> conv2d(x, k, stride: \(g.size()), padding: \(g.random.pick(["0", "1", "\"same\"", "\"valid\"", "-1"])), groups: \(g.random.pick(["1", "2"])))
    print(f\(n)(x\(n), k\(n)).shape)
    print(grad(k -> sum(f\(n)(x\(n), k) ^ 2))(k\(n)).shape, \(g.random.pick(["max_pool2d", "avg_pool2d"]))(x\(n), \(g.size())).shape)
    """
  }

  private static func sequences(_ g: inout Generator, _ n: Int) -> String {
    """
    var xs\(n) = list(\(g.random.pick(["0..6", "range(5, 0, -2)", "\"née\"", "zeros(3)", "(1, 2)", "[:]"])))
    xs\(n).\(g.random.pick(["append(1)", "insert(0, 2)", "remove(0)", "pop()", "extend([1])", "sort()", "clear()"]))
    xs\(n)[\(g.random.pick(["1:2", "0", "-1", "::2", ":", "9"]))] = \(g.expression(g.random.pick([.int, .list])))
    print(xs\(n), reverse(xs\(n)), enumerate(xs\(n)), index_of(xs\(n), \(g.expression(.int))))
    print(sort(xs\(n), key: t -> \(g.random.pick(["-t", "0", "\"{t}\"", "[t]", "nil", "1 // t"]))))
    """
  }
}
