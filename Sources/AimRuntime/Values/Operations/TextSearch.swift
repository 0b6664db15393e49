import AimDiagnostics
import Glibc

/// Finding text in text, by graphemes: a part is never found inside a character.
enum TextSearch {
  /// The first place of `part`, or nil.
  ///
  /// O(n) for plain text; `from` bounds the search.
  static func first(
    _ part: String, in text: String, from start: String.Index? = nil, isPlain: Bool? = nil
  ) -> Range<String.Index>? {
    let begin = start ?? text.startIndex
    if part.isEmpty { return begin..<begin }
    if isPlain ?? self.isPlain(part, in: text) { return firstPlain(part, in: text, from: begin) }
    var place = begin
    while place < text.endIndex, !Interrupt.isRequested {
      if let end = match(part, in: text, at: place) { return place..<end }
      place = text.index(after: place)
    }
    return nil
  }

  /// Where `part` ends when it stands at `place`; nil where it does not stand there.
  private static func match(
    _ part: String, in text: String, at place: String.Index
  ) -> String.Index? {
    var at = place
    for character in part {
      guard at < text.endIndex, text[at] == character else { return nil }
      at = text.index(after: at)
    }
    return at
  }

  /// True where bytes are characters each, in both. Whoever searches again and again asks once. O(n).
  static func isPlain(_ part: String, in text: String) -> Bool {
    part.utf8.allSatisfy { $0 < 0x80 && $0 != 13 } && isASCII(text)
  }

  /// The answer for text of bytes that are characters each.
  private static func firstPlain(
    _ part: String, in text: String, from start: String.Index
  ) -> Range<String.Index>? {
    let offset = text.utf8.distance(from: text.startIndex, to: start)
    var haystack = text
    var needle = part
    let place: Int? = haystack.withUTF8 { bytes in
      needle.withUTF8 { wanted in
        guard let base = bytes.baseAddress, let sought = wanted.baseAddress,
          let hit = find(sought, wanted.count, in: base + offset, bytes.count - offset)
        else { return nil }
        return offset + hit
      }
    }
    guard let place else { return nil }
    let lower = text.utf8.index(text.startIndex, offsetBy: place)
    return lower..<text.utf8.index(lower, offsetBy: part.utf8.count)
  }

  /// The offset of the first place where the wanted bytes stand.
  ///
  /// Gives up when interrupted: whoever repeats polls.
  private static func find(
    _ wanted: UnsafePointer<UInt8>, _ length: Int, in bytes: UnsafePointer<UInt8>, _ count: Int
  ) -> Int? {
    var offset = 0
    while offset + length <= count {
      guard let next = memchr(bytes + offset, Int32(wanted[0]), count - length + 1 - offset) else {
        return nil
      }
      let place = UnsafeRawPointer(bytes).distance(to: next)
      if memcmp(next, wanted, length) == 0 { return place }
      offset = place + 1
      if offset & 0xFFF == 0, Interrupt.isRequested { return nil }
    }
    return nil
  }

  private static func isASCII(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      var seen: UInt8 = 0
      for byte in bytes { seen |= byte }
      return seen < 0x80
    } ?? false
  }
}
