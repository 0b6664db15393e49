/// What the machine itself finds while a program runs.
extension English {
  package static let machine: [Words] =
    machineCalls + machineFaults + machineShapes + machineImports

  private static let machineCalls: [Words] = [
    Words(
      "recursion-too-deep", title: "calls within calls go too deep",
      reason: "more than {limit} calls were under way at once",
      mend: "check that the recursion ends; a loop does not have this limit",
      lesson: """
        A function that calls itself needs a case in which it does not. Every call that waits for \
        another takes room, so their number is limited; a loop takes none.
        """),
    Words(
      "not-callable", title: "this is not a function",
      reason: "a value of type {type} cannot be called",
      mend:
        "[[give the model a {forward}; or ]][[write {field}, without parentheses; or ]]call a function "
        + "or model; to index, write `x[i]`",
      lesson: """
        Functions, models with a `forward`, and the names of models and types can be called. If a name \
        of the library was bound to something else, the library's function is hidden behind it.
        """),
    Words(
      "no-such-method", title: "{type} has no {name}",
      reason:
        "it is no method or field of {type}, and no function in scope is called {name}[[; did you mean {suggestion}?]]",
      mend:
        "[[write {field}, without parentheses, or ]][[write {suggestion}, or ]]define `fn {name}(x, …)`: "
        + "then `x.{name}(…)` calls it",
      lesson: """
        `x.f(a)` looks for a method of x's type, then for a field that can be called, then for the \
        nearest function `f`, which gets x as its first argument.
        """),
    Words(
      "needs-reference", title: "{function} changes its argument, which needs an `&`",
      reason: "the parameter {parameter} is a variable that {function} may assign",
      mend: "[[write {reference}: ]]lend it a `var`, with `&` before it",
      lesson: """
        A call changes a variable only where it says so. `&x` lends the variable x to the function, \
        which may assign it; without `&` a function gets a value and cannot change anything outside.
        """),
    Words(
      "not-a-reference", title: "{function} takes a value here, not a variable",
      reason:
        "[[the parameter {parameter} is not declared with `&`, so ]]nothing could be changed through it",
      mend: "remove the `&`",
      lesson: """
        `&x` lends a variable to a function that changes it, and such a function says so: \
        `fn bump(&counter)`. Other parameters take values.
        """),
    Words(
      "mutating-needs-variable", title: "{method} changes its receiver, which must be a `var`",
      reason: "[[{receiver} is no variable: ]]the change would be lost",
      mend: "keep it in a variable: {declaration}",
      lesson: """
        Models and types are values: a `mutating fn` makes a changed one and puts it back into the \
        variable it was called on. A `let` keeps its value, and the result of a call has no name.
        """),
    Words(
      "private-name", title: "{name} is private to {module}",
      reason: "names that begin with `_` can be used in their own file alone",
      mend: "use one of the module's public names, or rename it there",
      lesson:
        "A file's names that begin with `_` are its own business, so that they can change freely."),
  ]

  private static let machineFaults: [Words] = [
    Words(
      "thrown", title: "{message}",
      lesson: """
        The program itself stopped with `throw`. `try { … } catch e { … }` can handle it: `e.message` \
        is the text.
        """),
    Words(
      "cannot-throw", title: "only text or a fault can be thrown",
      reason: "this is of type {type}",
      mend: "write what went wrong: `throw \"no rows left\"`",
      lesson: """
        What is thrown is shown to whoever runs the program, so it is a sentence, or a fault made with \
        `fault(\"identity\", …)`, or one that was caught.
        """),
    Words(
      "assertion-failed", title: "{message}",
      reason: "{condition} is false[[: {left} {comparison} {right}]]",
      lesson: """
        `assert` states what must be true. When it is not, the program stops there, before a wrong \
        value can go on.
        """),
  ]

  private static let machineShapes: [Words] = [
    Words(
      "argument-shape", title: "{parameter} has the wrong shape",
      reason:
        "{function} takes {expected} and was given {found}[[; {dimension} is {wanted} here, not {got}]]",
      mend: "reshape or transpose it, or pass another tensor",
      lesson: """
        A shape in a signature is held against every call. A number means itself; a name is bound by \
        the first dimension it stands for and must agree wherever it stands again.
        """),
    Words(
      "argument-type", title: "{parameter} has the wrong type",
      reason: "{function} takes {expected} and was given {found}",
      mend: "convert it first, or pass another value",
      lesson: """
        An annotation after a parameter's name is checked at every call: `n: int`, `x: [N, D]`. \
        Without one a parameter takes anything.
        """),
    Words(
      "result-shape", title: "the result has the wrong shape",
      reason:
        "{function} promises {expected} and made {found}[[; {dimension} is {wanted} here, not {got}]]",
      mend: "mend the function, or its declared result",
      lesson: "What stands after `->` is checked whenever the function returns."),
    Words(
      "result-type", title: "the result has the wrong type",
      reason: "{function} promises {expected} and made {found}",
      mend: "mend the function, or its declared result",
      lesson: "What stands after `->` is checked whenever the function returns."),
  ]

  private static let machineImports: [Words] = [
    Words(
      "import-cycle", title: "{path} is imported while it is being imported",
      reason: "the files import each other: {chain}",
      mend: "move what both need into a third file",
      lesson: """
        A file runs once, when it is first imported. Two files that import each other would each have \
        to run before the other.
        """),
    Words(
      "import-not-found", title: "{path} cannot be imported",
      reason: "{problem}",
      mend: "check the path: it is relative to the file that imports",
      lesson:
        "`import \"lib/helpers.aim\" as helpers` reads a file next to the one that imports it."),
  ]
}
