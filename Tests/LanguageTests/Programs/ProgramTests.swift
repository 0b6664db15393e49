import AimDiagnostics
import AimTestSupport
import Testing

@Suite struct ProgramTests {
  /// Runs one program in a session of its own and holds it against what it says of itself.
  @Test(arguments: Program.all)
  func `the language does what its programs say`(program: Program) {
    let complaints = Trial(program).complaints
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  @Test func `every program says something`() {
    for program in Program.all {
      #expect(!program.covers.isEmpty, "\(program.name) covers nothing")
    }
  }
}

/// One run of a program, and what was not as expected.
struct Trial {
  private(set) var complaints: [String] = []
  private let program: Program

  init(_ program: Program) {
    self.program = program
    let sandbox = Sandbox(folder: "\(RepositoryFolder.root)/\(Program.folder)/\(program.folder)")
    var output = ""
    var reports: [Report] = []
    for cell in program.cells {
      let result = sandbox.run(cell, path: program.file)
      output += result.output
      reports += result.reports
    }
    compare(output: output)
    compare(reports)
  }

  private mutating func compare(output: String) {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let expected = program.expectations.compactMap { expectation -> (Int, String)? in
      guard case .output(let text) = expectation.kind else { return nil }
      return (expectation.line, text)
    }
    for (index, (line, text)) in expected.enumerated() {
      guard index < lines.count else {
        complaints.append("line \(line): expected `\(text)`, and nothing was printed")
        return
      }
      if lines[index] != text {
        complaints.append("line \(line): expected `\(text)`, printed `\(lines[index])`")
        return
      }
    }
    if lines.count > expected.count {
      complaints.append("printed beyond what was expected: `\(lines[expected.count])`")
    }
  }

  private mutating func compare(_ reports: [Report]) {
    var left = reports
    for expectation in program.expectations {
      guard case .fault(let identity, let words) = expectation.kind else { continue }
      guard let index = left.firstIndex(where: { $0.place?.line == expectation.line }) else {
        complaints.append("line \(expectation.line): expected a fault, and none stands there")
        continue
      }
      check(left.remove(at: index), identity, words, expectation.line)
    }
    for report in left { complaints.append("unexpected:\n\(report.text(.plain))") }
  }

  private mutating func check(
    _ report: Report, _ identity: String?, _ words: String?, _ line: Int
  ) {
    let text = report.text(.plain)
    let name = "\(report.identity.kind.rawValue)/\(report.identity.name)"
    if let identity, identity != name {
      complaints.append("line \(line): expected the fault \(identity), got \(name)\n\(text)")
    }
    if let words, !text.lowercased().contains(words.lowercased()) {
      complaints.append("line \(line): the fault does not say `\(words)`:\n\(text)")
    }
  }
}

extension Program {
  fileprivate var file: String {
    (name.split(separator: "/").last.map(String.init) ?? name) + ".aim"
  }
  fileprivate var folder: String { name.split(separator: "/").dropLast().joined(separator: "/") }
}
