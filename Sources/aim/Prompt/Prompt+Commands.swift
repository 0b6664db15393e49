import AimDiagnostics
import AimNotebook
import AimRuntime

extension Prompt {
  /// Does what `:name argument` says.
  func runCommand(_ name: String, _ argument: String) {
    guard let command = PromptCommand(rawValue: name) else {
      return console.report(
        CommandUnknown(name: name, suggestion: PromptCommand.nearest(to: name)))
    }
    if argument.isEmpty, !command.argument.isEmpty {
      return console.report(CommandIncomplete(name: name, argument: command.argument))
    }
    if !argument.isEmpty, command.argument.isEmpty, command != .help {
      return console.report(CommandSurplus(name: name, surplus: argument))
    }
    switch command {
    case .help: argument.isEmpty ? showCommands() : showHelp(argument)
    case .vars: showVariables()
    case .time: time(argument)
    case .profile: profile(argument)
    case .load: load(argument)
    case .save: save(argument)
    case .reset: reset()
    case .nan: watchNaN(argument)
    case .threads: useThreads(argument)
    case .quit: leave()
    }
  }

  private func showCommands() {
    show(PromptCommand.questions + PromptCommand.allCases.map(\.row))
  }

  /// Shows one command's line of `:help`.
  func show(_ command: PromptCommand) { show([command.row]) }

  private func show(_ rows: [PromptCommand.Row]) {
    let width = rows.map(\.typed.count).max() ?? 0
    let room = max(20, (console.out.columns ?? 80) - width - 5)
    for row in rows {
      for (index, part) in row.meaning.wrapped(to: room).enumerated() {
        let typed = index == 0 ? row.typed : ""
        let margin = String(repeating: " ", count: width - typed.count + 2)
        var line = StyledLine("  " + typed + margin, .operand)
        line.append(part)
        console.out.write([line])
      }
    }
  }

  private func showVariables() {
    let variables = session.variables
    guard !variables.isEmpty else {
      return console.out.write([StyledLine("nothing is named yet", .quiet)])
    }
    let width = variables.map { DisplayWidth.of($0.name) }.max() ?? 0
    for variable in variables {
      let margin = String(repeating: " ", count: width - DisplayWidth.of(variable.name) + 2)
      var line = StyledLine(variable.name + margin, .operand)
      line.append(variable.value)
      console.out.write([line])
    }
  }

  private func time(_ code: String) {
    let start = ContinuousClock.now
    guard runCode(code) else { return }
    let seconds = (ContinuousClock.now - start).inSeconds
    console.out.write([StyledLine(Self.spoken(seconds), .quiet)])
  }

  private func profile(_ code: String) {
    let (_, profile) = session.profiling { runCode(code) }
    console.show(profile, session.sources)
  }

  /// `12 µs`, `3.4 ms`, `2.1 s`.
  static func spoken(_ seconds: Double) -> String {
    if seconds < 1e-3 { return MeasureText.fixed(seconds * 1e6, decimals: 0) + " µs" }
    if seconds < 1 {
      let milliseconds = seconds * 1e3
      return MeasureText.fixed(milliseconds, decimals: milliseconds < 10 ? 2 : 0) + " ms"
    }
    return ProgressBar.seconds(seconds)
  }

  private func load(_ path: String) {
    do {
      let bytes = try FileBytes.read(path)
      let ran = session.run(bytes, as: .file(path: path)) { [printer, session] event in
        printer.show(event, sources: session.sources)
      }
      if ran.succeeded { keep(String(decoding: bytes, as: UTF8.self)) }
    } catch {
      console.report(error.fault)
    }
  }

  private func save(_ path: String) {
    if FileBytes.kind(path) == .folder { return console.report(FileIsFolder(path: path)) }
    guard path.hasSuffix(".aimnb") else {
      return console.report(NotebookNameExpected(path: path))
    }
    do {
      try FileBytes.replace(path, with: Array(record.notebook.utf8))
      let count = record.count
      console.out.write([
        StyledLine("\(count) input\(count == 1 ? "" : "s") written to \(path)", .quiet)
      ])
    } catch {
      console.report(error.fault)
    }
  }

  private func watchNaN(_ argument: String) {
    guard ["on", "off"].contains(argument) else {
      return console.report(CommandIncomplete(name: "nan", argument: "on|off"))
    }
    session.watchesNaN = argument == "on"
  }

  private func useThreads(_ argument: String) {
    guard let count = Int(argument), (1...256).contains(count) else {
      return console.report(CommandIncomplete(name: "threads", argument: "n, from 1 to 256"))
    }
    session.threads = count
  }
}
