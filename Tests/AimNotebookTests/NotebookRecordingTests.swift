import AimNotebook
import Testing

private func recorded(_ text: String, _ outputs: [Int: String]) -> String {
  String(decoding: Notebook(text).recording(outputs), as: UTF8.self)
}

@Suite struct NotebookRecordingTests {
  @Test func `an output follows the code and blank lines stay`() {
    #expect(
      recorded("# %%\n1 + 1\n\n# %%\n3\n", [1: "2\n", 2: "3"])
        == "# %%\n1 + 1\n#> 2\n\n# %%\n3\n#> 3\n")
  }

  @Test func `an old output is replaced, and removed where nothing is shown`() {
    let text = "# %%\n1\n#> old\n#> older\n\n\n# %%\nlet x = 1\n#> old\n"
    #expect(recorded(text, [1: "new", 2: ""]) == "# %%\n1\n#> new\n\n\n# %%\nlet x = 1\n")
  }

  @Test func `empty lines, blanks and controls within an output`() {
    #expect(
      recorded("# %%\n1\n", [1: "a  \n\n\tb\u{1B}[0m\n\n"]) == "# %%\n1\n#> a\n#>\n#> \tb␛[0m\n")
  }

  @Test func `line endings are the file's own`() {
    #expect(
      recorded("# %%\r\n1\r\n\r\n# %%\r\n2", [1: "1\n2", 2: "2"])
        == "# %%\r\n1\r\n#> 1\r\n#> 2\r\n\r\n# %%\r\n2\r\n#> 2")
  }

  @Test func `a file without a last newline stays so`() {
    #expect(recorded("1 + 1", [1: "2"]) == "1 + 1\n#> 2")
    #expect(recorded("1 + 1\n#> 2", [1: ""]) == "1 + 1")
    #expect(recorded("# %%", [1: "2"]) == "# %%\n#> 2")
  }

  @Test func `text cells and cells that did not run keep what they have`() {
    let text = "# %% [markdown]\n# Words.\n#> quote\n\n# %%\n1\n#> old\n"
    #expect(recorded(text, [1: "x"]) == text)
  }

  @Test func `an output of a million lines is cut`() {
    let text = recorded("# %%\n1\n", [1: String(repeating: "x\n", count: 1_000_000)])
    #expect(text.hasSuffix("#> x\n#> … 999500 more lines\n"))
  }

  @Test(arguments: NotebookTexts.all)
  func `recording twice is recording once, and what is recorded is read back`(
    sample: NotebookTexts.Sample
  ) {
    let notebook = Notebook(path: "a.aimnb", bytes: sample.bytes)
    for output in ["", "one", "one\n\ntwo\n", " \u{2028}x\u{85}y", "# %%\n#> z"] {
      var outputs: [Int: String] = [:]
      for cell in notebook.cells where cell.isCode { outputs[cell.number] = output }
      let once = Notebook(path: "a.aimnb", bytes: notebook.recording(outputs))
      #expect(once.recording(outputs) == once.bytes)
      #expect(once.cells.map(\.kind) == notebook.cells.map(\.kind))
      for cell in once.cells where cell.isCode {
        let read = once.recordedOutput(of: cell) ?? ""
        #expect(OutputComparison().differences(recorded: read, now: output).isEmpty)
      }
    }
  }

  @Test(arguments: NotebookTexts.all)
  func `recording nothing changes nothing`(sample: NotebookTexts.Sample) {
    #expect(Notebook(path: "a.aimnb", bytes: sample.bytes).recording([:]) == sample.bytes)
  }

  @Test(arguments: NotebookTexts.all)
  func `what a recording adds, removing it takes away`(sample: NotebookTexts.Sample) {
    let notebook = Notebook(path: "a.aimnb", bytes: sample.bytes)
    guard notebook.cells.allSatisfy(\.output.isEmpty) else { return }
    var outputs: [Int: String] = [:]
    var nothing: [Int: String] = [:]
    for cell in notebook.cells where cell.isCode {
      outputs[cell.number] = "x"
      nothing[cell.number] = ""
    }
    let added = Notebook(path: "a.aimnb", bytes: notebook.recording(outputs))
    #expect(added.recording(nothing) == sample.bytes)
  }
}
