// Calls, what builtins take, files, gradients.
extension English {
  static let calls: [Words] = [
    Words(
      "wrong-argument", title: "{function} takes {expected} as {parameter}",
      reason: "{value} is {found}",
      mend: "give {expected}; `?` before its name shows how it is called",
      lesson: "The parameters of a function say what they take, and that is checked at the call."),
    Words(
      "too-many-arguments", title: "{function} takes {arguments}, and {found} {were} given",
      mend: "leave out what is too much; several values go into one list: `[a, b]`",
      lesson: "Arguments go to the parameters in order, or by name: `f(x, axis: 1)`."),
    Words(
      "missing-argument", title: "{function} needs {parameter} too",
      mend: "call it as {signature}",
      lesson: "A parameter without a default has to be given."),
    Words(
      "unknown-argument", title: "{function} has no parameter {argument}",
      reason: "[[its parameters are {parameters}]]",
      mend: "[[write {suggestion}||leave it out]]",
      lesson: "Arguments can be given by the parameter's name: `sum(x, axis: 0)`."),
    Words(
      "sizes-come-first", title: "{function} takes the sizes first",
      reason: "it is called as {signature}",
      mend: "write {mended}",
      lesson: """
        What makes a tensor begins with its sizes: `zeros(2, 3)`, `normal([2, 3], mean: 1.0)`. What \
        follows them is clearest by name.
        """),
    Words(
      "argument-twice", title: "{argument} was given to {function} twice",
      mend: "give it once, by its place or by its name",
      lesson: "The arguments without a name fill the parameters from the left."),
  ]

  static let builtins: [Words] = [
    Words(
      "cannot-convert", title: "{type} cannot become {to}",
      mend: "pick out the number, boolean or text in it first",
      lesson:
        "`int`, `float` and `bool` take numbers, booleans, text that says a number, and tensors."),
    Words(
      "not-a-whole-number", title: "{number} is not a whole number[[: {large}]]",
      mend: "say which whole number: `floor` (below), `round` (nearest) or `trunc` (towards zero)",
      lesson: """
        Cutting off a fraction silently hides mistakes, so `int` takes whole numbers alone. `floor(2.7)` \
        is 2, `round(2.7)` is 3, and for a negative number `floor` and `trunc` differ: -3 and -2.
        """),
    Words(
      "not-a-number-text", title: "{text} does not say {kind}",
      mend: "write digits: `int(\"42\")`, `float(\"2.5\")`",
      lesson:
        "A number in a text has digits, a point, perhaps a sign and an exponent, and nothing else."),
    Words(
      "no-such-dtype", title: "there is no dtype {name}",
      reason: "the dtypes are {names}",
      mend: "write [[{suggestion}||one of them]]",
      lesson: """
        A dtype says what one element is: `f32` and `f64` are floats of 32 and 64 bits, `i64` whole \
        numbers, `bool` true or false; `f16` and `bf16` save memory.
        """),
    Words(
      "axis-of-number", title: "{function} takes one collection of numbers",
      reason: "what follows the first argument is an axis, and {first} is a single number",
      mend: "write [[{pair}, or ]]{list} for any number of them",
      lesson: """
        `max`, `min`, `sum` and their kin reduce one tensor or list: `max([3, 1, 4])`. Of two tensors,
        element by element, `maximum(a, b)` takes the greater. Keeping the two apart leaves the second
        argument free for the axis: `max(x, axis: -1)`.
        """),
    Words(
      "unknown-choice", title: "{parameter} of {function} cannot be {word}",
      reason: "it is one of {words}",
      mend: "write [[{suggestion}||one of them]]",
      lesson: "Some parameters take one of a few words; `?` before the function's name lists them."),
    Words(
      "empty-separator", title: "the text to look for is empty",
      mend: "give at least one character; `chars(text)` takes a text apart",
      lesson: "An empty text stands everywhere, before, between and after all characters."),
    Words(
      "negative-repeat", title: "{function} cannot do something {count} times",
      mend: "give 0 or more",
      lesson: "A count begins at 0."),
    Words(
      "lengths-differ", title: "{function} needs collections of one length",
      reason: "the first has {first} elements, another has {other}",
      mend: "cut the longer one: `xs[:{first}]`",
      lesson: """
        Side by side, every element has one partner. In some languages the rest is dropped silently; \
        a difference in length is more often a mistake.
        """),
    Words(
      "not-in-list", title: "no element equals {value}",
      mend: "test it first: `if x in xs { … }`",
      lesson: "`remove` takes out the first element that equals the one given."),
    Words(
      "nothing-to-reduce", title: "there is nothing to combine",
      mend: "give a start: `reduce(xs, f, 0)`",
      lesson: """
        Without a start the first element is one, and an empty collection has none. With a start, \
        the result of an empty collection is the start.
        """),
  ]

  static let files: [Words] = [
    Words(
      "cannot-read", title: "the file {path} cannot be read",
      reason: "the system says: {why}",
      mend: "check the path; it is relative to where `aim` was started",
      lesson: "A path without a leading `/` begins in the working folder."),
    Words(
      "cannot-write", title: "the file {path} cannot be written",
      reason: "the system says: {why}",
      mend: "check that the folder exists and that you may write there",
      lesson: """
        A file is written beside the old one and put in its place at the end, so the folder has to \
        be writable, and an interruption leaves the old file as it was.
        """),
    Words(
      "file-not-text", title: "the file {path} is no text",
      reason: "its bytes are not valid UTF-8",
      mend: "convert it to UTF-8 first",
      lesson: "Text files are UTF-8 nearly everywhere today; older ones may be in another encoding."
    ),
  ]

  static let gradients: [Words] = [
    Words(
      "gradient-of-many", title: "{function} needs one number to differentiate",
      reason: "the function gives {type}",
      mend: "make one number of it: `sum(…)` or `mean(…)`; `jacobian(f)` gives all derivatives",
      lesson: """
        A gradient says how one number (a loss) changes with each input. Where a function gives many \
        numbers, each has a gradient of its own: that is the Jacobian.
        """),
    Words(
      "nothing-to-differentiate", title: "there is nothing to differentiate in {type}",
      reason: "numbers, float tensors, and those in lists, records and models are differentiated",
      mend: "give floats: `1.0` instead of `1` inside a list",
      lesson: """
        A derivative asks what a small change does. Text has no small change, and whole numbers and \
        booleans inside lists and tensors count things.
        """),
    Words(
      "not-trainable", title: "the `param` {field} cannot be trained",
      reason: "a gradient changes floats alone, and this is {type}",
      mend:
        "[[write fractions: {mended}; ]]`float(…)` makes floats of whole numbers; what is not trained "
        + "is a field without `param`",
      lesson: """
        Training moves each parameter by a small fraction of its gradient, and whole numbers, booleans \
        and text have no small change. `[0.0, 0.0]`, `zeros(2)` and a single number are floats; `[0, 0]` \
        and `tensor([0, 0])` are whole numbers, as they count or index things.
        """),
    Words(
      "trees-differ", title: "the trees are not of one structure",
      reason: "one has {first} where another has {other}",
      mend: "give trees that were made alike, such as a model and its gradient",
      lesson: "`tree_map` pairs what stands at the same place in each tree."),
    Words(
      "tree-too-deep", title: "this value is nested too deeply",
      reason: "at most {limit} levels are visited",
      mend: "flatten it",
      lesson:
        "Lists in lists in lists, a thousand deep, are most often a loop that nests by mistake."),
  ]
}
