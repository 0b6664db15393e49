import AimDiagnostics

/// Different elements, places in order, and counts.
enum Counting {
  static func unique(_ x: Tensor) throws -> Tensor {
    let flat = try x.contiguous().widened()
    let row = flat.view(shape: [flat.count], strides: [1], offset: flat.offset)
    let places = try RowSort.places(row, axis: 0, descending: false)
    let sorted = try RowSort.taken(row, places, axis: 0)
    let keys = try Tensor(uninitialized: .i64, [max(sorted.count, 1)])
    let key = UnsafeMutableRawPointer(keys.bytes).assumingMemoryBound(to: UInt64.self)
    for start in stride(from: 0, to: sorted.count, by: 1 << 16) {
      if start > 0, Interrupt.isRequested { throw Interrupted() }
      SortKey.fill(
        key + start, from: sorted, at: start, step: 1, min(1 << 16, sorted.count - start))
    }
    let kept = try places.packed()
    let place = kept.pointer(as: Int.self)
    var count = 0
    for index in 0..<sorted.count {
      if index & 0xFFFF == 0xFFFF, Interrupt.isRequested { throw Interrupted() }
      if index > 0, key[index] == key[index - 1] { continue }
      place[count] = index
      count += 1
    }
    withExtendedLifetime((keys, kept)) {}
    let chosen = kept.view(shape: [count], strides: [1], offset: kept.offset)
    let values = try RowSort.taken(sorted, chosen, axis: 0)
    return try Casting.converted(values, to: x.dtype)
  }

  static func searchsorted(_ sorted: Tensor, _ values: Tensor, right: Bool) throws -> Tensor {
    let dtype = Promotion.common([sorted.type, values.type]).dtype ?? .f32
    let row = try Casting.converted(sorted, to: dtype).widened().contiguous()
    let wanted = try Casting.converted(values, to: dtype).widened().contiguous()
    let result = try Tensor(uninitialized: .i64, values.shape)
    let scratch = try Tensor(uninitialized: .i64, [row.count + wanted.count + 1])
    let keys = UnsafeMutableRawPointer(scratch.bytes).assumingMemoryBound(to: UInt64.self)
    let sought = keys + row.count
    SortKey.fill(keys, from: row, at: 0, step: 1, row.count)
    SortKey.fill(sought, from: wanted, at: 0, step: 1, wanted.count)
    let target = result.pointer(as: Int.self)
    let size = row.count
    try Pool.run(wanted.count, by: 4096) { range in
      for index in range {
        let key = sought[index]
        var (low, high) = (0, size)
        while low < high {
          let middle = (low + high) / 2
          if keys[middle] < key || (right && keys[middle] == key) {
            low = middle + 1
          } else {
            high = middle
          }
        }
        target[index] = low
      }
    }
    withExtendedLifetime(scratch) {}
    return result
  }

  static func bincount(_ x: Tensor, atLeast: Int) throws -> Tensor {
    let values = try x.contiguous()
    let source = values.pointer(as: Int.self)
    var length = atLeast
    for index in 0..<values.count {
      guard source[index] >= 0 else { throw NegativeBin(value: source[index]) }
      guard source[index] < Int.max else { throw ShapeTooLarge(shape: [Int.max]) }
      length = max(length, source[index] + 1)
    }
    let result = try Tensor(uninitialized: .i64, [length])
    let counts = result.pointer(as: Int.self)
    counts.update(repeating: 0, count: length)
    for index in 0..<values.count { counts[source[index]] += 1 }
    withExtendedLifetime(values) {}
    return result
  }
}
