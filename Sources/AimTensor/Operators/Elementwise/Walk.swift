/// How an operand of a chain is walked while the result's elements are walked in order.
enum Walk: Equatable {
  /// A single element for all.
  case one
  /// An element for each.
  case each
  /// One row of so many elements, again and again.
  case columns(Int)
  /// An element for each row of so many; the elements begin again after `period` rows.
  case rows(Int, period: Int)

  /// Nil for a layout that is none of these.
  init?(_ operand: Tensor, to shape: Shape) {
    if operand.rank == 0 {
      self = .one
      return
    }
    guard operand.rank <= shape.rank else { return nil }
    let lead = shape.rank - operand.rank
    var (repeats, period, copies) = (1, 1, 1)
    // From the innermost axis out: axes that repeat, axes that lie together, axes that repeat.
    for axis in (0..<shape.rank).reversed() where shape[axis] != 1 {
      let place = axis - lead
      let stretches = place < 0 || operand.shape[place] == 1 || operand.strides[place] == 0
      if stretches {
        if period == 1 { repeats *= shape[axis] } else { copies *= shape[axis] }
      } else {
        guard copies == 1, operand.strides[place] == period else { return nil }
        period *= shape[axis]
      }
    }
    switch (repeats, period, copies) {
    case (_, 1, _): self = .one
    case (1, _, 1): self = .each
    case (1, _, _): self = .columns(period)
    default: self = .rows(repeats, period: period)
    }
  }

  /// The row that pieces of the result must not cut badly; nil where it does not matter.
  var unit: Int? {
    switch self {
    case .one, .each: nil
    case .columns(let length), .rows(let length, _): length
    }
  }
}
