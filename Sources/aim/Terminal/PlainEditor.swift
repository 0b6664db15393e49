/// Lines without editing, for a terminal that can do nothing but print.
final class PlainEditor: LineEditor {
  private let output: Output

  init(_ output: Output) { self.output = output }

  func read(prompt: String, initial: String) -> LineOutcome {
    output.write(prompt)
    output.flush()
    let outcome = Terminal.readLine()
    if outcome == .interrupted { output.write("\n") }
    return outcome
  }

  func remember(_ input: String) {}
}
