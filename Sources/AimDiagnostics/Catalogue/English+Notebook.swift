extension English {
  package static let notebook: [Words] =
    notebookFiles + notebookCells + notebookParameters + promptCommands

  private static let notebookFiles: [Words] = [
    Words(
      "cell-did-not-fail",
      title: "cell {cell} is meant to fail, and ran to its end",
      mend: "take the tag `raises-exception` from its first line, or mend what it shows",
      lesson: """
        A cell marked `# %% tags=["raises-exception"]` shows a mistake and its message: the message \
        is its output, and the notebook goes on. If it no longer fails, the text around it is out of \
        date.
        """),
    Words(
      "file-missing",
      title: "there is no such file",
      reason: "nothing is called {path} here",
      mend: "check the name and the folder[[; did you mean {suggestion}?]]",
      lesson: """
        A path is read from the folder in which you started `aim`, unless it begins with `/`. Upper
        and lower case count, and so does the ending: `.aim` for a program, `.aimnb` for a notebook.
        """),
    Words(
      "file-is-folder",
      title: "this is a folder, and a file is needed",
      reason: "{path} is a folder",
      mend: "name a file in it; `aim test` takes whole folders",
      lesson: """
        `aim run` runs one notebook, and `aim` one program. `aim test` goes through a folder and runs
        everything it finds there.
        """),
    Words(
      "file-too-large",
      title: "this is too large for a program",
      reason: "{path} has more than {limit} MB",
      mend: "keep data in files of their own, and read them from the program",
      lesson: """
        A program or notebook is read as a whole before it runs. Tables and texts of many megabytes
        belong beside it.
        """),
    Words(
      "output-lost",
      title: "what is printed cannot be written",
      reason: "standard output takes nothing more: {reason}",
      mend: "make room, or send the output to a place that takes it",
      lesson: """
        A program whose output is lost stops with exit code 1, so that nobody takes a part for the whole. That
        a reader has seen enough, as in `aim … | head`, is no fault: the program then ends quietly.
        """),
  ]

  private static let notebookCells: [Words] = [
    Words(
      "cell-kind-unknown",
      title: "there is no such kind of cell",
      reason: "{name} is none of `markdown`, `parameters`",
      mend: "did you mean {suggestion}?",
      lesson: """
        `# %%` begins a cell of code, `# %% [markdown]` one of text, and `# %% [parameters]` the cell
        whose values `aim run --param name=value` changes. Other words on the line are its title.
        """),
    Words(
      "cell-option-unknown",
      title: "there is no such option of a cell",
      reason: "cells have no option {name}",
      mend: "did you mean {suggestion}?",
      lesson: """
        A cell's first line may carry `tolerance=`, within which numbers of its output count as
        equal, and in the first cell of a notebook `seed=` and `edition=`.
        """),
    Words(
      "cell-option-invalid",
      title: "this option of the cell has no such value",
      reason: "{name} takes {expected}, not {value}",
      mend: "write for example {correct}",
      lesson: """
        `tolerance=` is the relative difference that numbers of the output may have, 1e-4 where
        nothing is said; `seed=` is what the random numbers begin with; `edition=` the edition of
        the language.
        """),
    Words(
      "code-in-text-cell",
      title: "this line of a text cell is not a comment",
      reason: "a text cell holds lines that begin with `#`, or one block in `\"\"\"`; "
        + "this line would never run",
      mend: "write `# ` before it, or begin a cell of code with `# %%`",
      lesson: """
        A cell that begins with `# %% [markdown]` is for the reader: nothing in it is run. Code that
        slipped into it would be silently skipped, so Aim asks.
        """),
    Words(
      "text-block-not-closed",
      title: "this text cell's block has no end",
      reason: "it begins with `\"\"\"`, and the cell does not end with `\"\"\"`",
      mend: "close the block with `\"\"\"` on the cell's last line",
      lesson: """
        A text cell is written in comment lines, or as one block in triple quotes that is all there is
        in the cell.
        """),
    Words(
      "edition-unknown",
      title: "this notebook is for another edition of Aim",
      reason: "it asks for edition {edition}; this Aim reads edition {current}",
      mend:
        "write `edition={current}` and see whether it runs, or install the Aim it was written for",
      lesson: """
        A notebook may say with `edition=` in its first line which edition of the language it is written
        in, so that it is not read by an Aim that understands it differently.
        """),
    Words(
      "pin-outside-first-cell",
      title: "this option belongs to the first cell",
      reason: "{name} is set before anything runs",
      mend: "move {name} to the notebook's first `# %%`; within a cell, call `seed(7)`",
      lesson: """
        `seed=` and `edition=` are pins of the whole notebook: they hold from its first line. To begin a
        new sequence of random numbers in the middle, call `seed(n)` in a cell.
        """),
  ]

  private static let notebookParameters: [Words] = [
    Words(
      "parameter-unknown",
      title: "this notebook has no such parameter",
      reason: "there is no {name} among its parameters[[: {known}]]",
      mend: "name one that the cell `# %% [parameters]` binds[[; did you mean {suggestion}?]]",
      lesson: """
        The cell that begins with `# %% [parameters]` holds what may be changed from outside, each with
        its usual value: `let epochs = 20`. `aim run notebook.aimnb --param epochs=3` runs the notebook
        with another one.
        """),
    Words(
      "parameter-not-literal",
      title: "a parameter's value is written as in Aim",
      reason:
        "{value} is not a number, a text in quotes, `true`, `false`, `nil` or a list of these",
      mend: "for a text, quote it twice, once for Aim and once for the shell: {text}",
      lesson: """
        The value stands in the notebook's place of the old one, so it is written in the same way: `3`,
        `1e-3`, `"adam"`, `[64, 32]`. A shell takes away one pair of quotes, hence the second.
        """),
    Words(
      "parameter-kind",
      title: "this parameter is {wanted}",
      reason: "{value} is {given}, and the notebook gives {name} {wanted}",
      mend: "give it {wanted}",
      lesson: """
        A parameter stands in the place of the notebook's own value, and the cells below count on its kind. A
        notebook that takes several kinds binds `nil`.
        """),
    Words(
      "parameter-malformed",
      title: "a parameter is a name and a value",
      reason: "{argument} has no `=`",
      mend: "write it as `--param epochs=3`",
      lesson: "`--param` takes the name, `=`, and the value, without blanks between them."),
    Words(
      "no-parameters",
      title: "this notebook has no parameters",
      reason: "no cell begins with `# %% [parameters]`, so there is no {name} to change",
      mend: "write `# %% [parameters]` above the cell that binds {name}",
      lesson: """
        Only what a notebook names as its parameters can be changed from outside: the bindings of the
        cell that begins with `# %% [parameters]`.
        """),
  ]

  private static let promptCommands: [Words] = [
    Words(
      "subcommand-unknown",
      title: "there is neither a command nor a file of this name",
      reason: "nothing is called {name}[[; did you mean {suggestion}?]]",
      mend: "`aim --help` lists the commands; the name of a program ends in `.aim`",
      lesson: "`aim` takes a command, such as `run` or `test`, or a file to run."),
    Words(
      "nothing-to-test",
      title: "there is nothing to test here",
      reason: "no notebook (`.aimnb`) and no program (`.aim`) was found in {path}",
      mend: "name a notebook, a program, or a folder that holds some",
      lesson: """
        `aim test` goes through folders for notebooks and programs. That it finds none is more likely a slip
        in the path than a wish, so it is a fault.
        """),
    Words(
      "command-surplus",
      title: "this command takes nothing behind it",
      reason: "{name} was followed by {surplus}",
      mend: "write {name} alone",
      lesson: "`:help` lists the commands of the prompt and what each takes."),
    Words(
      "prompt-only",
      title: "this is for the prompt, not for a program",
      reason: "{line} is a command of the conversation in a terminal",
      mend: "leave it out, or type it after starting `aim` alone",
      lesson: """
        `:commands`, `?name` and `;shell` talk to the prompt. A program, whether in a file or through a pipe,
        holds code alone.
        """),
    Words(
      "no-answer-yet",
      title: "there is no last value yet",
      reason: "`ans` is the value that was shown last, and none was",
      mend: "evaluate something first, as `1 + 1`",
      lesson: "At the prompt, `ans` is the value of the last expression that gave one."),
    Words(
      "explanation-missing",
      title: "there is no fault of this name",
      reason: "nothing is known of {name}[[; did you mean {suggestion}?]]",
      mend: "`aim explain` alone lists the kinds, `aim explain shape` the faults of one",
      lesson: "Every fault has a name; `aim explain --help` says how to look one up."),
    Words(
      "command-unknown",
      title: "there is no such command",
      reason: "the prompt knows no {name}[[; did you mean {suggestion}?]]",
      mend: "`:help` lists the commands",
      lesson: "What begins with `:` is for the prompt itself and not part of a program."),
    Words(
      "command-incomplete",
      title: "this command needs something else behind it",
      reason: "{name} cannot be done with what was given",
      mend: "write it as {usage}",
      lesson: "`:help` lists the commands of the prompt and what each takes."),
    Words(
      "notebook-name-expected",
      title: "a session is saved as a notebook",
      reason: "{path} does not end in `.aimnb`",
      mend: "write {correct}",
      lesson: """
        A notebook's name ends in `.aimnb`: editors, `aim run` and `aim test` go by it.
        """),
    Words(
      "further-faults",
      title: "more of this code is wrong: {count} further faults",
      mend: "mend the first ones and run it again; often the others go with them",
      lesson: """
        Of very many faults the first twenty are shown. A bracket that is not closed, or a file \
        of another language, can make each following line one.
        """),
    Words(
      "nothing-to-show",
      title: "nothing is called that",
      reason: "neither you nor the library has a {name}",
      mend: "press Tab after its first letters[[, or try {suggestion}]]",
      lesson:
        "`?name` tells what a function does and how to call it, `??name` shows how it is made."),
  ]
}
