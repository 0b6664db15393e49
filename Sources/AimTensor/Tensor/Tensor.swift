/// An array of numbers of one dtype with any number of dimensions: a value.
///
/// A tensor is a view of a storage: the element at index `i` stands at
/// `offset + Σ i[axis] · strides[axis]`. Slicing, transposing, reshaping and expanding share the
/// storage; whoever writes makes it their own first.
package struct Tensor {
  package var storage: Storage
  package let layout: Layout
  /// How it was made, where someone differentiates.
  package var origin: Origin?
  /// The first element's place in the storage, counted in elements.
  package let offset: Int
  /// Which of its origin's results it is.
  package var originIndex: Int = 0
  package let dtype: DType
  /// It came from a plain number, and does not promote others.
  package let weak: Bool

  @inline(__always)
  package init(
    storage: Storage, dtype: DType, layout: Layout, offset: Int = 0, weak: Bool = false
  ) {
    self.storage = storage
    self.dtype = dtype
    self.weak = weak
    self.layout = layout
    self.offset = offset
  }

  package init(
    storage: Storage, dtype: DType, shape: Shape, strides: [Int], offset: Int = 0,
    weak: Bool = false
  ) {
    self.init(
      storage: storage, dtype: dtype, layout: Layout(shape, strides: strides), offset: offset,
      weak: weak)
  }

  /// A row-major tensor whose elements are not yet written.
  ///
  /// Faults where it is too large.
  package init(uninitialized dtype: DType, _ shape: Shape, weak: Bool = false) throws {
    let count = try shape.checkedCount(dtype)
    self.init(
      storage: try Storage.make(byteCount: count * dtype.size), dtype: dtype,
      layout: shape.rank == 0 ? .scalar : Layout(contiguous: shape), weak: weak)
  }

  /// The same for the layout of a tensor that exists already.
  @inline(__always)
  init(uninitialized dtype: DType, row layout: Layout, weak: Bool = false) throws {
    self.init(
      storage: try Storage.make(byteCount: layout.count &* dtype.size), dtype: dtype,
      layout: layout, weak: weak)
  }

  package var shape: Shape { layout.shape }
  /// Elements between neighbours along each axis; 0 where one element stands for many.
  package var strides: [Int] { layout.strides }
  package var count: Int { layout.count }
  package var rank: Int { layout.rank }
  package var type: TensorType { TensorType(dtype, layout.shape, weak: weak) }

  /// True where the elements lie in row-major order without gaps.
  package var isContiguous: Bool { layout.isContiguous }

  /// The same elements seen with another layout; no origin.
  func view(shape: Shape, strides: [Int], offset: Int) -> Tensor {
    Tensor(storage: storage, dtype: dtype, shape: shape, strides: strides, offset: offset)
  }

  /// The same value, with its past forgotten.
  package func detached() -> Tensor {
    var copy = self
    copy.origin = nil
    copy.originIndex = 0
    return copy
  }

  /// The same value as a plain number would have it (or not).
  package func with(weak: Bool) -> Tensor {
    var copy = Tensor(storage: storage, dtype: dtype, layout: layout, offset: offset, weak: weak)
    copy.origin = origin
    copy.originIndex = originIndex
    return copy
  }
}
