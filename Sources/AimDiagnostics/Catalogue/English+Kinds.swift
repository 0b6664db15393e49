extension English {
  /// What the faults of each kind are about: the word in `error[shape]`.
  static let kinds: [FaultIdentity.Kind: String] = [
    .syntax: "the text is not a program",
    .name: "a name, a field or a method that is not there, or not to be used so",
    .type: "a value of another type than is needed",
    .shape: "shapes that do not fit",
    .value: "a value that is not allowed here",
    .index: "an index or an axis beyond what there is",
    .key: "a key that a dictionary does not have or take",
    .arithmetic: "a number without a result: overflow, division by zero, NaN",
    .call: "arguments that do not fit the function",
    .resource: "not enough memory, or calls too deep",
    .file: "files that cannot be found, read or written",
    .interrupt: "what Ctrl-C stopped",
    .thrown: "what a program raises itself",
    .notebook: "cells, their markers and parameters",
    .internalError: "a defect of Aim, never of your program",
  ]
}
