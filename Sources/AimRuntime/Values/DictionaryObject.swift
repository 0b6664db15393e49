import Glibc

/// `["lr": 0.1]`: keys by content, in the order in which they were first set.
///
/// The slots hold key and value of each entry in turn (`missing` where one was removed); a table of
/// entry numbers is probed linearly. Finding, setting and removing are O(1) on average.
package final class DictionaryObject: ContainerObject {
  /// The hash of each entry's key.
  private var hashes: UnsafeMutablePointer<Int>
  private var hashCapacity: Int
  /// Entry number + 1 by hash; 0 where free, -1 where removed.
  private var table: UnsafeMutablePointer<Int32>
  private var tableMask: Int
  /// Table places in use, removed ones included.
  private var used = 0
  /// The number of keys.
  package private(set) var count = 0

  package init(capacity: Int = 0) {
    let places = DictionaryObject.tableSize(for: capacity)
    table = DictionaryObject.emptyTable(places)
    tableMask = places - 1
    hashCapacity = max(capacity, 4)
    hashes = DictionaryObject.room(for: hashCapacity, instead: nil)
    super.init(kind: .dictionary, capacity: capacity * 2)
    HeapAccount.add(places * 4 + hashCapacity * 8)
  }

  deinit {
    HeapAccount.remove((tableMask + 1) * 4 + hashCapacity * 8)
    free(table)
    free(hashes)
  }

  /// The number of entries, removed ones included: the bound of `entryKey(_:)`.
  @inline(__always) package var entryCount: Int { slotCount / 2 }
  /// The key of an entry; `missing` where it was removed.
  @inline(__always) package func entryKey(_ entry: Int) -> Value { slots[2 &* entry] }
  @inline(__always) package func entryValue(_ entry: Int) -> Value { slots[2 &* entry &+ 1] }

  /// The entry of a key, or -1.
  @inline(__always)
  package func find(_ key: Value, hash: Int) throws(RuntimeFault) -> Int {
    var place = hash & tableMask
    while true {
      let number = Int(table[place])
      if number == 0 { return -1 }
      if number > 0, hashes[number &- 1] == hash,
        try DictionaryObject.sameKey(slots[2 &* (number &- 1)], key)
      {
        return number &- 1
      }
      place = (place &+ 1) & tableMask
    }
  }

  /// The value of a key, borrowed; nil where there is none.
  package func value(of key: Value) throws(RuntimeFault) -> Value? {
    let entry = try find(key, hash: ContentHash.of(key))
    return entry < 0 ? nil : slots[2 * entry + 1]
  }

  /// Sets the value of a key: takes over the reference to `value`, counts one to a new `key`.
  package func set(_ key: Value, owning value: Value) throws(RuntimeFault) {
    try set(key, hash: ContentHash.of(key), owning: value)
  }

  package func set(_ key: Value, hash: Int, owning value: Value) throws(RuntimeFault) {
    let entry = try find(key, hash: hash)
    if entry >= 0 { return replace(2 * entry + 1, owning: value) }
    if (used + 1) * 3 > (tableMask + 1) * 2 { rehash() }
    let number = entryCount
    if number == hashCapacity { growHashes() }
    hashes[number] = hash
    append(owning: key.retained())
    append(owning: value)
    link(number, hash: hash)
    count += 1
  }

  /// Removes a key and hands its value to the caller (+1); nil where there is none.
  package func remove(_ key: Value) throws(RuntimeFault) -> Value? {
    let hash = try ContentHash.of(key)
    let entry = try find(key, hash: hash)
    if entry < 0 { return nil }
    var place = hash & tableMask
    while Int(table[place]) != entry + 1 { place = (place + 1) & tableMask }
    table[place] = -1
    let value = slots[2 * entry + 1]
    slots[2 * entry].release()
    slots[2 * entry] = .missing
    slots[2 * entry + 1] = .missing
    count -= 1
    return value
  }

  /// A dictionary of its own with the same entries.
  ///
  /// O(n).
  package func copy() -> DictionaryObject {
    let copy = DictionaryObject(capacity: count)
    for entry in 0..<entryCount where !entryKey(entry).isMissing {
      copy.insertNew(entryKey(entry).retained(), entryValue(entry).retained(), hashes[entry])
    }
    return copy
  }

  /// Appends an entry whose key is known to be new; there is room for it.
  private func insertNew(_ key: Value, _ value: Value, _ hash: Int) {
    let number = entryCount
    if number == hashCapacity { growHashes() }
    hashes[number] = hash
    append(owning: key)
    append(owning: value)
    link(number, hash: hash)
    count += 1
  }

  private func link(_ number: Int, hash: Int) {
    var place = hash & tableMask
    while table[place] > 0 { place = (place + 1) & tableMask }
    if table[place] == 0 { used += 1 }
    table[place] = Int32(number + 1)
  }

  /// A larger table, without the removed entries.
  private func rehash() {
    closeGaps()
    HeapAccount.remove((tableMask + 1) * 4)
    free(table)
    let places = DictionaryObject.tableSize(for: max(count * 2, 4))
    table = DictionaryObject.emptyTable(places)
    tableMask = places - 1
    HeapAccount.add(places * 4)
    used = 0
    for entry in 0..<entryCount { link(entry, hash: hashes[entry]) }
  }

  private func closeGaps() {
    if count == entryCount { return }
    var kept = 0
    for entry in 0..<entryCount where !entryKey(entry).isMissing {
      slots[2 * kept] = slots[2 * entry]
      slots[2 * kept + 1] = slots[2 * entry + 1]
      hashes[kept] = hashes[entry]
      kept += 1
    }
    slotCount = 2 * kept
  }

  private func growHashes() {
    let capacity = hashCapacity + max(HeapAccount.growth(of: hashCapacity), 4)
    HeapAccount.add((capacity - hashCapacity) * 8)
    hashes = DictionaryObject.room(for: capacity, instead: hashes)
    hashCapacity = capacity
  }

  /// Content equality, with the usual keys decided without a call.
  @inline(__always)
  private static func sameKey(_ a: Value, _ b: Value) throws(RuntimeFault) -> Bool {
    if a.bits == b.bits { return true }
    if a.has(kind: .string), b.has(kind: .string) {
      return a.with(StringObject.self) { left in
        b.with(StringObject.self) { StringObject.equal(left, $0) }
      }
    }
    return try Structure.equal(a, b)
  }

  private static func tableSize(for keys: Int) -> Int {
    var size = 8
    while size * 2 < keys * 3 { size *= 2 }
    return size
  }

  /// Room for hashes, with those of `old` at its beginning.
  private static func room(
    for count: Int, instead old: UnsafeMutablePointer<Int>?
  ) -> UnsafeMutablePointer<Int> {
    guard let memory = realloc(old, count * 8) else {
      HeapAccount.systemIsOutOfMemory(count * 8)
    }
    return memory.assumingMemoryBound(to: Int.self)
  }

  private static func emptyTable(_ places: Int) -> UnsafeMutablePointer<Int32> {
    guard let memory = calloc(places, 4) else { HeapAccount.systemIsOutOfMemory(places * 4) }
    return memory.assumingMemoryBound(to: Int32.self)
  }
}
