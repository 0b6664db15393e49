/// A diagnostic with its words and its places: what every medium shows in its own form.
package struct Report: Sendable {
  package let identity: FaultIdentity
  package let title: String
  package let reason: String?
  package let mend: String?
  package let facts: [Fact]
  /// Where the reader should look; nil where there is no source.
  package let place: SourcePlace?
  package let primary: SourceRange?
  /// Operands and other places, with their words filled in.
  package let labels: [Label]
  /// The chain of calls, innermost first.
  package let calls: [Call]
  let sources: SourceLibrary

  package struct Label: Sendable {
    package let range: SourceRange
    package let text: String?
  }

  package struct Call: Sendable {
    package let function: String
    package let range: SourceRange?
    package let place: SourcePlace?
    /// The source line of the call, without its indentation.
    package let source: String?
    /// How often in a row, as in a recursion.
    package let times: Int
  }

  /// - Parameters:
  ///   - diagnostic: The fault and where it happened.
  ///   - sources: Holds the documents that its ranges point into.
  ///   - catalogue: The words, in the reader's language.
  package init(
    _ diagnostic: Diagnostic, sources: SourceLibrary, catalogue: Catalogue = .english
  ) {
    let fault = diagnostic.fault
    let words = catalogue[fault.identity.name]
    let habit = catalogue.habit(in: fault)
    // What was meant is known: a name that is only spelt alike would mislead.
    let facts =
      habit == nil
      ? fault.facts : fault.facts.map { $0.name == "suggestion" ? Fact($0.name, .none) : $0 }
    identity = fault.identity
    self.facts = facts
    self.sources = sources
    title = words.map { Template($0.title).filled(with: facts) } ?? Self.spoken(fault.identity)
    let explained = words.map { $0.reason.map { Template($0).filled(with: facts) } }
    reason = (explained ?? Self.listed(facts)).flatMap { $0.isEmpty ? nil : $0 }
    let told = (habit ?? words?.mend).map { Template($0).filled(with: facts) }
    mend = told.flatMap { $0.isEmpty ? nil : $0 }
    primary = Self.readersRange(diagnostic, sources)
    place = primary.flatMap { range in sources[range.document].map { SourcePlace(range, in: $0) } }
    let isMoved = primary != diagnostic.primary
    labels =
      isMoved
      ? []
      : diagnostic.labels.map { label in
        Label(range: label.range, text: label.text.map { Template($0).filled(with: facts) })
      }
    let inner = isMoved ? diagnostic.primary : nil
    calls = Self.calls(diagnostic.trace, sources: sources)
    raised = inner.flatMap { range in sources[range.document].map { SourcePlace(range, in: $0) } }
  }

  /// Where the fault was raised, when that is inside the library and `place` is the user's call.
  package let raised: SourcePlace?

  /// The range to show: the user's own code rather than the library's, where there is some.
  private static func readersRange(
    _ diagnostic: Diagnostic, _ sources: SourceLibrary
  ) -> SourceRange? {
    guard let primary = diagnostic.primary, let document = sources[primary.document],
      !document.placement.isUsers
    else { return diagnostic.primary }
    let ranges = diagnostic.trace.lazy.compactMap(\.range)
    return ranges.first { sources[$0.document]?.placement.isUsers == true } ?? primary
  }

  /// An identity without words, as one would say it.
  private static func spoken(_ identity: FaultIdentity) -> String {
    identity.name.split(separator: "-").joined(separator: " ")
  }

  private static func listed(_ facts: [Fact]) -> String? {
    let known = facts.compactMap { fact in fact.value.display.map { "\(fact.name): \($0)" } }
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }

  private static func calls(_ trace: [Diagnostic.Frame], sources: SourceLibrary) -> [Call] {
    trace.map { frame in
      guard let range = frame.range, let document = sources[range.document] else {
        return Call(
          function: frame.function, range: nil, place: nil, source: nil, times: frame.times)
      }
      let line = document.text(document.lineRange(document.line(at: range.offsets.lowerBound)))
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      return Call(
        function: frame.function, range: range, place: SourcePlace(range, in: document),
        source: String(trimmed), times: frame.times)
    }
  }
}
