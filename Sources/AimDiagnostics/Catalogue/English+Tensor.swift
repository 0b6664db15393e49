extension English {
  package static let tensor: [Words] = tensorShapes + tensorMachine

  private static let tensorShapes: [Words] = [
    Words(
      "negative-dimension", title: "a dimension cannot be smaller than 0",
      reason: "the shape {shape} has a negative size",
      mend: "give every dimension a size of 0 or more",
      lesson: """
        A shape counts the elements along each dimension, so its numbers are 0 or more. Only \
        `reshape` takes a single `-1`, which means: whatever is left.
        """),
    Words(
      "axis-out-of-range", title: "there is no axis {axis} here",
      reason: "the tensor has the shape {shape}: {rank} dimensions[[, axes {range}]]",
      mend: "name an axis that it has; `-1` is the last",
      lesson: """
        Axes are counted from 0 for the outermost dimension; negative ones count from the back, \
        so that `-1` is always the last.
        """),
    Words(
      "not-one-element", title: "one number is needed here, and this is a tensor of shape {shape}",
      mend: "reduce it first, with `sum`, `mean`, `all` or `any`, or take one element: `x[0]`",
      lesson: """
        A tensor without dimensions stands wherever a number or a boolean does. One with several \
        elements does not: which of them should decide?
        """),
  ]

  private static let tensorMachine: [Words] = [
    Words(
      "shape-too-large", title: "this tensor is too large for any machine",
      reason: "the shape {shape} has more elements than an address can reach",
      mend: "check the sizes: was a product of dimensions meant as one of them?",
      lesson: """
        The number of elements is the product of all dimensions, and it grows quickly. Work in \
        batches, or keep the large thing as a product of small ones.
        """),
    Words(
      "out-of-memory", title: "there is not enough memory for this tensor",
      reason: "it needs {requested}; {in_use} of {ceiling} are in use",
      mend: "use a smaller shape or batch, or let go of tensors that are no longer needed",
      lesson: """
        A tensor takes its number of elements times the size of one: 4 bytes for `f32`, 8 for \
        `f64` and `i64`, 1 for `bool`. While a gradient is computed, the values on the way are \
        kept as well.
        """),
    Words(
      "lost-result", title: "a result was asked for again after it could not be computed",
      lesson: "The first fault told why. This one only says that the value never came to be."),
    Words(
      "interrupted", title: "stopped",
      lesson: "You asked Aim to stop (Ctrl-C). What was computed before is still there."),
  ]
}
