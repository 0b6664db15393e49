package import AimDiagnostics

/// What the parser makes of a document: the tree, every token, and what was wrong with it.
///
/// `Parser.parse(document:)` gives one for any bytes at all.
package struct ParseResult: Sendable {
  package let document: SourceDocument
  package let program: Program
  /// In the order of the text; the last is `.end`.
  package let tokens: [Token]
  /// In the order of the text; empty when the program is valid and may be compiled.
  package let diagnostics: [Diagnostic]
  /// True when the text stops in the midst of something (an open bracket or string, an operator
  /// at the end) and is faultless so far: the prompt then asks for another line.
  package let isIncomplete: Bool
  /// The productions of the grammar that the text reaches.
  package let productions: ProductionSet

  package init(
    document: SourceDocument, program: Program, tokens: [Token], diagnostics: [Diagnostic],
    isIncomplete: Bool, productions: ProductionSet = ProductionSet()
  ) {
    self.document = document
    self.program = program
    self.tokens = tokens
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
    self.productions = productions
  }

  /// The source again, byte for byte: tokens and the trivia between them.
  package var source: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(document.utf8.count)
    var position = 0
    for token in tokens {
      bytes += document.utf8[position..<token.offsets.lowerBound]
      bytes += document.utf8[token.offsets]
      position = token.offsets.upperBound
    }
    return bytes
  }
}
