import AimDiagnostics

/// A stable sort of keys with their places: by digits from the lowest up, or, for short rows, by
/// insertion.
///
/// O(n) for a fixed width of key; the interrupt is polled every 65 536 elements.
struct RadixSort {
  private let capacity: Int
  private let keys: UnsafeMutablePointer<UInt64>
  private let spareKeys: UnsafeMutablePointer<UInt64>
  private let sparePlaces: UnsafeMutablePointer<Int>
  private let scratch: Tensor

  /// Room for rows of up to `capacity` elements, from the accountant.
  init(capacity: Int) throws {
    self.capacity = capacity
    scratch = try Tensor(uninitialized: .i64, [3, max(capacity, 1)])
    sparePlaces = scratch.pointer(as: Int.self)
    keys = UnsafeMutableRawPointer(sparePlaces + max(capacity, 1))
      .assumingMemoryBound(to: UInt64.self)
    spareKeys = keys + max(capacity, 1)
  }

  /// Writes the places of a row's elements in rising (or falling) order.
  ///
  /// Equal elements keep theirs. `place` and `step` say where the row lies in x.
  func places(
    of x: Tensor, at place: Int, step: Int, _ count: Int, descending: Bool,
    into places: UnsafeMutablePointer<Int>
  ) {
    for start in stride(from: 0, to: count, by: 1 << 16) {
      if start > 0, Interrupt.isRequested { return }
      let end = min(start + (1 << 16), count)
      SortKey.fill(keys + start, from: x, at: place + start * step, step: step, end - start)
      for index in start..<end { places[index] = index }
      if descending { for index in start..<end { keys[index] = ~keys[index] } }
    }
    if count <= 48 {
      insert(count, places)
    } else {
      touch(count)
      sort(count, places, used: SortKey.width(x.dtype))
    }
  }

  /// Has the system lay out the spare room page by page, with a poll between them.
  ///
  /// The first pass writes all over it: without this, all its pages would be asked for at once.
  private func touch(_ count: Int) {
    guard count > 1 << 16 else { return }
    for place in stride(from: 0, to: count, by: 512) {
      if Interrupt.isRequested { return }
      spareKeys[place] = 0
      sparePlaces[place] = 0
    }
  }

  private func insert(_ count: Int, _ places: UnsafeMutablePointer<Int>) {
    var next = 1
    while next < count {
      let (key, place) = (keys[next], places[next])
      var slot = next
      while slot > 0 && keys[slot - 1] > key {
        keys[slot] = keys[slot - 1]
        places[slot] = places[slot - 1]
        slot -= 1
      }
      keys[slot] = key
      places[slot] = place
      next += 1
    }
  }

  private func copy(
    _ source: UnsafeMutablePointer<Int>, to target: UnsafeMutablePointer<Int>, _ count: Int
  ) {
    for start in stride(from: 0, to: count, by: 1 << 16) {
      if start > 0, Interrupt.isRequested { return }
      (target + start).update(from: source + start, count: min(1 << 16, count - start))
    }
  }

  /// One pass per digit; a digit that is the same in every key is passed over.
  ///
  /// Bits above `used` are the same in all keys.
  private func sort(_ count: Int, _ places: UnsafeMutablePointer<Int>, used: Int) {
    let bits = count < 4096 ? 8 : 11
    var from = (keys, places)
    var to = (spareKeys, sparePlaces)
    var shift = 0
    while shift < used {
      if Interrupt.isRequested { return }
      if pass(count, from.0, from.1, to.0, to.1, shift, bits) { swap(&from, &to) }
      shift += bits
    }
    if from.1 != places { copy(from.1, to: places, count) }
  }

  /// Moves everything to its place by one digit; false where the digit tells nothing apart.
  private func pass(
    _ count: Int, _ keys: UnsafeMutablePointer<UInt64>, _ places: UnsafeMutablePointer<Int>,
    _ outKeys: UnsafeMutablePointer<UInt64>, _ outPlaces: UnsafeMutablePointer<Int>, _ shift: Int,
    _ bits: Int
  ) -> Bool {
    let size = 1 << bits
    let mask = UInt64(size - 1)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { starts in
      starts.update(repeating: 0)
      for start in stride(from: 0, to: count, by: 1 << 16) {
        if start > 0, Interrupt.isRequested { return true }
        for index in start..<min(start + (1 << 16), count) {
          starts[Int(keys[index] >> UInt64(shift) & mask)] += 1
        }
      }
      if starts[Int(keys[0] >> UInt64(shift) & mask)] == count { return false }
      var sum = 0
      for digit in 0..<size {
        let here = starts[digit]
        starts[digit] = sum
        sum += here
      }
      var index = 0
      while index < count {
        if Interrupt.isRequested { return true }
        let end = min(index + (1 << 16), count)
        while index < end {
          let digit = Int(keys[index] >> UInt64(shift) & mask)
          let slot = starts[digit]
          starts[digit] = slot + 1
          outKeys[slot] = keys[index]
          outPlaces[slot] = places[index]
          index += 1
        }
      }
      return true
    }
  }
}
