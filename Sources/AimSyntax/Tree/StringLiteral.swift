package import AimDiagnostics

/// A string: `"loss {loss:.3f}"`, `"""many lines"""`, `r"raw"`; escapes are resolved.
package struct StringLiteral: SyntaxNode {
  package let id: NodeID
  /// The quotes included.
  package let range: SourceRange
  /// Never two texts in a row; empty for `""`.
  package let parts: [Part]

  package init(id: NodeID, range: SourceRange, parts: [Part]) {
    self.id = id
    self.range = range
    self.parts = parts
  }

  package enum Part: Sendable {
    case text(String)
    case interpolation(Interpolation)
  }

  /// The text when nothing is interpolated; nil otherwise.
  package var constantText: String? { parts.constantText }
}

/// `{expression:format}` inside a string.
package struct Interpolation: Sendable {
  /// The braces included.
  package let range: SourceRange
  package let expression: Expression
  /// The format spec, Python's; empty when there is none.
  ///
  /// It may interpolate: `{x:{width}.2f}`.
  package let format: [StringLiteral.Part]

  package init(range: SourceRange, expression: Expression, format: [StringLiteral.Part]) {
    self.range = range
    self.expression = expression
    self.format = format
  }
}

extension [StringLiteral.Part] {
  /// The text when nothing is interpolated; nil otherwise.
  package var constantText: String? {
    var text = ""
    for part in self {
      guard case .text(let piece) = part else { return nil }
      text += piece
    }
    return text
  }
}
