import AimDiagnostics
import AimNotebook
import AimRuntime

/// Tests one file: a notebook against its recorded outputs, the `test` blocks of either kind.
struct TestRunner {
  private let console: Console

  init(_ console: Console) { self.console = console }

  func test(_ path: String, _ summary: inout TestSummary) {
    summary.files += 1
    let start = ContinuousClock.now
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path)
    } catch {
      summary.faults += 1
      return console.report(error.fault)
    }
    let isNotebook = path.hasSuffix(".aimnb")
    let result = isNotebook ? testNotebook(path, bytes) : testProgram(path, bytes)
    show(result, path: path, seconds: (ContinuousClock.now - start).inSeconds)
    summary.add(result)
  }

  private func testProgram(_ path: String, _ bytes: [UInt8]) -> TestResult {
    var result = TestResult()
    let session = Session()
    let emit: (Event) -> Void = { keep($0, in: &result) }
    let ran = session.run(bytes, as: .file(path: path), emit: emit)
    result.hasFault = !ran.succeeded
    if ran.succeeded {
      let tests = session.runTests(of: ran, emit: emit)
      result.tests = tests.run
      result.failedTests = tests.failed
    }
    result.sources = session.sources
    return result
  }

  private func testNotebook(_ path: String, _ bytes: [UInt8]) -> TestResult {
    var result = TestResult()
    let notebook = Notebook(path: path, bytes: bytes)
    let session = Session()
    let run: NotebookRun
    do throws(FileFault) {
      run = try NotebookRun(notebook)
    } catch {
      result.hasFault = true
      result.diagnostics.append(Diagnostic(error.fault, at: nil))
      return result
    }
    let outcome = run.run(in: session, withTests: true) { event, _ in keep(event, in: &result) }
    result.sources = session.sources
    result.hasFault = outcome.failedCell != nil
    result.tests = outcome.testsRun
    result.failedTests = outcome.testsFailed
    for cell in notebook.cells where cell.number != outcome.failedCell {
      guard let now = outcome.outputs[cell.number] else { continue }
      result.cells += 1
      guard let recorded = notebook.recordedOutput(of: cell) else { continue }
      let tolerance = cell.options.tolerance ?? CellOptions.usualTolerance
      let comparison = OutputComparison(tolerance: tolerance)
      let differences = comparison.differences(recorded: recorded, now: now)
      if !differences.isEmpty { result.changed.append((cell, tolerance, differences)) }
    }
    return result
  }

  private func keep(_ event: Event, in result: inout TestResult) {
    if case .diagnostic(let diagnostic) = event { result.diagnostics.append(diagnostic) }
  }

  /// One line for the file, and below it what went wrong.
  private func show(_ result: TestResult, path: String, seconds: Double) {
    var line = StyledLine(
      result.isFaultless ? "ok      " : "failed  ", result.isFaultless ? .help : .error)
    line.append(path)
    line.append("  " + result.counts + "  " + ProgressBar.seconds(seconds), .quiet)
    console.out.write([line])
    for (cell, tolerance, differences) in result.changed {
      let outputLine = cell.firstLine
      console.out.write([
        StyledLine("  cell \(cell.number) (file line \(outputLine)) shows something else:", .title)
      ])
      for difference in differences {
        console.out.write(difference.lines(tolerance: tolerance))
      }
    }
    for diagnostic in result.diagnostics { console.report(diagnostic, sources: result.sources) }
    console.flush()
  }
}

/// What testing one file found.
struct TestResult {
  var cells = 0
  var tests = 0
  var failedTests = 0
  var hasFault = false
  var changed: [(cell: Cell, tolerance: Double, differences: [OutputDifference])] = []
  var diagnostics: [Diagnostic] = []
  var sources = SourceLibrary()

  var isFaultless: Bool { !hasFault && failedTests == 0 && changed.isEmpty }

  var counts: String {
    var parts: [String] = []
    if cells > 0 { parts.append(counted(cells, "cell")) }
    if tests > 0 { parts.append(counted(tests, "test")) }
    return parts.joined(separator: ", ")
  }
}

/// What testing all files found.
struct TestSummary {
  var files = 0
  var faults = 0
  private var cells = 0
  private var tests = 0
  private var failedTests = 0
  private var changed = 0

  var isFaultless: Bool { faults == 0 && failedTests == 0 && changed == 0 }

  mutating func add(_ result: TestResult) {
    cells += result.cells
    tests += result.tests
    failedTests += result.failedTests
    changed += result.changed.count
    if result.hasFault { faults += 1 }
  }

  func show(on console: Console) {
    var parts = [counted(files, "file"), counted(cells, "cell"), counted(tests, "test")]
    if changed > 0 { parts.append("\(counted(changed, "cell")) changed") }
    if failedTests > 0 { parts.append("\(counted(failedTests, "test")) failed") }
    if faults > 0 { parts.append("\(counted(faults, "file")) stopped by a fault") }
    if isFaultless { parts.append("all as recorded") }
    let style: StyledLine.Style = isFaultless ? .help : .error
    console.out.write([StyledLine(parts.joined(separator: ", "), style)])
  }
}

/// `1 cell`, `3 cells`.
private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)" + (count == 1 ? "" : "s")
}
