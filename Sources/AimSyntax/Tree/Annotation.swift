package import AimDiagnostics

/// What a parameter or result is said to be: `int`, `Linear`, `f32[N, D]`, `[..., D]`.
package struct Annotation: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let kind: Kind

  package init(id: NodeID, range: SourceRange, kind: Kind) {
    self.id = id
    self.range = range
    self.kind = kind
  }

  package enum Kind: Sendable {
    /// `int`, `float`, `number`, `string`, `bool`, `list`, `record`, `table`, `function`,
    /// `model`, or the name of a type.
    case named(String)
    /// `[N, C]`, `f32[N, C]`: a tensor of that shape and, where named, that dtype.
    case tensor(dtype: Identifier?, [Dimension])
    /// Damaged code that was reported.
    case error
  }
}

/// One item of a shape.
package struct Dimension: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let kind: Kind

  package init(id: NodeID, range: SourceRange, kind: Kind) {
    self.id = id
    self.range = range
    self.kind = kind
  }

  package indirect enum Kind: Sendable {
    /// `_`: any one dimension.
    case any
    /// `...`: any number of dimensions. At most one `...` or `...S` in a shape.
    case rest
    /// `...S`: any number of dimensions, named.
    case namedRest(Identifier)
    /// An integer expression: integers, names and fields, `+ - * // % ^`, unary `-`.
    case size(Expression)
  }
}
