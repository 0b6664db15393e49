/// What asks the user for a line: readline in a terminal, plain reading elsewhere.
protocol LineEditor: AnyObject {
  /// Asks for one line.
  func read(prompt: String, initial: String) -> LineOutcome
  /// Lets the up-arrow find an input.
  func remember(_ input: String)
}

/// How asking for a line ended.
enum LineOutcome: Equatable {
  case line(String)
  /// Ctrl-D, or nothing more to read.
  case end
  /// Ctrl-C.
  case interrupted
}
