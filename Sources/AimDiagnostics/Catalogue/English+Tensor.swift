extension English {
  package static let tensor: [Words] =
    tensorShapes + tensorArithmetic + tensorMovement + tensorIndexing + tensorMachine
    + tensorLinear + tensorConvolution + tensorSampling

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
    Words(
      "shapes-do-not-broadcast", title: "shapes {left} and {right} do not fit together",
      reason: "aligned at the last dimension, {left_size} meets {right_size}, and neither is 1",
      mend:
        "make the dimensions equal, or 1 where one side should be repeated: `expand_dims(x, 0)`",
      lesson: """
        Elementwise arithmetic aligns shapes at the last dimension. Dimensions must be equal, or one \
        of them 1 (or absent): then it is repeated. This is broadcasting, by NumPy's rule.
        """),
    Words(
      "repeated-axis", title: "an axis is named twice in {axes}",
      mend: "name each axis once; remember that `-1` is the last one",
      lesson: "A dimension can be reduced once. Negative axes count from the back."),
    Words(
      "not-a-vector", title: "{operation} takes vectors, and this has the shape {shape}",
      mend: "flatten it first: `flatten(x)`",
      lesson: "A vector is a tensor with a single dimension."),
  ]

  private static let tensorArithmetic: [Words] = [
    Words(
      "boolean-arithmetic", title: "{operation} does not work on booleans",
      reason: "true and false are not numbers",
      mend: "say what is meant: `where(mask, x, 0)`, or `cast(mask, \"f32\")` for ones and zeros",
      lesson: """
        A boolean tensor is a condition. It chooses, with `where(mask, a, b)` or `x[mask]`, and it is \
        counted, with `sum(mask)` and `mean(mask)`; it is not added or multiplied by accident.
        """),
    Words(
      "not-boolean", title: "{operation} needs booleans, and this is {dtype}",
      mend: "compare first: `x != 0`, `x > 0.5`",
      lesson: "Numbers are neither true nor false in Aim: a comparison says which ones count."),
    Words(
      "slope-is-lost", title: "{operation} has no gradient in {argument}",
      reason:
        "a value that is being differentiated was given as {argument}, and the slope would be lost",
      mend:
        "take it out of the gradient, `detach(x)`, or write this step with arithmetic and indexing",
      lesson: """
        A gradient passes through every step that has a rule for it. Numbers such as a bound, a size \
        or a mean of random numbers have none, and neither have `unique` and drawing at random: \
        instead of a zero that is wrong, Aim says so. `maximum`, `minimum`, `where` and `x[indices]` pass a gradient on.
        """),
    Words(
      "computed-differently", title: "a checkpoint gave another result the second time",
      reason:
        "the function was run again for its gradient, and its result has another shape or origin",
      mend: "let it depend on values alone: not on the clock, on files or on what is typed",
      lesson: """
        `checkpoint(f, x)` remembers no steps of `f`: on the way back `f` runs once more, and the gradient is that of the \
        second run. Random numbers, variables, `state` and `training` are put back for it; the world outside \
        the program is not.
        """),
    Words(
      "not-defined-for-dtype", title: "{operation} is not defined for {dtype}",
      mend: "change the dtype first: `cast(x, \"f32\")`",
      lesson: "An operator works in the dtypes that have a meaning for it; `cast` changes a dtype."),
    Words(
      "tensor-integer-overflow", title: "{operation} left the range of i64",
      reason: "a 64-bit whole number goes from -9223372036854775808 to 9223372036854775807",
      mend: "use floats, which reach further: `cast(x, \"f64\")`",
      lesson: """
        Whole numbers in a tensor have 64 bits. Other languages let them wrap round to the other \
        end; Aim stops, as the wrapped result is never what was meant.
        """),
    Words(
      "tensor-division-by-zero", title: "{operation} divides whole numbers by zero",
      mend: "keep zeros out of the divisor, or divide floats, where `1 / 0` is `inf`",
      lesson: """
        Floats have infinities for a division by zero; whole numbers do not, so it is an error.
        """),
    Words(
      "negative-integer-power", title: "a whole number to the power {exponent} is a fraction",
      mend: "make the base a float: `cast(x, \"f32\") ^ {exponent}`",
      lesson: "i64 tensors keep to whole numbers, and `2 ^ -1` is one half."),
    Words(
      "not-whole", title: "{value} is not a whole number",
      reason: "the elements of an i64 tensor are whole numbers",
      mend:
        "round first, and say how: `floor(x)`, `round(x)` or `trunc(x)`; or make the tensor one of "
        + "floats: `float(x)`",
      lesson: "Nothing is cut off silently: becoming an integer is allowed to whole numbers alone."),
    Words(
      "not-truth", title: "{value} is neither true nor false",
      mend: "compare instead: `x != 0`",
      lesson: "0 becomes false and 1 becomes true; any other number would have to be guessed."),
    Words(
      "empty-reduction", title: "there is no {operation} of nothing",
      reason: "the shape {shape} has no elements along the axis",
      mend:
        "check `x.shape` first; a sum of nothing is 0, but it has no largest or smallest element",
      lesson: """
        `sum` and `prod` of no elements are 0 and 1, the mean is NaN. A maximum has to be one of the \
        elements, so there must be one.
        """),
    Words(
      "nan-appeared", title: "[[the gradient of {origin} has a NaN: ]]{operation} made a NaN here",
      reason: "the result, {type}, has a NaN, and what went in had none",
      mend: "look at what went in: a logarithm or root below zero, 0 / 0, inf - inf?",
      lesson: """
        NaN means "not a number": what is left of 0 / 0 or the logarithm of -1. It spreads through \
        everything it meets, so the line to look at is the first one. `:nan on` watches for it.
        """),
    Words(
      "unbounded-range", title: "a range needs finite bounds",
      mend: "give `arange` a start, an end and a step that are finite numbers",
      lesson: "A range is made of all its numbers at once, so there must be an end to them."),
  ]

  private static let tensorMovement: [Words] = [
    Words(
      "reshape-sizes", title: "the shape {sizes} cannot be taken",
      reason: "one size may be -1, and it means whatever is left",
      mend: "write out all sizes but one",
      lesson: "With two unknown sizes there would be many answers."),
    Words(
      "reshape-count", title: "{from} has {count} elements, and does not fit {to}",
      reason: "[[{to} has room for {needed}]]",
      mend: "choose sizes whose product is {count}; one of them may be -1",
      lesson: """
        Reshaping keeps every element in its order and only draws the borders anew, so the number of \
        elements stays: the product of all sizes.
        """),
    Words(
      "flatten-range", title: "the dimensions {from} to {to} are in the wrong order",
      reason: "the tensor has the shape {shape}",
      mend: "let `from` be the outer dimension and `to` the inner one",
      lesson: "`flatten` joins neighbouring dimensions, from the outer one to the inner one."),
    Words(
      "not-a-permutation", title: "{axes} does not name each of {rank} axes once",
      reason: "the tensor has the shape {shape}",
      mend: "list every axis exactly once, in the new order",
      lesson: "A permutation moves dimensions about; none is lost and none appears twice."),
    Words(
      "squeeze-size", title: "axis {axis} has {size} elements and cannot be dropped",
      reason: "the shape is {shape}",
      mend: "take one of them with `x[0]`, or reduce with `sum(x, axis: {axis})`",
      lesson: "Only a dimension of size 1 can go without losing elements."),
    Words(
      "cannot-stretch", title: "{from} does not stretch to {to}",
      mend: "only dimensions of size 1, and missing ones in front, are repeated",
      lesson: "Broadcasting repeats along dimensions of size 1. Others stay as they are."),
    Words(
      "shapes-do-not-join", title: "{left} and {right} cannot be joined along axis {axis}",
      mend: "make all other dimensions equal",
      lesson: """
        Tensors that are put one after the other must agree in every dimension but the one that grows; \
        tensors to stack must agree in all of them.
        """),
    Words(
      "nothing-to-join", title: "{operation} needs at least one tensor",
      mend: "check that the list is not empty",
      lesson: "With no tensor at all there is no shape and no dtype for the result."),
    Words(
      "padding-misfit", title: "the padding {padding} does not fit the shape {shape}",
      reason: "for mode {mode}",
      mend: "give one number, or two for each axis; a reflection is shorter than its axis",
      lesson: """
        `pad(x, 1)` adds one element on every side, `pad(x, [before, after, …])` says it for each axis. \
        `reflect` mirrors at the border element, so it reaches one less than the axis has elements.
        """),
    Words(
      "chunk-count", title: "a tensor cannot be cut into {count} parts",
      mend: "ask for at least one",
      lesson: "`chunk(x, n)` gives n parts of equal size, the first ones larger by one if need be."),
  ]

  private static let tensorIndexing: [Words] = [
    Words(
      "index-out-of-range", title: "index {index} is out of range",
      reason: "axis {axis} has {size} elements[[, indices {range}]]",
      mend: "use an index inside; `-1` is the last element",
      lesson:
        "Indices begin at 0, so the last one is the size less 1. Negative ones count from the end."),
    Words(
      "too-many-indices", title: "{count} indices for {rank} dimensions",
      reason: "the tensor has the shape {shape}",
      mend: "leave some out: what is not indexed is taken whole",
      lesson: "Each index speaks of one dimension, from the front; `...` stands for all between."),
    Words(
      "indices-not-whole",
      title: "{operation} needs whole numbers as indices, and these are {dtype}",
      mend: "make them whole: `cast(round(x), \"i64\")`",
      lesson: "An index is a place, counted from 0. Booleans choose with `x[mask]`."),
    Words(
      "indices-misfit", title: "{operation}: indices of shape {indices} do not go with {shape}",
      mend: "give both the same dimensions, but for the axis that is indexed",
      lesson: """
        `gather` and `scatter` take one index for each element of the result, so the shapes agree. To \
        choose whole rows, use `take(x, indices, axis: 0)` or `x[indices]`.
        """),
    Words(
      "zero-step", title: "a step of 0 never gets anywhere",
      mend: "use a step of 1 or more, or a negative one to go backwards",
      lesson: "`x[start:end:step]` takes every step-th element; `x[::-1]` turns the order round."),
    Words(
      "several-ellipses", title: "`...` may stand once in an index",
      mend: "write `:` for a single dimension",
      lesson: "`...` means as many dimensions as are left. With two of them, which gets how many?"),
    Words(
      "mask-shape", title: "a mask of shape {mask} does not cover {shape}",
      mend: "make the mask from the tensor itself: `x[x > 0]`",
      lesson: "A mask says yes or no to each element of the dimensions it stands for."),
    Words(
      "assignment-shape", title: "a value of shape {value} does not fit a place of shape {place}",
      mend: "give it the same shape, or one that is repeated: a number fits everywhere",
      lesson: "What is assigned is repeated along dimensions of size 1, as in arithmetic."),
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
      "operator-misused", title: "{operation} was called in a way that it cannot be",
      reason: "{problem}",
      lesson: "This is a mistake in Aim itself, not in your program. Please report it."),
    Words(
      "lost-result", title: "a result was asked for again after it could not be computed",
      lesson: "The first fault told why. This one only says that the value never came to be."),
    Words(
      "interrupted", title: "stopped",
      lesson: "You asked Aim to stop (Ctrl-C). What was computed before is still there."),
  ]
}
