import AimDiagnostics
import AimNotebook
import AimRuntime
import AimTensor
import AimTestSupport
import Testing

/// What holds of every answer, whatever it is about.
@Suite struct AnswerTests {
  @Test(arguments: FaultCase.all)
  func `no answer has an empty line of help`(fault: FaultCase) {
    guard !fault.needsMore else { return }
    let result = Sandbox.allowing(bytes: 1 << 28) {
      Sandbox.example(
        fault.example, setting: fault.setting, path: "example.aim",
        folder: "\(RepositoryFolder.root)/\(Program.folder)")
    }
    for report in result.reports { expectHelp(report.text(.plain)) }
  }

  @Test(arguments: [
    "sum([1], dimension: 1)", "print(1, zzz: 2)", "(a: 1).zzz", "var r = (a: 1)\nr.zzz = 4",
    "[1][\"a\"]", "3.zzz", "\"abc\".zzz", "[\"a\": 1].zzz", "zzz", "[1].zzz()",
    "pad([1], 1, mode: \"zzz\")",
    "zeros(2, dtype: \"zzz\")",
    "for i in nil { }", "Linear(2, 1, zzz: 3)", "(() -> 1)(zzz: 2)",
  ])
  func `what is like nothing known has a line of help all the same`(program: String) {
    let result = Sandbox().run(Array(program.utf8), path: "example.aim")
    guard let report = result.reports.first else {
      Issue.record("no answer to \(program)")
      return
    }
    let text = report.text(.plain)
    #expect(text.contains("= help: "), "\(text)")
    expectHelp(text)
  }

  private func expectHelp(_ text: String) {
    let isEmpty = text.split(separator: "\n").contains { line in
      line.hasSuffix("help:") || line.hasSuffix("help: ")
    }
    #expect(!isEmpty, "\(text)")
  }

  @Test func `a NaN of a gradient is told at the line whose gradient it is`() {
    let program = """
      fn loss(x) {
        let r = sqrt(x)
        sum(r * 0)
      }
      grad(loss)(tensor([0.0, 1.0]))
      """
    let sandbox = Sandbox()
    sandbox.interpreter.tensorState.watchesNaN = true
    let report = sandbox.run(Array(program.utf8), path: "nan.aim").reports.first
    #expect(report?.identity.name == "nan-appeared")
    #expect(report?.place?.line == 2)
    #expect(report?.title.contains("sqrt") == true)
  }

  @Test func `a deep recursion is counted to its end`() {
    let program = "fn down(n) = down(n + 1)\ndown(0)"
    let text = Sandbox().run(Array(program.utf8), path: "deep.aim").reports.first?.text(.plain)
    #expect(text?.contains("(64 times)") == false)
  }
}
