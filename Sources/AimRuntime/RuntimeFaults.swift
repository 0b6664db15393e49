package import AimDiagnostics

/// Every fault that the runtime detects: their words, examples and snapshots are held against this list.
package enum RuntimeFaults {
  package static let all: [any Fault.Type] =
    values + OperationFaults.all
    + CollectionFaults.all + DisplayFaults.all + CallFaults.all + ConversionFaults.all
    + BuiltinFaults.all + GradientFaults.all + MachineFaults.all

  private static let values: [any Fault.Type] = [
    TooManyValues.self, KeyNotAllowed.self, UnknownDataSet.self,
  ]
}
