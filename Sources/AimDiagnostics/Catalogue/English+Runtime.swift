extension English {
  package static let runtime: [Words] = values

  private static let values: [Words] = [
    Words(
      "interrupted", title: "stopped",
      lesson: """
        Ctrl-C stops the computation under way and keeps the session: every variable has the value \
        it had when the work stopped.
        """),
    Words(
      "out-of-memory", title: "the values of this program take too much memory",
      reason: "they would need {needed}; the session may have {ceiling}",
      mend: "keep less at a time: work in batches, or drop what is no longer needed",
      lesson: """
        A program that keeps adding to a list, or doubles a text again and again, ends up with more \
        than the machine has. Aim stops it before the system would, and everything bound so far is \
        still there.
        """),
    Words(
      "key-not-allowed", title: "{type} cannot be a key",
      reason:
        "a key is found by its content: a number, a string, a boolean, nil, or a list, tuple or record of those",
      mend: "use a string or a number as the key",
      lesson: """
        A dictionary finds a value by the content of its key. Tensors, dictionaries, functions and \
        models have no content that is cheap and certain to compare, so they stand as values only.
        """),
  ]
}
