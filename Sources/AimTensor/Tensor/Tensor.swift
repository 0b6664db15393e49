/// An array of numbers of one dtype with any number of dimensions: a value.
///
/// A tensor is a view of a storage: the element at index `i` stands at
/// `offset + Σ i[axis] · strides[axis]`. Slicing, transposing, reshaping and expanding share the
/// storage; whoever writes makes it their own first.
package struct Tensor {
  package var storage: Storage
  package let dtype: DType
  /// It came from a plain number, and does not promote others.
  package let weak: Bool
  package let shape: Shape
  /// Elements between neighbours along each axis; 0 where one element stands for many.
  package let strides: [Int]
  /// The first element's place in the storage, counted in elements.
  package let offset: Int
  /// How it was made, where someone differentiates.
  package var origin: Origin?
  /// Which of its origin's results it is.
  package var originIndex: Int = 0

  package init(
    storage: Storage, dtype: DType, shape: Shape, strides: [Int], offset: Int = 0,
    weak: Bool = false
  ) {
    self.storage = storage
    self.dtype = dtype
    self.weak = weak
    self.shape = shape
    self.strides = strides
    self.offset = offset
  }

  /// A row-major tensor whose elements are not yet written.
  ///
  /// Faults where it is too large.
  package init(uninitialized dtype: DType, _ shape: Shape, weak: Bool = false) throws {
    let count = try shape.checkedCount(dtype)
    self.init(
      storage: try Storage(byteCount: count * dtype.size), dtype: dtype, shape: shape,
      strides: shape.contiguousStrides, weak: weak)
  }

  package var count: Int { shape.count }
  package var rank: Int { shape.rank }
  package var type: TensorType { TensorType(dtype, shape, weak: weak) }

  /// True where the elements lie in row-major order without gaps.
  package var isContiguous: Bool {
    var step = 1
    var axis = shape.rank - 1
    while axis >= 0 {
      let size = shape[axis]
      if size == 0 { return true }
      if size != 1 && strides[axis] != step { return false }
      step &*= size
      axis -= 1
    }
    return true
  }

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
    var copy = Tensor(
      storage: storage, dtype: dtype, shape: shape, strides: strides, offset: offset, weak: weak)
    copy.origin = origin
    copy.originIndex = originIndex
    return copy
  }
}
