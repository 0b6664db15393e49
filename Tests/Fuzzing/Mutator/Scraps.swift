/// A program cut into words, numbers, strings, signs and spaces, roughly: close enough to mutate.
///
/// On purpose not Aim's own lexer, which is among the things under test.
enum Scraps {
  static func cut(_ text: [UInt8]) -> [[UInt8]] {
    var scraps: [[UInt8]] = []
    var index = 0
    while index < text.count {
      var end = index + 1
      let kind = Category(text[index])
      if kind != .sign {
        while end < text.count, Category(text[end]) == kind { end += 1 }
      } else if text[index] == UInt8(ascii: "\"") {
        while end < text.count, text[end] != UInt8(ascii: "\""), text[end] != 10 { end += 1 }
        end = min(end + 1, text.count)
      } else if end < text.count, Self.pairs.contains([text[index], text[end]]) {
        end += 1
      }
      scraps.append(Array(text[index..<end]))
      index = end
    }
    return scraps
  }

  private static let pairs: Set<[UInt8]> = Set(
    ["->", "|>", "..", "==", "!=", "<=", ">=", "//", "+=", "-=", "*=", "/=", "##"].map {
      Array($0.utf8)
    })

  private enum Category {
    case word, space, line, sign

    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        self = .word
      case 32, 9: self = .space
      case 10, 13: self = .line
      default: self = .sign
      }
    }
  }

  static func isWord(_ scrap: [UInt8]) -> Bool {
    guard let first = scrap.first else { return false }
    return (first | 0x20) >= UInt8(ascii: "a") && (first | 0x20) <= UInt8(ascii: "z")
      || first >= 0x80 || first == UInt8(ascii: "_")
  }

  static func isNumber(_ scrap: [UInt8]) -> Bool {
    guard let first = scrap.first else { return false }
    return first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")
  }

  static func isSpace(_ scrap: [UInt8]) -> Bool {
    guard let first = scrap.first else { return false }
    return first == 32 || first == 9 || first == 10 || first == 13
  }
}
