package import AimDiagnostics

/// Something that can be assigned or passed with `&`: a name, then fields and indices.
package struct Place: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let root: Identifier
  /// From the root outwards; empty for a plain name.
  package let steps: [Step]

  package init(id: NodeID, range: SourceRange, root: Identifier, steps: [Step]) {
    self.id = id
    self.range = range
    self.root = root
    self.steps = steps
  }

  package enum Step: Sendable {
    /// `.name`
    case field(Identifier)
    /// `[i, j]`; the range is that of the brackets.
    case index([IndexItem], SourceRange)
  }
}

/// One of the items between the brackets of `x[a, 1:3, ...]`.
package struct IndexItem: Sendable {
  package let range: SourceRange
  package let kind: Kind

  package init(range: SourceRange, kind: Kind) {
    self.range = range
    self.kind = kind
  }

  package indirect enum Kind: Sendable {
    case expression(Expression)
    /// `start:stop:step`; `:` alone has none of them.
    case slice(start: Expression?, stop: Expression?, step: Expression?)
    /// `...`
    case ellipsis
  }
}
