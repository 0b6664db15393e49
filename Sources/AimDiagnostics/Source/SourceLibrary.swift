/// All the documents that a session has seen, so that a range can be shown long after.
package struct SourceLibrary: Sendable {
  private var documents: [SourceDocument] = []

  package init() {}

  /// Keeps a text and gives it an identity.
  package mutating func add(_ placement: SourceDocument.Placement, utf8: [UInt8]) -> SourceDocument
  {
    let document = SourceDocument(
      id: SourceDocument.ID(index: UInt32(documents.count)), placement: placement, utf8: utf8)
    documents.append(document)
    return document
  }

  package subscript(_ id: SourceDocument.ID) -> SourceDocument? {
    let index = Int(id.index)
    return documents.indices.contains(index) ? documents[index] : nil
  }
}
