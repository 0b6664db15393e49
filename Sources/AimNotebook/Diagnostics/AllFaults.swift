import AimCompiler
package import AimDiagnostics
import AimRuntime
import AimSyntax
import AimTensor

/// The faults of all modules: what `aim explain` knows and the tests hold against the catalogue.
package enum AllFaults {
  /// Those that Swift detects.
  package static let types: [any Fault.Type] =
    SyntaxFaults.all + CompilerFaults.all + TensorFaults.all + RuntimeFaults.all
    + NotebookFaults.all

  /// Those that `stdlib/` alone raises: the names in `fault("label-out-of-range", …)`, sorted.
  package static let libraryNames: [String] = {
    var names: Set<String> = []
    for file in EmbeddedFile.all where file.isSource {
      let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
      for call in text.ranges(of: "fault(\"") {
        names.insert(String(text[call.upperBound...].prefix { $0 != "\"" }))
      }
    }
    return names.subtracting(types.map { $0.identity.name }).sorted()
  }()

  /// Every name that `aim explain` takes.
  package static var names: [String] { types.map { $0.identity.name } + libraryNames }

  /// The fault type of this name, `inner-dimensions` or `shape/inner-dimensions`.
  package static func type(named name: String) -> (any Fault.Type)? {
    types.first { $0.identity.name == lastPart(of: name) }
  }

  /// The page about a fault; nil where none has this name.
  package static func explanation(of name: String) -> Explanation? {
    if let type = type(named: name) { return Explanation(type) }
    let name = lastPart(of: name)
    guard libraryNames.contains(name) else { return nil }
    return Explanation(FaultIdentity(.value, name), example: "")
  }

  private static func lastPart(of name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}
