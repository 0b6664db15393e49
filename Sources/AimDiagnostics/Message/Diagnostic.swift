/// A fault at its place: everything a renderer needs, and no words of its own.
package struct Diagnostic: Error, Sendable {
  /// A range and the fact that is told beside it.
  package struct Label: Sendable {
    package let range: SourceRange
    /// A template like those of `Words`, or nil for the caret alone.
    package let text: String?

    package init(_ range: SourceRange, _ text: String? = nil) {
      self.range = range
      self.text = text
    }
  }

  /// One call on the way to the fault, innermost first.
  package struct Frame: Sendable {
    package let function: String
    package let range: SourceRange?
    /// How often in a row, as in a recursion.
    package var times = 1

    package init(function: String, range: SourceRange?) {
      self.function = function
      self.range = range
    }
  }

  package var fault: any Fault
  /// Where it happened; nil only where there is no source (a missing file on the command line).
  package var primary: SourceRange?
  /// The operands and their types, the first declaration, the opening bracket, ….
  package var labels: [Label]
  /// The chain of calls, innermost first; empty outside any function.
  package var trace: [Frame]

  package init(
    _ fault: any Fault, at primary: SourceRange?, labels: [Label] = [], trace: [Frame] = []
  ) {
    self.fault = fault
    self.primary = primary
    self.labels = labels
    self.trace = trace
  }
}
