/// What is known of a tensor without looking at its elements: dtype and dimensions.
///
/// The same rule, from types to types, serves the running program (every dimension is a size),
/// `aim check` (names, expressions and unknowns), and `summary`.
package struct TensorType: Sendable, Hashable {
  /// Nil where it is not known.
  package var dtype: DType?
  /// Nil where not even the number of dimensions is known.
  package var dimensions: [Dimension]?
  /// It came from a plain number, and does not promote others.
  package var weak: Bool

  package init(_ dtype: DType?, _ dimensions: [Dimension]?, weak: Bool = false) {
    self.dtype = dtype
    self.dimensions = dimensions
    self.weak = weak
  }

  package init(_ dtype: DType, _ shape: Shape, weak: Bool = false) {
    self.dtype = dtype
    self.dimensions = shape.dimensions.map { .size($0) }
    self.weak = weak
  }

  package var rank: Int? { dimensions?.count }

  /// The shape, where every dimension is a known size.
  package var shape: Shape? {
    guard let dimensions else { return nil }
    var sizes: [Int] = []
    sizes.reserveCapacity(dimensions.count)
    for dimension in dimensions {
      guard case .size(let size) = dimension else { return nil }
      sizes.append(size)
    }
    return Shape(sizes)
  }

  /// The same dimensions with another dtype.
  package func with(dtype: DType?) -> TensorType { TensorType(dtype, dimensions, weak: weak) }

  /// The same dtype with other dimensions; no longer a plain number.
  package func with(dimensions: [Dimension]?) -> TensorType { TensorType(dtype, dimensions) }

  /// The axis counted from the front, nil where the rank is unknown; faults outside.
  package func axis(_ axis: Int) throws -> Int? {
    guard let rank else { return nil }
    guard let found = Shape.normalized(axis, rank: rank) else {
      throw AxisOutOfRange(axis: axis, shape: knownSizes)
    }
    return found
  }

  /// The sizes for a fault's facts; what is not known stands as -1.
  var knownSizes: [Int] { (dimensions ?? []).map { $0.size ?? -1 } }
}

extension TensorType: CustomStringConvertible {
  /// As the user reads it: `f32[64, 28]`, `f32[...]`.
  package var description: String {
    let inner = dimensions.map { $0.map(\.description).joined(separator: ", ") } ?? "..."
    return "\(dtype?.name ?? "")[\(inner)]"
  }
}
