/// A word for a type in an annotation: `x: int`.
///
/// Any other word there is the name of a model or type.
package enum TypeWord: String, Sendable, CaseIterable {
  case int, float, number, string, bool, list, record, tuple, dictionary, range, tensor, function
  case model
  /// A word already, so that signatures may say it; no value is one yet.
  case table
  /// Everything: nothing is checked.
  case any

  package static let names = allCases.map(\.rawValue)
}
