package import AimDiagnostics
import AimTensor

/// Data that travels inside the binary.
extension Builtin {
  static var dataSets: [Builtin] { [dataset] }

  static var dataset: Builtin {
    Builtin(
      "dataset", Parameter<String>("name"),
      summary:
        "A small data set that travels with Aim: \"digits\" or \"iris\", as a record with `x`, `y` and `classes`.",
      examples: [
        Example("dataset(\"digits\").x.shape", gives: "[1797, 1, 8, 8]"),
        Example("dataset(\"iris\").names", gives: "[\"setosa\", \"versicolor\", \"virginica\"]"),
      ]
    ) { name throws(RuntimeFault) in
      guard let data = try TensorBridge.make({ try DataSet.named(name) }) else {
        let near = Nearest.match(name, among: DataSet.known)
        throw RuntimeFault(UnknownDataSet(name: name, known: DataSet.known, suggestion: near))
      }
      return value(of: data)
    }
  }

  /// `(x:, y:, classes:)`, and `names:` and `features:` where the data has them.
  private static func value(of data: DataSet) -> Value {
    var names = ["x", "y", "classes"]
    var values: [Value] = [.tensor(data.inputs), .tensor(data.labels), .integer(data.classes)]
    for (name, words) in [("names", data.names), ("features", data.features)] where !words.isEmpty {
      names.append(name)
      values.append(.list(owning: words.map { .string($0) }))
    }
    return .record(RecordLayout(names: names), owning: values)
  }
}

/// No data set of that name travels with Aim.
package struct UnknownDataSet: Fault {
  package static let identity = FaultIdentity(.name, "unknown-data-set")
  package static let example = "dataset(\"digit\")"
  let name: String
  let known: [String]
  let suggestion: String?

  package var facts: [Fact] {
    [
      Fact("name", .text(StringText.quoted(name))),
      Fact("known", .text(known.map { StringText.quoted($0) }.joined(separator: " and "))),
      Fact("suggestion", suggestion.map { .text(StringText.quoted($0)) } ?? .none),
    ]
  }
}
