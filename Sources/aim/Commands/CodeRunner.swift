import AimDiagnostics
import AimNotebook
import AimRuntime

/// Runs a program that is not typed at the prompt: a file, code after `-e`, a pipe.
struct CodeRunner {
  private let console: Console

  init(_ console: Console) { self.console = console }

  /// Runs a file; it shows what it prints.
  ///
  /// - Parameters:
  ///   - path: The program.
  ///   - profiled: Whether to say, at its end, where time and memory went.
  /// - Throws: `CommandFailed`, once the fault was reported.
  func run(path: String, profiled: Bool = false) throws(CommandFailed) {
    let bytes = try console.reporting { () throws(FileFault) in try FileBytes.read(path) }
    try run(bytes, as: .file(path: path), showsResult: false, profiled: profiled)
  }

  /// Runs code as a whole and shows the value of its last expression.
  func run(
    _ code: [UInt8], as placement: SourceDocument.Placement, showsResult: Bool = true,
    profiled: Bool = false
  ) throws(CommandFailed) {
    let session = Session(readLine: console.ask)
    session.abandon()
    let printer = EventPrinter(console, EventPrinter.Wishes(results: showsResult))
    let ran = console.profiling(session, if: profiled) {
      session.run(code, as: placement) { printer.show($0, sources: session.sources) }
    }
    console.flush()
    guard ran.succeeded else { throw CommandFailed() }
  }

  /// Runs what comes through a pipe as if it were typed: the value of each expression is shown.
  func runStandardInput() throws(CommandFailed) {
    let bytes = try console.reporting { () throws(FileFault) in
      try FileBytes.readStandardInput()
    }
    let session = Session()
    session.abandon()
    let printer = EventPrinter(console)
    try refusePromptCommands(in: bytes)
    for piece in session.pieces(of: bytes) {
      let ran = session.run(piece, as: .command) { printer.show($0, sources: session.sources) }
      console.flush()
      guard ran.succeeded else { throw CommandFailed() }
    }
  }

  /// `:vars` and `?name` are no code: a text that begins with one was meant for the prompt.
  private func refusePromptCommands(in bytes: [UInt8]) throws(CommandFailed) {
    let text = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard let line = text.split(whereSeparator: \.isNewline).first,
      ":?;".contains(line.first ?? "x")
    else { return }
    console.report(PromptOnly(line: String(line)))
    throw CommandFailed()
  }
}
