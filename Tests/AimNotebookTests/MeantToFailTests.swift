import AimDiagnostics
import AimNotebook
import AimRuntime
import Testing

/// Cells marked `tags=["raises-exception"]`.
@Suite struct MeantToFailTests {
  private func run(
    _ text: String
  ) throws -> (outcome: NotebookRun.Outcome, faults: [String]) {
    var faults: [String] = []
    let run = try NotebookRun(Notebook(path: "nb.aimnb", bytes: Array(text.utf8)))
    let outcome = run.run(in: Session()) { event, _ in
      if case .diagnostic(let diagnostic) = event {
        faults.append(diagnostic.fault.identity.name)
      }
    }
    return (outcome, faults)
  }

  @Test func `a cell that is meant to fail shows its fault, and the run goes on`() throws {
    let (outcome, faults) = try run(
      "# %%\nlet x = 1\n\n# %% tags=[\"raises-exception\"]\nprint(\"before\")\n[1][7]\n\n# %%\nx + 1\n"
    )
    #expect(outcome.failedCell == nil && faults.isEmpty)
    let shown = outcome.outputs[2] ?? ""
    #expect(shown.hasPrefix("before\nerror[index]: there is no element 7"))
    #expect(shown.contains("2 │ [1][7]") && !shown.contains("nb.aimnb"))
    #expect(outcome.outputs[3] == "2\n")
  }

  @Test func `a cell that is meant to fail and does not is a fault`() throws {
    let (outcome, faults) = try run("# %% tags=[\"raises-exception\"]\n1 + 1\n\n# %%\n2\n")
    #expect(outcome.failedCell == 1 && faults == ["cell-did-not-fail"])
  }
}
