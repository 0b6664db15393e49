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
  /// What a fault that code in Aim raises has besides its words; nil for one that only Swift
  /// detects, whose type says it.
  package let raised: Raised?

  /// The kind of a fault that the library raises, `throw fault("batch-size", …)`, and a program
  /// that causes it.
  package struct Raised: Sendable {
    package let kind: FaultIdentity.Kind
    package let example: String

    package init(_ kind: FaultIdentity.Kind, by example: String) {
      self.kind = kind
      self.example = example
    }
  }

  package init(
    _ identity: String, raised: Raised? = nil, title: String, reason: String? = nil,
    mend: String? = nil, lesson: String
  ) {
    self.identity = identity
    self.raised = raised
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
    let name = Self.word(fault.facts, "name")
    let function = Self.word(fault.facts, "function")
    switch fault.identity.name {
    case "unknown-name", "no-such-method", "no-such-field", "not-callable": return habits[name]
    case "assigned-to-constant": return habits[name + " = …"]
    case "call-needs-parentheses": return habits[function + " …"]
    case "unknown-argument":
      return habits["\(function)(\(Self.word(fault.facts, "argument")): …)"]
    default: return nil
    }
  }

  /// A name or a word of code among the facts; empty where there is none.
  private static func word(_ facts: [Fact], _ name: String) -> String {
    switch facts.first(where: { $0.name == name })?.value {
    case .name(let word), .code(let word): word
    default: ""
    }
  }

  /// The names of the faults that the library raises, sorted.
  package var raised: [String] { identities.filter { words[$0]?.raised != nil } }

  /// English, one part per module whose faults it words.
  package static let english = Catalogue(
    [
      English.syntax, English.compiler, English.tensor, English.runtime, English.machine,
      English.library, English.notebook,
    ], kinds: English.kinds, habits: English.habits)
}

/// The English words; each extension stands in `Catalogue/English+<Module>.swift`.
package enum English {}
