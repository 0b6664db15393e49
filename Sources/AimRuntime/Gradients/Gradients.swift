import AimTensor

/// Functions that make functions: gradients with respect to the first argument, to any order.
extension Builtin {
  static var gradients: [Builtin] {
    [grad, valueAndGrad, jacobian, hessian, treeMap, treeLeaves]
  }

  static var grad: Builtin {
    Builtin(
      calling: "grad", Parameter<Callable>("f"),
      summary:
        "The function that gives the gradient of `f` with respect to its first argument: a number, a tensor, or a tree of those.",
      formula: #"\nabla f(x)"#,
      examples: [
        Example("grad(x -> x ^ 2)(3.0)", gives: "6.0"),
        Example("grad(grad(x -> x ^ 3))(2.0)", gives: "12.0"),
      ]
    ) { (_, f) throws(RuntimeFault) in
      derived("grad", f.value) { (f, arguments, context) throws(RuntimeFault) in
        let run = try DifferentiatedRun(f, arguments[0], Array(arguments[1...]), context)
        defer { run.close() }
        return try run.gradient(of: try run.oneNumber("grad"))
      }
    }
  }

  static var valueAndGrad: Builtin {
    Builtin(
      raw: "value_and_grad",
      [
        ParameterCard("f", "a function, or a model's variable with `&`", kind: .variableOrValue),
        ParameterCard("loss", "a function of the model", default: "nil"),
      ],
      summary:
        "The value and the gradient of a function: `value_and_grad(f)` makes a function that gives both; `value_and_grad(&net, loss)` trains: it calls `loss(net)` with `training` true and keeps the model's changed `state`.",
      examples: [Example("value_and_grad(x -> x ^ 2)(3.0)", gives: "(9.0, 6.0)")]
    ) { (arguments, context) throws(RuntimeFault) in
      if case .cell(let cell) = arguments[0].view {
        guard let loss = Callable.converted(arguments[1]) else {
          throw RuntimeFault(
            WrongArgument(
              function: "value_and_grad", parameter: "loss", expected: "a function of the model",
              found: arguments[1].typeName, text: Display.short(arguments[1])))
        }
        return try Training.valueAndGradient(cell, loss.value, context)
      }
      if !arguments[1].isMissing {
        throw RuntimeFault(
          NeedsReference(function: "value_and_grad", parameter: "net", argument: 1))
      }
      guard let f = Callable.converted(arguments[0]) else {
        throw RuntimeFault(
          WrongArgument(
            function: "value_and_grad", parameter: "f", expected: "a function",
            found: arguments[0].typeName, text: Display.short(arguments[0])))
      }
      return derived("value_and_grad", f.value) { (f, arguments, context) throws(RuntimeFault) in
        let run = try DifferentiatedRun(f, arguments[0], Array(arguments[1...]), context)
        defer { run.close() }
        let gradient = try run.gradient(of: try run.oneNumber("value_and_grad"))
        return .tuple(owning: [run.value(), gradient])
      }
    }
  }

  static var jacobian: Builtin {
    Builtin(
      calling: "jacobian", Parameter<Callable>("f"),
      summary:
        "The function that gives all first derivatives of `f`: the shape of the result, then the shape of the argument.",
      formula: #"J_{ij} = \frac{\partial f_i}{\partial x_j}"#,
      examples: [
        Example("jacobian(x -> x ^ 2)(tensor([1.0, 3.0]))", gives: "f32[2, 2]\n[[2, 0],\n [0, 6]]")
      ]
    ) { (_, f) throws(RuntimeFault) in
      derived("jacobian", f.value) { (f, arguments, context) throws(RuntimeFault) in
        try Jacobian.value(f, arguments, context)
      }
    }
  }

  static var hessian: Builtin {
    Builtin(
      calling: "hessian", Parameter<Callable>("f"),
      summary: "The function that gives all second derivatives of `f`, which gives one number.",
      formula: #"H_{ij} = \frac{\partial^2 f}{\partial x_i \partial x_j}"#,
      examples: [
        Example(
          "hessian(x -> sum(x ^ 3))(tensor([1.0, 2.0]))", gives: "f32[2, 2]\n[[ 6,  0],\n [ 0, 12]]"
        )
      ]
    ) { (context, f) throws(RuntimeFault) in
      let gradient = derived("grad", f.value) { (f, arguments, context) throws(RuntimeFault) in
        let run = try DifferentiatedRun(f, arguments[0], Array(arguments[1...]), context)
        defer { run.close() }
        return try run.gradient(of: try run.oneNumber("hessian"))
      }
      defer { gradient.release() }
      return derived("hessian", gradient) { (gradient, arguments, context) throws(RuntimeFault) in
        try Jacobian.value(gradient, arguments, context)
      }
    }
  }

  static var treeMap: Builtin {
    Builtin(
      calling: "tree_map", Parameter<Callable>("f"), Parameter<Rest>("trees"),
      summary:
        "`f` of the leaves at the same place of several trees: the parameters of models, the floats and float tensors of lists and records. The rest is the first tree's.",
      examples: [
        Example("tree_map((a, b) -> a + b, [1.0, 2.0], [10.0, 20.0])", gives: "[11.0, 22.0]")
      ]
    ) { (context, f, trees) throws(RuntimeFault) in
      if trees.values.isEmpty {
        throw RuntimeFault(
          MissingArgument(
            function: "tree_map", parameter: "trees", signature: "tree_map(f, tree, …)"))
      }
      return try Tree.map(trees.values) { (leaves: [Value]) throws(RuntimeFault) in
        try context.call(f.value, leaves)
      }
    }
  }

  static var treeLeaves: Builtin {
    Builtin(
      "tree_leaves", Parameter<Value>("tree"),
      summary: "The leaves that `tree_map` visits, as a list.",
      examples: [Example("tree_leaves((a: 1.0, b: [2.5, \"x\"]))", gives: "[1.0, 2.5]")]
    ) { tree throws(RuntimeFault) in
      .list(owning: try Tree.leaves(tree).map { $0.retained() })
    }
  }

  /// A function made of another one; it keeps that one alive.
  private static func derived(
    _ name: String, _ f: Value,
    _ body: @escaping (Value, [Value], any BuiltinContext) throws(RuntimeFault) -> Value
  ) -> Value {
    let kept = KeptValue(sharing: f)
    let builtin = Builtin(
      raw: "\(name)(f)", [ParameterCard("x"), ParameterCard("rest", kind: .rest)],
      summary: "Made by `\(name)`."
    ) { (arguments, context) throws(RuntimeFault) in
      var given = [arguments[0]]
      if case .list(let rest) = arguments[1].view { given += rest.values }
      return try body(kept.value, given, context)
    }
    return Value(owning: BuiltinObject(builtin))
  }
}

/// A counted reference that lives as long as the object that holds it.
final class KeptValue {
  let value: Value
  init(sharing value: Value) { self.value = value.retained() }
  deinit { value.release() }
}

/// `value_and_grad(&net, loss)`.
enum Training {
  /// Calls `loss` on a copy of the model whose parameters are variables and whose `state` stands in shared cells; what
  /// `forward` leaves there is written back.
  static func valueAndGradient(
    _ cell: CellObject, _ loss: Value, _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    let wasTraining = context.isTraining
    context.isTraining = true
    defer { context.isTraining = wasTraining }
    let net = cell.value.retained()
    defer { net.release() }
    var cells: [Value] = []
    defer { for cell in cells { cell.release() } }
    let run = try DifferentiatedRun(loss, net, [], context) { copy in
      Tree.forEachState(&copy) { slot in
        let held =
          slot.pointee.has(kind: .cell) ? Tree.contents(slot.pointee).retained() : slot.pointee
        if slot.pointee.has(kind: .cell) { slot.pointee.release() }
        let shared = Value(owning: CellObject(owning: held))
        cells.append(shared.retained())
        slot.pointee = shared
      }
    }
    defer { run.close() }
    let gradient = try run.gradient(of: try run.oneNumber("value_and_grad"))
    writeBack(cells, into: cell.slot, run.level)
    return .tuple(owning: [run.value(), gradient])
  }

  private static func writeBack(
    _ cells: [Value], into slot: UnsafeMutablePointer<Value>, _ level: GradientLevel
  ) {
    if cells.isEmpty { return }
    var index = 0
    Tree.forEachState(slot) { place in
      guard index < cells.count else { return }
      let changed = DifferentiatedRun.plain(Tree.contents(cells[index]), level)
      index += 1
      if place.pointee.has(kind: .cell) {
        place.pointee.setCellContents(changed)
      } else {
        let old = place.pointee
        place.pointee = changed
        old.release()
      }
    }
  }
}

/// All first derivatives, a row at a time.
enum Jacobian {
  static func value(
    _ f: Value, _ arguments: [Value], _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    let run = try DifferentiatedRun(f, arguments[0], Array(arguments[1...]), context)
    defer { run.close() }
    guard let output = try Tensor.converted(run.result) else {
      throw RuntimeFault(NotATensor(type: run.result.typeName))
    }
    var rows: [[Tensor]] = run.variables.map { _ in [] }
    for element in 0..<output.count {
      try Stop.poll()
      let gradients = try TensorBridge.make {
        try Differentiation.gradients(
          of: output, upstream: try oneHot(element, output), withRespectTo: run.variables,
          at: run.level)
      }
      for (index, gradient) in gradients.enumerated() { rows[index].append(gradient) }
    }
    var results: [Tensor] = []
    for (variable, parts) in zip(run.variables, rows) {
      results.append(try assembled(parts, output.shape, variable))
    }
    return try run.replacing(results)
  }

  /// Zeros, and a one at one element.
  private static func oneHot(_ element: Int, _ output: Tensor) throws -> Tensor {
    var numbers = [Double](repeating: 0, count: output.count)
    numbers[element] = 1
    if output.dtype == .f64 {
      return try Tensor(numbers, shape: output.shape).with(weak: output.weak)
    }
    return try Tensor(numbers.map(Float.init), shape: output.shape)
  }

  private static func assembled(
    _ parts: [Tensor], _ output: Shape, _ variable: Tensor
  ) throws(RuntimeFault) -> Tensor {
    let shape = output.dimensions + variable.shape.dimensions
    if parts.isEmpty {
      return try TensorBridge.make {
        try Tensor(repeating: .int(0), dtype: variable.dtype, Shape(shape))
      }
    }
    let stacked = try TensorBridge.applied(.stack, parts, Attributes(.int(0)))
    let result = try TensorBridge.applied(.reshape, [stacked], Attributes(.ints(shape)))
    return result.with(weak: variable.weak && shape.isEmpty)
  }
}
