import AimDiagnostics
import AimNotebook
import Testing

extension Notebook {
  init(_ text: String) { self.init(path: "a.aimnb", bytes: Array(text.utf8)) }

  /// The code or words of each cell.
  var bodies: [String] { cells.map { String(decoding: body(of: $0), as: UTF8.self) } }
}

@Suite struct NotebookReadingTests {
  @Test func `cells, their kinds and their lines`() {
    let notebook = Notebook(
      """
      # %% [markdown]
      # # A title
      #
      # Words.

      # %% [parameters]
      let epochs = 20

      # %% Training the network
      epochs * 2
      #> 40

      # %% tags=["parameters"] tolerance=1e-2
      1
      """)
    #expect(notebook.cells.map(\.kind) == [.text, .parameters, .code, .parameters])
    #expect(notebook.cells.map(\.number) == [1, 2, 3, 4])
    #expect(notebook.cells.map(\.firstLine) == [2, 7, 10, 14])
    #expect(notebook.cells[2].title == "Training the network")
    #expect(notebook.cells[3].options.tolerance == 1e-2)
    #expect(notebook.recordedOutput(of: notebook.cells[2]) == "40")
    #expect(notebook.markdown(of: notebook.cells[0]) == "# A title\n\nWords.")
    #expect(notebook.bodies[2] == "epochs * 2\n")
    #expect(notebook.problems.isEmpty)
  }

  @Test func `code before the first marker is a cell`() {
    let notebook = Notebook("1 + 1\n#> 2\n# %%\n3\n")
    #expect(notebook.bodies == ["1 + 1\n", "3\n"])
    #expect(notebook.cells.map(\.firstLine) == [1, 4])
  }

  @Test func `blank lines before the first marker are no cell`() {
    #expect(Notebook("\n\n# %%\n3\n").bodies == ["3\n"])
    #expect(Notebook("").cells.isEmpty)
    #expect(Notebook("\u{FEFF}# %%\n3\n").bodies == ["3\n"])
  }

  @Test func `a marker stands at column one and alone`() {
    #expect(Notebook(" # %%\n1\n# %%%\n2\n# %%x\n3").cells.count == 1)
    #expect(Notebook("# %%").cells.count == 1)
    #expect(Notebook("# %%\r\n1\r\n# %%\t[markdown]\r\n").cells.map(\.kind) == [.code, .text])
  }

  @Test func `only the block that ends a cell is its output`() {
    let notebook = Notebook("# %%\n#> a comment\n1\n#> 1\n#>\n#>  2\n\n\n# %%\n2\n")
    #expect(notebook.recordedOutput(of: notebook.cells[0]) == "1\n\n 2")
    #expect(notebook.bodies[0] == "#> a comment\n1\n")
    #expect(notebook.recordedOutput(of: notebook.cells[1]) == nil)
  }

  @Test func `a text cell can be one block in quotes`() {
    let notebook = Notebook("# %% [markdown]\n\"\"\"\n# Title\n\nlet x = 1\n\"\"\"\n")
    #expect(notebook.markdown(of: notebook.cells[0]) == "# Title\n\nlet x = 1")
    #expect(notebook.problems.isEmpty)
  }

  @Test func `the first cell may pin edition and seed`() {
    let notebook = Notebook("# %% [markdown] edition=1 seed=42\n# Words.\n\n# %%\n1\n")
    #expect(notebook.cells[0].options.edition == 1)
    #expect(notebook.cells[0].options.seed == 42)
    #expect(notebook.problems.isEmpty)
  }

  /// Those that reading finds; a cell that should have failed is found by running it.
  private static let cellFaults: [String] = NotebookFaults.all.compactMap { fault in
    let name = fault.identity.name
    return fault.example.hasPrefix("# %%") && name != "cell-did-not-fail" ? name : nil
  }

  @Test(arguments: cellFaults)
  func `a slip in what is not code is a fault at its line`(identity: String) throws {
    let type = try #require(NotebookFaults.all.first { $0.identity.name == identity })
    let notebook = Notebook(type.example)
    #expect(notebook.problems.map(\.fault.identity.name) == [identity])
    let words = try #require(Catalogue.english[identity])
    let facts = notebook.problems.flatMap(\.fault.facts).map(\.name)
    for template in [words.title, words.reason ?? "", words.mend ?? ""] {
      for name in Template(template).placeholders { #expect(facts.contains(name)) }
    }
  }

  @Test(arguments: [
    "# %% [markdown] jupyter={\"source_hidden\": true} slideshow=\"slide\"\n# Words.",
    "# %% [1] The first step\n1", "# %% What = is\n1", "# %% x=1\n1",
  ])
  func `what other tools write on the line stays and harms nothing`(text: String) {
    #expect(Notebook(text).problems.isEmpty)
  }

  @Test(arguments: NotebookTexts.all)
  func `the cells hold every byte of the file`(text: NotebookTexts.Sample) {
    let notebook = Notebook(path: "a.aimnb", bytes: text.bytes)
    var bytes: [UInt8] = []
    for cell in notebook.cells {
      if bytes.isEmpty { bytes += notebook.bytes[..<cell.marker.lowerBound] }
      for part in [cell.marker, cell.body, cell.output, cell.trailing] {
        bytes += notebook.bytes[part]
      }
    }
    if !notebook.cells.isEmpty { #expect(bytes == text.bytes) }
  }
}

/// Files of every odd kind, for properties that hold for all of them.
enum NotebookTexts {
  struct Sample: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  static let all: [Sample] =
    samples.map { Sample(bytes: Array($0.utf8)) } + [
      Sample(bytes: [0x23, 0x20, 0x25, 0x25, 0x0A, 0xFF, 0xC3, 0x0A, 0x31]),
      Sample(bytes: [0xEF, 0xBB, 0xBF, 0x31, 0x0A]),
    ]

  private static let samples: [String] = [
    "", "\n", "1", "1\n", "# %%", "# %%\n", "# %%\r\n1\r\n", "\n\n# %%\n\n\n1\n\n\n# %%\n2",
    "# %%\n1\n#> 1", "# %%\n1\n#> 1\n\n# %%\n2\n#> 2\n", "# %%\r\n1\r\n#> 1\r\n\r\n# %%\r\n2",
    "# %%\n#> 1\n", "# %% [markdown]\n# Words.\n#> 1\n\n# %%\n\n\n", "1\n \t\n\n#> 1\n  \n",
    "# %%\nlet s = \"\"\"\n#> x\n\"\"\"\n", "# %% [markdown]\ncode\n# %%\nlet x = \n",
    "a\rb\n# %%\nc",
  ]
}
