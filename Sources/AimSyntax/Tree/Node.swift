package import AimDiagnostics

/// Names one node of one tree: stable for the life of the tree, unique within it.
package struct NodeID: Hashable, Sendable {
  package let index: Int32
  package init(index: Int32) { self.index = index }
}

/// What every node of the tree can say of itself.
package protocol SyntaxNode: Sendable {
  var id: NodeID { get }
  /// From the first byte of its first token to the last byte of its last.
  var range: SourceRange { get }
}

/// A name where it is written.
///
/// Equal names are equal in NFC, as Swift's strings are.
package struct Identifier: Sendable, Hashable {
  package let text: String
  package let range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }

  /// `_` binds nothing.
  package var isDiscard: Bool { text == "_" }
}

/// The `##` lines above a definition, as Markdown: the marks and one space after them are gone.
package struct Documentation: Sendable, Hashable {
  package let text: String
  package let range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
