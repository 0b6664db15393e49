import AimTensor

/// `jacobian` and `hessian`: slopes of many results, and slopes of slopes.
extension Builtin {
  static var jacobian: Builtin {
    Builtin(
      "jacobian", Parameter<Callable>("f"),
      summary:
        "Makes the function of all slopes of `f`: every result by every part of the first argument.",
      formula: #"J_{ij} = \frac{\partial y_i}{\partial x_j}"#,
      examples: [
        Example(
          "jacobian(x -> x ^ 2)(tensor([1.0, 2.0]))", gives: "f32[2, 2]\n[[2, 0],\n [0, 4]]")
      ]
    ) { f in
      .derived("jacobian", from: f.value) { (arguments, f, context) throws(RuntimeFault) in
        let level = GradientLevel.open()
        defer { level.close() }
        let leaves = try leaves(arguments[0], level, "jacobian")
        let argument = leaves.argument()
        defer { argument.release() }
        let result = try context.call(f, [argument] + arguments.dropFirst())
        defer { result.release() }
        let outputs = try TensorBridge.tensor(from: result)
        return try leaves.rebuilt(leaves.jacobian(of: outputs))
      }
    }
  }

  static var hessian: Builtin {
    Builtin(
      "hessian", Parameter<Callable>("f"),
      summary:
        "Makes the function of the second derivatives of `f`, in every pair of parts of its first argument.",
      formula: #"H_{ij} = \frac{\partial^2 f}{\partial x_i \partial x_j}"#,
      examples: [
        Example(
          "hessian(x -> x[0] ^ 2 * x[1])(tensor([2.0, 3.0]))",
          gives: "f32[2, 2]\n[[6, 4],\n [4, 0]]")
      ]
    ) { f in
      .derived("hessian", from: f.value) { (arguments, f, context) throws(RuntimeFault) in
        let outer = GradientLevel.open()
        defer { outer.close() }
        let leaves = try leaves(arguments[0], outer, "hessian")
        let slopes = try leaves.slopes(of: f, Array(arguments.dropFirst()), context)
        var rows: [Value] = []
        do throws(RuntimeFault) {
          for slope in slopes { rows.append(try leaves.rebuilt(leaves.jacobian(of: slope))) }
        } catch {
          for row in rows { row.release() }
          throw error
        }
        // A single leaf has a single block; a tree of leaves a tree of trees.
        return try Tree.rebuilt(arguments[0], owning: rows)
      }
    }
  }

  private static func leaves(
    _ argument: Value, _ level: GradientLevel, _ name: String
  ) throws(RuntimeFault) -> LeafVariables {
    let leaves = try LeafVariables(argument, at: level)
    if leaves.variables.isEmpty {
      throw RuntimeFault(NothingToDifferentiate(function: name, type: argument.typeName))
    }
    return leaves
  }
}

extension LeafVariables {
  /// For each leaf, the slopes of every element of `outputs`: the outputs' shape, then the leaf's.
  func jacobian(of outputs: Tensor) throws(RuntimeFault) -> [Tensor] {
    try TensorBridge.make {
      if outputs.rank == 0 {
        return try Differentiation.gradients(of: outputs, withRespectTo: variables, at: level)
      }
      var rows: [[Tensor]] = variables.map { _ in [] }
      for place in 0..<outputs.count {
        var one = try Tensor(repeating: .int(0), dtype: outputs.dtype, [outputs.count])
        try one.assign([.at(place)], Tensor(repeating: .int(1), dtype: outputs.dtype, []))
        let upstream = try one.reshaped(outputs.shape)
        let gradients = try Differentiation.gradients(
          of: outputs, upstream: upstream, withRespectTo: variables, at: level)
        for (index, gradient) in gradients.enumerated() { rows[index].append(gradient) }
      }
      return try zip(rows, variables).map { rows, variable in
        let shape = Shape(outputs.shape.dimensions + variable.shape.dimensions)
        if rows.isEmpty { return try Tensor(repeating: .int(0), dtype: variable.dtype, shape) }
        return try Operator.stack(rows, .int(0)).reshaped(shape)
      }
    }
  }

  /// The gradients of `f` as functions of these variables: a level of their own, inside this one.
  func slopes(
    of f: Value, _ rest: [Value], _ context: any BuiltinContext
  ) throws(RuntimeFault) -> [Tensor] {
    let outside = argument()
    defer { outside.release() }
    let inner = GradientLevel.open()
    defer { inner.close() }
    let leaves = try LeafVariables(outside, at: inner)
    let argument = leaves.argument()
    defer { argument.release() }
    let result = try context.call(f, [argument] + rest)
    defer { result.release() }
    return try leaves.gradients(of: result.oneNumber("hessian")).map { $0.without(inner) }
  }
}
