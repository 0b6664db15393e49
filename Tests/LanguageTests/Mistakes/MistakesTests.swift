import AimDiagnostics
import AimTestSupport
import Testing

@Suite struct MistakesTests {
  @Test func `there are forty mistakes or more, and each says what its answer must hold`() {
    #expect(Mistake.all.count >= 40)
    for mistake in Mistake.all {
      let isWhole =
        !mistake.places.isEmpty && !mistake.says.isEmpty && !mistake.mended.isEmpty
        && !mistake.program.isEmpty
      #expect(isWhole, "\(mistake.testDescription)")
    }
  }

  /// Types a newcomer's program and holds the first answer against what it must contain.
  @Test(arguments: Mistake.all)
  func `a newcomer's mistake is answered with its place and its mend`(mistake: Mistake) {
    let result = Sandbox().run(Array(mistake.program.utf8), path: "mistake.aim")
    guard let report = result.reports.first else {
      Issue.record("no answer; it printed \(result.output)")
      return
    }
    let text = report.text(.plain)
    if let place = report.place {
      let holds = mistake.places.contains { place.holds(line: $0.line, column: $0.column) }
      #expect(holds, "the answer points elsewhere, at \(place.line):\(place.column)\n\(text)")
    } else {
      Issue.record("the answer names no place\n\(text)")
    }
    for group in mistake.says {
      let said = group.contains { text.lowercased().contains($0.lowercased()) }
      #expect(said, "the answer lacks \(group)\n\(text)")
    }
  }

  @Test(arguments: Mistake.all)
  func `the mend works`(mistake: Mistake) {
    let result = Sandbox().run(Array(mistake.mended.utf8), path: "mended.aim")
    for report in result.reports { Issue.record("\(report.text(.plain))") }
    guard !mistake.prints.isEmpty else { return }
    #expect(result.output == mistake.prints.map { $0 + "\n" }.joined())
  }
}

extension SourcePlace {
  /// True when it begins on that line and its range holds that column.
  fileprivate func holds(line: Int, column: Int) -> Bool {
    guard self.line == line, self.column <= column else { return false }
    return endLine > line || column < max(endColumn, self.column + 1)
  }
}
