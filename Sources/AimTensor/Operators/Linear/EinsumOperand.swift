/// A tensor whose axes have labels, no two the same.
struct EinsumOperand {
  let tensor: Tensor
  let labels: [Int]

  private init(tensor: Tensor, labels: [Int]) {
    self.tensor = tensor
    self.labels = labels
  }

  /// The operand of an equation: a label that stands twice means the diagonal, seen as a view.
  init(_ tensor: Tensor, _ terms: [Int]) throws {
    var labels: [Int] = []
    var sizes: [Int] = []
    var strides: [Int] = []
    for (axis, label) in terms.enumerated() {
      if let place = labels.firstIndex(of: label) {
        strides[place] += tensor.strides[axis]
      } else {
        labels.append(label)
        sizes.append(tensor.shape[axis])
        strides.append(tensor.strides[axis])
      }
    }
    self.tensor = tensor.view(shape: Shape(sizes), strides: strides, offset: tensor.offset)
    self.labels = labels
  }

  /// The same with every other label summed away.
  func summed(keeping kept: Set<Int>) throws -> EinsumOperand {
    let axes = labels.indices.filter { !kept.contains(labels[$0]) }
    guard !axes.isEmpty else { return self }
    return EinsumOperand(
      tensor: try Operator.sum(tensor, .ints(axes), .flag(false)),
      labels: labels.filter { kept.contains($0) })
  }

  /// The product with another operand; shared labels that nobody needs are summed away.
  func times(_ other: EinsumOperand, keeping kept: Set<Int>) throws -> EinsumOperand {
    let shared = labels.filter { other.labels.contains($0) }
    let batch = shared.filter { kept.contains($0) }
    let inner = shared.filter { !kept.contains($0) }
    let mine = labels.filter { !shared.contains($0) }
    let theirs = other.labels.filter { !shared.contains($0) }
    let left = try matrices(batch, mine, inner)
    let right = try other.matrices(batch, inner, theirs)
    let product = try Operator.matmul(left, right)
    let sizes =
      batch.map { size($0) } + mine.map { size($0) } + theirs.map { other.size($0) }
    return EinsumOperand(
      tensor: try product.reshaped(Shape(sizes)), labels: batch + mine + theirs)
  }

  /// The axes in this order; every label is there.
  func arranged(_ order: [Int]) throws -> Tensor {
    let axes = order.compactMap { labels.firstIndex(of: $0) }
    return axes == Array(labels.indices) ? tensor : try tensor.permuted(axes)
  }

  /// `[batch, rows, columns]` with each group of labels as one axis.
  private func matrices(_ batch: [Int], _ rows: [Int], _ columns: [Int]) throws -> Tensor {
    let ordered = try arranged(batch + rows + columns)
    let sizes = [batch, rows, columns].map { $0.reduce(1) { $0 * size($1) } }
    return try ordered.reshaped(Shape(sizes))
  }

  private func size(_ label: Int) -> Int {
    labels.firstIndex(of: label).map { tensor.shape[$0] } ?? 1
  }
}
