/// How a piece of a chain is done.
extension FusedRun {
  /// Lends a thread the room for its slots.
  func withRoom(_ body: (UnsafeMutableRawPointer) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: max(slots, 1) * slotSize, alignment: 64) { room in
      guard let base = room.baseAddress else { return }
      for step in steps {
        for source in [step.first, step.second, step.third] { tile(source, base) }
      }
      body(base)
    }
  }

  /// Runs every step on the elements from `start`, at most a piece of them.
  func perform(_ start: Int, _ length: Int, _ room: UnsafeMutableRawPointer) {
    steps.withUnsafeBufferPointer {
      for index in $0.indices { perform($0[index], start, length, room) }
    }
  }

  private func perform(
    _ step: Step, _ start: Int, _ length: Int, _ room: UnsafeMutableRawPointer
  ) {
    let (target, _) = locate(step.target, start, length, room)
    let (first, firstStep) = locate(step.first, start, length, room)
    let (second, secondStep) = locate(step.second, start, length, room)
    let (third, thirdStep) = locate(step.third, start, length, room)
    // Loops over floats and booleans have nothing to report.
    step.operation._withUnsafeGuaranteedRef {
      _ = $0.run(first, firstStep, second, secondStep, third, thirdStep, target, length)
    }
  }

  /// Where the elements from `start` stand, and how far apart.
  @inline(__always)
  func locate(
    _ place: Place, _ start: Int, _ length: Int, _ room: UnsafeMutableRawPointer
  ) -> (UnsafeMutableRawPointer, Int) {
    switch place {
    case .memory(let base, let step, let size): return (base + start * step * size, step)
    case .slot(let number): return (room + number * slotSize, 1)
    default: return locateStretched(place, start, length, room)
    }
  }

  /// The same for an operand that is stretched: where a piece sees too much of it, it is copied.
  private func locateStretched(
    _ place: Place, _ start: Int, _ length: Int, _ room: UnsafeMutableRawPointer
  ) -> (UnsafeMutableRawPointer, Int) {
    switch place {
    case .memory, .slot: return (room, 1)
    case .columns(let base, let row, let size, let slot):
      let target = room + slot * slotSize
      let column = start % row
      if row <= FusedRun.piece { return (target + column * size, 1) }
      if column + length <= row { return (base + column * size, 1) }
      let head = (row - column) * size
      target.copyMemory(from: base + column * size, byteCount: head)
      (target + head).copyMemory(from: base, byteCount: length * size - head)
      return (target, 1)
    case .rows(let base, let row, let period, let size, let slot):
      let (number, column) = start.quotientAndRemainder(dividingBy: row)
      if column + length <= row { return (base + number % period * size, 0) }
      let target = room + slot * slotSize
      switch size {
      case 1: spread(base, target, row, period, start, length, as: UInt8.self)
      case 4: spread(base, target, row, period, start, length, as: UInt32.self)
      default: spread(base, target, row, period, start, length, as: UInt64.self)
      }
      return (target, 1)
    }
  }

  /// A short row as often as a piece may see it, wherever the piece begins in it.
  private func tile(_ place: Place, _ room: UnsafeMutableRawPointer) {
    guard case .columns(let base, let row, let size, let slot) = place, row <= FusedRun.piece else {
      return
    }
    let target = room + slot * slotSize
    let total = FusedRun.piece + row
    target.copyMemory(from: base, byteCount: row * size)
    var done = row
    while done < total {
      let length = min(done, total - done)
      (target + done * size).copyMemory(from: target, byteCount: length * size)
      done += length
    }
  }

  /// Each row's element, once for each place of the row that the piece sees.
  private func spread<Word: BitwiseCopyable>(
    _ base: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer, _ row: Int, _ period: Int,
    _ start: Int, _ length: Int, as word: Word.Type
  ) {
    let source = base.assumingMemoryBound(to: Word.self)
    let places = target.assumingMemoryBound(to: Word.self)
    var number = start / row % period
    var done = 0
    var size = row - start % row
    while done < length {
      size = min(size, length - done)
      (places + done).update(repeating: source[number], count: size)
      done += size
      size = row
      number = number + 1 == period ? 0 : number + 1
    }
  }
}
