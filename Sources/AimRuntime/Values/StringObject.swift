/// Text.
///
/// Length and index count graphemes (what a reader calls characters).
package final class StringObject: HeapObject {
  package let text: String
  /// The cached hash; zero while it is unknown.
  private var knownHash = 0
  /// The number of graphemes; negative while it is unknown.
  private var knownCount = -1
  /// True where every byte is a grapheme: ASCII without a carriage return.
  package let isPlain: Bool
  /// The place of the grapheme that was asked for last: the next one is near it.
  private var nearby: (index: Int, place: String.Index)?

  package convenience init(_ text: String) {
    self.init(text, isPlain: StringObject.isPlain(text))
  }

  /// A text of which it is known whether it is plain: made of plain ones, say.
  package init(_ text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
    super.init(kind: .string)
    HeapAccount.add(size)
  }

  deinit { HeapAccount.remove(size) }

  /// Bytes beyond the object itself; short texts need none.
  private var size: Int { text.utf8.count > 15 ? text.utf8.count : 0 }

  /// The number of graphemes.
  ///
  /// O(1) for plain text, else O(n) the first time.
  package var count: Int {
    if isPlain { return text.utf8.count }
    if knownCount < 0 { knownCount = text.count }
    return knownCount
  }

  /// The same, stopping at Ctrl-C.
  package func measuredCount() throws(RuntimeFault) -> Int {
    if isPlain { return text.utf8.count }
    if knownCount < 0 { knownCount = try LongText.count(text[...]) }
    return knownCount
  }

  /// The grapheme at an index that is in bounds.
  ///
  /// O(1) for plain text, else O(distance from the last one).
  package func character(at index: Int) -> Character {
    if isPlain { return text[text.utf8.index(text.startIndex, offsetBy: index)] }
    return text[place(of: index)]
  }

  /// The graphemes in a range that is in bounds.
  package func substring(_ range: Range<Int>) -> Substring {
    if isPlain {
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return text[start..<text.utf8.index(start, offsetBy: range.count)]
    }
    let start = place(of: range.lowerBound)
    return text[start..<text.index(start, offsetBy: range.count)]
  }

  private func place(of index: Int) -> String.Index {
    let (from, start) = nearby ?? (0, text.startIndex)
    let place =
      index - from < -index
      ? text.index(text.startIndex, offsetBy: index) : text.index(start, offsetBy: index - from)
    nearby = (index, place)
    return place
  }

  /// A hash of the content, computed once.
  package var contentHash: Int {
    if knownHash == 0 { knownHash = computeHash() }
    return knownHash
  }

  /// Canonical equivalence; plain and other text always differ.
  @inline(__always)
  package static func equal(_ a: StringObject, _ b: StringObject) -> Bool {
    if a === b { return true }
    return a.isPlain == b.isPlain && a.text == b.text
  }

  /// The same, stopping at Ctrl-C.
  package static func measuredEqual(
    _ a: StringObject, _ b: StringObject
  ) throws(RuntimeFault) -> Bool {
    if a === b { return true }
    guard a.isPlain == b.isPlain else { return false }
    return a.isPlain ? try LongText.equal(a.text, b.text) : a.text == b.text
  }

  private func computeHash() -> Int {
    let hash: Int
    if isPlain {
      var copy = text
      hash = copy.withUTF8 { Mixing.hash($0) }
    } else {
      hash = text.hashValue
    }
    return hash == 0 ? 1 : hash
  }

  private static func isPlain(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      var seen: UInt8 = 0
      var hasReturn = false
      for byte in bytes {
        seen |= byte
        hasReturn = hasReturn || byte == 13
      }
      return seen < 0x80 && !hasReturn
    }
  }
}

/// Mixing of words into hashes: multiply to 128 bits and fold (as in wyhash).
package enum Mixing {
  @inline(__always)
  package static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The hash of a whole number; a double with the same number hashes alike.
  @inline(__always)
  package static func hash(_ number: Int) -> Int {
    Int(truncatingIfNeeded: fold(UInt64(bitPattern: Int64(number)) ^ seed, factor))
  }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = seed ^ UInt64(bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), factor)
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    return Int(truncatingIfNeeded: fold(hash ^ rest, factor))
  }

  static let seed: UInt64 = 0xA076_1D64_78BD_642F
  static let factor: UInt64 = 0xE703_7ED1_A0B4_28DB
}
