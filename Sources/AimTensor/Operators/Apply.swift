package import AimDiagnostics

/// The one door for tensor work: infers the results' types, runs the kernel, and remembers the
/// origin where someone differentiates.
///
/// Throws the fault of a call that cannot be.
package func apply(
  _ op: Operator, _ inputs: [Tensor], _ attributes: Attributes = .none
) throws -> [Tensor] {
  if OperatorMeter.isOn {
    return try op.measured(inputs, attributes, results: { $0 }) {
      try applied(op, inputs, attributes)
    }
  }
  return try applied(op, inputs, attributes)
}

private func applied(
  _ op: Operator, _ inputs: [Tensor], _ attributes: Attributes
) throws -> [Tensor] {
  var types: [TensorType] = []
  types.reserveCapacity(inputs.count)
  for input in inputs {
    if !op.takesPending { try input.storage.materialize() }
    types.append(input.type)
  }
  if op.losesSlope, inputs.contains(where: \.isDifferentiated) {
    throw SlopeIsLost(operation: op.name, argument: op.parameters[0].name)
  }
  let call = KernelCall(
    inputs: inputs, results: try op.infer(types, attributes), attributes: attributes)
  var results = try KernelChoice.kernel(for: op, types)(call)
  if NaNWatch.isOn { try NaNWatch.check(op, inputs, results) }
  record(op, inputs, attributes, &results)
  return results
}

/// A value that is being differentiated went where no rule of gradients follows it.
///
/// The slope would be zero, which is not true.
package struct SlopeIsLost: Fault {
  package static let identity = FaultIdentity(.type, "slope-is-lost")
  package static let example = "grad(x -> sum(unique(x)))(tensor([1.0, 2.0]))"
  package let operation: String
  package let argument: String

  package init(operation: String, argument: String) {
    (self.operation, self.argument) = (operation, argument)
  }

  package var facts: [Fact] {
    [Fact("operation", .name(operation)), Fact("argument", .name(argument))]
  }
}

extension Tensor {
  /// True where an open gradient level follows this tensor.
  package var isDifferentiated: Bool {
    origin.map { $0.levels & GradientLevels.openMask != 0 } ?? false
  }
}

/// `apply` for an operator with a single result.
package func applyOne(
  _ op: Operator, _ inputs: [Tensor], _ attributes: Attributes = .none
) throws -> Tensor {
  if op.elementwise != nil, attributes.values.isEmpty {
    return inputs.count == 1
      ? try applyUnary(op, inputs[0]) : try applyBinary(op, inputs[0], inputs[1])
  }
  return try apply(op, inputs, attributes)[0]
}

/// Gives results an origin where an input depends on an open level.
///
/// Kernels return results without one.
func record(_ op: Operator, _ inputs: [Tensor], _ attributes: Attributes, _ results: inout [Tensor])
{
  var levels: UInt64 = 0
  for input in inputs {
    if let origin = input.origin { levels |= origin.levels }
  }
  levels &= GradientLevels.openMask
  guard levels != 0 else { return }
  if let pause = RecordingPause.current { levels = pause.recorded(levels, inputs) }
  guard levels != 0, let rule = op.gradient else { return }
  let origin = Origin(
    op: op, inputs: inputs, attributes: attributes, results: rule.usesResults ? results : [],
    resultCount: results.count, levels: levels)
  for index in results.indices where results[index].dtype.isFloat {
    results[index].origin = origin
    results[index].originIndex = index
  }
}
