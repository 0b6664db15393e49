import AimDiagnostics

/// Elementwise work put off: chains of operations run together, a piece of all of them at a time.
///
/// A long elementwise operation waits for memory, not for arithmetic. So its result stays pending,
/// and when its elements are asked for, the whole chain behind it runs on pieces that stay in the
/// cache: what is used within the chain alone never reaches memory. The loops are the operators'
/// own and each element goes through the same operations: the same bits as one after the other.
final class FusedElementwise {
  enum Loop {
    case unary(UnaryLoop)
    case binary(BinaryLoop)
    case ternary(TernaryLoop)
  }

  /// One side of an operation.
  struct Operand {
    /// Given up once the work is done.
    var storage: Storage
    /// Bytes from the storage's beginning.
    let offset: Int
    let walk: Walk
    /// Bytes of an element.
    let size: Int
  }

  /// The loop of whichever form it has: what it does not take is given all the same.
  let run: TernaryLoop
  var operands: [Operand]
  let count: Int
  /// Bytes of an element of the result.
  let size: Int
  /// The row that the operands of the whole chain repeat by; nil where none is stretched.
  let unit: Int?
  /// How many operations a piece goes through, pending operands included.
  let length: Int
  /// The line that asked for it.
  let site: SourceRange?

  init(_ loop: Loop, _ operands: [Operand], count: Int, size: Int, unit: Int?) {
    run =
      switch loop {
      case .unary(let loop): { a, aStep, _, _, _, _, out, count in loop(a, aStep, out, count) }
      case .binary(let loop):
        { a, aStep, b, bStep, _, _, out, count in loop(a, aStep, b, bStep, out, count) }
      case .ternary(let loop): loop
      }
    self.operands = operands
    self.count = count
    self.size = size
    self.unit = unit
    length = operands.reduce(1) { $0 + ($1.storage.fused?.length ?? 0) }
    site = Site.teller?.site
  }

  /// Fewer elements are computed at once: they stay in the cache anyway.
  static let leastCount = 1 << 14
  /// The longest chain; a longer one is computed in parts.
  static let longest = 24
}

extension FusedElementwise {
  /// A pending result; nil where the operation is better done at once.
  static func putOff(
    _ loop: Loop, _ inputs: [Tensor], into dtype: DType, _ shape: Shape, weak: Bool
  ) throws -> Tensor? {
    let count = shape.count
    guard count >= leastCount, !NaNWatch.isOn else { return nil }
    var operands: [Operand] = []
    operands.reserveCapacity(inputs.count)
    var unit: Int?
    for input in inputs {
      guard input.dtype.isFloat || input.dtype == .bool, let walk = Walk(input, to: shape) else {
        return nil
      }
      if let own = walk.unit {
        if let known = unit, known != own { return nil }
        unit = own
      }
      operands.append(
        Operand(
          storage: input.storage, offset: input.offset * input.dtype.size, walk: walk,
          size: input.dtype.size))
    }
    for operand in operands { try join(operand, of: inputs.count, count, &unit) }
    // Where memory is short, what was put off is done first, and this at once.
    guard try Accountant.promise(shape.checkedCount(dtype) * dtype.size) else { return nil }
    let fused = FusedElementwise(loop, operands, count: count, size: dtype.size, unit: unit)
    return Tensor(
      storage: Storage.make(fused: fused, byteCount: count * dtype.size), dtype: dtype,
      layout: Layout(contiguous: shape), weak: weak)
  }

  /// Lets a pending operand into the chain, or has it done first.
  private static func join(
    _ operand: Operand, of inputs: Int, _ count: Int, _ unit: inout Int?
  ) throws {
    guard operand.storage.isPending else { return }
    if let fused = operand.storage.fused, fused.count == count, operand.walk == .each,
      fused.length < longest / inputs, fused.unit == nil || unit == nil || fused.unit == unit
    {
      unit = unit ?? fused.unit
    } else {
      try operand.storage.materialize()
    }
  }
}

extension Elementwise {
  /// A pending result of one long operation; nil where it is better done at once.
  static func putOff(
    _ loop: FusedElementwise.Loop, _ inputs: [Tensor], into dtype: DType, _ shape: Shape,
    weak: Bool
  ) throws -> Tensor? {
    try FusedElementwise.putOff(loop, inputs, into: dtype, shape, weak: weak)
  }
}
