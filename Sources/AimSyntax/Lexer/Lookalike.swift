/// A character that looks like a sign of Aim: it is read as that sign, and reported.
///
/// They come from input methods, word processors and mathematics.
enum Lookalike {
  case sign(Token.Kind)
  case quote

  init?(_ scalar: Unicode.Scalar) {
    if Self.isQuote(scalar) {
      self = .quote
      return
    }
    guard let kind = Self.kind(scalar) else { return nil }
    self = .sign(kind)
  }

  /// `“ ” „ ‟ ＂`.
  static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{FF02}": true
    default: false
    }
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Token.Kind? {
    switch scalar {
    case "，", "、": .comma
    case "（": .leftParenthesis
    case "）": .rightParenthesis
    case "：": .colon
    case "；": .semicolon
    case "［", "【": .leftBracket
    case "］", "】": .rightBracket
    case "｛": .leftBrace
    case "｝": .rightBrace
    case "＝": .assign
    case "＋": .plus
    case "－", "−", "–", "—": .minus
    case "＊", "×", "·", "⋅": .star
    case "／", "÷": .slash
    case "＜": .less
    case "＞": .greater
    case "≤": .lessOrEqual
    case "≥": .greaterOrEqual
    case "≠": .notEqual
    case "→": .arrow
    case "…": .ellipsis
    case "。", "．": .dot
    default: nil
    }
  }
}
