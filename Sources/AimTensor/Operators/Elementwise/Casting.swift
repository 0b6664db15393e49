package import AimDiagnostics
import CAimKernels

/// Changes dtypes.
///
/// Nothing is lost silently: a fraction does not become an integer.
enum Casting {
  /// The same values in another dtype, row-major, no origin.
  static func converted(_ x: Tensor, to dtype: DType) throws -> Tensor {
    if x.dtype == dtype { return x.detached() }
    if x.rank == 0, dtype.isFloat || x.dtype == .bool {
      let result = try Tensor(uninitialized: dtype, Shape.scalar, weak: x.weak)
      result.store(x.scalar(at: 0), at: 0)
      return result
    }
    let source = try x.widened()
    if dtype == .f16 || dtype == .bf16 { return try narrowed(converted(source, to: .f32), dtype) }
    if source.dtype == dtype { return source }
    guard let loop = loop(from: source.dtype, to: dtype) else {
      throw NotDefinedFor(operation: "cast", dtype: dtype.name)
    }
    let result = try Tensor(uninitialized: dtype, x.shape, weak: x.weak)
    if try !ElementwiseRun.unary(loop, source, into: result) { throw failure(source, dtype) }
    return result
  }

  /// The loop of a conversion that cannot fail and whose operand may be pending.
  static func exactLoop(from: DType, to: DType) -> UnaryLoop? {
    switch (from, to) {
    case (.bool, .f32): native(aim_f32_from_bool, Loops.map { (x: Bool) -> Float in x ? 1 : 0 })
    case (.bool, .f64): native(aim_f64_from_bool, Loops.map { (x: Bool) -> Double in x ? 1 : 0 })
    case (.f32, .f64): native(aim_f64_from_f32, Loops.map { (x: Float) in Double(x) })
    case (.f64, .f32): native(aim_f32_from_f64, Loops.map { (x: Double) in Float(x) })
    default: nil
    }
  }

  /// The loop in C where the elements lie side by side, else the one in Swift.
  private static func native<From: BitwiseCopyable, To: BitwiseCopyable>(
    _ function:
      @escaping @Sendable (UnsafePointer<From>?, UnsafeMutablePointer<To>?, Int) -> Void,
    _ strided: @escaping UnaryLoop
  ) -> UnaryLoop {
    { input, step, output, count in
      guard step == 1 else { return strided(input, step, output, count) }
      function(
        input.assumingMemoryBound(to: From.self), output.assumingMemoryBound(to: To.self), count)
      return true
    }
  }

  private static func loop(from: DType, to: DType) -> UnaryLoop? {
    if let exact = exactLoop(from: from, to: to) { return exact }
    return switch (from, to) {
    case (.bool, .i64): Loops.map { (x: Bool) in x ? 1 : 0 }
    case (.i64, .f32): native(aim_f32_from_i64, Loops.map { (x: Int) in Float(x) })
    case (.i64, .f64): native(aim_f64_from_i64, Loops.map { (x: Int) in Double(x) })
    case (.f32, .i64): exactly(Float.self)
    case (.f64, .i64): exactly(Double.self)
    case (.i64, .bool): truth { (x: Int) in (x == 1, x == 0 || x == 1) }
    case (.f32, .bool): truth { (x: Float) in (x == 1, x == 0 || x == 1) }
    case (.f64, .bool): truth { (x: Double) in (x == 1, x == 0 || x == 1) }
    default: nil
    }
  }

  private static func exactly<Element: BinaryFloatingPoint & BitwiseCopyable & SendableMetatype>(
    _ type: Element.Type
  ) -> UnaryLoop {
    { input, step, output, count in
      let source = input.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Int.self)
      var exact = true
      for index in 0..<count {
        let value = Int(exactly: source[index &* step])
        target[index] = value ?? 0
        exact = exact && value != nil
      }
      return exact
    }
  }

  private static func truth<Element: BitwiseCopyable & Sendable>(
    _ read: @escaping @Sendable (Element) -> (Bool, Bool)
  ) -> UnaryLoop {
    { input, step, output, count in
      let source = input.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Bool.self)
      var exact = true
      for index in 0..<count {
        let (value, known) = read(source[index &* step])
        target[index] = value
        exact = exact && known
      }
      return exact
    }
  }

  private static func narrowed(_ x: Tensor, _ dtype: DType) throws -> Tensor {
    let source = try x.contiguous()
    let result = try Tensor(uninitialized: dtype, x.shape)
    let from = source.pointer(as: Float.self)
    let to = result.bytes.assumingMemoryBound(to: UInt16.self)
    for index in 0..<x.count {
      to[index] = dtype == .f16 ? HalfPrecision.f16(from[index]) : HalfPrecision.bf16(from[index])
    }
    return result
  }

  private static func failure(_ source: Tensor, _ dtype: DType) -> any Error {
    let values = (try? source.doubles()) ?? []
    let culprit =
      dtype == .bool
      ? values.first { $0 != 0 && $0 != 1 } : values.first { Int(exactly: $0) == nil }
    if dtype == .bool { return NotTruth(value: culprit ?? .nan) }
    return NotWhole(value: culprit ?? .nan)
  }
}

/// A fraction, an infinity or a NaN that was to become an integer.
package struct NotWhole: Fault {
  package static let identity = FaultIdentity(.value, "not-whole")
  package static let example = #"cast(tensor([1.5]), "i64")"#
  package let value: Double
  package var facts: [Fact] { [Fact("value", .number(value))] }
}

/// A number other than 0 and 1 that was to become a boolean.
package struct NotTruth: Fault {
  package static let identity = FaultIdentity(.value, "not-truth")
  package static let example = #"cast(tensor([2]), "bool")"#
  package let value: Double
  package var facts: [Fact] { [Fact("value", .number(value))] }
}
