/// What a program says of itself in a comment: a line that it prints, or a fault.
struct Expectation: Equatable {
  enum Kind: Equatable {
    case output(String)
    /// An identity `category/name`, words of the rendered report, or both.
    case fault(identity: String?, words: String?)
  }

  /// From 1, in the file.
  let line: Int
  let kind: Kind

  /// The expectation at the end of a line of code, or nil.
  init?(line: Int, text: String) {
    self.line = line
    if let words = text.after("# expect fault: ") {
      let parts = words.split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false)
      let identity = parts[0].trimmingBlanks
      let quoted = parts.count > 1 ? Self.unquoted(parts[1]) : nil
      kind = .fault(identity: identity.isEmpty ? nil : identity, words: quoted)
    } else if let words = text.after("# expect:") {
      kind = .output(String(words.hasPrefix(" ") ? words.dropFirst() : words[...]))
    } else {
      return nil
    }
  }

  /// The text before the closing quote; `\"` is a quote.
  private static func unquoted(_ text: Substring) -> String {
    var end = text.endIndex
    if let closing = text.lastIndex(of: "\"") { end = closing }
    return String(text[..<end]).replacing("\\\"", with: "\"")
  }
}

extension String {
  /// What follows the last occurrence of a mark, or nil.
  fileprivate func after(_ mark: String) -> String? {
    guard let range = ranges(of: mark).last else { return nil }
    return String(self[range.upperBound...])
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
