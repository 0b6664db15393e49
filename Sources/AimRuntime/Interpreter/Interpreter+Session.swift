import AimCompiler
package import AimDiagnostics

/// What a session asks for besides running code.
extension Interpreter {
  /// Binds a name of the session from outside, as `ans` is at the prompt.
  ///
  /// The value is borrowed.
  package func bind(_ name: String, to value: Value) {
    let slot = globals.slot(name)
    slot.cell.setCellContents(value.retained())
    slot.kind = .constant
    slot.isFromLibrary = false
  }

  /// Keeps a text that is not run, so that a diagnostic can point into it.
  package func keep(
    _ placement: SourceDocument.Placement, utf8: [UInt8]
  ) -> SourceDocument {
    sources.add(placement, utf8: utf8)
  }
}
