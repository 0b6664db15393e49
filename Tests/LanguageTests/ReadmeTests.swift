import AimNotebook
import AimTestSupport
import Testing

/// What the README shows of the prompt is what the prompt shows.
@Suite struct ReadmeTests {
  private let home = TerminalHome()

  /// The README's transcripts are one session, told in pieces.
  ///
  /// How long training took is not compared, nor which few digits are misread: on another processor
  /// sums are added in another order, and the last bits decide those.
  @Test func `the README's transcripts are what Aim prints`() throws {
    let told = Self.transcripts(in: RepositoryFolder.text("README.md"))
    let inputs = told.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
    #expect(inputs.count >= 5)
    let session = try TerminalSession(home: home.path)
    try session.expectPrompt()
    for input in inputs {
      session.enter(String(input))
      try session.expect("\n> ", within: 60)
    }
    let shown = Self.onAnyMachine(Self.settled(session))
    let differences = OutputComparison(tolerance: 0.1)
      .differences(recorded: Self.onAnyMachine(told), now: shown)
    #expect(differences.isEmpty, "the prompt shows now:\n\(shown)")
  }

  /// The fenced blocks that hold inputs of the prompt, without the line that starts the program.
  private static func transcripts(in page: String) -> String {
    page.split(separator: "```", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 && $0.element.contains("\n> ") }
      .flatMap { $0.element.split(separator: "\n").filter { $0 != "$ aim" } }
      .joined(separator: "\n")
  }

  /// What stood on the screen in the end: a bar as it was drawn last, no prompt that still waits.
  private static func settled(_ session: TerminalSession) -> String {
    let lines = session.raw.split(separator: "\n").map { (line: Substring) in
      guard line.contains("━"), let last = line.ranges(of: "\u{1B}[K").last else { return line }
      return line.suffix(from: last.upperBound)
    }
    let text = lines.joined(separator: "\n").replacing(TerminalSession.escapes, with: "")
    return text.hasSuffix("\n> ") ? String(text.dropLast(3)) : text
  }

  private static func onAnyMachine(_ text: String) -> String {
    text.replacing(/[0-9]+\.[0-9] s\b/, with: "… s")
      .replacing(/[0-9]+ mistakes?: .*/, with: "… mistakes")
  }
}
