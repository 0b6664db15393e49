/// Words for convolution and pooling.
extension English {
  static let tensorConvolution: [Words] = [
    Words(
      "image-rank", title: "{operation} takes {layout}, and this has the shape {shape}",
      reason: "{expected} dimensions are needed, {rank} are there",
      mend: "add what is missing: `expand_dims(x, 0)` makes a batch of one, or a single channel",
      lesson: """
        Images come as batch, channels, height, width; signals as batch, channels, length. A grey image \
        has one channel, and a single image is a batch of one.
        """),
    Words(
      "filter-rank", title: "the filters of {operation} have the shape {shape}",
      reason: "{expected} dimensions are needed, {rank} are there",
      mend: "give them as [outputs, channels, …kernel]",
      lesson: "Every output channel has a filter with one small kernel for each input channel."),
    Words(
      "channels-differ",
      title: "the images have {channels} channels, the filters look at {expected}",
      reason: "{operation} was given {images} and filters {filters}[[, in {groups} groups]]",
      mend: "make both equal: the channels are the second dimension of each",
      lesson: """
        A filter has a kernel for every channel of the image (of its group, where there are groups), \
        and adds up what they see. `conv_transpose` has the channels of its input first in its filters.
        """),
    Words(
      "groups-do-not-divide",
      title: "{channels} channels of the {side} do not fall into {groups} groups",
      mend: "choose a number of `groups` that divides both inputs and outputs",
      lesson:
        "Groups cut the channels into equal parts, which are convolved without seeing each other."),
    Words(
      "bias-shape",
      title: "the bias has the shape {shape}, and there are {outputs} output channels",
      reason: "{operation} adds one number to each output channel",
      mend: "make it a vector of {outputs} numbers",
      lesson: "A convolution's bias is a vector: one number for each of its filters."),
    Words(
      "window-parameter-count", title: "{name} has {given} numbers, and {expected} are needed",
      mend: "give one number for every direction, or one for each",
      lesson: "In two dimensions `[2, 1]` means 2 down and 1 across; a single number means both."),
    Words(
      "window-parameter-range", title: "{name} cannot be {value}",
      reason: "it must be at least {least}, and no more than there is to slide over",
      mend: "choose a number from {least} up",
      lesson: """
        The stride is how far a window moves, the dilation how far its elements stand apart: 1 is the \
        smallest step. A kernel has at least one element. Padding is added around the edge: 0 is none.
        """),
    Words(
      "kernel-too-large", title: "the kernel of {operation} is larger than what it slides over",
      reason: "it spans {kernel}, and there are {size} with the padding",
      mend: "use a smaller kernel, or `padding: {padding}`",
      lesson: """
        A window has to fit into the padded input at least once. With n elements, padding p, kernel k and \
        stride s there are (n + 2p − k) // s + 1 places for it.
        """),
    Words(
      "padding-too-wide", title: "a padding of {padding} is too wide for a kernel of {kernel}",
      reason: "some windows would see nothing but padding",
      mend: "use at most {most}",
      lesson:
        "The largest element, or the mean, of a window that lies outside the image means nothing."),
    Words(
      "transposed-too-small", title: "{operation} would give nothing: the padding takes all away",
      reason: "{size} elements are made, and {padding} are taken from each end",
      mend: "use less padding",
      lesson: """
        A transposed convolution makes (n − 1) s + k elements of n and takes its padding away from both \
        ends: it undoes the shape of a convolution with the same numbers.
        """),
  ]
}
