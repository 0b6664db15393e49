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

  /// A fault by its name: what it is and a program that causes it.
  package struct Known: Sendable {
    package let identity: FaultIdentity
    package let example: String
    /// What the example needs besides its text.
    package var setting = ExampleSetting()
  }

  /// All of them: those that Swift detects, and those that `stdlib/` alone raises.
  package static let all: [Known] = detected + raised

  private static let detected = types.map {
    Known(identity: $0.identity, example: $0.example, setting: $0.setting)
  }

  private static let raised: [Known] = {
    let names = Set(detected.map(\.identity.name))
    return Catalogue.english.raised.filter { !names.contains($0) }.compactMap { name in
      Catalogue.english[name]?.raised.map {
        Known(identity: FaultIdentity($0.kind, name), example: $0.example)
      }
    }
  }()

  /// Every name that `aim explain` takes.
  package static var names: [String] { all.map(\.identity.name) }

  /// The fault of this name, `inner-dimensions` or `shape/inner-dimensions`.
  package static func known(as name: String) -> Known? {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return all.first { $0.identity.name == last }
  }

  /// The page about a fault; nil where none has this name.
  package static func explanation(of name: String) -> Explanation? {
    known(as: name).flatMap { Explanation($0.identity, example: $0.example) }
  }
}
