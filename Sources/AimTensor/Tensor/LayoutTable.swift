import Synchronization

/// Row-major layouts that were asked for lately, to be shared: the same few shapes come again and
/// again, and a layout found costs less than one made and given up.
enum LayoutTable {
  private struct Slots: ~Copyable {
    var layouts = [Layout?](repeating: nil, count: LayoutTable.size)
  }

  private static let size = 256
  private static let slots = Mutex(Slots())

  /// The layout of a shape in row-major order.
  static func layout(_ shape: Shape) -> Layout {
    if shape.rank == 0 { return .scalar }
    var mixed = shape.rank
    for size in shape.dimensions { mixed = mix(mixed, size) }
    return known(place(mixed)) {
      $0.shape == shape
    } make: {
      shape
    }
  }

  /// The same for a matrix, without an array to ask with.
  static func layout(rows: Int, columns: Int) -> Layout {
    known(place(mix(mix(2, rows), columns))) {
      $0.rank == 2 && $0.shape[0] == rows && $0.shape[1] == columns
    } make: {
      Shape([rows, columns])
    }
  }

  @inline(__always)
  private static func known(
    _ place: Int, _ matches: (Layout) -> Bool, make shape: () -> Shape
  ) -> Layout {
    slots.withLock { slots in
      if let found = slots.layouts[place], matches(found) { return found }
      let made = Layout(contiguous: shape())
      slots.layouts[place] = made
      return made
    }
  }

  @inline(__always)
  private static func mix(_ mixed: Int, _ size: Int) -> Int {
    (mixed ^ size) &* 0x9E37_79B9_7F4A_7C1
  }

  @inline(__always)
  private static func place(_ mixed: Int) -> Int { (mixed >> 40) & (size - 1) }
}
