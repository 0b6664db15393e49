package import AimDiagnostics

/// `fn name(parameters) -> result = body`, at the top, in a block, or in a model or type.
package struct FunctionDeclaration: SyntaxNode {
  package let id: NodeID
  /// Attributes included, documentation not.
  package let range: SourceRange
  package let name: Identifier
  package let parameters: [Parameter]
  package let result: Annotation?
  package let body: FunctionBody
  /// `mutating fn`: only in a model or type.
  package let isMutating: Bool
  /// Marked `@kernel`: it has a native implementation as well.
  package let isKernel: Bool
  package let documentation: Documentation?

  package init(
    id: NodeID, range: SourceRange, name: Identifier, parameters: [Parameter],
    result: Annotation?, body: FunctionBody, isMutating: Bool, isKernel: Bool,
    documentation: Documentation?
  ) {
    self.id = id
    self.range = range
    self.name = name
    self.parameters = parameters
    self.result = result
    self.body = body
    self.isMutating = isMutating
    self.isKernel = isKernel
    self.documentation = documentation
  }
}

package indirect enum FunctionBody: Sendable {
  /// `= expression`, or the expression after a lambda's `->`.
  case expression(Expression)
  case block(Block)

  package var range: SourceRange {
    switch self {
    case .expression(let value): value.range
    case .block(let block): block.range
    }
  }
}

/// One parameter of a function, lambda, model or type.
///
/// Names are unique in a list, but for `_`.
package struct Parameter: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let kind: Kind
  package let name: Identifier
  package let annotation: Annotation?
  package let defaultValue: Expression?
  /// True after a `...rest`: only a named argument reaches it.
  package let isNamedOnly: Bool

  package init(
    id: NodeID, range: SourceRange, kind: Kind, name: Identifier, annotation: Annotation?,
    defaultValue: Expression?, isNamedOnly: Bool
  ) {
    self.id = id
    self.range = range
    self.kind = kind
    self.name = name
    self.annotation = annotation
    self.defaultValue = defaultValue
    self.isNamedOnly = isNamedOnly
  }

  package enum Kind: Sendable {
    case value
    /// `&counter`
    case reference
    /// `...rest`: at most one, without default.
    case rest
  }
}
