extension English {
  /// Words for what can be wrong with definitions.
  static let syntaxDefinition: [Words] = [
    Words(
      "function-without-parameters",
      title: "a function's parameters are missing",
      mend: "write `fn {name}() …`; the parentheses stay when there are none",
      lesson: """
        `fn name(parameters)` is followed by `= expression` or by a block: `fn area(r, pi = \
        3.14159) = pi * r ^ 2`.
        """),
    Words(
      "function-without-body",
      title: "a function's body is missing",
      mend: "write `fn {name}(…) = expression` or `fn {name}(…) { … }`",
      lesson: """
        A short function is `fn area(r) = 3.14 * r ^ 2`; a longer one has a block, whose last \
        value is the result.
        """),
    Words(
      "function-expected",
      title: "`fn` was expected here",
      reason: "{found} was found",
      mend: "put the attribute right above a function",
      lesson: """
        `@kernel` marks functions of the standard library that have a native implementation as \
        well.
        """),
    Words(
      "unknown-attribute",
      title: "there is no attribute {name}",
      mend: "remove it; to change a function, write another that calls it",
      lesson: """
        Aim has one attribute, `@kernel`, for the library. What decorators do elsewhere, a \
        function of functions does here: `let quick = cached(f)`.
        """),
    Words(
      "result-colon",
      title: "a result's type stands after `->`",
      mend: "write `fn f(x) -> int = …`",
      lesson: """
        `fn area(r: number) -> number = …`: colons for parameters, an arrow for the result.
        """),
    Words(
      "duplicate-parameter",
      title: "two parameters are called {name}",
      mend: "rename one of them",
      lesson: """
        A parameter is known by its name, so each name stands once. A parameter that is not \
        needed may be called `_`.
        """),
    Words(
      "required-after-default",
      title: "{name} comes after a parameter with a default",
      mend: "give it a default too, or put it first",
      lesson: """
        Arguments fill parameters from left to right, so those that may be left out come last.
        """),
    Words(
      "second-rest",
      title: "a function has one `...` parameter at most",
      mend: "take one list instead",
      lesson: """
        `...rest` collects all arguments that are left, so there is nothing for a second one.
        """),
    Words(
      "default-not-allowed",
      title: "this parameter cannot have a default",
      mend: "remove the default",
      lesson: """
        `...rest` is an empty list when nothing is left, and `&x` always needs a variable of \
        the caller's.
        """),
    Words(
      "tuple-parameter",
      title: "a parameter is a name",
      mend: "take the tuple apart in the body: `p -> { let (a, b) = p … }`",
      lesson: """
        `(a, b) -> …` is a function of two parameters. One that takes a pair gives it a name \
        and takes it apart with `let`.
        """),
    Words(
      "annotation-expected",
      title: "a type or shape is missing",
      reason: "{found} was found",
      mend: "write a type such as `int` or `string`, or a shape such as `[N, 3]`",
      lesson: """
        Parameters and results may say their type: `int`, `float`, `number`, `string`, `bool`, \
        `list`, `record`, `table`, `function`, `model`, the name of a type, or a tensor's \
        shape `[N, D]`, with its dtype `f32[N, D]`.
        """),
    Words(
      "unknown-dtype-in-signature",
      title: "{name} is not the type of a tensor's elements",
      mend: """
        write `f32`, `f64`, `i64` or `bool` before the shape, or leave the brackets away
        """,
      lesson: """
        Only tensors have a shape in brackets: `f32[N, D]`. A list is `list`, whatever it \
        holds.
        """),
    Words(
      "second-ellipsis",
      title: "a shape has one `...` at most",
      mend: "remove one of them",
      lesson: """
        `...` stands for any number of dimensions. With two of them it would be open which \
        dimension belongs to which.
        """),
    Words(
      "dimension-not-integer",
      title: "a dimension is a whole number",
      mend: "use names, whole numbers and `+ - * // % ^`, as in `[(H - k) // s + 1]`",
      lesson: """
        Dimensions are counted, so shapes use whole numbers and names for them. Division is \
        `//`, which floors.
        """),
    Words(
      "definition-incomplete",
      title: "{word} is not followed by a definition",
      mend: """
        write `model Name(…) { … }`, `type Name(…) { … }` or `test "words" { … }`
        """,
      lesson: """
        `model` and `type` are followed by a name, the constructor's parameters and a block of \
        fields and functions; `test` by its name in quotes and a block.
        """),
    Words(
      "field-outside-model",
      title: "{word} stands only in a model",
      mend: "write `let` or `var` here, or put the line into a `model`",
      lesson: """
        `param` fields of a model are trained, `state` fields are kept. Outside of a model a \
        name is bound with `let` or `var`.
        """),
    Words(
      "mutating-outside-type",
      title: "only functions of a `type` or `model` can be `mutating`",
      mend: "pass the variable with `&`: `fn bump(&counter) { … }`",
      lesson: """
        A `mutating fn` may change the fields of the value it is called on. A plain function \
        changes what it is given with `&`.
        """),
    Words(
      "param-in-type",
      title: "{word} stands only in a `model`",
      mend: "write `model` instead of `type`, or `var` instead of {word}",
      lesson: """
        A `model` has parameters that are trained. A `type` is for everything else that has \
        fields and functions; its changing fields are `var`.
        """),
    Words(
      "var-in-model",
      title: "the fields of a model are `param`, `state` or plain",
      mend: """
        write `param` for what is trained, `state` for what is kept between calls, nothing for \
        the rest
        """,
      lesson: """
        A model says of each field whether training changes it: `param weight = …` is trained, \
        `state mean = …` is kept but not trained, `size = 3` is configuration.
        """),
    Words(
      "let-in-type",
      title: "a field is written without `let`",
      mend: "write `x = …`",
      lesson: """
        In a `type` or `model` a field that does not change is just `name = value`.
        """),
    Words(
      "self-in-fields",
      title: "a field is declared by its name alone",
      mend: "write `b = …`",
      lesson: """
        There is no constructor to write: the parameters after the type's name are fields \
        already, and the others are declared with their first value. `self.name` is for \
        functions.
        """),
    Words(
      "method-without-fn",
      title: "a function in a type begins with `fn`",
      mend: "write `fn {name}(…) …`",
      lesson: """
        Functions of a `type` or `model` are written as anywhere else, with `fn`; those that \
        change fields with `mutating fn`.
        """),
    Words(
      "field-without-value",
      title: "a field needs a value",
      mend: """
        write `{name} = …`; what the caller gives stands in the parentheses after the type's \
        name
        """,
      lesson: """
        Every field has a value from the start. Values that the caller gives are parameters: \
        `type Point(x, y) { … }`.
        """),
    Words(
      "member-expected",
      title: "only fields and functions stand in a type",
      reason: "{found} was found",
      mend: "move the code into a function: `fn name() { … }`",
      lesson: """
        The body of a `model` or `type` declares what its values consist of. Code that runs \
        belongs into a function.
        """),
  ]
}
