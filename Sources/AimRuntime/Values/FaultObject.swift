package import AimDiagnostics

/// A caught fault, `e` in `catch e`, and what `fault("identity", …)` makes.
package final class FaultObject: HeapObject {
  package let diagnostic: Diagnostic

  package init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
    super.init(kind: .fault)
  }
}
