package import AimDiagnostics

/// Every fault that notebooks, their files and the prompt can have.
package enum NotebookFaults {
  package static let all: [any Fault.Type] = [
    FileMissing.self, FileIsFolder.self,
    CellKindUnknown.self, CellOptionUnknown.self, CellOptionInvalid.self, CodeInTextCell.self,
    TextBlockNotClosed.self, EditionUnknown.self, PinOutsideFirstCell.self, CellDidNotFail.self,
    ParameterUnknown.self, ParameterNotLiteral.self, ParameterKind.self, ParameterMalformed.self,
    NoParameters.self, ExplanationMissing.self, CommandUnknown.self, CommandIncomplete.self,
    NotebookNameExpected.self, NothingToShow.self, FileTooLarge.self, OutputLost.self,
    SubcommandUnknown.self,
    NothingToTest.self, CommandSurplus.self, PromptOnly.self, NoAnswerYet.self, FurtherFaults.self,
  ]
}

/// More faults in one text than anyone reads at once.
struct FurtherFaults: Fault {
  static let identity = FaultIdentity(.syntax, "further-faults")
  static let example = String(repeating: "let = 3\n", count: 25)
  let count: Int
  /// Counting stopped there.
  let isLeast: Bool

  var facts: [Fact] {
    [Fact("count", .text(isLeast ? "at least \(count)" : String(count)))]
  }
}

/// `# %% [markdwon]`.
struct CellKindUnknown: Fault {
  static let identity = FaultIdentity(.notebook, "cell-kind-unknown")
  static let example = "# %% [markdwon]\n# Some words."
  let name: String
  let suggestion: String
  var facts: [Fact] { [Fact("name", .name(name)), Fact("suggestion", .name(suggestion))] }
}

/// `# %% tolerence=1e-3`.
struct CellOptionUnknown: Fault {
  static let identity = FaultIdentity(.notebook, "cell-option-unknown")
  static let example = "# %% tolerence=1e-3\n1 / 3"
  let name: String
  let suggestion: String
  var facts: [Fact] { [Fact("name", .name(name)), Fact("suggestion", .name(suggestion))] }
}

/// `# %% tolerance=small`.
struct CellOptionInvalid: Fault {
  static let identity = FaultIdentity(.notebook, "cell-option-invalid")
  static let example = "# %% tolerance=small\n1 / 3"
  let name: String
  let value: String
  let expected: String
  let correct: String

  var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("value", .code(value)), Fact("expected", .text(expected)),
      Fact("correct", .code("# %% " + correct)),
    ]
  }
}

/// A text cell with a line that is neither comment nor blank.
struct CodeInTextCell: Fault {
  static let identity = FaultIdentity(.notebook, "code-in-text-cell")
  static let example = "# %% [markdown]\n# Some words.\nlet x = 1"
}

/// A text cell whose `"""` has no end, or words after it.
struct TextBlockNotClosed: Fault {
  static let identity = FaultIdentity(.notebook, "text-block-not-closed")
  static let example = "# %% [markdown]\n\"\"\"\nSome words."
}

/// A cell marked `raises-exception` that ran to its end.
struct CellDidNotFail: Fault {
  static let identity = FaultIdentity(.notebook, "cell-did-not-fail")
  static let example = "let x = 1\n\n# %% tags=[\"raises-exception\"]\nx"
  let cell: Int
  var facts: [Fact] { [Fact("cell", .integer(cell))] }
}

/// A notebook for another edition of the language.
struct EditionUnknown: Fault {
  static let identity = FaultIdentity(.notebook, "edition-unknown")
  static let example = "# %% edition=99\n1"
  let edition: Int

  var facts: [Fact] {
    [Fact("edition", .integer(edition)), Fact("current", .integer(Edition.current))]
  }
}

/// `seed=` or `edition=` in a later cell, where it would come too late.
struct PinOutsideFirstCell: Fault {
  static let identity = FaultIdentity(.notebook, "pin-outside-first-cell")
  static let example = "# %%\n1\n\n# %% seed=7\nrandn(2)"
  let name: String
  var facts: [Fact] { [Fact("name", .name(name))] }
}
