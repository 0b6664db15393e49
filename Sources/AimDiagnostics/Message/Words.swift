/// The words of one fault in one language.
///
/// `{fact}` is replaced by the fact of that name. A part in `[[…]]` is left out when a fact in
/// it is `.none`: `reason: "there is no {name}[[; did you mean {suggestion}?]]"`.
package struct Words: Sendable {
  package let identity: String
  /// The first line, after `error[kind]:`.
  ///
  /// No capital, no full stop.
  package let title: String
  /// Why it happened, with the facts; nil where the title says it all.
  package let reason: String?
  /// What to type instead.
  ///
  /// Every fault that a user can mend has one.
  package let mend: String?
  /// A few sentences for `aim explain`: the idea behind the rule, for a learner (Markdown).
  package let lesson: String

  package init(
    _ identity: String, title: String, reason: String? = nil, mend: String? = nil, lesson: String
  ) {
    self.identity = identity
    self.title = title
    self.reason = reason
    self.mend = mend
    self.lesson = lesson
  }
}

/// The words of every fault, in one language.
package struct Catalogue: Sendable {
  private let words: [String: Words]
  /// What each kind of fault is about.
  private let kinds: [FaultIdentity.Kind: String]
  /// What to write instead of a name of another language or library, where another name is not
  /// enough: see `habit(in:)`.
  private let habits: [String: String]

  package init(
    _ parts: [[Words]], kinds: [FaultIdentity.Kind: String] = [:], habits: [String: String] = [:]
  ) {
    self.kinds = kinds
    self.habits = habits
    var words: [String: Words] = [:]
    for entry in parts.joined() { words[entry.identity] = entry }
    self.words = words
  }

  package subscript(_ identity: String) -> Words? { words[identity] }

  package var identities: [String] { words.keys.sorted() }

  package func meaning(of kind: FaultIdentity.Kind) -> String { kinds[kind] ?? "" }

  /// The mend of a fault about a name that is a habit from elsewhere (`x.item()`), or nil.
  package func habit(in fault: any Fault) -> String? {
    guard Self.aboutNames.contains(fault.identity.name) else { return nil }
    if fault.identity.name == "unknown-argument" { return argumentHabit(fault.facts) }
    guard case .name(let name)? = fault.facts.first(where: { $0.name == "name" })?.value
    else { return nil }
    if fault.identity.name == "assigned-to-constant" { return habits[name + " = …"] }
    return habits[name]
  }

  private static let aboutNames = [
    "unknown-name", "no-such-method", "no-such-field", "not-callable", "assigned-to-constant",
    "unknown-argument",
  ]

  /// `fit(lr: …)`: an argument that belongs elsewhere.
  private func argumentHabit(_ facts: [Fact]) -> String? {
    let names = ["function", "argument"].map { wanted in
      facts.first { $0.name == wanted }?.value.display?.filter { $0 != "`" } ?? ""
    }
    return habits["\(names[0])(\(names[1]): …)"]
  }

  /// English, one part per module whose faults it words.
  package static let english = Catalogue(
    [
      English.syntax, English.compiler, English.tensor, English.runtime, English.machine,
      English.library, English.notebook,
    ], kinds: English.kinds, habits: English.habits)
}

/// The English words; each extension stands in `Catalogue/English+<Module>.swift`.
package enum English {}
