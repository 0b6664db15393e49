package import AimDiagnostics

/// The tree of a whole document: a file, a cell, or an input at the prompt.
package struct Program: Sendable {
  package let statements: [Statement]
  package let range: SourceRange
  /// The `##` lines that open the document and belong to no definition (a blank line follows).
  package let documentation: Documentation?

  package init(
    statements: [Statement], range: SourceRange, documentation: Documentation? = nil
  ) {
    self.statements = statements
    self.range = range
    self.documentation = documentation
  }
}

/// Statements in braces; as an expression its value is that of the last one.
package struct Block: SyntaxNode {
  package let id: NodeID
  /// The braces included.
  package let range: SourceRange
  package let statements: [Statement]
  package let height: Int

  package init(id: NodeID, range: SourceRange, statements: [Statement]) {
    self.id = id
    self.range = range
    self.statements = statements
    self.height = 1 + statements.greatestHeight
  }
}
