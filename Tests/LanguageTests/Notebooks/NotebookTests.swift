import AimDiagnostics
import AimNotebook
import AimRuntime
import AimTestSupport
import Testing

/// The lessons and the language reference still show what they showed when they were recorded.
@Suite struct NotebookTests {
  private static let all = RepositoryFolder.files(in: "notebooks", endingIn: ".aimnb")

  @Test(arguments: all)
  func `a notebook shows what it recorded, and its tests pass`(path: String) throws {
    let file = "\(RepositoryFolder.root)/notebooks/\(path)"
    let notebook = Notebook(path: file, bytes: RepositoryFolder.bytes("notebooks/\(path)"))
    let run = try NotebookRun(notebook)
    var outcome: NotebookRun.Outcome?
    var reports: [String] = []
    Sandbox.exclusively {
      let session = Session()
      outcome = run.run(in: session, withTests: true) { event, _ in
        guard case .diagnostic(let diagnostic) = event else { return }
        reports.append(Report(diagnostic, sources: session.sources).text(.plain))
      }
    }
    for report in reports { Issue.record("\(report)") }
    for cell in notebook.cells {
      guard let recorded = notebook.recordedOutput(of: cell) else { continue }
      let tolerance = cell.options.tolerance ?? CellOptions.usualTolerance
      let now = outcome?.outputs[cell.number] ?? ""
      let differences = OutputComparison(tolerance: tolerance)
        .differences(recorded: recorded, now: now)
      #expect(differences.isEmpty, "cell \(cell.number) shows now:\n\(now)")
    }
  }

  /// What a page shows without a record, nobody would miss when it changed.
  @Test(arguments: all)
  func `every cell that shows something has its output recorded`(path: String) throws {
    let notebook = Notebook(path: path, bytes: RepositoryFolder.bytes("notebooks/\(path)"))
    #expect(notebook.problems.isEmpty)
    #expect(notebook.cells.contains { notebook.recordedOutput(of: $0) != nil })
  }
}
