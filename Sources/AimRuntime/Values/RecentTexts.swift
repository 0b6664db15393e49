import Glibc

/// The short texts that were made last, while a long text is taken apart: a word that comes again is
/// the same object again, which costs no memory, and whose hash is known.
///
/// What it holds is borrowed: the texts must live as long as it does.
struct RecentTexts: ~Copyable {
  /// By hash, one text in each place.
  private var places: UnsafeMutablePointer<Value>?
  private var made = 0

  private static let placeCount = 4096
  /// Fewer texts than this are not worth remembering.
  private static let fewest = 32

  init() {}

  deinit { free(places) }

  /// The text of plain bytes; owned by the caller.
  @inline(__always)
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    made += 1
    guard made > RecentTexts.fewest, bytes.count <= StringObject.roomForFew else {
      return .plainText(bytes)
    }
    return remembered(bytes)
  }

  private mutating func remembered(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let hash = Mixing.hash(UnsafeRawBufferPointer(bytes))
    let place = memory() + (hash & (RecentTexts.placeCount - 1))
    let known = place.pointee
    if known.isObject, known.with(StringObject.self, { $0.hasBytes(bytes) }) {
      return known.retained()
    }
    let new = Value.plainText(bytes)
    new.with(StringObject.self) { $0.note(hash: hash) }
    place.pointee = new
    return new
  }

  /// The places; a word of zeros is a number, and no text.
  private mutating func memory() -> UnsafeMutablePointer<Value> {
    if let places { return places }
    let size = RecentTexts.placeCount * MemoryLayout<Value>.stride
    guard let memory = calloc(RecentTexts.placeCount, MemoryLayout<Value>.stride) else {
      HeapAccount.systemIsOutOfMemory(size)
    }
    let new = memory.assumingMemoryBound(to: Value.self)
    places = new
    return new
  }
}

extension StringObject {
  /// True where these are the bytes of a plain text.
  @inline(__always)
  fileprivate func hasBytes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard byteCount == other.count, let start = other.baseAddress else { return false }
    return memcmp(bytes, start, byteCount) == 0
  }
}
