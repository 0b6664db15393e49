package import AimDiagnostics
package import AimSyntax

/// A program with every name found: side tables to its tree.
package struct Resolution {
  /// What a name, or the root of a place, stands for.
  package var uses: [NodeID: NameUse] = [:]
  /// The variable that a pattern, parameter, function, type, field or `catch` binds.
  package var variables: [NodeID: Variable] = [:]
  /// The scope of a function, lambda, method or constructor.
  package var functions: [NodeID: FunctionScope] = [:]
  /// `x.f(a)`: what `f` may be, nearest first, when x has no such method or field.
  package var fallbacks: [NodeID: [NameUse]] = [:]
  /// Expressions in which a statement assigns a variable.
  package var assigning: Set<NodeID> = []
  /// Names of the top level that can be assigned.
  package var mutableGlobals: Set<String> = []
  /// What a name written in a shape stands for.
  package var dimensionNames: [NodeID: Variable] = [:]
  /// The names that the top level binds, in order.
  package var topLevel: [TopLevelName] = []
  package var diagnostics: [Diagnostic] = []
}

/// A name bound at the top level of a file or cell.
package struct TopLevelName: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case constant, variable, function, type, module }
  package let name: String
  package let kind: Kind
  package let range: SourceRange
  package let documentation: String?
}
