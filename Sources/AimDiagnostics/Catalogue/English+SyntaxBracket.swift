extension English {
  /// Words for what can be wrong with brackets.
  static let syntaxBracket: [Words] = [
    Words(
      "unclosed-bracket",
      title: "this {opening} is never closed",
      mend: "put {closing} where it ends",
      lesson: """
        Every `(`, `[` and `{` has its partner. The place shown is the bracket that is still \
        open; look from there for where it should have ended. Indentation helps: Aim uses it \
        to guess which brace is missing.
        """),
    Words(
      "mismatched-bracket",
      title: "{found} does not close the bracket that is open",
      reason: "{wanted} was expected here",
      mend: "write {wanted}, or close the inner bracket first",
      lesson: """
        Brackets close in the reverse order of their opening: `([1, 2])`. Parentheses call and \
        group, brackets hold data, braces hold code.
        """),
    Words(
      "stray-bracket",
      title: "this {bracket} closes nothing",
      mend: "remove it, or put the missing opening bracket before it",
      lesson: """
        Every closing bracket has an opening one before it, on the same level. Often one was \
        typed twice, or the opening one was deleted.
        """),
    Words(
      "missing-comma",
      title: "a comma is missing here",
      reason: "items between {bracket} and its partner are separated by commas",
      mend: """
        put a `,` before it; where it is the argument of a call, put parentheses around it
        """,
      lesson: """
        Elements of a list, arguments of a call and fields of a record are separated by \
        commas. A comma after the last one is allowed.
        """),
    Words(
      "braces-hold-code",
      title: "braces hold code, brackets hold data",
      mend: "write {meant}; an empty dictionary is `[:]`",
      lesson: """
        In Aim `{ … }` is always a block of code, and data stands in brackets: a list `[1, \
        2]`, a dictionary `["lr": 0.1]`, a record `(lr: 0.1)`. So what braces mean is always \
        plain.
        """),
    Words(
      "stray-block",
      title: "no block can stand here",
      reason: """
        a block `{ … }` follows `if`, `else`, `for`, `while`, `fn`, `try`, `catch`, `test`, or \
        stands on its own line
        """,
      mend: "end the statement before the `{`",
      lesson: """
        Braces hold code. They follow a word that says when the code runs, or the `->` of a \
        function.
        """),
  ]
}
