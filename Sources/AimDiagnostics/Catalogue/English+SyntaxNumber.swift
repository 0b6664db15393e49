extension English {
  /// Words for what can be wrong with numbers.
  static let syntaxNumber: [Words] = [
    Words(
      "number-suffix",
      title: "a number cannot be followed directly by letters",
      reason: "{suffix} stands right after {number}",
      mend: "put an operator or a space between them: `3 * x`",
      lesson: """
        In mathematics 3x means 3 times x. Programs need the sign: `3 * x`. A name cannot \
        begin with a digit, so that numbers and names never look alike.
        """),
    Words(
      "number-base",
      title: "numbers are written in base ten",
      reason: "{written} is {value}",
      mend: "write `{value}`",
      lesson: """
        Aim is a language for data and models, where numbers in base sixteen or two are rare. \
        They are written in base ten.
        """),
    Words(
      "misplaced-underscore",
      title: "an underscore in a number stands between two digits",
      reason: "{number} has one elsewhere",
      mend: "write it as in `1_000_000`",
      lesson: """
        Underscores make long numbers readable, as in `1_000_000`. They mean nothing and stand \
        between digits.
        """),
    Words(
      "integer-too-large",
      title: "this whole number does not fit into 64 bits",
      reason: "whole numbers reach from -9223372036854775808 to 9223372036854775807",
      mend: "write it as a float: {float}",
      lesson: """
        Whole numbers have 64 bits, as in NumPy and PyTorch. Beyond that, use a float \
        (`1e19`): it is larger but keeps only about sixteen digits.
        """),
    Words(
      "leading-zero",
      title: "a whole number does not begin with 0",
      reason: "{number} is a number of base eight in some languages and of base ten in others",
      mend: "write {mended}, or {text} where the zero is part of a text",
      lesson: """
        What looks like a number and keeps its zeros is usually a code: a month, a postcode, a part \
        number. As a text, `"08"`, it keeps them; as a number it is 8.
        """),
    Words(
      "decimal-comma",
      title: "a fraction is written with a point",
      mend: "write {number}; for two values, {pair}",
      lesson: """
        A comma stands between values: `(0, 1)` holds two. Within a number the point divides the \
        whole part from the fraction: `0.1`.
        """),
    Words(
      "float-too-large",
      title: "this number is larger than any 64-bit float",
      reason: "the largest is about 1.8e308",
      mend: "for infinity write `inf`; else work with logarithms",
      lesson: """
        A 64-bit float reaches about 1.8e308. Quantities beyond that (products of many \
        probabilities, for example) are handled by their logarithms.
        """),
    Words(
      "leading-dot",
      title: "a number does not begin with a dot",
      mend: "write `0.{digits}`",
      lesson: """
        A dot after a name or value reads a field, so a number has a digit before its dot: \
        `0.5`.
        """),
    Words(
      "missing-multiplication",
      title: "a number cannot be called",
      reason: "parentheses right after {number} would call it as a function",
      mend: "write the product out: `2 * (x + 1)`",
      lesson: """
        In mathematics 2(x + 1) is a product. In a program parentheses after a value call a \
        function, so a product needs its `*`.
        """),
    Words(
      "trailing-dot",
      title: "a number does not end with a dot",
      mend: "write `{number}.0`",
      lesson: """
        A dot after a name or value reads a field, so a float has a digit after its dot: \
        `1.0`.
        """),
    Words(
      "group-comma",
      title: "a number has no commas",
      mend: "write `{number}`: underscores group digits",
      lesson: """
        A comma separates values, so long numbers are grouped with underscores: `1_000_000`.
        """),
  ]
}
