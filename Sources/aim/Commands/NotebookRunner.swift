import AimDiagnostics
import AimNotebook
import AimRuntime

/// Runs a notebook for its reader: cells' outputs as they come, and the file if asked.
struct NotebookRunner {
  private let console: Console

  init(_ console: Console) { self.console = console }

  /// - Parameters:
  ///   - path: The notebook.
  ///   - parameters: Values in the place of its own.
  ///   - isWriting: Whether the outputs are recorded in it, once all cells ran.
  ///   - profiled: Whether to say, at its end, where time and memory went.
  /// - Throws: `CommandFailed`, once the fault was reported.
  func run(
    path: String, parameters: [NotebookParameter], isWriting: Bool, profiled: Bool = false
  ) throws(CommandFailed) {
    let bytes = try console.reporting { () throws(FileFault) in try FileBytes.read(path) }
    let notebook = Notebook(path: path, bytes: bytes)
    let run = try console.reporting { () throws(FileFault) in
      try NotebookRun(notebook, parameters: parameters)
    }
    let session = Session(readLine: console.ask)
    session.abandon()
    let printer = EventPrinter(console)
    let outcome = console.profiling(session, if: profiled) {
      run.run(in: session) { event, _ in printer.show(event, sources: session.sources) }
    }
    console.flush()
    guard outcome.failedCell == nil else { throw CommandFailed() }
    guard isWriting else { return }
    let new = notebook.recording(outcome.outputs)
    guard new != bytes else { return }
    try console.reporting { () throws(FileFault) in try FileBytes.replace(path, with: new) }
  }
}
