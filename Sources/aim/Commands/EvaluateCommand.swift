import AimDiagnostics
import AimNotebook
import ArgumentParser

/// `aim`, `aim file.aim`, `aim -e code`: the prompt, a program, code from the command line.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Run code, a file, or the prompt.", shouldDisplay: false)

  // Unconditional: a program may begin with a minus.
  @Option(
    name: .short, parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run this code and show its value.", valueName: "code"))
  var evaluate: [String] = []

  @Argument(help: "A program (.aim) or a notebook (.aimnb) to run.")
  var file: String?

  @OptionGroup var common: CommonOptions

  mutating func validate() throws {
    if !evaluate.isEmpty, file != nil {
      throw ValidationError("Either code after -e or a file, not both.")
    }
    if evaluate.count > 1 { throw ValidationError("Only one -e; lines of one program are fine.") }
    if file?.isEmpty == true { throw ValidationError("The name of the file is empty.") }
  }

  func run() throws {
    let console = common.console
    if let code = evaluate.first {
      try CodeRunner(console).run(RawArguments.bytes(of: code), as: .command)
    } else if let file {
      try run(file: file, on: console)
    } else if console.out.isTerminal, Terminal.isInputTerminal {
      Prompt(console).run()
    } else {
      try CodeRunner(console).runStandardInput()
    }
  }

  private func run(file: String, on console: Console) throws {
    let looksLikeCommand = !file.contains { $0 == "." || $0 == "/" }
    if looksLikeCommand, FileBytes.kind(file) == .missing {
      let command = Nearest.match(file, among: Aim.subcommandNames)
      console.report(SubcommandUnknown(name: file, suggestion: command))
      throw CommandFailed()
    }
    if file.hasSuffix(".aimnb") {
      try NotebookRunner(console).run(path: file, parameters: [], isWriting: false)
    } else {
      try CodeRunner(console).run(path: file)
    }
  }
}
