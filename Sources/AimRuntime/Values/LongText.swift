import AimDiagnostics
import Glibc

/// Work on text of any length that stops at Ctrl-C: done in pieces, with a poll between them.
enum LongText {
  /// Bytes between two polls: some tens of microseconds of copying.
  static let piece = 1 << 18

  /// Two texts, one after the other.
  ///
  /// O(n).
  static func joined(_ a: StringObject, _ b: StringObject) throws(RuntimeFault) -> Value {
    guard a.isPlain, b.isPlain else { return try string([a.text[...], b.text[...]]) }
    return try plain(a.byteCount + b.byteCount) { bytes throws(RuntimeFault) in
      try copy(a.bytes, a.byteCount, to: bytes)
      try copy(b.bytes, b.byteCount, to: bytes + a.byteCount)
    }
  }

  /// A plain text of so many bytes, which `fill` writes.
  @inline(__always)
  static func plain(
    _ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) -> Value {
    if count > piece { try HeapAccount.expect(roomFor: count) }
    let string = Value.plainText(bytes: count)
    do throws(RuntimeFault) {
      try fill(string.with(StringObject.self) { $0.bytes })
    } catch {
      string.release()
      throw error
    }
    return string
  }

  /// Copies bytes, in pieces.
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) throws(RuntimeFault) {
    if count <= piece {
      memcpy(target, source, count)
    } else {
      try copyMany(source, count, to: target)
    }
  }

  @inline(never)
  private static func copyMany(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) throws(RuntimeFault) {
    var offset = 0
    while offset < count {
      try Stop.poll()
      memcpy(target + offset, source + offset, min(piece, count - offset))
      offset += piece
    }
  }

  /// The parts as one text.
  static func string(_ parts: [Substring]) throws(RuntimeFault) -> Value {
    var size = 0
    for part in parts { size += part.utf8.count }
    try HeapAccount.expect(roomFor: size)
    var text = ""
    text.reserveCapacity(size)
    for part in parts { try append(part, to: &text) }
    return .string(text)
  }

  /// A text several times over.
  static func repeating(_ string: StringObject, _ times: Int) throws(RuntimeFault) -> Value {
    let size = TextParts.product(string.byteCount, times)
    try HeapAccount.expect(roomFor: size)
    if size == 0 { return .string("") }
    guard string.isPlain else { return try repeatingOther(string.text, times, size) }
    return try plain(size) { bytes throws(RuntimeFault) in
      try copy(string.bytes, string.byteCount, to: bytes)
      // What stands there already is doubled, by a piece at most.
      var done = string.byteCount
      while done < size {
        try Stop.poll()
        let most = max(piece / string.byteCount, 1) * string.byteCount
        let next = min(done, most, size - done)
        memcpy(bytes + done, bytes, next)
        done += next
      }
    }
  }

  private static func repeatingOther(
    _ string: String, _ times: Int, _ size: Int
  ) throws(RuntimeFault) -> Value {
    let perPiece = min(times, max(1, piece / string.utf8.count))
    let block = String(repeating: string, count: perPiece)
    var text = ""
    text.reserveCapacity(size)
    for _ in 0..<(times / perPiece) { try append(block[...], to: &text) }
    for _ in 0..<(times % perPiece) { try append(string[...], to: &text) }
    return .string(text)
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

  /// The number of graphemes.
  ///
  /// O(n).
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

  /// True where both plain texts have the same bytes.
  static func equal(_ a: StringObject, _ b: StringObject) throws(RuntimeFault) -> Bool {
    guard a.byteCount == b.byteCount else { return false }
    var offset = 0
    while offset < a.byteCount {
      try Stop.poll()
      let length = min(piece, a.byteCount - offset)
      if memcmp(a.bytes + offset, b.bytes + offset, length) != 0 { return false }
      offset += length
    }
    return true
  }

  /// True where both, which are not plain, are canonically equivalent.
  ///
  /// Equivalent texts fall into equivalent graphemes, so long ones are compared one by one.
  static func equal(_ a: String, _ b: String) throws(RuntimeFault) -> Bool {
    if a.utf8.count == b.utf8.count, try sameBytes(a, b) { return true }
    if a.utf8.count < piece, b.utf8.count < piece { return a == b }
    return try firstDifference(a, b) == nil
  }

  /// True where the first stands before the second in the order of texts.
  static func isBelow(_ a: String, _ b: String) throws(RuntimeFault) -> Bool {
    if a.utf8.count < piece || b.utf8.count < piece { return a < b }
    guard let (left, right) = try firstDifference(a, b) else { return false }
    // A cluster may begin as the other does and go on: what follows decides.
    return String(a[left...].prefix(4)) < String(b[right...].prefix(4))
  }

  /// Where the first graphemes stand that differ; nil where none do.
  private static func firstDifference(
    _ a: String, _ b: String
  ) throws(RuntimeFault) -> (String.Index, String.Index)? {
    var (left, right) = (a.startIndex, b.startIndex)
    var count = 0
    while left < a.endIndex, right < b.endIndex {
      if count & 0xFFF == 0 { try Stop.poll() }
      if a[left] != b[right] { return (left, right) }
      left = a.index(after: left)
      right = b.index(after: right)
      count += 1
    }
    return left == a.endIndex && right == b.endIndex ? nil : (left, right)
  }

  private static func sameBytes(_ a: String, _ b: String) throws(RuntimeFault) -> Bool {
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
    if string.isPlain { return try pickedBytes(string, bounds) }
    let text = string.text
    try HeapAccount.expect(roomFor: TextParts.product(text.utf8.count, 16))
    var characters: [Character] = []
    for character in text {
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
    _ string: StringObject, _ bounds: SliceBounds
  ) throws(RuntimeFault) -> Value {
    try plain(bounds.count) { bytes throws(RuntimeFault) in
      if bounds.step == 1 {
        return try copy(string.bytes + bounds.start, bounds.count, to: bytes)
      }
      for number in 0..<bounds.count {
        if number & 0xFFFF == 0 { try Stop.poll() }
        bytes[number] = string.bytes[bounds.start + number * bounds.step]
      }
    }
  }
}
