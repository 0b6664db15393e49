import AimDiagnostics

/// Sorts along one axis.
enum RowSort {
  /// The places of the elements along `axis` in order, as i64 of x's shape.
  static func places(_ x: Tensor, axis: Int, descending: Bool) throws -> Tensor {
    let x = try x.widened()
    let rows = Rows(x, axis)
    let last = try Tensor(uninitialized: .i64, rows.lastShape)
    let target = last.pointer(as: Int.self)
    let starts = rows.starts
    let (length, step) = (rows.length, rows.step)
    if length > 0 && !starts.isEmpty {
      // At most 16 pieces, each with scratch of its own; long rows one after the other.
      let few = length > 1 << 20 ? starts.count : (starts.count + 15) / 16
      let share = max(few, Pool.grain / length)
      let sorters = try (0..<((starts.count + share - 1) / share)).map { _ in
        try RadixSort(capacity: length)
      }
      try Pool.run(starts.count, by: share) { range in
        let sorter = sorters[range.lowerBound / share]
        for row in range {
          sorter.places(
            of: x, at: starts[row], step: step, length, descending: descending,
            into: target + row * length)
        }
      }
    }
    return rows.restored(last)
  }

  /// The elements of x at places along an axis: as many as there are places.
  static func taken(_ x: Tensor, _ places: Tensor, axis: Int) throws -> Tensor {
    let order = Rows.lastOrder(x.rank, axis)
    let source = try x.rearranged(order).contiguous()
    let wanted = try places.rearranged(order).contiguous()
    let result = try Tensor(uninitialized: x.dtype, wanted.shape)
    let (from, to) = (source.bytes, result.bytes)
    let place = wanted.pointer(as: Int.self)
    let length = source.shape.dimensions.last ?? 1
    let count = wanted.shape.dimensions.last ?? 1
    let size = x.dtype.size
    let rows = count == 0 ? 0 : wanted.count / count
    for row in 0..<rows {
      if row & 0x3FF == 0x3FF && Interrupt.isRequested { throw Interrupted() }
      let (source, target) = (from + row * length * size, to + row * count * size)
      let chosen = place + row * count
      switch size {
      case 1: try copy(source, chosen, target, count, UInt8.self)
      case 2: try copy(source, chosen, target, count, UInt16.self)
      case 4: try copy(source, chosen, target, count, UInt32.self)
      default: try copy(source, chosen, target, count, UInt64.self)
      }
    }
    withExtendedLifetime((source, wanted)) {}
    return result.rearranged(Rows.inverse(order))
  }

  private static func copy<Word: BitwiseCopyable>(
    _ source: UnsafeMutableRawPointer, _ places: UnsafeMutablePointer<Int>,
    _ target: UnsafeMutableRawPointer, _ count: Int, _ word: Word.Type
  ) throws {
    let from = source.assumingMemoryBound(to: word)
    let to = target.assumingMemoryBound(to: word)
    for start in stride(from: 0, to: count, by: 1 << 16) {
      if start > 0, Interrupt.isRequested { throw Interrupted() }
      for index in start..<min(start + (1 << 16), count) { to[index] = from[places[index]] }
    }
  }
}

/// A tensor as rows along one of its axes.
struct Rows {
  let length: Int
  let step: Int
  /// Where each row begins, counted from the tensor's first element.
  let starts: [Int]
  /// The shape with the axis moved to the end.
  let lastShape: Shape
  private let order: [Int]

  init(_ x: Tensor, _ axis: Int) {
    order = Rows.lastOrder(x.rank, axis)
    length = x.rank == 0 ? 1 : x.shape[axis]
    step = x.rank == 0 ? 1 : x.strides[axis]
    lastShape = Shape(order.map { x.shape[$0] })
    var starts = [0]
    for other in order.dropLast() {
      var next: [Int] = []
      next.reserveCapacity(starts.count * x.shape[other])
      for start in starts {
        for index in 0..<x.shape[other] { next.append(start + index * x.strides[other]) }
      }
      starts = next
    }
    self.starts = starts
  }

  /// All axes but one, then that one.
  static func lastOrder(_ rank: Int, _ axis: Int) -> [Int] {
    rank == 0 ? [] : (0..<rank).filter { $0 != axis } + [axis]
  }

  static func inverse(_ order: [Int]) -> [Int] {
    var result = order
    for (place, axis) in order.enumerated() { result[axis] = place }
    return result
  }

  /// A tensor of `lastShape` with the axis back in its place.
  func restored(_ x: Tensor) -> Tensor { x.rearranged(Rows.inverse(order)) }
}
