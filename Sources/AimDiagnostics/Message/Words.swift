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

  /// The mend of a fault about a name or a word that is a habit from elsewhere (`x.cuda()`,
  /// `del x`), or nil.
  package func habit(in fault: any Fault) -> String? {
    switch fault.identity.name {
    case "unknown-name", "no-such-method", "no-such-field":
      guard case .name(let name)? = fault.facts.first(where: { $0.name == "name" })?.value
      else { return nil }
      return habits[name]
    case "call-needs-parentheses":
      guard case .code(let word)? = fault.facts.first(where: { $0.name == "function" })?.value
      else { return nil }
      return habits[word + " …"]
    default: return nil
    }
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
