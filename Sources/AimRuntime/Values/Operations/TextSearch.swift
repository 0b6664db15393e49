import AimDiagnostics
import Glibc

/// Finding text in text, by graphemes: a part is never found inside a character.
enum TextSearch {
  /// The number of graphemes before the first `part`; nil where there is none.
  ///
  /// O(n).
  static func place(
    of part: StringObject, in text: StringObject
  ) throws(RuntimeFault) -> Int? {
    guard text.isPlain else {
      let string = text.text
      guard let found = first(part.text, in: string) else {
        try Stop.poll()
        return nil
      }
      return try LongText.count(string[..<found.lowerBound])
    }
    return try bytePlace(of: part, in: text, from: 0)
  }

  /// Visits each place of `part`, from left to right: the bytes before it since the last one, and
  /// at the end those that are left are what `forEach` returns.
  @discardableResult
  static func forEach(
    _ part: StringObject, in text: StringObject,
    _ body: (TextPiece) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) -> TextPiece {
    guard text.isPlain else { return try forEachOther(part.text, in: text.text, body) }
    var start = 0
    while let place = try bytePlace(of: part, in: text, from: start) {
      try Stop.poll()
      try body(.plain(text, start..<place))
      start = place + part.byteCount
    }
    return .plain(text, start..<text.byteCount)
  }

  private static func forEachOther(
    _ part: String, in text: String, _ body: (TextPiece) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) -> TextPiece {
    let isPlain = self.isPlain(part, in: text)
    var start = text.startIndex
    while let found = first(part, in: text, from: start, isPlain: isPlain) {
      try Stop.poll()
      try body(.other(text[start..<found.lowerBound]))
      start = found.upperBound
    }
    try Stop.poll()
    return .other(text[start...])
  }

  /// The place of the first `part` in plain text from a place on; nil where there is none.
  static func bytePlace(
    of part: StringObject, in text: StringObject, from start: Int
  ) throws(RuntimeFault) -> Int? {
    guard part.isPlain else { return nil }
    if part.byteCount == 0 { return start }
    let place = find(part.bytes, part.byteCount, in: text.bytes + start, text.byteCount - start)
    if place == nil { try Stop.poll() }
    return place.map { start + $0 }
  }

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

  /// True where bytes are characters each, in both.
  ///
  /// Whoever searches again and again asks once. O(n).
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

/// A piece of a text, still in its place.
enum TextPiece {
  case plain(StringObject, Range<Int>)
  case other(Substring)

  /// The piece as a text of its own, owned by the caller.
  func value(recent: inout RecentTexts) -> Value {
    switch self {
    case .plain(let text, let range):
      recent.text(
        UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count))
    case .other(let part): .string(String(part))
    }
  }

  func append(to buffer: inout TextBuffer) throws(RuntimeFault) {
    switch self {
    case .plain(let text, let range):
      try buffer.append(text.bytes + range.lowerBound, range.count, isPlain: true)
    case .other(let part): try buffer.append(String(part))
    }
  }
}
