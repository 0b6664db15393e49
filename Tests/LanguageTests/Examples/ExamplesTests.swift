import AimDiagnostics
import AimNotebook
import AimRuntime
import AimTestSupport
import Testing

/// Every example that a help card or a `##` comment shows is run.
@Suite struct ExamplesTests {
  struct Card: CustomTestStringConvertible, Sendable {
    let name: String
    let examples: [Example]
    var testDescription: String { name }

    static let all = Sandbox.builtins.map { Card(name: $0.name, examples: $0.examples) }
  }

  @Test(arguments: Card.all)
  func `the examples of a card show what they say`(card: Card) {
    for example in card.examples {
      let result = Sandbox().run(Array(example.source.utf8), path: "example.aim")
      let faults = result.reports.map { $0.text(.plain) }.joined(separator: "\n")
      let shown = result.output + (result.shown ?? "")
      #expect(faults.isEmpty, "`\(example.source)`:\n\(faults)")
      #expect(
        shown.trimmed == example.shows.trimmed || !faults.isEmpty,
        "`\(example.source)` shows\n\(shown)\nand its card says\n\(example.shows)")
    }
  }

  /// A fenced program of a `##` comment.
  struct Fence: CustomTestStringConvertible, Sendable {
    let path: String
    let line: Int
    let program: String
    /// What its `#>` lines say that it shows; empty where it has none.
    let shows: String
    var testDescription: String { "\(path):\(line)" }

    static let all = RepositoryFolder.files(in: "stdlib", endingIn: ".aim").flatMap { path in
      fences(RepositoryFolder.text("stdlib/\(path)"), path)
    }

    private init(path: String, line: Int, text: String) {
      self.path = path
      self.line = line
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      program = lines.filter { !$0.hasPrefix("#>") }.joined(separator: "\n")
      shows = lines.filter { $0.hasPrefix("#>") }
        .map { $0.dropFirst($0.hasPrefix("#> ") ? 3 : 2) + "\n" }.joined()
    }

    private static func fences(_ text: String, _ path: String) -> [Fence] {
      var fences: [Fence] = []
      var open: (line: Int, program: String)?
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        guard line.hasPrefix("##") else {
          open = nil
          continue
        }
        let words = line.dropFirst(line.hasPrefix("## ") ? 3 : 2)
        if let fence = open, words == "```" {
          fences.append(Fence(path: path, line: fence.line, text: fence.program))
          open = nil
        } else if open != nil {
          open?.program += words + "\n"
        } else if words == "```aim" {
          open = (index + 1, "")
        }
      }
      return fences
    }
  }

  @Test(arguments: Fence.all)
  func `the examples in the library's comments show what they say`(fence: Fence) {
    let result = Sandbox().run(Array(fence.program.utf8), path: "example.aim")
    let shown = result.output + (result.shown.map { $0 + "\n" } ?? "")
    let differences = OutputComparison().differences(recorded: fence.shows, now: shown)
    #expect(differences.isEmpty, "\(fence.program)\nshows\n\(shown)")
    for report in result.reports { Issue.record("\(fence.program)\n\(report.text(.plain))") }
  }
}

extension String {
  /// Without blanks and line endings around it.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }
}
