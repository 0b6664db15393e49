import AimTensor

/// The kernels of the optimizers' steps: one pass over the parameters, in place where nobody else
/// sees them.
///
/// `stdlib/optimizers/` has the definitions. They run instead where trees hold numbers, where a step
/// is differentiated, or while a NaN is looked for.
enum OptimizerKernels {
  /// The kernel of a step marked `@kernel`; nil for any other name.
  static func kernel(of name: String) -> NativeKernel? {
    switch name {
    case "sgd_step": { (arguments, _) throws(RuntimeFault) in try sgd(arguments) }
    case "adam_step": { (arguments, _) throws(RuntimeFault) in try adam(arguments) }
    case "rmsprop_step": { (arguments, _) throws(RuntimeFault) in try rmsprop(arguments) }
    default: nil
    }
  }

  /// `sgd_step(&net, &velocity, gradient, lr, momentum, nesterov)`.
  private static func sgd(
    _ arguments: UnsafeBufferPointer<Value>
  ) throws(RuntimeFault) -> Value? {
    guard let numbers = numbers(arguments, 3..<5), arguments[5].isBoolean else { return nil }
    if numbers[1] == 0 {
      return try step(.descent(rate: numbers[0]), arguments, changing: [0], gradient: 2)
    }
    let rule = OptimizerRule.momentum(
      rate: numbers[0], momentum: numbers[1], nesterov: arguments[5].isTrue)
    return try step(rule, arguments, changing: [0, 1], gradient: 2)
  }

  /// `adam_step(&net, &mean, &square, gradient, rate, β1, β2, correction, epsilon, shrink)`.
  private static func adam(
    _ arguments: UnsafeBufferPointer<Value>
  ) throws(RuntimeFault) -> Value? {
    guard let numbers = numbers(arguments, 4..<10) else { return nil }
    let rule = OptimizerRule.adam(
      rate: numbers[0], b1: numbers[1], b2: numbers[2], correction: numbers[3],
      epsilon: numbers[4], shrink: numbers[5])
    return try step(rule, arguments, changing: [0, 1, 2], gradient: 3)
  }

  /// `rmsprop_step(&net, &square, &buffer, gradient, lr, alpha, epsilon, momentum)`.
  private static func rmsprop(
    _ arguments: UnsafeBufferPointer<Value>
  ) throws(RuntimeFault) -> Value? {
    guard let numbers = numbers(arguments, 4..<8) else { return nil }
    let rule = OptimizerRule.rmsprop(
      rate: numbers[0], alpha: numbers[1], epsilon: numbers[2], momentum: numbers[3])
    return try step(rule, arguments, changing: [0, 1, 2], gradient: 3)
  }

  private static func numbers(
    _ arguments: UnsafeBufferPointer<Value>, _ range: Range<Int>
  ) -> [Double]? {
    var found: [Double] = []
    for index in range {
      guard let number = arguments[index].asDouble else { return nil }
      found.append(number)
    }
    return found
  }

  /// Takes a step for the trees in the cells of the arguments `changing`; nil where it is left to
  /// the definition.
  private static func step(
    _ rule: OptimizerRule, _ arguments: UnsafeBufferPointer<Value>, changing: [Int], gradient: Int
  ) throws(RuntimeFault) -> Value? {
    guard !NaNWatch.isOn else { return nil }
    var trees = LeafPlaces.Places(repeating: arguments[changing[0]].cellSlot)
    for (index, argument) in changing.enumerated() { trees[index] = arguments[argument].cellSlot }
    var slope = arguments[gradient]
    return try withUnsafeMutablePointer(to: &slope) { (slope) throws(RuntimeFault) -> Value? in
      trees[changing.count] = slope
      var places = LeafPlaces(treeCount: changing.count + 1, changing: changing.count)
      guard places.gather(trees) else { return nil }
      try step(rule, places)
      return .nothing
    }
  }

  private static func step(
    _ rule: OptimizerRule, _ places: LeafPlaces
  ) throws(RuntimeFault) {
    var step = OptimizerStep(rule)
    var renewed: [(slot: UnsafeMutablePointer<Value>, tensor: Tensor)] = []
    // What is read but stands in no tree.
    var copies: [Tensor] = []
    try TensorBridge.make {
      for leaf in places.leaves {
        func place(_ tree: Int) throws -> OptimizerStep.Place {
          let slot = leaf[min(tree, places.changing - 1)]
          let object = slot.pointee.object(as: TensorObject.self)
          try object.tensor.storage.materialize()
          if slot.pointee.isUniquelyReferenced, object.tensor.ownsItsElements() {
            return OptimizerStep.Place(old: object.tensor, new: object.tensor)
          }
          let old = try object.tensor.contiguous()
          let new = try Tensor(uninitialized: old.dtype, old.shape)
          copies.append(old)
          renewed.append((slot, new))
          return OptimizerStep.Place(old: old, new: new)
        }
        let slope = try leaf[places.changing].pointee.object(as: TensorObject.self).tensor
          .contiguous()
        copies.append(slope)
        let parameter = try place(0)
        let first = places.changing > 1 ? try place(1) : parameter
        let second = places.changing > 2 ? try place(2) : parameter
        step.add(parameter, first, second, gradient: slope)
      }
      try step.run()
    }
    for (slot, tensor) in renewed { slot.put(.tensor(tensor)) }
    withExtendedLifetime(copies) {}
  }
}
