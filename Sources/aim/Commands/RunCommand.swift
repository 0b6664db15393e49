import AimNotebook
import ArgumentParser

/// `aim run notebook.aimnb`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a notebook; --write records what its cells show.")

  @Argument(help: "The notebook (.aimnb), or a program (.aim).")
  var file: String

  @Flag(help: "Record the outputs in the notebook.")
  var write = false

  @Option(
    name: .customLong("param"), parsing: .singleValue,
    help: ArgumentHelp("Change a value of the parameters' cell.", valueName: "name=value"))
  var parameters: [String] = []

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let isProgram = file.hasSuffix(".aim")
    if isProgram, write || !parameters.isEmpty {
      throw ValidationError("--write and --param are for notebooks (.aimnb).")
    }
    if isProgram { return try CodeRunner(console).run(path: file) }
    let values = try console.reporting { () throws(FileFault) in
      var values: [NotebookParameter] = []
      for argument in parameters { values.append(try NotebookParameter(argument: argument)) }
      return values
    }
    for (index, value) in values.enumerated()
    where values[..<index].contains(where: { $0.name == value.name }) {
      throw ValidationError("--param \(value.name) is given twice.")
    }
    try NotebookRunner(console).run(path: file, parameters: values, isWriting: write)
  }
}

extension Console {
  /// Runs work with files; a fault is reported and ends the command.
  ///
  /// - Parameter work: What may fail.
  /// - Returns: Its result.
  /// - Throws: `CommandFailed`, once the fault was reported.
  func reporting<Result>(_ work: () throws(FileFault) -> Result) throws(CommandFailed) -> Result {
    do {
      return try work()
    } catch {
      report(error.fault)
      throw CommandFailed()
    }
  }
}
