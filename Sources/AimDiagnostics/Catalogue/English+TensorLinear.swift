/// Words for matrix products, sums over named axes, and the library's kernels.
extension English {
  static let tensorLinear: [Words] = [
    Words(
      "inner-dimensions", title: "these two cannot be multiplied",
      reason: """
        `@` needs the last dimension on the left ({left_size}) to equal the {right_axis} on the right \
        ({right_size}); the shapes are {left} and {right}
        """,
      mend: "make the two sizes equal[[: {mend} would fit]]",
      lesson: """
        A matrix product takes each row of the left side times each column of the right side, number \
        by number, and adds up. So a row on the left must be as long as a column on the right: `[n, k] @ \
        [k, m]` gives `[n, m]`. `x.T` turns rows into columns; `flatten` joins dimensions.
        """),
    Words(
      "scalar-in-product", title: "`@` is the product of matrices, and one side is a single number",
      reason: "the shapes are {left} and {right}", mend: "scale with `*`",
      lesson: """
        `*` multiplies element by element and repeats a number for every element. `@` multiplies rows \
        by columns, which a number does not have.
        """),
    Words(
      "not-vectors",
      title: "{operation} takes two vectors, and these have the shapes {left} and {right}",
      mend: "use `@` for matrices, or flatten both first",
      lesson:
        "A vector is a tensor with a single dimension. Products of matrices are written `a @ b`."),
    Words(
      "einsum-syntax", title: "{character} means nothing in the equation {equation}",
      mend: "write letters for axes, `,` between tensors, `->` before the result: `\"ij,jk->ik\"`",
      lesson: """
        An equation names every axis of every tensor by a letter. Letters that the result leaves out \
        are summed over. `...` stands for any number of leading axes.
        """),
    Words(
      "einsum-operands", title: "the equation has {expected} terms, and there are {given} tensors",
      mend: "write one term for each tensor, with commas between them",
      lesson: "In `\"ij,jk->ik\"`, the part before `->` has one term for each tensor."),
    Words(
      "einsum-rank",
      title: "the term {labels} does not fit tensor {operand}, which has {rank} dimensions",
      mend: "give every dimension a letter, or put `...` for those that do not matter",
      lesson: "Each letter of a term names one dimension of its tensor, in order."),
    Words(
      "einsum-sizes", title: "the letter {label} stands for sizes {left} and {right}",
      mend: "use different letters for different dimensions, or make the sizes equal",
      lesson: "One letter is one index: wherever it stands it runs over the same numbers."),
    Words(
      "einsum-output", title: "the letter {label} {problem}",
      mend: "name each axis of the result once, and only axes that a term has",
      lesson: "The result has the axes that stand after `->`; all others are summed away."),
    Words(
      "loss-shapes-differ", title: "prediction and target have different shapes",
      reason: "{operation} was given {predicted} and {target}",
      mend: "bring both to one shape, for example with `reshape` or `squeeze`",
      lesson: """
        A loss compares element by element. Broadcasting is off here, because `[n, 1]` against `[n]` would \
        silently compare every prediction with every target. For `cross_entropy` the target has the \
        shape of the logits without their last axis, which is the classes.
        """),
    Words(
      "mask-does-not-fit", title: "the mask does not fit the scores",
      reason:
        "the mask has the shape {mask}; the scores have {scores}, a row for each query and a column for each key",
      mend: "give a mask of that shape, or with 1 where it is the same for all",
      lesson: """
        Attention compares each query with each key: its scores have the shape [..., queries, keys]. A mask says for \
        each of them whether it counts. It is broadcast as every operand is, so that [keys] hides the same keys \
        from every query, and [batch, 1, 1, keys] those of each text from all heads.
        """),
  ]
}
