import AimDiagnostics
import AimNotebook
import AimRuntime
import Testing

/// Runs a notebook in a fresh session.
private func run(
  _ text: String, _ arguments: [String] = [], withTests: Bool = false
) throws -> (outcome: NotebookRun.Outcome, faults: [String]) {
  let parameters = try arguments.map(NotebookParameter.init(argument:))
  let run = try NotebookRun(Notebook(text), parameters: parameters)
  let session = Session()
  var faults: [String] = []
  let outcome = run.run(in: session, withTests: withTests) { event, _ in
    guard case .diagnostic(let diagnostic) = event else { return }
    let report = Report(diagnostic, sources: session.sources)
    faults.append("\(report.identity) \(report.place?.description ?? "nowhere")")
  }
  return (outcome, faults)
}

@Suite struct NotebookRunTests {
  @Test func `each cell's output is its own`() throws {
    let result = try run(
      "# %%\nlet x = 1\nprint(x)\nx + 1\n\n# %% [markdown]\n# x\n\n# %%\nx * 10\n")
    #expect(result.outcome.outputs == [1: "1\n2\n", 3: "10\n"])
    #expect(result.outcome.failedCell == nil)
  }

  @Test func `a fault ends the run at its cell`() throws {
    let result = try run("# %%\n1\n\n# %%\nlet y = 2\ny / 0\n\n# %%\n3\n")
    #expect(result.outcome.failedCell == 2)
    #expect(result.outcome.outputs.keys.sorted() == [1, 2])
    #expect(
      result.faults.first?.hasSuffix("a.aimnb cell 2, line 2 (file line 6), column 3") == true)
  }

  @Test func `a slip in a marker is found before anything runs`() throws {
    let result = try run("# %%\nprint(1)\n\n# %% tolerence=1\n2\n")
    #expect(result.faults == ["cell-option-unknown a.aimnb:4:1"])
    #expect(result.outcome.outputs.isEmpty)
  }

  @Test func `the first cell's seed is what the notebook begins with`() throws {
    let pinned = try run("# %% seed=7\nrandn(3)\n").outcome.outputs[1]
    let called = try run("# %%\nseed(7)\nrandn(3)\n").outcome.outputs[1]
    let other = try run("# %%\nrandn(3)\n").outcome.outputs[1]
    #expect(pinned == called)
    #expect(pinned != other)
  }

  @Test func `two runs give the same numbers`() throws {
    let text = "# %%\nrandn(4, 4)\n\n# %%\nrand(3)\n"
    #expect(try run(text).outcome.outputs == run(text).outcome.outputs)
  }

  @Test func `parameters change what runs`() throws {
    let text = "# %% [parameters]\nlet n = 2\nlet twice = n * 2\n\n# %%\ntwice\n"
    #expect(try run(text, ["n=21"]).outcome.outputs[2] == "42\n")
    #expect(try run(text).outcome.outputs[2] == "4\n")
  }

  @Test func `progress and times are not part of an output`() throws {
    let result = try run("# %%\nprogress(\"epoch\", 1, 2, [:])\nprint(\"done\")\n")
    #expect(result.outcome.outputs == [1: "done\n"])
  }

  @Test func `test blocks run where they are asked for`() throws {
    let text = "# %%\nfn f() = 1\ntest \"a\" { assert f() == 1 }\ntest \"b\" { assert f() == 2 }\n"
    let asked = try run(text, withTests: true)
    #expect(asked.outcome.testsRun == 2 && asked.outcome.testsFailed == 1)
    #expect(asked.faults.count == 1)
    #expect(try run(text).outcome.testsRun == 0)
  }

  @Test func `a cell may bind a name again and functions see the newest`() throws {
    let result = try run("# %%\nlet k = 1\nfn f() = k\nf()\n\n# %%\nlet k = 2\nf()\n")
    #expect(result.outcome.outputs == [1: "1\n", 2: "2\n"])
  }
}
