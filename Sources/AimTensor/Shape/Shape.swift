/// The sizes of a tensor's dimensions, outermost first.
///
/// A tensor without dimensions has `[]`.
package struct Shape: Sendable, Hashable, ExpressibleByArrayLiteral {
  package let dimensions: [Int]

  package init(_ dimensions: [Int]) { self.dimensions = dimensions }
  package init(arrayLiteral elements: Int...) { dimensions = elements }

  package var rank: Int { dimensions.count }

  /// The number of elements.
  ///
  /// Every shape of an existing tensor has been through `checkedCount`.
  package var count: Int {
    var product = 1
    for size in dimensions { product &*= size }
    return product
  }

  package subscript(_ axis: Int) -> Int { dimensions[axis] }

  /// The number of elements; faults where a size is negative or the count, zeros apart, passes
  /// what an address can reach: the steps of an empty tensor are computed as well.
  package func checkedCount(_ dtype: DType = .f64) throws -> Int {
    var product = 1
    var overflow = false
    for size in dimensions {
      guard size >= 0 else { throw NegativeDimension(shape: dimensions) }
      let (next, overflowed) = product.multipliedReportingOverflow(by: max(size, 1))
      overflow = overflow || overflowed
      product = next
    }
    guard !overflow, product <= (1 << 47) / dtype.size else {
      throw ShapeTooLarge(shape: dimensions)
    }
    return dimensions.contains(0) ? 0 : product
  }

  /// Steps between neighbours along each axis when the elements lie in row-major order.
  package var contiguousStrides: [Int] {
    if dimensions.count <= 1 { return dimensions.count == 0 ? [] : Shape.one }
    var strides = [Int](repeating: 1, count: dimensions.count)
    var step = 1
    var axis = dimensions.count - 1
    while axis >= 0 {
      strides[axis] = step
      step &*= max(dimensions[axis], 1)
      axis -= 1
    }
    return strides
  }

  private static let one = [1]

  /// No dimensions: one element.
  package static let scalar = Shape([])

  /// An axis counted from the front; a negative one counts from the back.
  ///
  /// Faults outside.
  package func axis(_ axis: Int) throws -> Int {
    guard let found = Shape.normalized(axis, rank: rank) else {
      throw AxisOutOfRange(axis: axis, shape: dimensions)
    }
    return found
  }

  static func normalized(_ axis: Int, rank: Int) -> Int? {
    guard axis >= -rank, axis < rank else { return nil }
    return axis < 0 ? axis + rank : axis
  }

  /// The shape without the dimensions at `axes`, or with 1 in their place.
  package func reduced(along axes: [Int], keeping keepdims: Bool) -> Shape {
    var result: [Int] = []
    for axis in 0..<rank {
      if !axes.contains(axis) {
        result.append(dimensions[axis])
      } else if keepdims {
        result.append(1)
      }
    }
    return Shape(result)
  }
}
