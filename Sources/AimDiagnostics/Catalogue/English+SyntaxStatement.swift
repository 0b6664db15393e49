extension English {
  /// Words for what can be wrong with statements.
  static let syntaxStatement: [Words] = [
    Words(
      "name-expected",
      title: "a name is missing[[ after {after}]]",
      reason: "{found} was found",
      mend: """
        write a name: letters of any script, digits and `_`, not beginning with a digit
        """,
      lesson: "`let`, `for`, `fn` and parameters introduce names."),
    Words(
      "reserved-word",
      title: "{word} is a word of the language and cannot be a name",
      mend: "choose another name, or add an underscore to it",
      lesson: """
        The reserved words are `let var fn for in while break continue return if else try \
        catch throw assert import and or not true false nil`. After a `.` and before a `:` \
        they may still be names: `r.in`, `(in: 3)`. `test`, `model`, `type`, `param` and \
        `state` are ordinary names elsewhere.
        """),
    Words(
      "binding-without-value",
      title: "{word} needs a value",
      mend: "write `let x = …`; for a variable that has no value yet, `var x = nil`",
      lesson: """
        Every name has a value from the start, so that none is ever read before it has one.
        """),
    Words(
      "binding-annotation",
      title: "names are bound without a type",
      mend: """
        write `let x = 3`; types and shapes stand in the parameters of functions
        """,
      lesson: """
        A value knows its own type, and a name takes it over. Shapes and types are said in \
        signatures, `fn f(x: [N, 3])`, where they are checked at every call.
        """),
    Words(
      "bare-tuple-pattern",
      title: "several names at once stand in parentheses",
      mend: "write `{word} (a, b) = …`",
      lesson: """
        `let (a, b) = pair` takes a tuple apart; patterns may nest, and `_` discards a part.
        """),
    Words(
      "loop-pattern-needs-parentheses",
      title: "several names at once stand in parentheses",
      mend: "write `for ({names}) in …`",
      lesson: """
        A loop over a dictionary gives pairs, and `for (k, v) in d` takes each pair apart.
        """),
    Words(
      "equality-for-assignment",
      title: "`==` compares; a name gets its value with `=`",
      mend: "write `let x = …`",
      lesson: "`=` binds or assigns, `==` asks whether two values are equal."),
    Words(
      "in-expected",
      title: "`in` is missing in this loop",
      reason: "{found} was found",
      mend: "write `for x in xs { … }`",
      lesson: "`for x in xs { … }` runs its block once for each item of `xs`."),
    Words(
      "block-expected",
      title: "a block in braces must follow {word} and what belongs to it",
      reason: "{found} was found",
      mend: "write `{ … }` around the code",
      lesson: """
        Braces hold code, also when it is a single statement: `if x > 0 { print(x) }`.
        """),
    Words(
      "brace-on-next-line",
      title: "the `{` of {word} stands on its line",
      mend: "move the `{` to the end of the line above",
      lesson: """
        A newline ends a statement, so the brace that opens a block stands on the line it \
        belongs to.
        """),
    Words(
      "stray-branch",
      title: "{word} belongs to nothing here",
      mend: "put it right after the `}` of its `if` or `try`",
      lesson: """
        `else` follows the block of an `if`, `catch` the block of a `try`, on the same line or \
        at the beginning of the next.
        """),
    Words(
      "try-without-catch",
      title: "`try` needs a `catch`",
      mend: "write `try { … } catch e { … }`",
      lesson: """
        `try { a } catch e { b }` runs `a`; when something goes wrong in it, `e` says what, \
        and `b` runs. To let a fault pass, no `try` is needed.
        """),
    Words(
      "import-needs-path",
      title: "`import` takes a file's path",
      reason: "{found} was found",
      mend: """
        write `import "lib/helpers.aim" as helpers`; the library needs no import
        """,
      lesson: """
        Everything in Aim's own library is there from the start. `import` reads a file of \
        yours, relative to the one it stands in.
        """),
    Words(
      "import-interpolated",
      title: "the path of an import is plain text",
      mend: "write the path out",
      lesson: """
        Imports are read before the program runs, so their paths cannot depend on its values.
        """),
  ]
}
