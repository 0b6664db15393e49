package import AimDiagnostics
package import AimRuntime

/// Runs a notebook's cells one after the other in a session of its own.
package struct NotebookRun {
  package let notebook: Notebook
  /// The code of cells that parameters change, by number.
  private let changed: [Int: [UInt8]]

  /// How a run ended.
  package struct Outcome {
    /// What each cell that ran showed, by its number.
    package var outputs: [Int: String] = [:]
    /// Each cell's time in seconds, by its number.
    package var seconds: [Int: Double] = [:]
    /// The cell at which a fault ended the run; nil when all ran.
    package var failedCell: Int?
    package var testsRun = 0
    package var testsFailed = 0
  }

  /// - Parameters:
  ///   - notebook: What to run.
  ///   - parameters: Values in the place of the notebook's own.
  /// - Throws: What is wrong with the parameters.
  package init(_ notebook: Notebook, parameters: [NotebookParameter] = []) throws(FileFault) {
    self.notebook = notebook
    changed = try notebook.applying(parameters)
  }

  /// Runs until the end or the first fault.
  ///
  /// - Parameters:
  ///   - session: A fresh one.
  ///   - withTests: Whether `test` blocks run too, each after its cell.
  ///   - emit: Receives every event, with the cell it belongs to.
  /// - Returns: What the cells showed and how it ended.
  package func run(
    in session: Session, withTests: Bool = false, emit: @escaping (Event, Cell?) -> Void
  ) -> Outcome {
    var outcome = Outcome()
    guard reportProblems(in: session, emit) else {
      outcome.failedCell = notebook.cells.first?.number ?? 1
      return outcome
    }
    if let seed = notebook.cells.first?.options.seed { session.seed(seed) }
    for cell in notebook.cells where cell.isCode {
      if cell.options.isMeantToFail {
        guard runMeantToFail(cell, in: session, &outcome, emit) else { return outcome }
        continue
      }
      var transcript = Transcript()
      let placement = SourceDocument.Placement.cell(
        path: notebook.path, number: cell.number, firstLine: cell.firstLine)
      let start = ContinuousClock.now
      let code = changed[cell.number] ?? notebook.body(of: cell)
      let ran = session.run(code, as: placement) { event in
        transcript.add(event)
        emit(event, cell)
      }
      outcome.seconds[cell.number] = (ContinuousClock.now - start).inSeconds
      outcome.outputs[cell.number] = transcript.text
      guard ran.succeeded else {
        outcome.failedCell = cell.number
        return outcome
      }
      if withTests { runTests(ran, in: session, &outcome) { emit($0, cell) } }
    }
    return outcome
  }

  /// Runs a cell that is there to show a fault; what it shows is the fault, without the places that
  /// change when the notebook is edited.
  ///
  /// False where it did not fail, or the user stopped it.
  private func runMeantToFail(
    _ cell: Cell, in session: Session, _ outcome: inout Outcome,
    _ emit: @escaping (Event, Cell?) -> Void
  ) -> Bool {
    var transcript = Transcript()
    var diagnostics: [Diagnostic] = []
    let placement = SourceDocument.Placement.cell(
      path: notebook.path, number: cell.number, firstLine: 1)
    let code = changed[cell.number] ?? notebook.body(of: cell)
    _ = session.run(code, as: placement) { event in
      if case .diagnostic(let diagnostic) = event { return diagnostics.append(diagnostic) }
      if case .finished = event { return }
      transcript.add(event)
      emit(event, cell)
    }
    let isStopped = diagnostics.contains { $0.fault.identity.kind == .interrupt }
    if diagnostics.isEmpty || isStopped {
      let missing = Diagnostic(CellDidNotFail(cell: cell.number), at: nil)
      emit(.diagnostic(diagnostics.first ?? missing), cell)
      outcome.failedCell = cell.number
      return false
    }
    for diagnostic in diagnostics {
      let report = Report(diagnostic, sources: session.sources).text(.plain, columns: 100)
      let lines = report.split(separator: "\n").filter { !$0.contains("┌─") }
      let told = Event.text(lines.joined(separator: "\n") + "\n", stream: .out)
      transcript.add(told)
      emit(told, cell)
    }
    outcome.outputs[cell.number] = transcript.text
    return true
  }

  private func runTests(
    _ program: Session.Ran, in session: Session, _ outcome: inout Outcome,
    emit: @escaping (Event) -> Void
  ) {
    let tests = session.runTests(of: program, emit: emit)
    outcome.testsRun += tests.run
    outcome.testsFailed += tests.failed
  }

  /// Reports what is wrong besides the code; false when something is.
  private func reportProblems(in session: Session, _ emit: (Event, Cell?) -> Void) -> Bool {
    guard !notebook.problems.isEmpty else { return true }
    let file = session.keep(notebook.bytes, as: .file(path: notebook.path))
    for problem in notebook.problems {
      let range = SourceRange(
        document: file.id, start: problem.range.lowerBound, end: problem.range.upperBound)
      emit(.diagnostic(Diagnostic(problem.fault, at: range)), nil)
    }
    return false
  }
}

extension Duration {
  /// The duration as a number of seconds.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
