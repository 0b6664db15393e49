extension English {
  /// Words for what can be wrong with expressions.
  static let syntaxExpression: [Words] = [
    Words(
      "expression-expected",
      title: "an expression is missing",
      reason: "[[after {after} ]]{found} was found",
      mend: "complete the expression",
      lesson: """
        Operators stand between two values, and `=`, `->`, `(` and `,` are followed by one. A \
        line that ends in an operator goes on in the next line.
        """),
    Words(
      "unexpected-token",
      title: "{found} does not fit here",
      reason: "{wanted} was expected",
      mend: "remove it, or begin a new line before it",
      lesson: """
        At this place the grammar allows only a few things to follow. Often the mistake is a \
        little earlier: a bracket or an operator that is missing.
        """),
    Words(
      "two-statements",
      title: "nothing joins this to what stands before it",
      mend: """
        put an operator or a comma between them, or begin a new line; `;` separates statements \
        on one line
        """,
      lesson: """
        A statement ends where its line ends. Two on one line are separated by `;`.
        """),
    Words(
      "call-needs-parentheses",
      title: "a call needs parentheses",
      reason: "a value follows {function} directly",
      mend: "[[write {mended}: ]]put the arguments in parentheses",
      lesson: """
        Functions are called with parentheses around their arguments. The other way to write a \
        call is the pipe: `x |> f` is `f(x)`.
        """),
    Words(
      "bare-tuple",
      title: "several values at once stand in parentheses",
      mend: "write `(a, b) = (b, a)`, or `return (a, b)`",
      lesson: """
        A tuple is written `(a, b)`, wherever it stands: in a `let`, in a `for`, after \
        `return` and on both sides of an assignment.
        """),
    Words(
      "statement-as-value",
      title: "{word} is a statement and has no value",
      mend: """
        put it on a line of its own; in a function after `->`, use braces: `x -> { … }`
        """,
      lesson: """
        `if`, `try` and blocks are expressions and have a value. `let`, `for`, `while`, \
        `return` and `throw` are statements: they do something.
        """),
    Words(
      "line-starts-with-operator",
      title: "a line cannot begin with {sign}",
      reason: "the line before it was complete",
      mend: "end the line before in {sign}, or put the whole in parentheses",
      lesson: """
        A newline ends a statement unless the line ends in an operator or a `(` or `[` is \
        open. Only `|>` and `.` may begin a line and go on with the one before.
        """),
    Words(
      "open-range",
      title: "a range has two ends",
      mend: """
        write both, as in `0..10`; in an index a slice may leave one out: `x[1:]`
        """,
      lesson: """
        `a..b` is a value that holds a, a + 1, … up to b, b not included. Slices in an index \
        are written with a colon, and may leave out an end: `x[1:]`, `x[:-1]`, `x[::2]`.
        """),
    Words(
      "chained-range",
      title: "a range has two ends and no step",
      mend: "write `range(0, 10, 2)`",
      lesson: """
        `a..b` counts by one. `range(a, b, step)` counts by any step, downwards too.
        """),
    Words(
      "not-needs-parentheses",
      title: "`not` after this operator needs parentheses",
      reason: "`not` binds more loosely than it",
      mend: "write `a == (not b)`",
      lesson: """
        `not a == b` is `not (a == b)`: `not` binds more loosely than comparisons. To the \
        right of a tighter operator it therefore needs parentheses.
        """),
    Words(
      "assignment-in-condition",
      title: "`=` gives a name a value; to compare, use `==`",
      mend: "write `==`",
      lesson: """
        `=` binds or assigns, `==` asks whether two values are equal. Assigning is a statement \
        in Aim, so this mistake never runs unnoticed.
        """),
    Words(
      "assignment-in-expression",
      title: "`=` cannot stand within an expression",
      mend: """
        use `==` to compare, `name: value` for a named argument, or assign on a line of its \
        own
        """,
      lesson: """
        Assignment is a statement. Within a call, arguments are named with a colon: `fit(&net, \
        epochs: 5)`.
        """),
    Words(
      "assignment-in-lambda",
      title: "an assignment after `->` needs braces",
      mend: "write `x -> { total += x }`",
      lesson: """
        After `->` stands an expression, the function's result, or a block in braces, in which \
        statements may stand.
        """),
    Words(
      "chained-assignment",
      title: "one `=` assigns one value",
      mend: "write two assignments, one on each line",
      lesson: """
        Assignment is a statement and has no value that could be assigned again.
        """),
    Words(
      "not-assignable",
      title: "{text} cannot be assigned",
      mend: """
        assign a variable, a field `r.name` or an element `x[i]`; to compare, write `==`
        """,
      lesson: """
        To the left of `=` stands the name of a `var`, perhaps with fields and indices: \
        `net.bias[0] = 1`.
        """),
    Words(
      "call-assigned",
      title: "the result of a call cannot be assigned",
      mend: "to define a function put `fn` before it: `fn square(x) = x * x`",
      lesson: """
        Functions are defined with `fn`, as in `fn square(x) = x * x`. What a call returns is \
        a value, not a place that could be assigned.
        """),
    Words(
      "compound-needs-place",
      title: "{sign} changes one variable at a time",
      mend: "write one line for each of them",
      lesson: """
        `x += 1` is short for `x = x + 1`, and needs one variable, field or element.
        """),
    Words(
      "bare-comprehension",
      title: "a comprehension stands in brackets",
      mend: "write `sum([x ^ 2 for x in xs])`",
      lesson: """
        `[f(x) for x in xs if c]` makes a list, `[k: v for …]` a dictionary. There are no \
        generators without brackets.
        """),
    Words(
      "placeholder-outside-pipe",
      title: "`_` stands for a value only in a call after `|>`",
      mend: "write a function: `x -> max(x, 0)`",
      lesson: """
        `x |> f(a, _)` is `f(a, x)`: as a direct argument of the piped call `_` says where the \
        value goes. In patterns and parameters `_` discards a value. Elsewhere it means \
        nothing.
        """),
    Words(
      "stray-spread",
      title: "`...` spreads only in a list or a call",
      mend: "write `[...xs]` or `f(...xs)`",
      lesson: """
        `[...a, ...b]` puts the items of two lists into one, `f(...xs)` passes them as \
        arguments.
        """),
    Words(
      "stray-reference",
      title: "`&` stands only before an argument of a call",
      mend: "remove the `&`, or pass it: `f(&x)`",
      lesson: """
        `f(&x)` lets the function change the variable `x`, and says so where it is called. \
        Values have no addresses in Aim: assigning copies.
        """),
    Words(
      "reference-needs-variable",
      title: "`&` needs a variable",
      mend: "pass a `var`, a field `&r.name` or an element `&x[i]`",
      lesson: """
        With `&` a function changes the variable it is given, so there must be one: `var net = \
        …` and then `fit(&net, …)`.
        """),
    Words(
      "empty-index",
      title: "an index is missing between the brackets",
      mend: "write `x[0]` for an element, `x[:]` for all of them",
      lesson: """
        `x[i]` is the element at i, counted from 0; negative indices count from the end; \
        `x[a:b]` is a part.
        """),
    Words(
      "tuple-field",
      title: "elements are read with brackets",
      mend: "write `t[{position}]`",
      lesson: """
        Tuples, lists and tensors are indexed with brackets, from 0. A dot reads fields by \
        name.
        """),
    Words(
      "field-name-expected",
      title: "a name is missing after the `.`",
      reason: "{found} was found",
      mend: """
        write the field's name; an element whose name is computed is read with brackets: \
        `d[key]`
        """,
      lesson: """
        `r.name` reads the field `name` of a record or model. Keys of dictionaries stand in \
        brackets, `d["key"]`.
        """),
    Words(
      "entry-without-value",
      title: "this entry of a dictionary has no value",
      mend: "write `key: value`",
      lesson: """
        Brackets with `key: value` hold a dictionary, without colons a list; one pair of \
        brackets holds one kind.
        """),
    Words(
      "colon-in-record",
      title: "the fields of a record are written with `:`",
      mend: "write `(lr: 0.1, epochs: 5)`",
      lesson: """
        A record `(lr: 0.1, epochs: 5)` names its values with colons, as calls name their \
        arguments. `=` belongs to `let`, `var` and assignments.
        """),
    Words(
      "field-expected",
      title: "every value in a record has a name",
      reason: "{found} was found where `name: value` was expected",
      mend: "write `name: value`",
      lesson: """
        `(lr: 0.1, epochs: 5)` is a record, `(0.1, 5)` a tuple. One pair of parentheses holds \
        one of the two.
        """),
    Words(
      "duplicate-field",
      title: "the record has two fields {name}",
      mend: "rename one of them",
      lesson: "A field is found by its name, so a record has each name once."),
    Words(
      "duplicate-key",
      title: "the dictionary has the key {key} twice",
      reason: "the second value would take the place of the first",
      mend: "change one of the keys, or leave one of the entries out",
      lesson: """
        A key leads to one value. In a program that computes its keys the last one counts: `d[key] = \
        value` replaces what was there. Where both stand written side by side, one is a mistake.
        """),
    Words(
      "named-argument-equals",
      title: "a named argument is written with `:`",
      mend: "write `{name}: …`",
      lesson: """
        `fit(&net, train, epochs: 5)` names an argument with a colon. In the definition the \
        default stands after `=`: `fn f(epochs = 5)`.
        """),
    Words(
      "duplicate-argument",
      title: "the argument {name} is given twice",
      mend: "remove one of them",
      lesson: "Each parameter takes one value."),
    Words(
      "positional-after-named",
      title: "an argument without a name comes after one with a name",
      mend: "put the arguments without names first",
      lesson: """
        Arguments without names are matched by their order, so they come first. Named ones \
        follow in any order.
        """),
  ]
}
