extension English {
  /// The words of the faults that the library throws in Aim: `throw fault("batch-size", size: 0)`.
  package static let library: [Words] = [
    Words(
      "label-out-of-range",
      raised: .init(.value, by: "one_hot([0, 3], 3)"),
      title: "a label that belongs to no class",
      reason: "the labels hold {label}, and with {classes} classes they go from 0 to {last}",
      mend: "count the classes from 0, or make the last layer give one score for each class",
      lesson: """
        A label is the position of its class in the model's scores: with ten classes the labels are \
        0 to 9. A label of 10 usually means that the file counts from 1 (subtract 1), or that the \
        last layer has too few outputs.
        """),
    Words(
      "probability-out-of-range",
      raised: .init(.value, by: "dropout([1.0, 2.0], 1.5)"),
      title: "this is no probability",
      reason: "{name} is {value}",
      mend: "give a number from 0 up to, but not including, 1, such as `dropout(x, 0.5)`",
      lesson: """
        Dropout sets that share of the elements to zero and divides what is left by the share that \
        stays. At 1 nothing would stay, and below 0 there is nothing to mean.
        """),
    Words(
      "not-probabilities",
      raised: .init(.value, by: "binary_cross_entropy([2.0], [1.0])"),
      title: "these predictions are not probabilities",
      reason: "{function} takes numbers between 0 and 1",
      mend: "if these are raw scores, use `binary_cross_entropy_with_logits(scores, target)`",
      lesson: """
        A layer gives scores of any size. The sigmoid makes probabilities of them; the form with \
        logits takes the scores as they are and does both at once, more exactly.
        """),
    Words(
      "batch-size",
      raised: .init(.value, by: "batches((x: [1, 2], y: [0, 1]), 0)"),
      title: "a batch needs at least one example",
      reason: "the size asked for is {size}",
      mend: "give a size of 1 or more, such as 32",
      lesson: """
        Training looks at a few examples at a time. 32 to 256 suits most models: fewer makes the \
        gradient noisy, more makes the steps rare.
        """),
    Words(
      "batch-too-small",
      raised: .init(
        .value, by: "var net = BatchNorm(2)\nvalue_and_grad(&net, m -> sum(m([[1.0, 2.0]])))"),
      title: "one value has no variance",
      reason: "{layer} in training takes the variance over the batch, which holds {count} for each "
        + "channel",
      mend: "train with batches of at least two examples",
      lesson: """
        Batch normalization measures each feature against the same feature of the other examples. \
        With a single one there is nothing to measure against. Outside training it uses the running \
        statistics, and one example is enough.
        """),
    Words(
      "data-lengths-differ",
      raised: .init(.value, by: "batches((x: [1, 2, 3], y: [0, 1]), 2)"),
      title: "there are not as many targets as inputs",
      reason: "{inputs} inputs, {targets} targets",
      mend: "compare the first dimensions of both: `data.x.shape` and `data.y.shape`",
      lesson: """
        Each input has one target, in the same place. Where the numbers differ, some rows were \
        dropped from one side only.
        """),
    Words(
      "counts-differ",
      raised: .init(.value, by: "accuracy(zeros(3, 10), [0, 1])"),
      title: "there are not as many predictions as targets",
      reason: "predictions: {predictions}, targets: {targets}",
      mend: "predict and compare the same examples: look at `predicted.shape` and `target.shape`",
      lesson: """
        A metric holds each prediction against the target in the same place. Where their numbers \
        differ, they come from different data, or one of them was cut.
        """),
    Words(
      "not-a-data-set",
      raised: .init(.type, by: "batches(5, 2)"),
      title: "this is not a data set",
      reason: "it is {found}",
      mend: "give a record with `x` and `y`, such as `(x: inputs, y: targets)`, or a pair",
      lesson: """
        `fit`, `evaluate`, `batches` and `split` take the inputs and the targets together, so that \
        they stay in step: as a record `(x: …, y: …)` or as a tuple of two.
        """),
    Words(
      "fraction-out-of-range",
      raised: .init(.value, by: "split((x: [1, 2], y: [0, 1]), 80)"),
      title: "a split needs something on both sides",
      reason: "the fraction is {fraction}",
      mend: "give the first side's share, between 0 and 1: `split(data, 0.8)`",
      lesson: """
        `split(data, 0.8)` keeps eight of ten examples for training and holds two back, on which \
        the model is judged.
        """),
    Words(
      "quantile-out-of-range",
      raised: .init(.value, by: "quantile([1.0, 2.0], 90)"),
      title: "a quantile is a share of the numbers",
      reason: "q is {q}, and shares lie between 0 and 1",
      mend: "write it as a fraction: `quantile(x, 0.25)` for the lowest quarter",
      lesson: """
        `quantile(x, q)` is the value below which the share q of the numbers lies: 0 is the \
        smallest, 0.5 the middle (`median`), 1 the largest. A percentile of 90 is a quantile of 0.9.
        """),
    Words(
      "not-an-optimizer",
      raised: .init(
        .type, by: "var net = Linear(4, 3)\nfit(&net, dataset(\"iris\"), optimizer: Adam)"),
      title: "this is no optimizer",
      reason: "it is of type {found}, which has no `update(&net, gradient)`",
      mend:
        "[[write `{made}`, with parentheses: that makes one; or ]]give one such as `Adam(lr: 1e-3)`",
      lesson: """
        An optimizer keeps what it has learnt about the gradients, so each training has one of its own: \
        `Adam()` makes it. Any value with a method `update(&net, gradient)` is one.
        """),
    Words(
      "size-too-small",
      raised: .init(.value, by: "Linear(0, 3)"),
      title: "a layer needs at least one of everything",
      reason: "it would have weights of shape {shape}",
      mend: "give sizes of 1 or more",
      lesson: """
        The sizes of a layer are its inputs, its outputs and, for a convolution, the two sides of its \
        kernel. Without inputs there is nothing to weigh, without outputs nothing to give.
        """),
    Words(
      "argument-too-small",
      raised: .init(.value, by: "var net = [1.0]\nvar sgd = SGD(lr: -1)\nsgd.update(&net, [1.0])"),
      title: "{parameter} of {function} is {value}",
      reason: "it has to be {low} or more",
      mend: "give a number that is not below {low}",
      lesson: """
        A step of negative length would climb where it should descend; a share or a decay below zero \
        has no meaning either.
        """),
    Words(
      "split-of-text",
      raised: .init(.type, by: "split(\"a,b\", \",\")"),
      title: "`split` deals a data set into two",
      reason: "a text was given",
      mend: "write `split_text(text, \",\")` to take a text apart",
      lesson: """
        `split(data, 0.8)` makes a part to train on and a part to judge by. `split_text` cuts a text at \
        a separator, and `chunk` a tensor into pieces.
        """),
    Words(
      "no-such-labels",
      raised: .init(.name, by: "split(dataset(\"iris\"), 0.8, stratify: \"label\")"),
      title: "the data has no field {name}",
      reason: "`stratify` names the field with the labels, and there are {fields}",
      mend:
        "write the name of one of them, such as `stratify: \"y\"`, or give the labels themselves",
      lesson: """
        A stratified split keeps the share of each class the same on both sides, so it has to know the \
        classes: a field of the record, or a list of labels.
        """),
    Words(
      "index-without-row",
      raised: .init(.value, by: "Embedding(10, 3)([10])"),
      title: "there is no row for an index",
      reason: "the indices hold {index}, and the table has {count} rows, from 0 to {last}",
      mend:
        "make the table larger, `Embedding({needed}, …)`, or look at where the index comes from",
      lesson: """
        An embedding is a table with a row for each word or item. An index beyond it is most often a \
        word that came in after the vocabulary was counted, or a count from 1.
        """),
    Words(
      "no-examples",
      raised: .init(.value, by: "evaluate(Linear(2, 2), (x: zeros(0, 2), y: zeros(0)))"),
      title: "there is nothing to measure",
      reason: "{function} was given no examples",
      mend: "look at `data.x.shape`: its first dimension counts the examples",
      lesson: """
        A share of right answers among none is not a number. An empty data set usually comes from \
        a filter that kept nothing.
        """),
    Words(
      "unknown-data-set",
      title: "there is no data set of that name",
      reason: "{name} is not among {known}[[; did you mean {suggestion}?]]",
      mend: "choose one of {known}",
      lesson: """
        A few small data sets travel inside Aim: `dataset("digits")` and `dataset("iris")`. Your \
        own data comes from files.
        """),
  ]
}
