/// Words for random numbers, sorting and counting.
extension English {
  static let tensorSampling: [Words] = [
    Words(
      "empty-random-range", title: "there is no number from {low} up to {high} to draw",
      reason: "{operation} draws from `low` up to, but not including, `high`",
      mend: "make `high` larger than `low`",
      lesson: "Ranges are half-open in Aim: `randint(0, 6)` gives 0, 1, 2, 3, 4 or 5."),
    Words(
      "negative-deviation", title: "a standard deviation cannot be {value}",
      mend: "give a number from 0 up",
      lesson: "The deviation says how far draws lie from the mean: 0 is not at all."),
    Words(
      "not-a-probability", title: "{value} is not a probability",
      mend: "give numbers from 0 to 1; `sigmoid` makes them of any scores",
      lesson: "A probability of 0 means never, 1 means always."),
    Words(
      "too-many-choices", title: "{count} different rows cannot be chosen from {size}",
      mend: "choose at most {size}, or allow repeats: `replace: true`",
      lesson: "Without replacement, what has been chosen is not chosen again."),
    Words(
      "count-below-zero", title: "{operation} cannot take {count} of something",
      mend: "give a number from 0 up",
      lesson: "A count is 0 or more."),
    Words(
      "nothing-to-shuffle", title: "{operation} needs rows, and this is a single number",
      mend: "give it a vector, or a tensor with more dimensions",
      lesson: "Rows are taken along the first axis, which a number does not have."),
    Words(
      "topk-too-large", title: "there are only {size} elements along axis {axis}, not {k}",
      mend: "ask for at most {size}",
      lesson: "`topk(x, k)` gives the k largest elements along one axis, largest first."),
    Words(
      "negative-bin", title: "bincount counts numbers from 0 up, and this is {value}",
      mend: "shift them first: `bincount(x - min(x))`",
      lesson: "The result's place i says how often i stands in the input."),
  ]
}
