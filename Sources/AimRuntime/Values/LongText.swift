import AimDiagnostics
import Glibc

/// Work on text of any length that stops at Ctrl-C: done in pieces, with a poll between them.
enum LongText {
  /// Bytes between two polls: some tens of microseconds of copying.
  private static let piece = 1 << 18

  /// Two texts, one after the other. O(n).
  static func joined(_ a: StringObject, _ b: StringObject) throws(RuntimeFault) -> Value {
    try string([a.text[...], b.text[...]], isPlain: a.isPlain && b.isPlain)
  }

  /// The parts as one text. `isPlain` says that all of them are known to be plain.
  static func string(_ parts: [Substring], isPlain: Bool) throws(RuntimeFault) -> Value {
    var size = 0
    for part in parts { size += part.utf8.count }
    try HeapAccount.expect(roomFor: size)
    var text = ""
    text.reserveCapacity(size)
    for part in parts { try append(part, to: &text) }
    return isPlain ? Value(owning: StringObject(text, isPlain: true)) : .string(text)
  }

  /// A text several times over.
  static func repeating(_ string: StringObject, _ times: Int) throws(RuntimeFault) -> Value {
    let size = TextParts.product(string.text.utf8.count, times)
    try HeapAccount.expect(roomFor: size)
    if string.text.isEmpty || times == 0 { return .string("") }
    let perPiece = min(times, max(1, piece / string.text.utf8.count))
    let block = String(repeating: string.text, count: perPiece)
    var text = ""
    text.reserveCapacity(size)
    for _ in 0..<(times / perPiece) { try append(block[...], to: &text) }
    for _ in 0..<(times % perPiece) { try append(string.text[...], to: &text) }
    return string.isPlain ? Value(owning: StringObject(text, isPlain: true)) : .string(text)
  }

  /// Adds to a text, in pieces.
  static func append(_ part: Substring, to text: inout String) throws(RuntimeFault) {
    try forEachPiece(of: part) { text.append(contentsOf: $0) }
  }

  /// Each piece of a text, in order; they end between code points.
  static func forEachPiece(
    of part: Substring, _ body: (Substring) -> Void
  ) throws(RuntimeFault) {
    var start = part.startIndex
    while true {
      try Stop.poll()
      guard
        let far = part.utf8.index(start, offsetBy: piece, limitedBy: part.endIndex),
        far < part.endIndex
      else { break }
      // Indices of code points are rounded down; a piece is longer than one.
      let end = part.unicodeScalars.index(before: part.unicodeScalars.index(after: far))
      body(part[start..<end])
      start = end
    }
    body(part[start...])
  }

  /// The number of graphemes. O(n).
  static func count(_ text: Substring) throws(RuntimeFault) -> Int {
    var count = 0
    var place = text.startIndex
    while place < text.endIndex {
      if count & 0xFFF == 0 { try Stop.poll() }
      place = text.index(after: place)
      count += 1
    }
    return count
  }

  /// True where both have the same bytes.
  static func equal(_ a: String, _ b: String) throws(RuntimeFault) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    var (left, right) = (a, b)
    var wasStopped = false
    let isEqual = left.withUTF8 { left in
      right.withUTF8 { right in
        var offset = 0
        while offset < left.count, let x = left.baseAddress, let y = right.baseAddress {
          if Interrupt.isRequested {
            wasStopped = true
            return false
          }
          let length = min(piece, left.count - offset)
          if memcmp(x + offset, y + offset, length) != 0 { return false }
          offset += length
        }
        return true
      }
    }
    if wasStopped { throw Stop.fault() }
    return isEqual
  }

  /// The graphemes at the places of a slice, in its order.
  static func picked(
    _ string: StringObject, _ bounds: SliceBounds
  ) throws(RuntimeFault) -> Value {
    if string.isPlain { return try pickedBytes(string.text, bounds) }
    try HeapAccount.expect(roomFor: TextParts.product(string.text.utf8.count, 16))
    var characters: [Character] = []
    for character in string.text {
      if characters.count & 0xFFF == 0 { try Stop.poll() }
      characters.append(character)
    }
    var result = ""
    for number in 0..<bounds.count {
      if number & 0xFFF == 0 { try Stop.poll() }
      result.append(characters[bounds.start + number * bounds.step])
    }
    return .string(result)
  }

  private static func pickedBytes(
    _ text: String, _ bounds: SliceBounds
  ) throws(RuntimeFault) -> Value {
    try HeapAccount.expect(roomFor: bounds.count)
    var source = text
    var result = ""
    result.reserveCapacity(bounds.count)
    var number = 0
    var block: [UInt8] = []
    while number < bounds.count {
      try Stop.poll()
      let end = min(number + 0xFFFF, bounds.count)
      block.removeAll(keepingCapacity: true)
      source.withUTF8 { bytes in
        for place in number..<end { block.append(bytes[bounds.start + place * bounds.step]) }
      }
      result += String(decoding: block, as: UTF8.self)
      number = end
    }
    return Value(owning: StringObject(result, isPlain: true))
  }
}
