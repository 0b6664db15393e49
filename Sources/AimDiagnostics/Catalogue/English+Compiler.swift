extension English {
  package static let compiler: [Words] = [
    Words(
      "unknown-name", title: "there is no {name}",
      reason: "nothing in scope is called {name}[[; did you mean {suggestion}?]]",
      mend: "[[write {suggestion}, or ]]bind it first: `let … = …`",
      lesson: """
        Every name must be bound before it is used: by `let`, `var`, `fn`, `model`, `type`, as a \
        parameter, or by the library. Aim never makes a name by itself, so that a typing error \
        cannot turn into a new variable.
        """),
    Words(
      "used-before-binding", title: "{name} is used before it has a value",
      reason: "the line that binds {name} has not run yet",
      mend: "move the line that binds {name} above this one",
      lesson: """
        The lines of a file run from top to bottom. Functions may call each other in any order, \
        because their bodies run later; a value must exist when it is asked for.
        """),
    Words(
      "assigned-to-unknown-name", title: "there is no variable {name} to assign",
      reason: "only a name declared with `var` can be assigned[[; did you mean {suggestion}?]]",
      mend: "[[write {suggestion}, or ]]declare it first: {declaration}",
      lesson: """
        `=` changes a variable that exists; `var` makes one. Keeping the two apart means that a \
        misspelt name is an error and not a second variable that nobody reads.
        """),
    Words(
      "assigned-to-constant", title: "{name} cannot be assigned",
      reason: "{name} is {kind}, and only a `var` can be assigned",
      mend: "declare it with {declaration}, or bind a new name with `let`",
      lesson: """
        A `let` is a name for a value and keeps it; so are parameters, loop variables and functions. \
        A `var` is a variable. Reading a program is easier when most names never change.
        """),
    Words(
      "name-bound-twice", title: "{name} is bound twice here",
      reason: "a name is bound once in its scope",
      mend:
        "give one of them another name; to change a variable, write {assignment} without `let` or `var`",
      lesson: """
        Within one block, file or cell a name means one thing. An inner block may bind it anew, and \
        so may the prompt or a later cell.
        """),
    Words(
      "field-needs-mutating-method",
      title: "the field {name} is changed in a method that is not `mutating`",
      reason: "a plain `fn` works on a copy of its instance, so the change would be lost",
      mend:
        "[[write {word}, and call the method on a `var`]][[keep it as {state}: training carries it on]]",
      lesson: """
        Instances are values. A method that changes its instance says so with `mutating fn`; the \
        variable it is called on then holds the changed instance.
        """),
    Words(
      "reference-to-constant", title: "{name} cannot be passed with `&`",
      reason: "{name} is {kind}, and only a `var` can be changed by a call",
      mend: "declare it with {declaration}",
      lesson: "`&` lends a variable to a function, which may assign it. So it must be a variable."),
    Words(
      "variable-passed-twice", title: "{name} is passed with `&` twice in one call",
      reason: "the function could not tell the two apart, and one change would undo the other",
      mend: "copy it first: `var copy = …`, and pass the copy as one of them",
      lesson: """
        During a call, a variable passed with `&` belongs to the function. Lending it twice at once \
        would let one parameter change under the other.
        """),
    Words(
      "unbound-dimension", title: "the dimension {name} is bound nowhere",
      reason: "no parameter's shape has {name} standing alone[[; did you mean {suggestion}?]]",
      mend:
        "[[write {suggestion}, or ]]let a parameter's shape bind it, as `x: [N, D]` binds N and D",
      lesson: """
        A name in a shape stands for a number that the call fills in: `x: [N, D]` binds N and D to the \
        dimensions of x. In a result or an expression a name can only be used if it was bound so.
        """),
    Words(
      "break-outside-loop", title: "{word} outside of a loop",
      reason: "there is no `for` or `while` around it in this function",
      mend: "remove it, or use `return` to leave a function",
      lesson: "`break` leaves the nearest loop and `continue` begins its next turn."),
    Words(
      "return-outside-function", title: "`return` outside of a function",
      reason: "there is no function to leave",
      mend: "remove `return`: the value of a cell is that of its last line",
      lesson: "`return` ends the function that it stands in and gives its value."),
    Words(
      "only-at-top-level", title: "{word} may only stand at the top level",
      reason: "it is about the whole file, and stands inside a block here",
      mend: "move it out of the braces",
      lesson: "Tests and imports belong to a file as a whole, so they stand outside all blocks."),
    Words(
      "import-needs-name", title: "this import needs a name",
      reason: "the file name of {path} cannot be a name in a program",
      mend: "say how to call it: `import \"…\" as helpers`",
      lesson: """
        A module is used through its name: `helpers.clean(x)`. Without `as` it is the file's name \
        without `.aim`, where that is a name.
        """),
    Words(
      "code-too-large", title: "this piece of code is too large",
      reason: "it needs more than {limit} {what}",
      mend: "split it into several functions or cells; keep large data in a file",
      lesson: """
        The machine's instructions name registers, constants and jumps with 16 bits. No program \
        that people write comes near; generated code can.
        """),
  ]
}
