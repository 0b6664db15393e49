/// An operand as the straight path reads it, without counting a reference: whoever asks keeps its
/// tensor alive.
struct StraightOperand {
  let bytes: UnsafeMutableRawPointer
  let layout: Unmanaged<Layout>
  let dtype: DType
  let weak: Bool

  /// Nil for a result that is still pending.
  @inline(__always)
  init?(_ tensor: Tensor) {
    guard let address = tensor.storage.address else { return nil }
    self.init(address, tensor.offset, tensor.layout, tensor.dtype, tensor.weak)
  }

  /// The same, where nobody differentiates.
  @inline(__always)
  init?(_ tensor: UnsafePointer<Tensor>) {
    guard tensor.pointee.origin == nil, let address = tensor.pointee.storage.address else {
      return nil
    }
    self.init(
      address, tensor.pointee.offset, tensor.pointee.layout, tensor.pointee.dtype,
      tensor.pointee.weak)
  }

  @inline(__always)
  private init(
    _ address: UnsafeMutableRawPointer, _ offset: Int, _ layout: Layout, _ dtype: DType,
    _ weak: Bool
  ) {
    bytes = address + offset &* dtype.size
    self.layout = Unmanaged.passUnretained(layout)
    self.dtype = dtype
    self.weak = weak
  }

  /// A plain number beside a tensor, in the tensor's dtype; nil where it would change that.
  @inline(__always)
  init?(_ number: TensorScalar, beside operand: StraightOperand, in word: UnsafeMutableRawPointer) {
    switch (operand.dtype, number) {
    case (_, .bool): return nil
    case (.f32, _): word.storeBytes(of: Float(number.double), as: Float.self)
    case (.f64, _): word.storeBytes(of: number.double, as: Double.self)
    case (.i64, .int(let whole)): word.storeBytes(of: whole, as: Int.self)
    default: return nil
    }
    guard !operand.weak else { return nil }
    bytes = word
    layout = Unmanaged.passUnretained(Layout.scalar)
    dtype = operand.dtype
    weak = false
  }
}

/// How two operands are walked together: `rows` rows of the wider one, `length` elements each.
private struct StraightForm {
  let rows: Int
  let length: Int
  /// Of the narrower operand: between elements of a row, and between rows.
  let step: Int
  let advance: Int

  /// Nil where a row is not as simple as that.
  @inline(__always)
  init?(_ wide: Layout, _ narrow: Layout) {
    guard wide.isContiguous else { return nil }
    if wide === narrow {
      (rows, length, step, advance) = (1, wide.count, 1, 0)
    } else if narrow.rank == 0 {
      (rows, length, step, advance) = (1, wide.count, 0, 0)
    } else if let form = StraightForm(stretching: narrow, to: wide) {
      self = form
    } else {
      return nil
    }
  }

  /// The same row; a row that stands for all; a column, one element for each row.
  @inline(never)
  private init?(stretching narrow: Layout, to wide: Layout) {
    guard narrow.isContiguous, narrow.rank <= wide.rank else { return nil }
    let (sizes, others) = (narrow.shape.dimensions, wide.shape.dimensions)
    let lead = others.count - sizes.count
    if others[lead...].elementsEqual(sizes) {
      let rows = lead == 0 ? 1 : narrow.count == 0 ? 0 : wide.count / narrow.count
      (self.rows, length, step, advance) = (rows, narrow.count, 1, 0)
    } else if lead == 0, sizes[sizes.count - 1] == 1,
      others.dropLast().elementsEqual(sizes.dropLast())
    {
      (rows, length, step, advance) = (narrow.count, others[others.count - 1], 0, 1)
    } else {
      return nil
    }
  }
}

/// Small elementwise operations, nothing asked that is not needed: operands of one dtype, of one
/// shape or stretched from a row, a column or a number, in row-major order, and few elements.
///
/// What it declines goes the general way, which also has the faults.
extension Elementwise {
  /// The value of an operator of two tensors; nil where the path is not straight.
  @inline(__always)
  func straight(_ a: StraightOperand, _ b: StraightOperand) -> Tensor? {
    guard a.dtype == b.dtype, a.weak == b.weak, let loop = straightBinary(a.dtype) else {
      return nil
    }
    return a.layout._withUnsafeGuaranteedRef { left in
      b.layout._withUnsafeGuaranteedRef { right in
        let isLeftWide =
          left.rank > right.rank || left.rank == right.rank && left.count >= right.count
        let wide = isLeftWide ? left : right
        guard wide.count < FusedElementwise.leastCount,
          let form = StraightForm(wide, isLeftWide ? right : left),
          let result = try? Tensor(
            uninitialized: resultDType(a.dtype), row: wide, weak: a.weak),
          let target = result.storage.address,
          Elementwise.walk(loop, a, b, target, resultDType(a.dtype).size, form, isLeftWide)
        else { return nil }
        return result
      }
    }
  }

  /// Writes the value over one operand, `isLeft` says which; false, and nothing has changed, where
  /// the path is not straight.
  @inline(__always)
  func straight(
    over target: StraightOperand, _ other: StraightOperand, isLeft: Bool
  ) -> Bool {
    guard target.dtype == other.dtype, target.weak == other.weak, target.dtype.isFloat,
      !givesBooleans, let loop = straightBinary(target.dtype)
    else { return false }
    return target.layout._withUnsafeGuaranteedRef { wide in
      other.layout._withUnsafeGuaranteedRef { narrow in
        guard wide.count < FusedElementwise.leastCount, let form = StraightForm(wide, narrow) else {
          return false
        }
        let (a, b) = isLeft ? (target, other) : (other, target)
        // Loops over floats have nothing to report.
        _ = Elementwise.walk(loop, a, b, target.bytes, target.dtype.size, form, isLeft)
        return true
      }
    }
  }

  /// The value of an operator of one tensor; nil where the path is not straight.
  @inline(__always)
  func straight(_ x: StraightOperand) -> Tensor? {
    guard let loop = straightUnary(x.dtype) else { return nil }
    return x.layout._withUnsafeGuaranteedRef { layout in
      guard layout.isContiguous, layout.count < FusedElementwise.leastCount,
        let result = try? Tensor(uninitialized: resultDType(x.dtype), row: layout, weak: x.weak),
        let target = result.storage.address, loop(x.bytes, 1, target, layout.count)
      else { return nil }
      return result
    }
  }

  /// Writes the value of an operator of one tensor over it.
  @inline(__always)
  func straight(over x: StraightOperand) -> Bool {
    guard x.dtype.isFloat, !givesBooleans, let loop = straightUnary(x.dtype) else { return false }
    return x.layout._withUnsafeGuaranteedRef { layout in
      guard layout.isContiguous, layout.count < FusedElementwise.leastCount else { return false }
      _ = loop(x.bytes, 1, x.bytes, layout.count)
      return true
    }
  }

  /// False where an integer overflowed or was divided by zero.
  @inline(__always)
  private static func walk(
    _ loop: BinaryLoop, _ a: StraightOperand, _ b: StraightOperand,
    _ target: UnsafeMutableRawPointer, _ targetSize: Int, _ form: StraightForm, _ isLeftWide: Bool
  ) -> Bool {
    let (leftStep, rightStep) = isLeftWide ? (1, form.step) : (form.step, 1)
    if form.rows == 1 { return loop(a.bytes, leftStep, b.bytes, rightStep, target, form.length) }
    let row = form.length &* a.dtype.size
    let advance = form.advance &* a.dtype.size
    let (leftAdvance, rightAdvance) = isLeftWide ? (row, advance) : (advance, row)
    var succeeded = true
    for index in 0..<form.rows {
      let done = loop(
        a.bytes + index &* leftAdvance, leftStep, b.bytes + index &* rightAdvance, rightStep,
        target + index &* form.length &* targetSize, form.length)
      succeeded = succeeded && done
    }
    return succeeded
  }

  @inline(__always)
  private func straightBinary(_ dtype: DType) -> BinaryLoop? {
    keepsDType(dtype) ? KernelChoice.loop(binaryLoops, for: dtype) : nil
  }

  @inline(__always)
  private func straightUnary(_ dtype: DType) -> UnaryLoop? {
    keepsDType(dtype) ? KernelChoice.loop(unaryLoops, for: dtype) : nil
  }

  /// True for the dtypes that are computed in as they are.
  @inline(__always)
  private func keepsDType(_ dtype: DType) -> Bool {
    switch domain {
    case .numbers: dtype != .bool && dtype.isComputed
    case .floats: dtype == .f32 || dtype == .f64
    case .booleans: dtype == .bool
    case .anything: dtype.isComputed
    }
  }
}

// MARK: the doors for whoever holds tensors in places of its own

/// The straight path where nobody differentiates, looks for a NaN or measures.
///
/// Tensors are lent by their address: taking one out of its place would count what it holds.
extension Operator {
  /// Of two tensors; nil where the path is not straight.
  package func straight(_ a: UnsafePointer<Tensor>, _ b: UnsafePointer<Tensor>) -> Tensor? {
    guard let elementwise, !isWatched, elementwise.isBinary, let left = StraightOperand(a),
      let right = StraightOperand(b)
    else { return nil }
    return elementwise.straight(left, right)
  }

  /// Of a tensor and a plain number.
  package func straight(_ x: UnsafePointer<Tensor>, _ number: TensorScalar, numberIsLeft: Bool)
    -> Tensor?
  {
    guard let elementwise, !isWatched, elementwise.isBinary, let operand = StraightOperand(x)
    else { return nil }
    var word: UInt64 = 0
    return withUnsafeMutableBytes(of: &word) { word in
      guard let base = word.baseAddress,
        let other = StraightOperand(number, beside: operand, in: base)
      else { return nil }
      return numberIsLeft
        ? elementwise.straight(other, operand) : elementwise.straight(operand, other)
    }
  }

  /// Of one tensor.
  package func straight(_ x: UnsafePointer<Tensor>) -> Tensor? {
    guard let elementwise, !isWatched, !elementwise.isBinary, let operand = StraightOperand(x)
    else { return nil }
    return elementwise.straight(operand)
  }

  /// Writes the result of `target` and another tensor over `target`, which nobody will see again;
  /// `isLeft` says on which side it stands.
  ///
  /// False, and nothing has changed, where others see its storage or the path is not straight.
  package func straight(
    over target: UnsafeMutablePointer<Tensor>, _ other: UnsafePointer<Tensor>, isLeft: Bool
  ) -> Bool {
    guard let elementwise, !isWatched, elementwise.isBinary,
      let operand = StraightOperand(UnsafePointer(target)), let other = StraightOperand(other),
      target.pointee.isAlone
    else { return false }
    return elementwise.straight(over: operand, other, isLeft: isLeft)
  }

  /// The same with a plain number.
  package func straight(
    over target: UnsafeMutablePointer<Tensor>, _ number: TensorScalar, isLeft: Bool
  ) -> Bool {
    guard let elementwise, !isWatched, elementwise.isBinary,
      let operand = StraightOperand(UnsafePointer(target)), target.pointee.isAlone
    else { return false }
    var word: UInt64 = 0
    return withUnsafeMutableBytes(of: &word) { word in
      guard let base = word.baseAddress,
        let other = StraightOperand(number, beside: operand, in: base)
      else { return false }
      return elementwise.straight(over: operand, other, isLeft: isLeft)
    }
  }

  /// Writes the result of one tensor over it.
  package func straight(over target: UnsafeMutablePointer<Tensor>) -> Bool {
    guard let elementwise, !isWatched, !elementwise.isBinary,
      let operand = StraightOperand(UnsafePointer(target)), target.pointee.isAlone
    else { return false }
    return elementwise.straight(over: operand)
  }
}

/// True where somebody looks at every operation, and all of them go through the one door.
@inline(__always)
private var isWatched: Bool { NaNWatch.isOn || OperatorMeter.isOn }

extension Tensor {
  /// True where nobody else sees the storage, and all of it is this tensor.
  @inline(__always)
  fileprivate var isAlone: Bool {
    mutating get {
      isKnownUniquelyReferenced(&storage) && storage.byteCount == layout.count &* dtype.size
    }
  }
}
