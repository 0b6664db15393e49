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
  }

  /// One side of an operation: a whole row of elements, or one element for all.
  struct Operand {
    /// Given up once the work is done.
    var storage: Storage
    /// Bytes from the storage's beginning.
    let offset: Int
    /// 1, or 0 for a single element.
    let step: Int
    let size: Int
  }

  let loop: Loop
  var operands: [Operand]
  let count: Int
  /// Bytes of an element of the result.
  let size: Int
  /// How many operations a piece goes through, pending operands included.
  let length: Int
  /// The line that asked for it.
  let site: SourceRange?

  init(_ loop: Loop, _ operands: [Operand], count: Int, size: Int) {
    self.loop = loop
    self.operands = operands
    self.count = count
    self.size = size
    length = operands.reduce(1) { $0 + ($1.storage.fused?.length ?? 0) }
    site = Site.teller?.site
  }

  /// Fewer elements are computed at once: they stay in the cache anyway.
  static let leastCount = 1 << 14
  /// The longest chain; a longer one is computed in parts.
  static let longest = 24
}

extension Elementwise {
  /// A pending result of one long row; nil where the operation is better done at once.
  static func putOff(
    _ loop: FusedElementwise.Loop, _ inputs: [Tensor], into dtype: DType, _ shape: Shape,
    weak: Bool
  ) throws -> Tensor? {
    let count = shape.count
    guard count >= FusedElementwise.leastCount, !NaNWatch.isOn else { return nil }
    var operands: [FusedElementwise.Operand] = []
    operands.reserveCapacity(inputs.count)
    for input in inputs {
      guard input.dtype.isFloat, let step = step(of: input, as: shape) else { return nil }
      if let fused = input.storage.fused {
        let isTooLong = fused.length >= FusedElementwise.longest / inputs.count
        if fused.count != count || step == 0 || isTooLong { try input.storage.materialize() }
      }
      operands.append(
        .init(
          storage: input.storage, offset: input.offset * input.dtype.size, step: step,
          size: input.dtype.size))
    }
    let fused = FusedElementwise(loop, operands, count: count, size: dtype.size)
    // Where memory is short, what was put off is done first, and this at once.
    guard try Accountant.promise(shape.checkedCount(dtype) * dtype.size) else { return nil }
    return Tensor(
      storage: Storage.make(fused: fused, byteCount: count * dtype.size), dtype: dtype,
      layout: Layout(contiguous: shape), weak: weak)
  }

  /// How far apart the elements stand: nil unless they are one row of the shape, or one element.
  private static func step(of input: Tensor, as shape: Shape) -> Int? {
    if input.rank == 0 { return 0 }
    return input.shape == shape && input.isContiguous ? 1 : nil
  }
}
