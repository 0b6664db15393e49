// Reaching into values, going through them, writing them as text.
extension English {
  static let reaching: [Words] = [
    Words(
      "element-out-of-range", title: "there is no element {index}",
      reason:
        "the {of} has {count} elements[[, numbered from 0 to {last}, or {first} to -1 from the end]][[: {empty}]]",
      mend: "check with `len(…)`, or loop over the elements themselves",
      lesson: """
        Elements are counted from 0, so the last of n has the number n - 1; -1 is the last one too. \
        A slice such as `x[:100]` takes what is there and never goes beyond.
        """),
    Words(
      "index-not-whole", title: "an index is a whole number, and {index} is {type}",
      mend: "[[make it whole: {mended}]][[give a whole number: {places}]]",
      lesson: """
        Elements stand at whole numbers: 0, 1, 2, … Division gives a fraction even where it comes \
        out even; `//` divides whole numbers, `floor` and `round` say which whole number is meant.
        """),
    Words(
      "one-index", title: "{type} has one dimension, and {count} indices were given",
      mend: "index step by step: `x[i][j]`",
      lesson: "Several indices, as in `x[i, j]`, are for tensors: one for each dimension."),
    Words(
      "not-indexable", title: "{type} has no elements to index",
      reason: "strings, lists, tuples, ranges, dictionaries and tensors have",
      mend: "remove the brackets, or index what it came from",
      lesson: "`x[i]` picks an element by its place, or a dictionary's value by its key."),
    Words(
      "index-by-name", title: "the fields of {type} are named after a point",
      mend: "write {mended}",
      lesson: """
        A record's names are part of the program: `config.lr`. A dictionary's keys are values that \
        can come from anywhere: `ages["Ada"]`.
        """),
    Words(
      "missing-key", title: "there is no key {key}",
      reason: "[[the keys are {keys}]][[did you mean {suggestion}?]]",
      mend: "`get(d, key, default)` answers where a key is missing",
      lesson: """
        Asking for a key that is not there is usually a slip of the finger. `key in d` tests it, \
        `get(d, key, 0)` gives something in its place.
        """),
    Words(
      "key-not-allowed", title: "{type} cannot be a key",
      reason:
        "a key is found by its content: a number, a string, a boolean, nil, or a list, tuple or record of those",
      mend: "use a string or a number as the key",
      lesson: """
        A dictionary finds a value by the content of its key. Tensors, dictionaries, functions and \
        models have no content that is cheap and certain to compare, so they stand as values only.
        """),
    Words(
      "cannot-slice", title: "{type} has no order to slice by",
      mend: "take its items first: `items(d)[0:3]`",
      lesson: "`a:b` between brackets means places. A dictionary is asked by key."),
    Words(
      "step-of-zero", title: "a step of zero goes nowhere",
      mend: "give a step of 1 or more, or below zero to go backwards",
      lesson: "The step says how far it is from one element to the next that is taken."),
    Words(
      "mask-length", title: "the mask has another length than the list",
      reason: "{mask} booleans for {count} elements",
      mend: "make the mask from the list itself: `xs[[x > 0 for x in xs]]`",
      lesson: "A mask says of each element whether it is taken: one boolean for each."),
    Words(
      "cannot-assign-element", title: "the elements of {type} do not change",
      mend: "make a new one[[: {mended}]]",
      lesson: """
        Strings, tuples and ranges stay as they were made. Lists, dictionaries, records and tensors \
        in a `var` can be changed in place.
        """),
    Words(
      "assign-to-slice", title: "an assignment cannot go on through several elements",
      mend: "loop over them: `for i in 0..len(xs) { xs[i][0] = … }`",
      lesson: "A path such as `a.b[i]` leads to one place, and that is what changes."),
    Words(
      "slice-length", title: "{places} places, and {values} values for them",
      mend: "give one value for each place; `[...a, ...b]` makes a list of another length",
      lesson: "Assigning to a slice puts one value into each place and leaves the length as it is."),
    Words(
      "no-such-field", title: "{type} has no {name}",
      reason: "[[it has {fields}]]",
      mend: """
        [[use {suggestion}]][[make a tensor of it first: {converted}]][[see what it has: {question}]]
        """,
      lesson: """
        Records and types have the fields they were made with; none is added by assigning to it, so \
        that a slip of the finger does not make a new one. `?x` shows what a value has.
        """),
    Words(
      "field-of-nil", title: "`nil` has no {name}",
      reason: "the value is nothing where something was expected",
      mend: "find out where it became `nil`, or check first: `if x != nil { … }`",
      lesson: """
        `nil` says that there is no value: a variable not yet set, an `if` without `else` whose \
        condition was false, a function whose last line gives nothing.
        """),
  ]

  static let loops: [Words] = [
    Words(
      "no-length", title: "{type} has no length",
      mend:
        "strings, lists, tuples, dictionaries, records, ranges and tensors with dimensions have",
      lesson: "`len` counts characters, elements, keys, fields, or the first dimension."),
    Words(
      "not-iterable", title: "there is nothing to go through in {type}",
      reason: "a loop goes through a list, tuple, string, range, dictionary, record or tensor",
      mend: "[[count with a range: {mended}; or ]]give it a collection, such as `[1, 2]`",
      lesson: """
        `for i in 0..n` counts from 0 to n - 1. `for x in xs` visits the elements, `for (i, x) in \
        enumerate(xs)` both, `for (k, v) in d` the entries of a dictionary.
        """),
    Words(
      "range-bound", title: "a range goes between whole numbers, and {value} is {type}",
      mend: "round it first, or use `linspace(start, end, count)` for fractions",
      lesson: """
        `a..b` counts whole numbers from a up to, not including, b. Steps of a fraction add up \
        rounding errors; `linspace` places as many points as you ask for.
        """),
    Words(
      "cannot-unpack", title: "{type} cannot be taken apart into {count} names",
      mend: "a tuple, list, record or tensor can",
      lesson: "`let (a, b) = pair` binds one name to each part."),
    Words(
      "unpack-count", title: "{expected} names for {found} values",
      mend: "give one name for each value; `_` stands for one that is not needed",
      lesson: "`let (first, _, third) = triple` binds two and leaves one out."),
  ]

  static let formats: [Words] = [
    Words(
      "bad-format", title: "the format {spec} cannot be read",
      reason: "{part} means nothing there",
      mend: "write a format as in `{loss:.3f}`, `{n:>5}`, `{share:.1%}`",
      lesson: """
        After the colon stand, in this order: fill and alignment (`<`, `>`, `^`), a sign, a width, \
        `,` between thousands, `.` and the digits, and a letter: `d` whole, `f` fixed, `e` exponent, \
        `g` the shorter, `%` percent, `x` hexadecimal, `b` binary.
        """),
    Words(
      "format-type", title: "the format {part} is not for {type}",
      mend: "leave it out, or convert the value first",
      lesson: "`f`, `e`, `g` and `%` are for numbers, `d`, `x`, `b` and `o` for whole ones."),
    Words(
      "format-precision", title: "a whole number has no digits after the point",
      mend: "use `f` to show it as a fraction: `{n:.2f}`",
      lesson: "The number after the point in a format says how many digits follow the point."),
    Words(
      "format-too-wide", title: "a width of {digits} is too much",
      reason: "at most {limit} characters",
      mend: "give a smaller width",
      lesson: "The width is how many characters the value takes at least."),
  ]
}
