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
}
