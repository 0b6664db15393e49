package import AimDiagnostics

/// Runs unary operators: one allocation for a contiguous input.
func applyUnary(_ op: Operator, _ x: Tensor) throws -> Tensor {
  guard let element = op.elementwise else { return try applyOne(op, [x]) }
  var result =
    OperatorMeter.isOn
    ? try op.measured([x], results: { [$0] }) { try element.run(x, of: op.name) }
    : try element.run(x, of: op.name)
  if NaNWatch.isOn { try NaNWatch.check(op, [x], [result]) }
  if let origin = x.origin { recordElementwise(op, [x], origin.levels, &result) }
  return result
}

/// Runs binary operators with NumPy's broadcasting; strided operands are read where they lie.
func applyBinary(_ op: Operator, _ a: Tensor, _ b: Tensor) throws -> Tensor {
  guard let element = op.elementwise else { return try applyOne(op, [a, b]) }
  var result =
    OperatorMeter.isOn
    ? try op.measured([a, b], results: { [$0] }) { try element.run(a, b, of: op.name) }
    : try element.run(a, b, of: op.name)
  if NaNWatch.isOn { try NaNWatch.check(op, [a, b], [result]) }
  if a.origin != nil || b.origin != nil {
    recordElementwise(op, [a, b], (a.origin?.levels ?? 0) | (b.origin?.levels ?? 0), &result)
  }
  return result
}

extension Elementwise {
  /// The value, without an origin.
  func run(_ x: Tensor, of name: String) throws -> Tensor {
    guard !unaryLoops.isEmpty else { throw LostResult() }
    if let operand = StraightOperand(x), let result = straight(operand) { return result }
    let computed = try computeDType(x.dtype, weak: x.weak, of: name)
    guard let loop = KernelChoice.loop(unaryLoops, for: computed) else {
      throw NotDefinedFor(operation: name, dtype: x.dtype.name)
    }
    let dtype = resultDType(computed)
    if x.dtype != computed { try x.storage.materialize() }
    let operand = x.dtype == computed ? x : try Casting.converted(x, to: computed)
    if computed.isFloat || computed == .bool,
      let pending = try Elementwise.putOff(
        .unary(loop), [operand], into: dtype, x.shape, weak: x.weak)
    {
      return pending
    }
    try operand.storage.materialize()
    let result = try Tensor(uninitialized: dtype, x.shape, weak: x.weak)
    guard try ElementwiseRun.unary(loop, operand, into: result) else { throw failure([x]) }
    return result
  }

  /// The value, without an origin.
  func run(_ a: Tensor, _ b: Tensor, of name: String) throws -> Tensor {
    guard !binaryLoops.isEmpty else { throw LostResult() }
    if let left = StraightOperand(a), let right = StraightOperand(b),
      let result = straight(left, right)
    {
      return result
    }
    if (a.dtype == .bool) != (b.dtype == .bool) { _ = try inferred([a.type, b.type], of: name) }
    let weak = a.weak && b.weak
    let common = Promotion.common(a.dtype, weak: a.weak, b.dtype, weak: b.weak)
    let computed = try computeDType(common, weak: weak, of: name)
    guard let loop = KernelChoice.loop(binaryLoops, for: computed) else {
      throw NotDefinedFor(operation: name, dtype: common.name)
    }
    let shape = try Broadcasting.shape(a.shape, b.shape)
    let dtype = resultDType(computed)
    if a.dtype != computed { try a.storage.materialize() }
    if b.dtype != computed { try b.storage.materialize() }
    let left = a.dtype == computed ? a : try Casting.converted(a, to: computed)
    let right = b.dtype == computed ? b : try Casting.converted(b, to: computed)
    if computed.isFloat || computed == .bool,
      let pending = try Elementwise.putOff(
        .binary(loop), [left, right], into: dtype, shape, weak: weak)
    {
      return pending
    }
    try left.storage.materialize()
    try right.storage.materialize()
    let result = try Tensor(uninitialized: dtype, shape, weak: weak)
    guard try ElementwiseRun.binary(loop, left, right, into: result) else { throw failure([a, b]) }
    return result
  }
}

private func recordElementwise(
  _ op: Operator, _ inputs: [Tensor], _ levels: UInt64, _ result: inout Tensor
) {
  guard levels & GradientLevels.openMask != 0, op.gradient != nil else { return }
  var results = [result]
  record(op, inputs, .none, &results)
  result = results[0]
}

/// Drives a row loop over operands of any layout.
enum ElementwiseRun {
  /// False where an integer overflowed.
  ///
  /// Throws when interrupted.
  static func unary(_ loop: @escaping UnaryLoop, _ x: Tensor, into result: Tensor) throws -> Bool {
    let count = result.count
    if count <= StridedLayout.pieceLength, x.isContiguous {
      return loop(x.bytes, 1, result.bytes, count)
    }
    let (size, resultSize) = (x.dtype.size, result.dtype.size)
    let (source, target) = (UnsafeRawPointer(x.bytes), result.bytes)
    if x.isContiguous {
      return try inPieces(count) { start, count in
        loop(source + start * size, 1, target + start * resultSize, count)
      }
    }
    let layout = StridedLayout(shape: x.shape, strides: [x.strides])
    let step = layout.innerStrides[0]
    var succeeded = true
    layout.forEachRow { place, offsets, count in
      let done = loop(source + offsets[0] * size, step, target + place * resultSize, count)
      succeeded = succeeded && done
    }
    if Interrupt.isRequested { throw Interrupted() }
    return succeeded
  }

  /// False where an integer overflowed or was divided by zero.
  ///
  /// Throws when interrupted.
  static func binary(_ loop: @escaping BinaryLoop, _ a: Tensor, _ b: Tensor, into result: Tensor)
    throws
    -> Bool
  {
    let count = result.count
    let (size, resultSize) = (a.dtype.size, result.dtype.size)
    let (left, right) = (UnsafeRawPointer(a.bytes), UnsafeRawPointer(b.bytes))
    let target = result.bytes
    if let steps = flatSteps(a, b, result.shape, count) {
      if count <= StridedLayout.pieceLength {
        return count == 0 || loop(left, steps.left, right, steps.right, target, count)
      }
      return try inPieces(count) { start, count in
        loop(
          left + start * steps.left * size, steps.left, right + start * steps.right * size,
          steps.right, target + start * resultSize, count)
      }
    }
    let layout = StridedLayout(
      shape: result.shape,
      strides: [
        Broadcasting.strides(of: a, to: result.shape),
        Broadcasting.strides(of: b, to: result.shape),
      ])
    let steps = layout.innerStrides
    var succeeded = true
    layout.forEachRow { place, offsets, count in
      let done = loop(
        left + offsets[0] * size, steps[0], right + offsets[1] * size, steps[1],
        target + place * resultSize, count)
      succeeded = succeeded && done
    }
    if Interrupt.isRequested { throw Interrupted() }
    return succeeded
  }

  /// Throws when interrupted.
  static func ternary(
    _ loop: @escaping TernaryLoop, _ condition: Tensor, _ a: Tensor, _ b: Tensor,
    into result: Tensor
  ) throws {
    let operands = [condition, a, b]
    let starts = operands.map { UnsafeRawPointer($0.bytes) }
    let sizes = operands.map(\.dtype.size)
    let (target, size) = (result.bytes, result.dtype.size)
    let steps = operands.compactMap { flatStep($0, result.shape) }
    if steps.count == 3 {
      _ = try inPieces(result.count) { start, count in
        loop(
          starts[0] + start * steps[0] * sizes[0], steps[0],
          starts[1] + start * steps[1] * sizes[1], steps[1],
          starts[2] + start * steps[2] * sizes[2], steps[2], target + start * size, count)
      }
      return
    }
    let layout = StridedLayout(
      shape: result.shape, strides: operands.map { Broadcasting.strides(of: $0, to: result.shape) })
    let inner = layout.innerStrides
    layout.forEachRow { place, offsets, count in
      _ = loop(
        starts[0] + offsets[0] * sizes[0], inner[0], starts[1] + offsets[1] * sizes[1], inner[1],
        starts[2] + offsets[2] * sizes[2], inner[2], target + place * size, count)
    }
    if Interrupt.isRequested { throw Interrupted() }
  }

  /// Shares one long row out over the pool; false where a piece of it failed.
  private static func inPieces(_ count: Int, _ loop: @escaping (Int, Int) -> Bool) throws -> Bool {
    let outcome = Outcome()
    try Pool.run(count, by: Pool.grain) { range in
      outcome.note(loop(range.lowerBound, range.count))
    }
    return outcome.succeeded
  }

  /// The steps of two operands that are a single row each: contiguous, or one element.
  private static func flatSteps(
    _ a: Tensor, _ b: Tensor, _ shape: Shape, _ count: Int
  ) -> (left: Int, right: Int)? {
    guard let left = flatStep(a, shape), let right = flatStep(b, shape) else { return nil }
    return (left, right)
  }

  private static func flatStep(_ operand: Tensor, _ shape: Shape) -> Int? {
    if operand.rank == 0 { return 0 }
    return operand.shape == shape && operand.isContiguous ? 1 : nil
  }
}

/// An operator asked to work on a dtype that it has no meaning for.
package struct NotDefinedFor: Fault {
  package static let identity = FaultIdentity(.type, "not-defined-for-dtype")
  package static let example =
    "sum(tensor([[1, 2], [3, 4]]) @ tensor([[true, false], [true, true]]))"
  package let operation: String
  package let dtype: String
  package var facts: [Fact] { [Fact("operation", .name(operation)), Fact("dtype", .type(dtype))] }
}
