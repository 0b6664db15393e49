extension English {
  /// Words for what can be wrong with strings.
  static let syntaxString: [Words] = [
    Words(
      "unclosed-string",
      title: "this string does not end",
      reason: "a string in single `\"` ends on its line",
      mend: """
        put {quotes} at its end; for text of several lines begin and end with `\"\"\"`
        """,
      lesson: """
        A string begins and ends with `"`. The end of the line ends the search for it, so that \
        one forgotten quote does not swallow the program. Text of many lines stands between \
        `\"\"\"` and `\"\"\"`.
        """),
    Words(
      "unclosed-interpolation",
      title: "this `{` in a string is not closed",
      reason: "in a string, braces hold an expression whose value is put into the text",
      mend: "close it with `}`; for the brace itself write `{{`",
      lesson: """
        `"loss {loss:.3f}"` puts the value of `loss` into the text. A brace that is meant as a \
        brace is doubled: `{{` and `}}`. Raw strings, `r"…"`, leave braces alone.
        """),
    Words(
      "empty-interpolation",
      title: "there is nothing between these braces",
      reason: "in a string, braces hold an expression whose value is put into the text",
      mend: """
        write the value into them: `"value: {{x}}"`; for the braces themselves write `{{}}`
        """,
      lesson: """
        Aim's strings take their values directly, as Python's f-strings do: `"epoch {i}: loss \
        {loss:.3f}"`. There is no separate `format`.
        """),
    Words(
      "interpolation-junk",
      title: "the braces in a string hold one expression",
      reason: "after it {found} was found",
      mend: """
        close the braces after the expression, or double them, `{{` and `}}`, where they are \
        meant as braces
        """,
      lesson: """
        Between the braces of a string stands one expression and, after a `:`, a format such \
        as `.3f`.
        """),
    Words(
      "lone-brace",
      title: "this `}` in a string closes nothing",
      mend: "write `}}` for the brace itself",
      lesson: """
        In strings `{` and `}` hold expressions, so braces that are meant as text are doubled: \
        `{{` and `}}`. Raw strings, `r"…"`, leave braces alone.
        """),
    Words(
      "escaped-brace",
      title: "a brace in a string is not escaped with `\\`",
      mend: "double it: `{{` or `}}`",
      lesson: """
        As in Python's f-strings, braces that are meant as text are doubled: `{{` and `}}`.
        """),
    Words(
      "unknown-escape",
      title: "{escape} is not an escape",
      mend: """
        for the backslash itself write `\\\\`, or use a raw string: `r"C:\\data"`
        """,
      lesson: """
        After a backslash Aim knows Python's escapes: `\\n` (new line), `\\t` (tab), `\\"`, \
        `\\\\`, `\\x41`, `\\u00e9`, and `\\u{1F600}` for any character. In a raw string, \
        `r"…"`, a backslash is a backslash: good for file names of Windows and for patterns.
        """),
    Words(
      "bad-code-point",
      title: "{escape} is not a character",
      mend: """
        write `\\x` with two, `\\u` with four or `\\U` with eight hexadecimal digits, or \
        `\\u{{1F600}}` with as many as it takes
        """,
      lesson: """
        Characters have numbers up to 10FFFF in hexadecimal. `\\u{e9}` is é and `\\u{1F600}` \
        is 😀.
        """),
    Words(
      "single-quotes",
      title: "strings stand in double quotes",
      mend: "write `\"{text}\"`",
      lesson: """
        Aim has one kind of quotes, `"`, so that an apostrophe in a text needs nothing: \
        `"don't"`.
        """),
    Words(
      "string-prefix",
      title: "strings need no {prefix} before them",
      reason: "every string puts the values of its braces into the text",
      mend: "remove the {prefix}",
      lesson: """
        In Aim `"x is {x}"` already holds the value of `x`. Only `r` may stand before a \
        string: a raw one, in which braces and backslashes mean nothing.
        """),
    Words(
      "adjacent-strings",
      title: "nothing joins these two strings",
      mend: "put a `,` between them for two values, or `+` to join them",
      lesson: """
        Python joins strings that stand side by side. There, a forgotten comma in a list goes \
        unnoticed; in Aim joining is written: `"a" + "b"`.
        """),
    Words(
      "percent-formatting",
      title: "`%` does not put values into text",
      mend: "write the value into the string: `\"loss {x:.3f}\"`",
      lesson: """
        A string takes its values in braces, with Python's format after a `:`. `%` is the \
        remainder of a division.
        """),
    Words(
      "quote-in-string",
      title: "the string ended at this quote",
      mend: "for a quote inside a string write `\\\"`",
      lesson: """
        A string ends at the next `"`. A quote that belongs to the text is escaped, `"she said \
        \\"yes\\""`, or the string stands between three quotes.
        """),
  ]
}
