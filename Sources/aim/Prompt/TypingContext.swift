/// Where in a half-typed program the cursor stands: found by looking back over its text.
struct TypingContext {
  let text: String
  /// The offset in UTF-8 right after the quote of a string that is still open.
  private(set) var openString: Int?
  /// The letters of a name before the cursor.
  let word: String
  /// The offset in UTF-8 at which they begin.
  let wordStart: Int
  /// The names before the dot that precedes the word: `net.conv1.` gives `["net", "conv1"]`.
  private(set) var receiver: [String]?
  /// The function in whose open parentheses an argument begins here.
  private(set) var openCall: [String]?

  init(_ text: String) {
    self.text = text
    let letters = Array(text)
    let isName: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "_" }
    let start = (letters.lastIndex { !isName($0) } ?? -1) + 1
    word = String(letters[start...])
    wordStart = text.utf8.count - word.utf8.count
    let scan = Scan(letters)
    if let quote = scan.openQuote {
      openString = String(letters[...quote]).utf8.count
      return
    }
    if start > 0, letters[start - 1] == "." {
      receiver = Self.path(in: letters, endingAt: start - 1)
      return
    }
    let before = letters[..<start].lastIndex { !$0.isWhitespace }
    guard let before, let paren = scan.openParenthesis,
      before == paren || letters[before] == ","
    else { return }
    openCall = Self.path(in: letters, endingAt: paren)
  }

  /// The dotted names that end right before a position; nil where something else stands there.
  private static func path(in letters: [Character], endingAt end: Int) -> [String]? {
    var names: [String] = []
    var position = end
    while true {
      var start = position
      while start > 0, isNameLetter(letters[start - 1]) { start -= 1 }
      guard start < position, !letters[start].isNumber else { return nil }
      names.insert(String(letters[start..<position]), at: 0)
      guard start > 0, letters[start - 1] == "." else { return names }
      position = start - 1
    }
  }

  private static func isNameLetter(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_"
  }

  /// The open quote and the innermost open parenthesis at the end of a text.
  private struct Scan {
    private(set) var openQuote: Int?
    private var brackets: [(letter: Character, position: Int)] = []

    init(_ letters: [Character]) {
      var position = 0
      while position < letters.count {
        let letter = letters[position]
        if openQuote != nil {
          if letter == "\\" { position += 1 } else if letter == "\"" { openQuote = nil }
        } else if letter == "\"" {
          openQuote = position
        } else if letter == "#" {
          while position < letters.count, !letters[position].isNewline { position += 1 }
        } else if "([{".contains(letter) {
          brackets.append((letter, position))
        } else if ")]}".contains(letter), !brackets.isEmpty {
          brackets.removeLast()
        }
        position += 1
      }
    }

    var openParenthesis: Int? {
      guard let last = brackets.last, last.letter == "(" else { return nil }
      return last.position
    }
  }
}
