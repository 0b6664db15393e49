import AimDiagnostics
import CAimKernels

/// Copies elements of one size from any layout into row-major order.
///
/// Axes that lie together are joined first. What is left is taken plane by plane: the axis whose
/// elements are consecutive in the source, with the last axis, whose elements are consecutive in the
/// target. Where they are the same, whole rows are copied; else each plane is transposed, by squares.
struct StridedCopy {
  private let width: Int
  /// The axes beside the plane's: sizes, and steps in source and target.
  private let outer: [(size: Int, from: Int, to: Int)]
  private let rows: (size: Int, from: Int, to: Int)
  private let columns: (size: Int, from: Int)
  /// A plane is cut into parts of so many rows and columns.
  private let height: Int
  private let length: Int

  /// O(n).
  ///
  /// `target` is row-major and has the source's shape.
  static func run(_ source: Tensor, into target: Tensor) throws {
    guard source.count > 0 else { return }
    try StridedCopy(source).run(source.bytes, into: target.bytes)
  }

  private init(_ source: Tensor) {
    width = source.dtype.size
    let layout = StridedLayout(shape: source.shape, strides: [source.strides])
    var axes: [(size: Int, from: Int, to: Int)] = []
    var step = 1
    for axis in layout.sizes.indices.reversed() {
      axes.append((layout.sizes[axis], layout.strides[0][axis], step))
      step *= layout.sizes[axis]
    }
    // The last axis of the target comes first here.
    let last = axes.isEmpty ? (size: 1, from: 1, to: 1) : axes.removeFirst()
    let consecutive = last.from == 1 ? nil : axes.firstIndex { $0.from == 1 }
    rows = axes.isEmpty ? (1, 0, last.size) : axes.remove(at: consecutive ?? 0)
    columns = (last.size, last.from)
    outer = axes
    height = min(rows.size, max(128, StridedCopy.part / columns.size))
    length = min(columns.size, max(512, StridedCopy.part / height))
  }

  /// Elements of a part, about: enough to be worth a thread's while.
  private static let part = 1 << 16

  private func run(_ source: UnsafeMutableRawPointer, into target: UnsafeMutableRawPointer) throws {
    let down = (rows.size + height - 1) / height
    let across = (columns.size + length - 1) / length
    let planes = outer.reduce(1) { $0 * $1.size }
    try Pool.run(planes * down * across, by: StridedCopy.part / (height * length)) { range in
      for index in range {
        let (plane, part) = index.quotientAndRemainder(dividingBy: down * across)
        let (row, column) = part.quotientAndRemainder(dividingBy: across)
        copy(plane, row * height, column * length, source, target)
      }
    }
  }

  /// One part of one plane, which begins at this row and column.
  private func copy(
    _ plane: Int, _ row: Int, _ column: Int, _ source: UnsafeMutableRawPointer,
    _ target: UnsafeMutableRawPointer
  ) {
    var from = row * rows.from + column * columns.from
    var to = row * rows.to + column
    var rest = plane
    for axis in outer {
      let (above, index) = rest.quotientAndRemainder(dividingBy: axis.size)
      from += index * axis.from
      to += index * axis.to
      rest = above
    }
    aim_copy_plane(
      min(height, rows.size - row), min(length, columns.size - column), source + from * width,
      rows.from, columns.from, target + to * width, rows.to, width)
  }
}
