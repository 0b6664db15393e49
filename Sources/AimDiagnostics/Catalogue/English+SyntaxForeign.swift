extension English {
  /// Words for what can be wrong with habits from other languages.
  static let syntaxForeign: [Words] = [
    Words(
      "foreign-word",
      title: "{written} is not a word of Aim",
      mend: "write {meant}",
      lesson: """
        Aim has few words: `let`, `var`, `fn`, `if`, `else`, `for`, `in`, `while`, `break`, \
        `continue`, `return`, `try`, `catch`, `throw`, `assert`, `import`, `and`, `or`, `not`, \
        `true`, `false`, `nil`, and `model`, `type` and `test` for definitions.
        """),
    Words(
      "colon-block",
      title: "a block stands in braces, not after a colon",
      mend: "write `{` instead of the `:`, and `}` after the last line",
      lesson: """
        Aim marks blocks by braces: `for i in 0..3 { print(i) }`. Indentation is for the \
        reader's eye and means nothing to the language.
        """),
    Words(
      "increment-sign",
      title: "there is no `++` or `--`",
      mend: "write `i += 1` or `i -= 1`",
      lesson: """
        Changing a variable is a statement of its own in Aim, written `i += 1`. It is never \
        hidden within an expression.
        """),
    Words(
      "lambda-keyword",
      title: "a function without a name is written with `->`",
      mend: "write `x -> x * 2`, or `(a, b) -> a + b`",
      lesson: """
        `x -> x * 2` is a function value: what comes in, an arrow, what comes out. With \
        several parameters they stand in parentheses, and a body of several lines in braces: \
        `x -> { … }`.
        """),
    Words(
      "anonymous-function",
      title: "`fn` needs a name",
      mend: "write `fn name(x) { … }`, or for a function without a name `x -> …`",
      lesson: """
        `fn area(r) = 3.14 * r ^ 2` defines a function under a name. A function as a value is \
        written with an arrow: `x -> x * 2`.
        """),
    Words(
      "fat-arrow",
      title: "a function's arrow is `->`",
      mend: "write `x -> …`",
      lesson: "`x -> x * 2` is a function value. `=>` is not a sign of Aim."),
    Words(
      "walrus",
      title: "`:=` is not a sign of Aim",
      mend: "write `let x = …` for a new name, `x = …` for a variable that exists",
      lesson: """
        A new name is introduced by `let` (it keeps its value) or `var` (it can be assigned). \
        So a typo in an assignment never makes a new variable.
        """),
    Words(
      "arrow-assignment",
      title: "`<-` does not give a name a value",
      reason: "it reads as a comparison with a negative number",
      mend: "write `let x = …` for a new name, `x = …` for a variable that exists",
      lesson: """
        A new name is introduced by `let` (it keeps its value) or `var` (it can be assigned). \
        A comparison with a negative number is written with a space: `x < -5`.
        """),
    Words(
      "triple-equals",
      title: "equality is `==`",
      mend: "write `==`",
      lesson: """
        `==` compares values, and never converts between text and numbers, so no stricter sign \
        is needed.
        """),
    Words(
      "c-style-for",
      title: "a loop goes over the items of something",
      mend: """
        write `for i in 0..10 { … }`; with a step, `for i in range(0, 10, 2) { … }`
        """,
      lesson: """
        `for` visits the items of a list, a range, a dictionary or a tensor. `0..10` holds 0 \
        up to 9. For anything else there is `while`.
        """),
    Words(
      "foreign-range",
      title: "a range is written with two points",
      reason: "{sign} is not the sign for it",
      mend: "write {mended}; the end is not part of it",
      lesson: """
        `0..3` holds 0, 1 and 2: as many as the difference of its ends. `a:b` picks a slice between \
        the brackets of an index, and `...xs` spreads a list.
        """),
    Words(
      "function-by-let",
      title: "a function is defined by `fn`",
      mend: "write {mended}",
      lesson: """
        `let` names a value, `fn` a function with its parameters. A function is a value too: \
        `let double = x -> 2 * x` says the same in another way.
        """),
    Words(
      "conditional-after-value",
      title: "the condition comes first",
      mend: "write `if c { a } else { b }`",
      lesson: """
        `if` is an expression in Aim and reads in the order in which it runs: the condition, \
        then the values. In a comprehension an `if` after the `for` filters: `[x for x in xs \
        if x > 0]`.
        """),
    Words(
      "foreign-comment",
      title: "a comment begins with `#`",
      reason: "{sign} is division",
      mend: "write `# …`",
      lesson: """
        `# …` is a comment up to the end of its line. `## …` above a definition is its \
        documentation, shown by `?name`.
        """),
    Words(
      "unary-plus",
      title: "there is no `+` before a value",
      mend: "remove the `+`",
      lesson: "A number without a sign is positive. `+` stands between two operands."),
    Words(
      "star-argument",
      title: "a list is spread with `...`",
      mend: "write `f(...xs)`",
      lesson: """
        `f(...xs)` passes the items of `xs` as separate arguments, and `[...a, ...b]` makes \
        one list of two. In a definition `...rest` collects what is left.
        """),
    Words(
      "star-parameter",
      title: "the rest of the arguments is collected with `...`",
      mend: "write `...rest`",
      lesson: """
        `fn total(first, ...rest)` takes any number of arguments; `rest` is a list of those \
        after the first. Parameters after it are given by name.
        """),
  ]
}
