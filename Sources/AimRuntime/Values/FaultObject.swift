package import AimDiagnostics
import AimTensor

/// A caught fault, `e` in `catch e`, and what `fault("identity", …)` makes.
package final class FaultObject: HeapObject {
  package let diagnostic: Diagnostic
  /// Where it happened, as text; nil where there is no source.
  package let place: String?
  /// The chain of calls, innermost first, one line each.
  package let trace: [String]

  package init(_ diagnostic: Diagnostic, place: String? = nil, trace: [String] = []) {
    self.diagnostic = diagnostic
    self.place = place
    self.trace = trace
    super.init(kind: .fault)
  }

  /// The fault in words: its title, and the reason where there is one.
  package var message: String { FaultFields.message(diagnostic.fault) }
}

/// A fault that a program raised: `throw fault("label-out-of-range", label: y, classes: n)`.
package struct ProgramFault: Fault {
  package static let identity = FaultIdentity(.thrown, "program-fault")
  package static let example = "throw fault(\"no-rows\", rows: 0)"
  package let identity: FaultIdentity
  package let facts: [Fact]

  package init(name: String, facts: [Fact], catalogue: Catalogue = .english) {
    identity = FaultIdentity(catalogue[name]?.raised?.kind ?? Self.kinds[name] ?? .thrown, name)
    self.facts = facts
  }

  /// A fault that has words is of its own kind, whoever raises it; a program's own is `thrown`.
  private static let kinds: [String: FaultIdentity.Kind] = Dictionary(
    (TensorFaults.all + RuntimeFaults.all).map { ($0.identity.name, $0.identity.kind) },
    uniquingKeysWith: { first, _ in first })
}

/// What a caught fault has after the point.
package enum FaultFields {
  package static let names = ["message", "identity", "facts", "place", "trace"]

  static func field(_ name: String, of object: FaultObject) throws(RuntimeFault) -> Value? {
    switch name {
    case "message": return .string(object.message)
    case "identity": return .string(object.diagnostic.fault.identity.name)
    case "facts": return facts(object.diagnostic.fault.facts)
    case "place": return object.place.map { .string($0) } ?? .nothing
    case "trace": return .list(owning: object.trace.map { .string($0) })
    default: return nil
    }
  }

  /// The words of a fault on one line, without markup.
  package static func message(_ fault: any Fault, in catalogue: Catalogue = .english) -> String {
    guard let words = catalogue[fault.identity.name] else {
      let facts = fault.facts.map { "\($0.name): \($0.value.display ?? "?")" }
      let name = fault.identity.name
      return facts.isEmpty ? name : "\(name) (\(facts.joined(separator: ", ")))"
    }
    let title = Template(words.title).filled(with: fault.facts)
    let reason = words.reason.map { Template($0).filled(with: fault.facts) } ?? ""
    return reason.isEmpty ? title : "\(title): \(reason)"
  }

  private static func facts(_ facts: [Fact]) -> Value {
    .record(RecordLayout(names: facts.map(\.name)), owning: facts.map { value($0.value) })
  }

  private static func value(_ fact: FactValue) -> Value {
    switch fact {
    case .name(let text), .code(let text), .text(let text), .type(let text): .string(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .shape(let sizes): .list(owning: sizes.map { .integer($0) })
    case .names(let names): .list(owning: names.map { .string($0) })
    case .none: .nothing
    }
  }
}
