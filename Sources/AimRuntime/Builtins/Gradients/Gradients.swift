import AimTensor

/// `grad`, `value_and_grad`: slopes of functions of one number.
extension Builtin {
  static var gradients: [Builtin] {
    [grad, valueAndGrad, jacobian, hessian, checkpoint, treeMap, treeLeaves]
  }

  static var grad: Builtin {
    Builtin(
      "grad", Parameter<Callable>("f"),
      summary: "Makes the function of the gradient of `f` with respect to its first argument.",
      formula: #"(\nabla f)(x) = \left(\frac{\partial f}{\partial x_1}, \dots\right)"#,
      examples: [
        Example("grad(x -> x ^ 3)(2.0)", gives: "12.0"),
        Example("grad(grad(x -> x ^ 3))(2.0)", gives: "12.0"),
      ]
    ) { f in
      .derived("grad", from: f.value) { (arguments, f, context) throws(RuntimeFault) in
        let (value, gradient) = try Gradients.run("grad", f, arguments, context)
        value.release()
        return gradient
      }
    }
  }

  /// Two forms: of a function, and of a variable and a function.
  static var valueAndGrad: Builtin {
    Builtin(
      raw: "value_and_grad",
      [
        ParameterCard("f", "a function, or &variable", kind: .variableOrValue),
        ParameterCard("of", "a function", default: "nil"),
      ],
      summary: """
        `value_and_grad(f)` makes the function of value and gradient; `value_and_grad(&net, f)` gives both \
        for `f(net)` in training, and writes the model's changed `state` back.
        """,
      examples: [Example("value_and_grad(x -> x ^ 2)(3.0)", gives: "(9.0, 6.0)")]
    ) { (arguments, context) throws(RuntimeFault) in
      let function = arguments[1].isMissing ? Value.nothing : arguments[1]
      if case .cell(let cell) = arguments[0].view {
        guard function.isCallable else {
          throw RuntimeFault(
            WrongArgument(
              function: "value_and_grad", parameter: "of", expected: "a function of the model",
              found: function.typeName, text: Display.short(function)))
        }
        return try Training.run(cell, function, context)
      }
      if !arguments[1].isMissing {
        throw RuntimeFault(
          NeedsReference(function: "value_and_grad", parameter: "net", argument: 1))
      }
      guard arguments[0].isCallable else {
        throw RuntimeFault(
          WrongArgument(
            function: "value_and_grad", parameter: "f", expected: "a function",
            found: arguments[0].typeName, text: Display.short(arguments[0])))
      }
      return .derived("value_and_grad", from: arguments[0]) {
        (arguments, f, context) throws(RuntimeFault) in
        let (value, gradient) = try Gradients.run("value_and_grad", f, arguments, context)
        return .tuple(owning: [value, gradient])
      }
    }
  }
}

extension Value {
  /// A function made of another, which it keeps: `grad(f)`.
  ///
  /// Its body gets all arguments, borrowed.
  static func derived(
    _ name: String, from function: Value,
    _ body:
      @escaping (
        _ arguments: [Value], _ function: Value, _ context: any BuiltinContext
      ) throws(RuntimeFault) -> Value
  ) -> Value {
    let owned = OwnedValue(owning: function.retained())
    let builtin = Builtin(
      raw: name, [ParameterCard("arguments", kind: .rest)],
      summary: "Made by `\(name)`: takes the arguments of the function it was made of."
    ) { (arguments, context) throws(RuntimeFault) in
      guard case .list(let list) = arguments[0].view, list.slotCount > 0 else {
        throw RuntimeFault(
          MissingArgument(function: name, parameter: "x", signature: "\(name)(f)(x)"))
      }
      return try body(Array(list.values), owned.value, context)
    }
    return Value(owning: BuiltinObject(builtin))
  }
}

enum Gradients {
  /// Value and gradient (owned) of `f(arguments)` with respect to the first argument.
  static func run(
    _ name: String, _ f: Value, _ arguments: [Value], _ context: any BuiltinContext
  ) throws(RuntimeFault) -> (value: Value, gradient: Value) {
    let level = GradientLevel.open()
    var roots: [Tensor] = []
    defer { level.close(forgetting: roots) }
    let leaves = try LeafVariables(arguments[0], at: level)
    if leaves.variables.isEmpty {
      throw RuntimeFault(NothingToDifferentiate(function: name, type: arguments[0].typeName))
    }
    let argument = leaves.argument()
    defer { argument.release() }
    let result = try context.call(f, [argument] + arguments.dropFirst())
    defer { result.release() }
    let root = try result.oneNumber(name)
    if let root { roots.append(root) }
    let gradient = try leaves.rebuilt(leaves.gradients(of: root))
    return (result.settled(level), gradient)
  }
}

extension Value {
  /// A result as it leaves its level: without the past that the level recorded.
  ///
  /// Owned.
  func settled(_ level: GradientLevel) -> Value {
    guard case .tensor(let object) = view else { return retained() }
    return .plain(object.tensor.without(level))
  }
}
