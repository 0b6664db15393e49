package import AimDiagnostics

/// One item between the brackets of `x[…]`.
package enum TensorIndex {
  case at(Int)
  /// Bounds and step of Python's slices; nil is the end of the axis.
  case slice(Int?, Int?, Int)
  case ellipsis
  case newAxis
  /// Whole numbers choose places; booleans choose where they are true.
  case tensor(Tensor)

  /// Dimensions of the tensor that the item speaks of.
  fileprivate var consumed: Int {
    switch self {
    case .at, .slice: 1
    case .ellipsis, .newAxis: 0
    case .tensor(let index): index.dtype == .bool ? max(index.rank, 1) : 1
    }
  }
}

extension Tensor {
  /// `x[items]`: a view for numbers and slices, a copy where tensors choose.
  package func indexed(_ items: [TensorIndex]) throws -> Tensor {
    let plan = try IndexPlan(self, items)
    let part = try plan.basic(self)
    return plan.choices.isEmpty ? part : try plan.advanced(part)
  }

  /// `x[items] = value`, on this variable alone: in place where nobody else sees the storage.
  package mutating func assign(_ items: [TensorIndex], _ value: Tensor) throws {
    let plan = try IndexPlan(self, items)
    try value.storage.materialize()
    if plan.choices.isEmpty {
      let slots = plan.shapeAfter
      guard value.rank <= slots.rank || value.count == slots.count,
        let fitted = try? Broadcasting.shape(value.shape, slots), fitted == slots
      else { throw AssignmentShape(place: slots.dimensions, value: value.shape.dimensions) }
      let region = try value.expanded(to: slots).reshaped(plan.region)
      try assignRegion(plan, region)
    } else {
      try assignChosen(items, value)
    }
  }

  private mutating func assignRegion(_ plan: IndexPlan, _ value: Tensor) throws {
    if origin != nil || value.origin != nil {
      self = try Operator.assignSlice(self, value, plan.starts, plan.ends, plan.steps)
      return
    }
    // What is written in place cannot be taken back at Ctrl-C, so it is written to its end; a part
    // that would take long is written into a copy.
    let isLong = value.count > Tensor.longestWriteInPlace
    if isLong { self = try packed().with(weak: false) } else { try makeOwn() }
    try Slicing.view(self, plan.attributes).overwrite(with: value, mayStop: isLong)
  }

  /// Elements that are written within some milliseconds.
  private static let longestWriteInPlace = 1 << 24

  private mutating func assignChosen(_ items: [TensorIndex], _ value: Tensor) throws {
    let numbers = try Operator.arange([], .int(0), .int(count), .int(1), .dtype(.i64))
    let places = try numbers.reshaped(shape).indexed(items)
    guard let fitted = try? Broadcasting.shape(value.shape, places.shape), fitted == places.shape
    else {
      throw AssignmentShape(place: places.shape.dimensions, value: value.shape.dimensions)
    }
    let converted = value.dtype == dtype ? value : try Operator.cast(value, .dtype(dtype))
    let values = try converted.expanded(to: places.shape).reshaped([places.count])
    let flat = try reshaped([count])
    let result = try Operator.scatter([flat, places.reshaped([places.count]), values], .int(0))
    self = try result.reshaped(shape)
  }

  /// A storage of its own, row-major, ready to be written.
  private mutating func makeOwn() throws {
    DelayedReduction.run()
    try storage.materialize()
    if isKnownUniquelyReferenced(&storage), isContiguous { return }
    self = try packed().with(weak: false)
  }
}

/// What the items of an index mean for one tensor.
struct IndexPlan {
  private(set) var starts = AttributeValue.ints([])
  private(set) var ends = AttributeValue.ints([])
  private(set) var steps = AttributeValue.ints([])
  /// The shape of the slice: axes that a number chose are still there, as 1.
  private(set) var region: Shape = []
  /// The shape after numbers dropped their axes and new ones came.
  private(set) var shapeAfter: Shape = []
  /// Per index tensor, the axis of `shapeAfter` where it begins.
  private(set) var choices: [(axis: Int, index: Tensor)] = []

  var attributes: Attributes { Attributes([starts, ends, steps]) }

  init(_ x: Tensor, _ items: [TensorIndex]) throws {
    let consumed = items.reduce(0) { $0 + $1.consumed }
    guard consumed <= x.rank else {
      throw TooManyIndices(count: consumed, shape: x.shape.dimensions)
    }
    let ellipses = items.filter { if case .ellipsis = $0 { true } else { false } }.count
    guard ellipses <= 1 else { throw SeveralEllipses() }
    var builder = Builder(x: x)
    for item in items {
      if case .ellipsis = item {
        builder.keep(x.rank - consumed)
      } else {
        try builder.add(item)
      }
    }
    builder.keep(x.rank - builder.axis)
    starts = .ints(builder.starts)
    ends = .ints(builder.ends)
    steps = .ints(builder.steps)
    region = Shape(builder.region)
    shapeAfter = Shape(builder.after)
    choices = builder.choices
  }

  func basic(_ x: Tensor) throws -> Tensor {
    let part =
      region == x.shape && steps == .ints(x.shape.dimensions.map { _ in 1 })
      ? x : try Operator.slice(x, starts, ends, steps)
    return try part.reshaped(shapeAfter)
  }

  /// Index tensors that stand side by side choose in place; others move to the front.
  func advanced(_ part: Tensor) throws -> Tensor {
    var singles: [(axis: Int, index: Tensor)] = []
    for choice in choices {
      if choice.index.dtype == .bool {
        let columns = try Operator.nonzero(choice.index)
        for offset in 0..<max(choice.index.rank, 1) {
          let column = try columns.sliced(axis: 1, from: offset, to: offset + 1)
          singles.append((choice.axis + offset, try column.reshaped([columns.shape[0]])))
        }
      } else {
        singles.append(choice)
      }
    }
    if singles.count == 1 {
      return try Operator.take(part, singles[0].index, .int(singles[0].axis))
    }
    return try chosen(part, singles)
  }

  /// Several index tensors: their axes become one, and their indices places in it.
  private func chosen(_ part: Tensor, _ singles: [(axis: Int, index: Tensor)]) throws -> Tensor {
    let axes = singles.map { $0.axis }
    let adjacent = zip(axes, axes.dropFirst()).allSatisfy { $0 + 1 == $1 }
    var (source, first) = (part, axes[0])
    if !adjacent {
      let rest = (0..<part.rank).filter { !axes.contains($0) }
      source = try part.permuted(axes + rest)
      first = 0
    }
    var flat: Tensor?
    for (axis, index) in singles {
      let size = part.shape[axis]
      let places = try Places.resolved(index, size: size, axis: axis)
      let resolved = try Tensor(places, shape: index.shape)
      flat = try flat.map { try $0 * Tensor(number: size) + resolved } ?? resolved
    }
    guard let flat else { return part }
    let sizes = source.shape.dimensions
    let joined = sizes[first..<first + axes.count].reduce(1, *)
    let shape = Array(sizes[..<first]) + [joined] + Array(sizes[(first + axes.count)...])
    return try Operator.take(source.reshaped(Shape(shape)), flat, .int(first))
  }
}

/// Collects what the items say, axis by axis.
private struct Builder {
  let x: Tensor
  var axis = 0
  var starts: [Int] = []
  var ends: [Int] = []
  var steps: [Int] = []
  var region: [Int] = []
  var after: [Int] = []
  var choices: [(axis: Int, index: Tensor)] = []

  init(x: Tensor) { self.x = x }

  mutating func keep(_ count: Int) {
    for _ in 0..<max(count, 0) {
      take(0, x.shape[axis], 1, count: x.shape[axis])
      after.append(x.shape[axis - 1])
    }
  }

  mutating func add(_ item: TensorIndex) throws {
    switch item {
    case .at(let index):
      let size = x.shape[axis]
      guard index >= -size, index < size else {
        throw IndexOutOfRange(index: index, size: size, axis: axis)
      }
      let place = index < 0 ? index + size : index
      take(place, place + 1, 1, count: 1)
    case .slice(let start, let end, let step):
      let size = x.shape[axis]
      let first = start ?? (step < 0 ? size - 1 : 0)
      // Before the first element, for a slice that runs backwards to the very front.
      let last = end ?? (step < 0 ? -size - 1 : size)
      let count = try Slicing.resolve(first, last, step, size: size).count
      take(first, last, step, count: count)
      after.append(count)
    case .newAxis:
      after.append(1)
    case .tensor(let index):
      try check(index)
      choices.append((after.count, index))
      keep(item.consumed)
    case .ellipsis:
      break
    }
  }

  private mutating func take(_ start: Int, _ end: Int, _ step: Int, count: Int) {
    starts.append(start)
    ends.append(end)
    steps.append(step)
    region.append(count)
    axis += 1
  }

  private func check(_ index: Tensor) throws {
    guard index.dtype == .bool else {
      return try Places.require(index.type, "x[…]")
    }
    let sizes = Array(x.shape.dimensions[axis..<axis + max(index.rank, 1)])
    guard index.rank > 0, index.shape.dimensions == sizes else {
      throw MaskShape(mask: index.shape.dimensions, shape: x.shape.dimensions)
    }
  }
}

extension Operator {
  /// A copy with a slice replaced: what `x[1:3] = v` does where someone differentiates.
  package static let assignSlice: Operator = Operator(
    "assign_slice",
    [.tensor("x"), .tensor("values"), .ints("starts"), .ints("ends"), .ints("steps")],
    summary: "A copy of `x` with the slice replaced: what `x[1:3] = values` does.",
    samples: [
      OperatorSample([[5], [3]], [.ints([1]), .ints([4]), .ints([1])]),
      OperatorSample([[5], [1]], [.ints([1]), .ints([4]), .ints([1])]),
      OperatorSample([[5], [3]], [.ints([4]), .ints([-6]), .ints([-2])]),
      OperatorSample([[2, 6], [2, 3]], [.ints([0, 1]), .ints([2, 6]), .ints([1, 2])]),
      OperatorSample([[2, 3], []], [.ints([1, 0]), .ints([2, 3]), .ints([1, 1])]),
      OperatorSample([[3], [0]], [.ints([1]), .ints([1]), .ints([1])]),
    ], isPublic: false,
    infer: { types, _ in [TensorType(types[0].dtype, types[0].dimensions)] },
    kernel: { call in
      let result = try call.inputs[0].packed().with(weak: false)
      let place = try Slicing.view(result, call.attributes)
      guard let shape = try? Broadcasting.shape(call.inputs[1].shape, place.shape),
        shape == place.shape
      else {
        throw AssignmentShape(
          place: place.shape.dimensions, value: call.inputs[1].shape.dimensions)
      }
      try place.overwrite(with: call.inputs[1])
      return [result]
    },
    gradient: GradientRule { call in
      let slots = call.attributes
      let zero = try Tensor(repeating: .float(0), dtype: call.upstream.dtype, Shape.scalar)
      return [
        call.needs[0] ? try assignSlice(call.upstream, zero, slots[0], slots[1], slots[2]) : nil,
        call.needs[1]
          ? try slice(call.upstream, slots[0], slots[1], slots[2]).summed(to: call.inputs[1].shape)
          : nil,
      ]
    })
}

/// More than one `...` in an index.
package struct SeveralEllipses: Fault {
  package static let identity = FaultIdentity(.index, "several-ellipses")
  package static let example = "zeros(2, 3)[..., 0, ...]"
}

/// A mask of another shape than the dimensions it chooses from.
package struct MaskShape: Fault {
  package static let identity = FaultIdentity(.shape, "mask-shape")
  package static let example = "zeros(3)[tensor([true, false])]"
  package let mask: [Int]
  package let shape: [Int]
  package var facts: [Fact] { [Fact("mask", .shape(mask)), Fact("shape", .shape(shape))] }
}

/// A value that does not fit the place it is assigned to.
package struct AssignmentShape: Fault {
  package static let identity = FaultIdentity(.shape, "assignment-shape")
  package static let example = "var x = zeros(4)\nx[0:2] = [1, 2, 3]"
  package let place: [Int]
  package let value: [Int]
  package var facts: [Fact] { [Fact("place", .shape(place)), Fact("value", .shape(value))] }
}
