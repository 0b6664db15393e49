package import AimDiagnostics

/// Every fault that the runtime detects: their words, examples and snapshots are held against this list.
package enum RuntimeFaults {
  package static let all: [any Fault.Type] = values

  private static let values: [any Fault.Type] = [
    Interrupted.self, OutOfMemory.self, KeyNotAllowed.self,
  ]
}
