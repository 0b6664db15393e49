import AimDiagnostics
import AimRuntime
import AimTensor
import AimTestSupport
import Testing

/// Calls of a library function that has a kernel, in f64: the inputs are fields of the record `p`.
struct KernelCase: CustomTestStringConvertible, Sendable {
  let kernel: String
  let call: String
  /// The shape of each float input.
  let inputs: [(name: String, shape: [Int])]
  var testDescription: String { "\(call) \(inputs.map(\.shape))" }

  private init(_ kernel: String, _ call: String, _ inputs: [(String, [Int])]) {
    (self.kernel, self.call, self.inputs) = (kernel, call, inputs)
  }

  private static let shapes = [
    [1], [7], [2, 3], [3, 40], [0, 3], [2, 1, 5], [2, 3, 4, 2], [33, 4],
  ]

  static let all: [KernelCase] =
    elementwise + softmaxes + losses + normalizations + linears + steps + recurrences + statistics
    + attention

  private static let elementwise: [KernelCase] =
    ["relu", "sigmoid", "gelu"].flatMap { name in
      let plain = shapes.map { KernelCase(name, "\(name)(p.x)", [("x", $0)]) }
      return plain + [KernelCase(name, "\(name)(30 * p.x)", [("x", [9])])]
    } + shapes.map { KernelCase("gelu", "gelu(3 * p.x, approximate: \"tanh\")", [("x", $0)]) }

  private static let softmaxes: [KernelCase] = ["softmax", "log_softmax"].flatMap { name in
    let last = shapes.map { KernelCase(name, "\(name)(p.x)", [("x", $0)]) }
    let first = shapes.map { KernelCase(name, "\(name)(20 * p.x, axis: 0)", [("x", $0)]) }
    return last + first + [KernelCase(name, "\(name)(p.x.mT, axis: 1)", [("x", [3, 2, 4])])]
  }

  private static let labels: [(shape: [Int], labels: String)] = [
    ([2, 3], "[2, 0]"), ([1, 2], "[1]"), ([3], "2"), ([2, 2, 3], "[[0, 2], [1, 1]]"),
    ([3, 1], "[0, 0, 0]"), ([2, 40], "[39, 7]"),
  ]

  private static let losses: [KernelCase] =
    shapes.map { KernelCase("mse", "mse(p.x, p.y)", [("x", $0), ("y", $0)]) }
    + labels.map {
      KernelCase("cross_entropy", "cross_entropy(p.x, \($0.labels))", [("x", $0.shape)])
    }

  private static let batches = [[2, 3], [5, 1], [0, 3], [2, 3, 4], [1, 2, 3, 2], [17, 4]]

  private static let normalizations: [KernelCase] =
    shapes.map { shape in
      let width = [shape[shape.count - 1]]
      return KernelCase(
        "layer_norm", "layer_norm(p.x, p.w, p.b, epsilon: 1e-3)",
        [("x", shape), ("w", width), ("b", width)])
    }
    + batches.map { shape in
      let channels = [shape[1]]
      return KernelCase(
        "batch_norm", "batch_norm(p.x, p.m, p.v ^ 2 + 0.5, p.w, p.b)",
        [("x", shape), ("m", channels), ("v", channels), ("w", channels), ("b", channels)])
    }

  private static let linears: [KernelCase] =
    [([2, 3], 4), ([3], 2), ([2, 2, 3], 2), ([0, 3], 2), ([1, 1], 1), ([5, 2], 37)].map {
      shape, outputs in
      KernelCase(
        "linear", "linear(p.x, p.w, p.b)",
        [("x", shape), ("w", [shape[shape.count - 1], outputs]), ("b", [outputs])])
    } + [
      KernelCase(
        "linear", "linear(p.x.mT, p.w, p.b)", [("x", [3, 4]), ("w", [3, 2]), ("b", [2])])
    ]

  /// Steps of the optimizers, on lists of one parameter; `p.v` and `p.s` are what is remembered.
  private static let steps: [KernelCase] = [[1], [7], [3, 40], [0, 3], [200, 170]].flatMap {
    shape in
    let inputs = [("x", shape), ("v", shape), ("g", shape)]
    let squares = inputs + [("s", shape)]
    return [
      step("sgd_step", "(&x, &v, [p.g], 0.1, 0, false)", inputs),
      step("sgd_step", "(&x, &v, [p.g], 0.1, 0.9, false)", inputs),
      step("sgd_step", "(&x, &v, [p.g], 0.1, 0.9, true)", inputs),
      step("adam_step", "(&x, &v, &s, [p.g], 0.02, 0.9, 0.99, 0.3, 1e-8, 0)", squares),
      step("adam_step", "(&x, &v, &s, [p.g], 0.02, 0.9, 0.99, 0.3, 1e-8, 0.1)", squares),
      step("rmsprop_step", "(&x, &s, &v, [p.g], 0.1, 0.9, 1e-8, 0)", squares),
      step("rmsprop_step", "(&x, &s, &v, [p.g], 0.1, 0.9, 1e-8, 0.5)", squares),
    ]
  }

  private static func step(
    _ kernel: String, _ arguments: String, _ inputs: [(String, [Int])]
  ) -> KernelCase {
    let hasSquare = inputs.count == 4
    let work = """
      (() -> {
        var x = [p.x]
        var v = [p.v]
        var s = [\(hasSquare ? "p.s ^ 2 + 0.1" : "p.v")]
        \(kernel)\(arguments)
        concat([flatten(x[0]), flatten(v[0]), flatten(s[0])])
      })()
      """
    return KernelCase(kernel, work, inputs)
  }

  /// Batch, steps, inputs, hidden units: no step, no row, one of each, more units than a vector holds, more
  /// rows than one piece of work.
  private static let sequences = [
    (2, 3, 2, 3), (1, 1, 1, 1), (2, 0, 2, 2), (0, 2, 2, 1), (2, 2, 1, 17), (18, 2, 2, 2),
  ]

  private static let recurrences: [KernelCase] = [("rnn", 1), ("gru", 3), ("lstm", 4)].flatMap {
    name, gates in
    sequences.map { batch, steps, inputs, units in
      let width = gates * units
      let cell = name == "lstm" ? [("c", [batch, units])] : []
      let states = [("h", [batch, units])] + cell
      let weights = [
        ("w", [inputs, width]), ("u", [units, width]), ("a", [width]), ("b", [width]),
      ]
      let operands = [("x", [batch, steps, inputs])] + states + weights
      let call = operands.map { "p.\($0.0)" }.joined(separator: ", ")
      let parts = ["outputs", "hidden"] + (name == "lstm" ? ["cell"] : [])
      let row = parts.map { "flatten(r.\($0))" }.joined(separator: ", ")
      return KernelCase(name, "(\(name)(\(call)) |> (r -> concat([\(row)])))", operands)
    }
  }

  private static let statistics: [KernelCase] =
    [[2, 3], [5, 1], [2, 3, 4], [2, 2, 3, 3], [17, 4], [3, 2, 20]].map { shape in
      KernelCase(
        "normalize_batch",
        "(r -> concat([flatten(r.y), 2 * r.mean, 3 * r.variance]))"
          + "(normalize_batch(p.x, p.w, p.b, epsilon: 0.1))",
        [("x", shape), ("w", [shape[1]]), ("b", [shape[1]])])
    }

  private static let attention: [KernelCase] =
    [
      ("", [3, 2], [5, 2], [5, 3]), ("", [2, 1, 3], [2, 4, 3], [2, 4, 1]),
      ("", [2, 2, 2, 3], [2, 1, 3, 3], [1, 1, 3, 2]),
      (", causal: true", [2, 3, 2], [2, 3, 2], [2, 3, 2]),
      (", causal: true", [2, 2], [5, 2], [5, 2]), (", causal: true", [67, 2], [67, 2], [67, 1]),
      (", tril(ones(3, 3)) > 0", [2, 3, 2], [2, 3, 2], [2, 3, 2]), ("", [0, 2], [3, 2], [3, 2]),
    ].map { options, query, key, value in
      KernelCase(
        "scaled_dot_product_attention", "scaled_dot_product_attention(p.q, p.k, p.v\(options))",
        [("q", query), ("k", key), ("v", value)])
    } + [
      KernelCase(
        "scaled_dot_product_attention", "scaled_dot_product_attention(p.q, p.k.mT, p.v, p.m)",
        [("q", [2, 3, 2]), ("k", [2, 2, 4]), ("v", [2, 4, 2]), ("m", [3, 4])])
    ]

  /// Value, gradient and second gradient as one program each, all elements in a row.
  var programs: [String] {
    let loss = "p -> sum(sin(\(call)))"
    let slopes = inputs.map { "sum(sin(2 * g.\($0.name)))" }.joined(separator: " + ")
    let row = inputs.map { "flatten(g.\($0.name))" }.joined(separator: ", ")
    let twice = "p -> { let g = grad(\(loss))(p); \(slopes) }"
    return [
      "flatten(\(call))",
      "let g = grad(\(loss))(p)\nconcat([\(row)])",
      "let g = grad(\(twice))(p)\nconcat([\(row)])",
    ]
  }

  /// Binds `p`: waves without ties, another one for each input.
  var prelude: String {
    let fields = inputs.enumerated().map { index, input in
      "\(input.name): wave(\(input.shape), \(index + 1))"
    }
    return """
      fn wave(shape, shift) = reshape(2 * sin(cast(arange(prod(shape)), "f64") * 1.7 + shift), shape)
      let p = (\(fields.joined(separator: ", ")),)
      """
  }
}

/// The kernel of a library function against the function's own body, run as the program it is.
@Suite struct `A kernel and its definition` {
  @Test func `meet for every function that is marked`() {
    let marked = Self.definitions.matches(of: /@kernel\nfn (\w+)/).map { String($0.1) }
    #expect(marked.count > 8)
    #expect(Set(marked) == Set(KernelCase.all.map(\.kernel)))
  }

  @Test(arguments: KernelCase.all)
  func `give the same values, gradients and second gradients`(_ test: KernelCase) throws {
    for (order, program) in test.programs.enumerated() {
      let fast = try Self.numbers(test, program, definitions: "")
      let plain = try Self.numbers(
        test, program, definitions: Self.definitions.replacing("@kernel\n", with: ""))
      #expect(fast.count == plain.count)
      for (a, b) in zip(fast, plain) {
        let isClose = (a.isNaN && b.isNaN) || abs(a - b) <= 1e-9 * max(1, abs(b))
        #expect(isClose, "order \(order): \(a) and \(b)")
      }
    }
  }

  /// The files of `stdlib/` that hold kernels.
  private static let definitions = RepositoryFolder.files(in: "stdlib", endingIn: ".aim")
    .map { RepositoryFolder.text("stdlib/\($0)") }
    .filter { $0.contains("@kernel\n") }
    .joined(separator: "\n")

  private static func numbers(
    _ test: KernelCase, _ program: String, definitions: String
  ) throws -> [Double] {
    let interpreter = Interpreter(builtins: Builtin.library)
    for part in [definitions, test.prelude] {
      let outcome = interpreter.run(.command, part)
      try #require(outcome.succeeded, "\(outcome.diagnostics.map(\.fault.identity.name))")
    }
    let outcome = interpreter.run(.command, program)
    guard case .tensor(let box)? = outcome.value?.value.view else {
      Issue.record("\(program): \(outcome.diagnostics.map(\.fault.identity.name))")
      return []
    }
    return try box.tensor.doubles()
  }
}
