/// A sentence of the catalogue with places for facts.
///
/// `{name}` is replaced by the fact of that name. A part in `[[…]]` that names a fact is left out
/// when one of its facts is unknown, and `[[{name}||another way]]` then says what follows the bars;
/// brackets without a fact in them, as in
/// `tensor([[1, 2], [3, 4]])`, are text, and `{{name}}` writes `{name}`.
package struct Template: Sendable {
  private indirect enum Piece: Sendable {
    case text(String)
    case fact(String)
    case optional([Piece], otherwise: [Piece])
  }

  private let pieces: [Piece]

  package init(_ source: String) {
    pieces = Self.pieces(of: source[...])
  }

  /// The names of all facts that the sentence mentions.
  package var placeholders: [String] { Self.placeholders(in: pieces) }

  /// The names of the facts without which the sentence would have a hole.
  package var requiredPlaceholders: [String] {
    pieces.compactMap { if case .fact(let name) = $0 { name } else { nil } }
  }

  /// The sentence with the facts in their places; an unknown fact outside of `[[…]]` shows as `?`.
  package func filled(with facts: [Fact]) -> String {
    var known: [String: String] = [:]
    for fact in facts { known[fact.name] = fact.value.display }
    return Self.filled(pieces, with: known)
  }

  /// The sentence with `…` for each fact, as it stands in a list.
  package var outline: String { filled(with: requiredPlaceholders.map { Fact($0, .text("…")) }) }

  private static func filled(_ pieces: [Piece], with known: [String: String]) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .fact(let name):
        // Within backquotes of the sentence a name needs none of its own.
        let isCode = !text.count { $0 == "`" }.isMultiple(of: 2)
        text += isCode ? (known[name] ?? "?").filter { $0 != "`" } : known[name] ?? "?"
      case .optional(let parts, let otherwise):
        let isWhole = placeholders(in: parts).allSatisfy { known[$0] != nil }
        text += filled(isWhole ? parts : otherwise, with: known)
      }
    }
    return text
  }

  private static func placeholders(in pieces: [Piece]) -> [String] {
    pieces.flatMap { piece -> [String] in
      switch piece {
      case .text: []
      case .fact(let name): [name]
      case .optional(let parts, let otherwise):
        placeholders(in: parts) + placeholders(in: otherwise)
      }
    }
  }

  private static func pieces(of source: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var rest = source
    while let first = rest.first {
      if let (length, name) = escapedName(at: rest) {
        text += "{" + name + "}"
        rest = rest.dropFirst(length)
      } else if let name = name(at: rest) {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.fact(name))
        rest = rest.dropFirst(name.count + 2)
      } else if let inside = optionalPart(at: rest) {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(optional(inside))
        rest = rest.dropFirst(inside.count + 4)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  private static func optional(_ inside: Substring) -> Piece {
    guard let bars = inside.firstRange(of: "||") else {
      return .optional(pieces(of: inside), otherwise: [])
    }
    return .optional(
      pieces(of: inside[..<bars.lowerBound]), otherwise: pieces(of: inside[bars.upperBound...]))
  }

  /// The name in `{name}`, where `source` begins with one.
  private static func name(at source: Substring) -> String? {
    guard source.first == "{", let end = source.firstIndex(of: "}") else { return nil }
    let name = source[source.index(after: source.startIndex)..<end]
    let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isName ? String(name) : nil
  }

  private static func escapedName(at source: Substring) -> (length: Int, name: String)? {
    guard source.hasPrefix("{{"), let name = name(at: source.dropFirst()) else { return nil }
    let length = name.count + 4
    return source.dropFirst(length - 1).first == "}" ? (length, name) : nil
  }

  /// What stands in `[[…]]`, where `source` begins with one that mentions a fact.
  private static func optionalPart(at source: Substring) -> Substring? {
    guard source.hasPrefix("[[") else { return nil }
    let inside = source.dropFirst(2)
    var rest = inside
    while !rest.isEmpty {
      if rest.hasPrefix("]]"), !rest.hasPrefix("]]]") {
        let part = inside[..<rest.startIndex]
        return mentionsFact(part) ? part : nil
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func mentionsFact(_ part: Substring) -> Bool {
    !placeholders(in: pieces(of: part)).isEmpty
  }
}
