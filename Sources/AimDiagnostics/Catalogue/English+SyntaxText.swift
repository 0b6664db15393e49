extension English {
  /// Words for what can be wrong with characters and signs.
  static let syntaxText: [Words] = [
    Words(
      "invalid-utf8",
      title: "this text is not UTF-8",
      reason: "the byte {byte} begins no character",
      mend: "save the file as UTF-8 in your editor",
      lesson: """
        Aim reads its programs as UTF-8, the encoding of almost every text today. A file in \
        another encoding, or one that is no text at all, has bytes that stand for no \
        character. Most editors show the encoding in their status line and can save the file \
        as UTF-8.
        """),
    Words(
      "unknown-character",
      title: "{character} means nothing in Aim",
      mend: """
        remove it; inside a string, between `"` and `"`, any character may stand
        """,
      lesson: """
        Outside of strings and comments a program is made of names, numbers, brackets and a \
        few signs. Names may use the letters of any script (`α`, `学习率`), but not emoji or \
        signs such as `$`.
        """),
    Words(
      "lookalike-sign",
      title: "{written} looks like {meant}, but is another character",
      reason: "input methods and word processors write it",
      mend: "type {meant} instead",
      lesson: """
        Full-width punctuation (`，（）：`), curly quotes and signs such as `×` or `−` are \
        different characters from the ones programs are written in. Switch the input method to \
        half-width punctuation while you type code; inside strings and comments everything is \
        allowed.
        """),
    Words(
      "backslash-at-line-end",
      title: "a `\\` does not continue a line",
      mend: """
        end the line in the operator instead: a line that ends in an operator, a `,` or an \
        open `(` or `[` goes on by itself
        """,
      lesson: """
        A newline ends a statement unless a bracket `(` or `[` is open, the line ends in an \
        operator, `=`, `->` or `,`, or the next line begins with `|>` or `.`. So long \
        expressions need no mark at the end of a line.
        """),
    Words(
      "question-mark",
      title: "`c ? a : b` is not how Aim chooses between two values",
      mend: "write `if c { a } else { b }`: it is an expression and has a value",
      lesson: """
        `if` is an expression in Aim: `let sign = if x > 0 { 1 } else { -1 }`. One form serves \
        both for values and for statements. (At the prompt, `?name` at the start of a line \
        shows the help of a name.)
        """),
    Words(
      "foreign-operator",
      title: "{written} is not a sign of Aim",
      mend: "write {meant}",
      lesson: """
        The logical operators are words: `and`, `or`, `not`. Power is `^` and spreading a list \
        is `...xs`. Aim has one way to write each, so that programs read alike.
        """),
    Words(
      "too-deep",
      title: "this is nested too deeply",
      reason: "brackets, blocks and chains of operators may nest {limit} levels deep",
      mend: "give the inner parts names with `let`, or build the value in a loop",
      lesson: """
        Programs that people write stay far below this limit. Text that was generated may \
        reach it; then a loop over a list does the same with less text.
        """),
  ]
}
