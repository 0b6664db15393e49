import AimDiagnostics
import AimNotebook
import ArgumentParser

/// `aim`, `aim file.aim`, `aim -e code`: the prompt, a program, code from the command line.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Run code, a file, or the prompt.", shouldDisplay: false)

  // Unconditional: a program may begin with a minus.
  @Option(
    name: .short, parsing: .unconditional,
    help: ArgumentHelp("Run this code and show its value.", valueName: "code"))
  var evaluate: String?

  @Argument(help: "A program (.aim) or a notebook (.aimnb) to run.")
  var file: String?

  @OptionGroup var common: CommonOptions

  mutating func validate() throws {
    if evaluate != nil, file != nil {
      throw ValidationError("Either code after -e or a file, not both.")
    }
  }

  func run() throws {
    let console = common.console
    if let evaluate {
      try CodeRunner(console).run(Array(evaluate.utf8), as: .command)
    } else if let file {
      try run(file: file, on: console)
    } else if console.out.isTerminal, Terminal.isInputTerminal {
      Prompt(console).run()
    } else {
      try CodeRunner(console).runStandardInput()
    }
  }

  private func run(file: String, on console: Console) throws {
    if FileBytes.kind(file) == .missing,
      let command = Nearest.match(file, among: Aim.subcommandNames)
    {
      console.report(FileMissing(path: file, suggestion: "aim \(command)"))
      throw CommandFailed()
    }
    if file.hasSuffix(".aimnb") {
      try NotebookRunner(console).run(path: file, parameters: [], isWriting: false)
    } else {
      try CodeRunner(console).run(path: file)
    }
  }
}
