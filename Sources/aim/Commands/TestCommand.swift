import AimDiagnostics
import AimNotebook
import ArgumentParser

/// `aim test notebooks/ stdlib/`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run notebooks again and compare what they show; run `test` blocks.",
    discussion: """
      Numbers are compared with a relative tolerance of 1e-4, or the cell's own `tolerance=`; cells \
      without recorded output pass when they run.
      """)

  @Argument(help: "Notebooks (.aimnb), programs (.aim), folders of them.")
  var paths: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let files = try console.reporting { () throws(FileFault) in try TestFiles.find(paths) }
    guard !files.isEmpty else {
      console.report(NothingToTest(path: paths.joined(separator: " ")))
      throw CommandFailed()
    }
    var summary = TestSummary()
    for file in files { TestRunner(console).test(file, &summary) }
    summary.show(on: console)
    console.flush()
    guard summary.isFaultless else { throw CommandFailed() }
  }
}
