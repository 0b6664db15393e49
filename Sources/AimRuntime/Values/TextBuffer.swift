import Glibc

/// Bytes of a text under construction, one piece after the other.
///
/// Whoever builds notes where it began (`count`) and takes what stands from there on, so that
/// one buffer serves work inside work.
struct TextBuffer: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int
  /// Where the last piece ends that is not plain; zero where there is none.
  private var otherEnd = 0

  private static let usualCapacity = 256
  /// A buffer larger than this is given back after its use.
  private static let keptCapacity = 1 << 20

  init() {
    capacity = TextBuffer.usualCapacity
    bytes = TextBuffer.memory(nil, capacity)
  }

  deinit { free(bytes) }

  /// Bytes that are plain, or UTF-8 that is not.
  @inline(__always)
  mutating func append(
    _ piece: UnsafePointer<UInt8>, _ length: Int, isPlain: Bool
  ) throws(RuntimeFault) {
    if length > capacity &- count { try grow(by: length) }
    try LongText.copy(piece, length, to: bytes + count)
    count &+= length
    if !isPlain { otherEnd = count }
  }

  mutating func append(_ string: StringObject) throws(RuntimeFault) {
    if string.isPlain { return try append(string.bytes, string.byteCount, isPlain: true) }
    try append(string.text)
  }

  mutating func append(_ text: String) throws(RuntimeFault) {
    if text.utf8.count > capacity - count { try grow(by: text.utf8.count) }
    var isOther = false
    var end = count
    var copy = text
    copy.withUTF8 { piece in
      guard let start = piece.baseAddress else { return }
      memcpy(bytes + end, start, piece.count)
      isOther = !StringObject.isPlain(piece)
      end += piece.count
    }
    count = end
    if isOther { otherEnd = end }
  }

  /// A whole number in decimal digits.
  mutating func append(_ number: Int) throws(RuntimeFault) {
    // A 64-bit number has 19 digits and a sign.
    if capacity - count < 20 { try grow(by: 20) }
    var rest = number.magnitude
    var digits = 1
    var bound: UInt = 10
    while digits < 20, rest >= bound {
      digits += 1
      bound = digits < 20 ? bound &* 10 : .max
    }
    if number < 0 { digits += 1 }
    var place = count + digits
    repeat {
      let quotient = rest / 10
      place -= 1
      bytes[place] = UInt8(truncatingIfNeeded: rest - quotient * 10) + 48
      rest = quotient
    } while rest > 0
    if number < 0 { bytes[place - 1] = 45 }
    count += digits
  }

  /// Takes what stands from a mark on, as a value (owned by the caller).
  mutating func take(from mark: Int) throws(RuntimeFault) -> Value {
    let length = count - mark
    let start = bytes + mark
    defer { drop(from: mark) }
    if otherEnd > mark {
      return .string(utf8: UnsafeBufferPointer(start: start, count: length))
    }
    return try LongText.plain(length) { target throws(RuntimeFault) in
      try LongText.copy(start, length, to: target)
    }
  }

  /// Forgets what stands from a mark on.
  mutating func drop(from mark: Int) {
    count = mark
    if otherEnd > mark { otherEnd = mark }
    if mark == 0, capacity > TextBuffer.keptCapacity {
      capacity = TextBuffer.usualCapacity
      bytes = TextBuffer.memory(bytes, capacity)
    }
  }

  @inline(never)
  private mutating func grow(by length: Int) throws(RuntimeFault) {
    let wanted = max(count + length, capacity * 2)
    // Growing moves the text, and taking it copies it: two are there at once.
    if wanted > LongText.piece { try HeapAccount.expect(roomFor: wanted + count) }
    bytes = TextBuffer.memory(bytes, wanted)
    capacity = wanted
  }

  private static func memory(
    _ old: UnsafeMutablePointer<UInt8>?, _ capacity: Int
  ) -> UnsafeMutablePointer<UInt8> {
    guard let memory = realloc(old, capacity) else { HeapAccount.systemIsOutOfMemory(capacity) }
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}
