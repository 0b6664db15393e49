import CAimKernels
import Glibc
import Synchronization

/// Text.
///
/// Length and index count graphemes (what a reader calls characters). A text in which every byte is a
/// grapheme is *plain*: it is kept as its bytes, and most of what programs do with text never makes
/// a Swift string of them. Any other text is a Swift string.
package final class StringObject: HeapObject {
  /// True where every byte is a grapheme: ASCII without a carriage return.
  package let isPlain: Bool
  /// True for one of many that were made at once: its memory is not its own, and is never freed.
  fileprivate var isOfBatch = false
  /// The cached hash; zero while it is unknown.
  fileprivate var knownHash: UInt32 = 0
  /// The number of bytes in UTF-8.
  package fileprivate(set) var byteCount: Int
  /// The bytes of a plain text where they are few.
  ///
  /// Else the first word is an address: of a longer plain text's bytes, which this object owns, or
  /// of the `OtherText` that any other text is. The second is the number of bytes that a longer
  /// plain text has room for.
  fileprivate var content: (UInt, UInt) = (0, 0)

  static let roomForFew = 16

  /// A plain text of so many bytes, which the caller writes at once.
  ///
  /// `Value.plainText` makes one faster.
  package init(plainBytes count: Int) {
    isPlain = true
    byteCount = count
    super.init(kind: .string)
    if count > StringObject.roomForFew {
      content = (UInt(bitPattern: StringObject.allocate(count)), UInt(count))
    }
  }

  /// A text that is known not to be plain.
  fileprivate init(other text: String) {
    isPlain = false
    byteCount = text.utf8.count
    super.init(kind: .string)
    content.0 = UInt(bitPattern: Unmanaged.passRetained(OtherText(text)).toOpaque())
    HeapAccount.add(byteCount)
  }

  deinit {
    if !isPlain {
      HeapAccount.remove(byteCount)
      UnsafeRawPointer(bitPattern: content.0)
        .map { Unmanaged<OtherText>.fromOpaque($0).release() }
    } else if byteCount > StringObject.roomForFew {
      freeBytes()
    }
  }

  /// Frees the bytes of a longer plain text.
  private func freeBytes() {
    HeapAccount.remove(Int(content.1))
    free(bytes)
  }

  /// Where the bytes of a plain text stand, as long as the object lives.
  @inline(__always)
  package var bytes: UnsafeMutablePointer<UInt8> {
    if byteCount > StringObject.roomForFew {
      return UnsafeMutablePointer(bitPattern: content.0).unsafelyUnwrapped
    }
    return withUnsafeMutablePointer(to: &content) {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt8.self)
    }
  }

  /// What a text is that is not plain.
  private var other: OtherText? {
    guard !isPlain, let address = UnsafeRawPointer(bitPattern: content.0) else { return nil }
    return Unmanaged<OtherText>.fromOpaque(address).takeUnretainedValue()
  }

  /// As a Swift string: O(n) for plain text, which is copied, O(1) for other text.
  package var text: String {
    if let other { return other.text }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: byteCount), as: UTF8.self)
  }

  /// Lends the bytes in UTF-8.
  @inline(__always)
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if isPlain { return body(UnsafeBufferPointer(start: bytes, count: byteCount)) }
    return withOtherBytes(body)
  }

  @inline(never)
  private func withOtherBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self.text
    return text.withUTF8(body)
  }

  @inline(never)
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = malloc(count) else { HeapAccount.systemIsOutOfMemory(count) }
    HeapAccount.add(count)
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}

/// A text that is not plain, with what finding its graphemes needs.
private final class OtherText {
  private(set) var text: String
  /// The number of graphemes; negative while it is unknown.
  var knownCount = -1
  /// The place of the grapheme that was asked for last: the next one is near it.
  var nearby: (index: Int, place: String.Index)?

  init(_ text: String) { self.text = text }

  /// What is added may join the last grapheme.
  func append(_ more: String) {
    text += more
    knownCount = -1
    nearby = nil
  }

  /// Equivalent texts begin with equivalent graphemes; so many tell long ones apart.
  var contentHash: Int {
    text.utf8.count < 1 << 20 ? text.hashValue : String(text.prefix(1 << 14)).hashValue
  }

  func place(of index: Int) -> String.Index {
    let (from, start) = nearby ?? (0, text.startIndex)
    let place =
      index - from < -index
      ? text.index(text.startIndex, offsetBy: index) : text.index(start, offsetBy: index - from)
    nearby = (index, place)
    return place
  }
}

// MARK: growing

extension StringObject {
  /// Adds a text at the end, in place: for the only owner of this object.
  ///
  /// O(what is added), over many times. False, and nothing has changed, where the sum is of another
  /// kind than this text, or long enough to be made in pieces.
  package func append(_ more: StringObject) throws(RuntimeFault) -> Bool {
    guard more.byteCount <= LongText.piece else { return false }
    if let other {
      try HeapAccount.expect(roomFor: more.byteCount)
      other.append(more.text)
      HeapAccount.add(more.byteCount)
    } else {
      guard more.isPlain else { return false }
      let target = try room(for: byteCount + more.byteCount)
      memcpy(target + byteCount, more.bytes, more.byteCount)
    }
    byteCount += more.byteCount
    knownHash = 0
    return true
  }

  /// Where the bytes of a plain text stand once there is room for so many, which it is about to have.
  private func room(for count: Int) throws(RuntimeFault) -> UnsafeMutablePointer<UInt8> {
    let isLong = byteCount > StringObject.roomForFew
    let capacity = isLong ? Int(content.1) : StringObject.roomForFew
    if count <= capacity { return bytes }
    let wanted = max(count, 2 * capacity)
    if wanted > LongText.piece { try HeapAccount.expect(roomFor: wanted - capacity) }
    guard let memory = realloc(isLong ? bytes : nil, wanted) else {
      HeapAccount.systemIsOutOfMemory(wanted)
    }
    if !isLong { memcpy(memory, bytes, byteCount) }
    HeapAccount.add(isLong ? wanted - capacity : wanted)
    content = (UInt(bitPattern: memory), UInt(wanted))
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}

// MARK: graphemes

extension StringObject {
  /// The number of graphemes.
  ///
  /// O(1) for plain text, else O(n) the first time.
  package var count: Int {
    guard let other else { return byteCount }
    if other.knownCount < 0 { other.knownCount = other.text.count }
    return other.knownCount
  }

  /// The same, stopping at Ctrl-C.
  package func measuredCount() throws(RuntimeFault) -> Int {
    guard let other else { return byteCount }
    if other.knownCount < 0 { other.knownCount = try LongText.count(other.text[...]) }
    return other.knownCount
  }

  /// The grapheme at an index that is in bounds, as a text.
  ///
  /// O(1) for plain text, else O(distance from the last one).
  package func character(at index: Int) -> Value {
    guard let other else { return part(index..<index + 1) }
    return .string(String(other.text[other.place(of: index)]))
  }

  /// The graphemes in a range that is in bounds, of a text that is not plain.
  package func substring(_ range: Range<Int>) -> Substring {
    guard let other else { return text.dropFirst(range.lowerBound).prefix(range.count) }
    let start = other.place(of: range.lowerBound)
    return other.text[start..<other.text.index(start, offsetBy: range.count)]
  }

  /// The bytes in a range that is in bounds, of a plain text, as one of its own.
  @inline(__always)
  package func part(_ range: Range<Int>) -> Value {
    .plainText(UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count))
  }
}

// MARK: making

extension Value {
  /// A text; owned by the caller, as all of these are.
  package static func string(_ text: String) -> Value {
    var copy = text
    return copy.withUTF8 { StringObject.isPlain($0) ? plainText($0) : nil }
      ?? Value(owning: StringObject(other: text))
  }

  /// The text of bytes in UTF-8; what is no UTF-8 is replaced.
  package static func string(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Value {
    StringObject.isPlain(bytes)
      ? plainText(bytes)
      : Value(owning: StringObject(other: String(decoding: bytes, as: UTF8.self)))
  }

  /// A copy of bytes that are known to be plain.
  @inline(__always)
  package static func plainText(_ source: UnsafeBufferPointer<UInt8>) -> Value {
    let text = plainText(bytes: source.count)
    if let start = source.baseAddress {
      text.with(StringObject.self) { _ = memcpy($0.bytes, start, source.count) }
    }
    return text
  }

  /// A plain text of so many bytes, which the caller writes at once.
  @inline(__always)
  package static func plainText(bytes count: Int) -> Value {
    StringObject.reused(bytes: count) ?? Value(owning: StringObject(plainBytes: count))
  }
}

// MARK: using memory again

/// Short texts come and go by the hundred thousand: each thread keeps some that died, chained through
/// their content, and gives them out again. Swift's own count of them stays at one all the while.
extension StringObject {
  /// The most that are kept: 16 MB of them.
  private static let mostKept = 1 << 18

  /// Keeps an object that nobody refers to any more; false where it has to be freed.
  @inline(__always)
  static func keep(_ value: Value) -> Bool {
    let pool = aim_thread_pool()
    guard let pool else { return false }
    return value.with(StringObject.self) { string in
      let isShort = string.byteCount <= roomForFew
      guard string.isOfBatch || string.isPlain && isShort && pool.pointee.count < mostKept
      else { return false }
      if !isShort { string.freeBytes() }
      string.byteCount = 0
      string.content.0 = UInt(bitPattern: pool.pointee.first)
      pool.pointee.first = value.address
      pool.pointee.count &+= 1
      return true
    }
  }

  /// A kept object as a new text of so many bytes, not yet written; nil where none is kept.
  @inline(__always)
  fileprivate static func reused(bytes count: Int) -> Value? {
    guard count <= roomForFew, let pool = aim_thread_pool(),
      let first = pool.pointee.first ?? makeBatch(pool)
    else { return nil }
    pool.pointee.count &-= 1
    HeapAccount.add(HeapObject.averageSize)
    let value = Value(bits: Value.objectTag | UInt64(UInt(bitPattern: first)))
    value.with(StringObject.self) { string in
      pool.pointee.first = UnsafeMutableRawPointer(bitPattern: string.content.0)
      string.references = 1
      string.knownHash = 0
      string.byteCount = count
    }
    return value
  }

  /// Makes many objects in one piece of memory, which costs a fraction of as many single ones: all
  /// are kept, the first is returned.
  ///
  /// Nil where as many were made as a thread may keep. Such an object is a copy of one that Swift
  /// made, its header included; Swift's count never falls to zero.
  @inline(never)
  private static func makeBatch(
    _ pool: UnsafeMutablePointer<aim_pool>
  ) -> UnsafeMutableRawPointer? {
    if let left = leftByThreads.withLock({ $0.popLast() }) {
      pool.pointee.count = left.count
      pool.pointee.first = UnsafeMutableRawPointer(bitPattern: left.first)
      return pool.pointee.first
    }
    guard pool.pointee.made < mostKept else { return nil }
    let model = StringObject(plainBytes: 0)
    HeapAccount.remove(HeapObject.averageSize)
    model.isOfBatch = true
    withExtendedLifetime(model) { copy(model, to: pool) }
    pool.pointee.made += batch
    pool.pointee.count += batch
    return pool.pointee.first
  }

  private static let batch = 128

  private static func copy(_ model: StringObject, to pool: UnsafeMutablePointer<aim_pool>) {
    let start = UnsafeRawPointer(Unmanaged.passUnretained(model).toOpaque())
    // The content is the last that an object stores.
    let contentOffset = withUnsafeMutablePointer(to: &model.content) {
      UnsafeRawPointer($0) - start
    }
    let size = contentOffset + roomForFew
    guard let memory = malloc(size * batch) else { HeapAccount.systemIsOutOfMemory(size * batch) }
    for number in 0..<batch {
      let object = memory + number * size
      object.copyMemory(from: start, byteCount: size)
      let next = UInt(bitPattern: pool.pointee.first)
      object.storeBytes(of: next, toByteOffset: contentOffset, as: UInt.self)
      pool.pointee.first = object
    }
  }

  /// Chains of batches' objects that threads kept to their end, for others to go on with.
  private static let leftByThreads = Mutex<[(first: UInt, count: Int)]>([])

  /// Frees what this thread keeps, at its end.
  static func freeKept() {
    guard let pool = aim_thread_pool() else { return }
    var left: (first: UInt, count: Int) = (0, 0)
    while let first = pool.pointee.first {
      let object = Unmanaged<StringObject>.fromOpaque(first)
      let isOfBatch = object._withUnsafeGuaranteedRef { string in
        pool.pointee.first = UnsafeMutableRawPointer(bitPattern: string.content.0)
        if string.isOfBatch { string.content.0 = left.first }
        return string.isOfBatch
      }
      if isOfBatch {
        left = (UInt(bitPattern: first), left.count + 1)
      } else {
        object.release()
      }
    }
    pool.pointee.count = 0
    if left.count > 0 { leftByThreads.withLock { $0.append(left) } }
  }
}

// MARK: comparing

extension StringObject {
  /// A hash of the content, computed once.
  @inline(__always)
  package var contentHash: Int {
    if knownHash == 0 { knownHash = computeHash() }
    return Int(knownHash)
  }

  /// Canonical equivalence; plain and other text always differ.
  @inline(__always)
  package static func equal(_ a: StringObject, _ b: StringObject) -> Bool {
    if a === b { return true }
    guard a.isPlain, b.isPlain else { return !a.isPlain && !b.isPlain && equalOthers(a, b) }
    return a.byteCount == b.byteCount && memcmp(a.bytes, b.bytes, a.byteCount) == 0
  }

  @inline(never)
  private static func equalOthers(_ a: StringObject, _ b: StringObject) -> Bool {
    a.text == b.text
  }

  /// The same, stopping at Ctrl-C.
  package static func measuredEqual(
    _ a: StringObject, _ b: StringObject
  ) throws(RuntimeFault) -> Bool {
    if max(a.byteCount, b.byteCount) <= LongText.piece || a === b { return equal(a, b) }
    guard a.isPlain == b.isPlain else { return false }
    return a.isPlain ? try LongText.equal(a, b) : try LongText.equal(a.text, b.text)
  }

  /// Whether a text comes before another, by Unicode's order.
  package static func precedes(
    _ a: StringObject, _ b: StringObject
  ) throws(RuntimeFault) -> Bool {
    guard a.isPlain, b.isPlain else { return try LongText.isBelow(a.text, b.text) }
    let order = memcmp(a.bytes, b.bytes, min(a.byteCount, b.byteCount))
    return order == 0 ? a.byteCount < b.byteCount : order < 0
  }

  /// True where the bytes of this plain text stand at a place of another.
  package func stands(at place: Int, in text: StringObject) -> Bool {
    place >= 0 && place + byteCount <= text.byteCount
      && memcmp(bytes, text.bytes + place, byteCount) == 0
  }

  /// Notes the hash of a plain text's bytes, for whoever has computed it already.
  @inline(__always)
  func note(hash: Int) { knownHash = max(UInt32(truncatingIfNeeded: hash), 1) }

  @inline(never)
  private func computeHash() -> UInt32 {
    let hash =
      other.map(\.contentHash)
      ?? Mixing.hash(UnsafeRawBufferPointer(start: bytes, count: byteCount))
    return max(UInt32(truncatingIfNeeded: hash), 1)
  }

  /// True where every byte is a grapheme.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var seen: UInt8 = 0
    var hasReturn = false
    for byte in bytes {
      seen |= byte
      hasReturn = hasReturn || byte == 13
    }
    return seen < 0x80 && !hasReturn
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

  static func hash(_ raw: UnsafeRawBufferPointer) -> Int {
    var hash = seed ^ UInt64(raw.count)
    var offset = 0
    while offset + 8 <= raw.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), factor)
      offset += 8
    }
    return Int(truncatingIfNeeded: fold(hash ^ rest(raw, from: offset), factor))
  }

  /// The last bytes, fewer than eight, as one number: the words at their ends may overlap.
  private static func rest(_ raw: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
    let count = raw.count - offset
    if count >= 4 {
      let first = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let last = raw.loadUnaligned(fromByteOffset: raw.count - 4, as: UInt32.self)
      return UInt64(first) << 32 | UInt64(last)
    }
    var rest: UInt64 = 0
    for place in offset..<raw.count { rest = rest << 8 | UInt64(raw[place]) }
    return rest
  }

  static let seed: UInt64 = 0xA076_1D64_78BD_642F
  static let factor: UInt64 = 0xE703_7ED1_A0B4_28DB
}
