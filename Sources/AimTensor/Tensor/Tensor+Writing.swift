import AimDiagnostics

extension Tensor {
  /// Zeros every byte of a row-major tensor that nobody else sees yet.
  ///
  /// Throws when interrupted.
  func fillWithZeros() throws {
    let byteCount = count * dtype.size
    let piece = 1 << 22
    for start in stride(from: 0, to: byteCount, by: piece) {
      if Interrupt.isRequested { throw Interrupted() }
      (bytes + start).initializeMemory(
        as: UInt8.self, repeating: 0, count: min(piece, byteCount - start))
    }
  }

  /// Writes another tensor's elements, broadcast and converted, through this view.
  ///
  /// The storage is this tensor's alone, or the caller owns it. Whoever cannot throw a half-written
  /// tensor away does not let it stop.
  func overwrite(with values: Tensor, mayStop: Bool = true) throws {
    try values.storage.materialize()
    var source = try Casting.converted(values, to: dtype)
    if source.storage === storage { source = try source.packed() }
    switch dtype.size {
    case 1: try write(source, mayStop, as: UInt8.self)
    case 2: try write(source, mayStop, as: UInt16.self)
    case 4: try write(source, mayStop, as: UInt32.self)
    default: try write(source, mayStop, as: UInt64.self)
    }
  }

  private func write<Word: BitwiseCopyable>(
    _ source: Tensor, _ mayStop: Bool, as word: Word.Type
  ) throws {
    let layout = StridedLayout(
      shape: shape, strides: [strides, Broadcasting.strides(of: source, to: shape)])
    let target = bytes.assumingMemoryBound(to: Word.self)
    let values = source.bytes.assumingMemoryBound(to: Word.self)
    let steps = layout.innerStrides
    layout.forEachRow(mayStop: mayStop) { _, offsets, count in
      let (to, from) = (target + offsets[0], values + offsets[1])
      for index in 0..<count { to[index &* steps[0]] = from[index &* steps[1]] }
    }
    if mayStop, Interrupt.isRequested { throw Interrupted() }
  }
}
