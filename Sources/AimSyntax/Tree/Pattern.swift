package import AimDiagnostics

/// What a `let`, a `for` or a comprehension binds: a name, `_`, or a tuple of patterns.
package struct Pattern: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let kind: Kind

  package init(id: NodeID, range: SourceRange, kind: Kind) {
    self.id = id
    self.range = range
    self.kind = kind
  }

  package indirect enum Kind: Sendable {
    case name(Identifier)
    case discard
    /// `(a, (b, _))`
    case tuple([Pattern])
  }

  /// The names it binds, from left to right.
  package var names: [Identifier] {
    switch kind {
    case .name(let name): [name]
    case .discard: []
    case .tuple(let parts): parts.flatMap(\.names)
    }
  }
}
