package import AimDiagnostics

/// `model Linear(inputs, outputs) { … }` or `type Momentum(lr = 0.1) { … }`.
package struct TypeDeclaration: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  /// True for `model`.
  package let isModel: Bool
  package let name: Identifier
  /// The constructor's parameters; they are plain fields too.
  package let parameters: [Parameter]
  package let members: [Member]
  package let documentation: Documentation?

  package init(
    id: NodeID, range: SourceRange, isModel: Bool, name: Identifier, parameters: [Parameter],
    members: [Member], documentation: Documentation?
  ) {
    self.id = id
    self.range = range
    self.isModel = isModel
    self.name = name
    self.parameters = parameters
    self.members = members
    self.documentation = documentation
  }

  package enum Member: Sendable {
    case field(Field)
    case method(FunctionDeclaration)
    /// Damaged code that was reported.
    case error(SourceRange)
  }

  package var fields: [Field] {
    members.compactMap { if case .field(let field) = $0 { field } else { nil } }
  }

  package var methods: [FunctionDeclaration] {
    members.compactMap { if case .method(let method) = $0 { method } else { nil } }
  }
}

/// `param weight = he_uniform(inputs, outputs)`.
package struct Field: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let kind: Kind
  package let name: Identifier
  package let value: Expression
  package let documentation: Documentation?

  package init(
    id: NodeID, range: SourceRange, kind: Kind, name: Identifier, value: Expression,
    documentation: Documentation?
  ) {
    self.id = id
    self.range = range
    self.kind = kind
    self.name = name
    self.value = value
    self.documentation = documentation
  }

  package enum Kind: Sendable {
    /// `param x = …`: trained. Models only.
    case param
    /// `state x = …`: kept, not trained. Models only.
    case state
    /// `x = …`
    case plain
    /// `var x = …`: mutating methods may assign it. Types only.
    case variable
  }
}
