package import AimCompiler
package import AimDiagnostics

/// What came of running one input, cell or file.
package struct Outcome {
  package let document: SourceDocument
  /// Empty where all went well; one where a fault ended the run; several of the compiler's.
  package var diagnostics: [Diagnostic] = []
  /// The value of the last expression; nil where it is muted by `;`, `nil`, or no expression.
  package var value: OwnedValue?
  /// The names it bound, in order, and how.
  package var bound: [TopLevelName] = []
  /// The `test` blocks it defined, not yet run.
  package var tests: [TestBlock] = []
  /// True where the text stops in the midst of something.
  package var isIncomplete = false

  package var succeeded: Bool { diagnostics.isEmpty }
}

/// A value that is given up with the last reference to this.
package final class OwnedValue {
  package let value: Value
  package init(owning value: Value) { self.value = value }
  deinit { value.release() }
}

/// A `test "name" { … }` block that can be run.
package struct TestBlock {
  package let name: String
  package let range: SourceRange
  let code: FunctionCode
  let module: Module
}
