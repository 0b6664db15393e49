import AimTensor

/// Tensors, beside the operators.
extension Builtin {
  static var tensors: [Builtin] { [tensor, item, detach, seed] }

  static var tensor: Builtin {
    Builtin(
      "tensor", Parameter<Value>("x"), Parameter<String?>("dtype", default: nil, shown: "nil"),
      summary:
        "A tensor of a number, a rectangular list of numbers or booleans, or another tensor. Whole numbers make i64, any fraction f32, unless `dtype` says otherwise.",
      examples: [Example("tensor([1, 2, 3])", gives: "i64[3] [1, 2, 3]")]
    ) { (x, dtype) throws(RuntimeFault) in
      if let dtype { return try TensorConversion.cast(x, to: dtype) }
      let tensor = try TensorBridge.tensor(from: x)
      if tensor.weak, tensor.dtype == .f64 { return try TensorConversion.cast(x, to: "f32") }
      return .tensor(tensor.with(weak: false))
    }
  }

  static var item: Builtin {
    Builtin(
      "item", Parameter<Value>("x"),
      summary: "The only element of a tensor that has one, as a plain number or boolean.",
      examples: [Example("item(tensor([2.5]))", gives: "2.5")]
    ) { x throws(RuntimeFault) in
      let tensor = try TensorBridge.tensor(from: x)
      // Where someone differentiates it stays a tensor, which knows how it was made.
      if tensor.origin != nil, tensor.count == 1 {
        return .tensor(try TensorBridge.applied(.reshape, [tensor], Attributes(.ints([]))))
      }
      return try OperatorBinding.plain(tensor)
    }
  }

  static var detach: Builtin {
    Builtin(
      "detach", Parameter<Value>("x"),
      summary: "The same value, taken as a constant by whoever differentiates.",
      examples: [Example("detach([1.0, 2.0])", gives: "[1.0, 2.0]")]
    ) { x throws(RuntimeFault) in
      guard case .tensor(let tensor) = x.view else { return x.retained() }
      return .tensor(tensor.tensor.detached())
    }
  }

  static var seed: Builtin {
    Builtin(
      "seed", Parameter<Int>("n"),
      summary: "Sets the random generator: the same seed gives the same numbers.",
      examples: [Example("seed(1)\nlet a = rand(2)\nseed(1)\nequal(a, rand(2))", gives: "true")]
    ) { n throws(RuntimeFault) in
      RandomStreams.current = RandomStreams(seed: n)
      return .nothing
    }
  }
}
