/// How many columns a text takes in a terminal, so that a caret stands under what it means.
///
/// Wide are East Asian wide and full-width characters and emoji (Unicode, UAX #11); nothing is
/// added by combining marks, joiners, variation selectors and skin tones. A sequence joined by
/// zero-width joiners is one picture of two columns.
package enum DisplayWidth {
  /// The columns of a whole text.
  ///
  /// O(characters · log of the table).
  package static func of(_ text: some StringProtocol) -> Int {
    var columns = 0
    for character in text { columns += of(character) }
    return columns
  }

  /// The columns of one user-perceived character: 0, 1 or 2.
  package static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    let base = of(first)
    if base == 2 || scalars.contains(emojiPresentation) { return 2 }
    if isRegionalIndicator(first) { return scalars.count > 1 ? 2 : 1 }
    var columns = 0
    for scalar in scalars { columns += of(scalar) }
    return min(columns, 2)
  }

  private static let emojiPresentation: Unicode.Scalar = "\u{FE0F}"

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return 1 }
    if isZeroWidth(scalar) { return 0 }
    return isWide(value) ? 2 : 1
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    // The vowels and finals of a Hangul syllable stand within its first letter's columns.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) {
      return true
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].first <= value
  }
}
