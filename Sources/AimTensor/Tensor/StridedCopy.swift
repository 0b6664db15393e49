import AimDiagnostics

/// Copies elements of one size from any layout into row-major order.
enum StridedCopy {
  /// O(n).
  ///
  /// Stops early when interrupted; the caller asks.
  static func run<Word: BitwiseCopyable>(_ source: Tensor, into target: Tensor, as word: Word.Type)
  {
    let from = source.bytes.assumingMemoryBound(to: Word.self)
    let to = target.bytes.assumingMemoryBound(to: Word.self)
    let layout = StridedLayout(shape: source.shape, strides: [source.strides])
    layout.forEachRow { place, offsets, count in
      let step = layout.innerStrides[0]
      let row = from + offsets[0]
      if step == 1 {
        (to + place).update(from: row, count: count)
      } else {
        for index in 0..<count { to[place + index] = row[index &* step] }
      }
    }
  }
}
