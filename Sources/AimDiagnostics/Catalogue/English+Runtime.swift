extension English {
  package static let runtime: [Words] =
    resources + arithmetic + conditions + conversions + reaching + loops + formats + calls
    + builtins + files + gradients
}

extension English {
  fileprivate static let resources: [Words] = [
    Words(
      "too-many-values", title: "the values of this program take too much memory",
      reason: "they would need {needed}; the session may have {ceiling}",
      mend: "keep less at a time: work in batches, or drop what is no longer needed",
      lesson: """
        A program that keeps adding to a list, or doubles a text again and again, ends up with more \
        than the machine has. Aim stops it before the system would, and everything bound so far is \
        still there.
        """),
    Words(
      "missing-operator", title: "the library lacks the operator {name}",
      lesson: "This is a mistake in Aim itself, not in your program. Please report it."),
    Words(
      "unexpected-error", title: "something failed inside Aim",
      reason: "{text}",
      lesson: "This is a mistake in Aim itself, not in your program. Please report it."),
  ]

  fileprivate static let arithmetic: [Words] = [
    Words(
      "integer-overflow", title: "this whole number does not fit into 64 bits",
      reason: "{expression} is beyond 9223372036854775807 or below -9223372036854775808",
      mend: "use a float where the last digits do not matter: `2.0 ^ 100`",
      lesson: """
        Whole numbers have 64 bits. In many languages they wrap around silently and a sum of large \
        numbers becomes negative; here it is an error, so that no wrong result goes on. A float \
        reaches to about 1.8e308, with 15 to 17 exact digits.
        """),
    Words(
      "division-by-zero", title: "division by zero",
      reason: "the number on the right of {operation} is zero",
      mend: "check it first: `if n != 0 { … }`",
      lesson: """
        Nothing times zero gives the number on the left, so the quotient of plain numbers has no \
        value. Tensors follow the floating-point standard instead: there `1 / 0` is `inf`, as one \
        bad element should not stop a million good ones.
        """),
    Words(
      "outside-domain", title: "{function} has no value here",
      reason: "{argument} was given; {allowed}",
      mend: "check the number first, or compute with a tensor, where the result is `nan` or `inf`",
      lesson: """
        Some functions of real numbers are defined on a part of the line only: a square root from \
        zero up, a logarithm above zero, an arcsine from -1 to 1. For plain numbers Aim says so at \
        once; for tensors the elements in question become `nan` or `inf`.
        """),
    Words(
      "boolean-operand", title: "a boolean is no number",
      reason: "{operation} takes numbers",
      mend: "say that it counts as 0 or 1: {mended}",
      lesson: """
        `true` and `false` are answers, not amounts. Where they should count as 1 and 0, `int(…)` \
        says so; to count how many elements of a tensor are true, `sum(int(mask))` or \
        `mean(float(mask))`.
        """),
    Words(
      "text-plus-other", title: "a string and {other} cannot be added",
      reason: "`+` joins two strings, or adds two numbers",
      mend: "put the value into the string: {mended}",
      lesson: """
        Braces in a string hold an expression, and its value becomes text: `"{n} rows"`. `str(x)` \
        makes a string of any value, `int(s)` and `float(s)` read a number from a string.
        """),
    Words(
      "text-times-number", title: "a string cannot be multiplied",
      mend: "repeat it by name: `repeat(\"ab\", 3)`",
      lesson: """
        Multiplication is for numbers and tensors. `repeat(text, n)` writes a text several times, \
        `join(parts, separator)` puts many together.
        """),
    Words(
      "operand-types", title: "{operation} does not take {left} and {right}",
      reason: "it takes numbers, tensors, and rectangular lists of numbers",
      mend:
        "convert one side, or pick out the part that is a number[[; check for nothing first: {nil}]]",
      lesson: """
        An operator works on values that it can make sense of together. Lists become tensors when \
        they are rectangular and hold numbers alone; records, functions and `nil` never do.
        """),
    Words(
      "cannot-negate", title: "`-` does not take {type}",
      mend: "it takes a number or a tensor",
      lesson: "The sign turns a number, or each element of a tensor, into its opposite."),
    Words(
      "not-ordered", title: "{left} and {right} have no order",
      reason:
        "`<`, `<=`, `>` and `>=` compare two numbers, two strings, or two lists or tuples of those",
      mend: "compare what can be: `len(a) < len(b)`, `int(text) < n`",
      lesson: """
        Numbers are ordered by size, strings by their characters, lists and tuples by their first \
        element that differs. Between kinds there is no order, and `true` is not more than `false`. \
        `==` and `!=` compare any two values.
        """),
  ]

  fileprivate static let conditions: [Words] = [
    Words(
      "not-a-condition", title: "a condition is true or false, and this is {type}",
      reason: "nothing but a boolean (`true` or `false`) decides",
      mend: "say what should hold[[: {test}]]",
      lesson: """
        In some languages empty lists, zero and nothing count as false. Which of them was meant is \
        a guess, so Aim asks for the comparison: `if count != 0`, `if name != ""`, `if xs != []`, \
        `if best != nil`.
        """),
    Words(
      "tensor-condition", title: "a condition is one boolean, and this is {type}",
      reason: "a comparison of tensors has an answer for each element",
      mend: "ask for one answer: `all(…)`, `any(…)`, or `equal(a, b)` for two whole tensors",
      lesson: """
        `x == y` compares tensors element by element. Whether all of them agree (`all`), at least \
        one does (`any`), or shape and elements are the same (`equal`) are different questions.
        """),
    Words(
      "not-a-boolean", title: "{operation} takes booleans, and this is {type}",
      mend: "compare first[[: {test}]]",
      lesson: """
        `and`, `or` and `not` combine answers: two booleans, or two boolean tensors element by \
        element. `and` and `or` do not choose between values; that is `if c { a } else { b }`.
        """),
  ]

  fileprivate static let conversions: [Words] = [
    Words(
      "not-a-tensor", title: "a tensor is needed here, and this is {type}",
      reason: "a tensor, a number, or a rectangular list of numbers will do",
      mend: "make one: `tensor([[1, 2], [3, 4]])`",
      lesson: """
        A tensor is a box of numbers with a shape. A list becomes one by itself when it holds \
        numbers alone and all its rows are of one length.
        """),
    Words(
      "not-a-number-in-list", title: "a tensor holds numbers, and this list holds {type}",
      mend: "leave it out, or convert it: `[float(s) for s in …]`",
      lesson: """
        Lists hold anything; tensors hold numbers of one kind, or booleans alone. Text that says a \
        number is still text: `float("2.5")` reads it.
        """),
    Words(
      "ragged-list", title: "the rows of this list differ in length",
      reason: "the first row has {expected} elements, another has {found}",
      mend: "make all rows of the same length, for instance by filling up with zeros",
      lesson: """
        A tensor is rectangular: every row has as many elements as every other. Rows of different \
        length stay a list, or are filled up to the longest.
        """),
    Words(
      "ragged-tensors", title: "tensors of different shapes do not make one tensor",
      reason: "the first has the shape {first}, number {index} has {other}",
      mend: "bring them to one shape, or join them along an axis with `concat`",
      lesson: "A list of tensors becomes one tensor with an axis more: all must have one shape."),
    Words(
      "uneven-nesting", title: "this list holds {type} beside what is nested otherwise",
      reason: "a tensor's rows are all nested alike",
      mend: "nest every element to the same depth: `[[1, 2], [3, 4]]`",
      lesson: """
        The depth of the brackets is the number of dimensions. It has to be the same everywhere.
        """),
    Words(
      "list-too-deep", title: "this list is nested too deeply for a tensor",
      reason: "a tensor has at most {limit} dimensions",
      mend: "flatten the list first",
      lesson: "Each level of brackets is one dimension."),
    Words(
      "not-a-matrix", title: "{type} has no rows and columns to swap",
      reason: "`.mT` swaps the last two dimensions",
      mend: "give it a dimension more: `reshape(x, [1, -1])`",
      lesson: """
        A vector has one dimension and is its own transpose. `reshape(x, [-1, 1])` makes a column \
        of it, `reshape(x, [1, -1])` a row.
        """),
  ]

  fileprivate static let reaching: [Words] = [
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

  fileprivate static let loops: [Words] = [
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

  fileprivate static let formats: [Words] = [
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

  fileprivate static let calls: [Words] = [
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

  fileprivate static let builtins: [Words] = [
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

  fileprivate static let files: [Words] = [
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

  fileprivate static let gradients: [Words] = [
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
