import AimDiagnostics
import AimNotebook
import AimRuntime
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

  @Flag(help: "Say where time and memory went, by operator and by line.")
  var profile = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let isProgram = file.hasSuffix(".aim")
    if isProgram, write || !parameters.isEmpty {
      throw ValidationError("--write and --param are for notebooks (.aimnb).")
    }
    if isProgram { return try CodeRunner(console).run(path: file, profiled: profile) }
    let values = try console.reporting { () throws(FileFault) in
      var values: [NotebookParameter] = []
      for argument in parameters { values.append(try NotebookParameter(argument: argument)) }
      return values
    }
    for (index, value) in values.enumerated()
    where values[..<index].contains(where: { $0.name == value.name }) {
      throw ValidationError("--param \(value.name) is given twice.")
    }
    try NotebookRunner(console).run(
      path: file, parameters: values, isWriting: write, profiled: profile)
  }
}

extension Console {
  /// Runs something with a session; shows its profile at the end if asked.
  func profiling<Result>(
    _ session: Session, if isWanted: Bool, _ work: () -> Result
  ) -> Result {
    guard isWanted else { return work() }
    let (result, profile) = session.profiling(work)
    show(profile, session.sources)
    return result
  }

  /// Shows a profile on standard error, apart from what the program prints.
  func show(_ profile: Profile, _ sources: SourceLibrary) {
    out.flush()
    err.write(ProfileTable(profile, sources, columns: err.columns ?? 120).lines)
    err.flush()
  }

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
