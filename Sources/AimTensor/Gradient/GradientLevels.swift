import Synchronization

/// The levels of differentiation that are open now.
///
/// `grad` opens a level, makes its arguments leaves at it, runs the function, walks back and closes
/// the level. A level is one of 64 bits; two levels may share a bit, which costs some work that
/// is thrown away and never a wrong gradient, as a gradient is kept for its leaf alone.
package struct GradientLevel {
  let bit: UInt64

  /// Opens a level.
  ///
  /// Close it when its function has returned or faulted.
  package static func open() -> GradientLevel {
    Origin.finishReleasing()
    return GradientLevels.open()
  }

  /// Closes it: nothing more is recorded for it.
  ///
  /// What led to `roots` is let go of.
  package func close(forgetting roots: [Tensor] = []) {
    GradientLevels.close(self)
    Origin.forget(from: roots)
  }

  /// True where another open level has the same bit.
  var isShared: Bool { GradientLevels.isShared(self) }

  /// The same value as a variable of this level.
  package func leaf(_ value: Tensor) -> Tensor {
    var variable = value
    let outer = value.origin?.levels ?? 0
    let origin = Origin(
      op: nil, inputs: value.origin == nil ? [] : [value], attributes: .none, results: [],
      resultCount: 1, levels: outer | bit)
    variable.origin = origin
    variable.originIndex = 0
    return variable
  }
}

enum GradientLevels {
  private struct Table {
    var count = [Int](repeating: 0, count: 64)
    var next = 0
  }

  private static let table = Mutex(Table())
  private static let openBits = Atomic<UInt64>(0)
  private static let serial = Atomic<UInt64>(0)

  /// The bits of the levels that are open.
  static var openMask: UInt64 { openBits.load(ordering: .relaxed) }

  static func nextSerial() -> UInt64 { serial.add(1, ordering: .relaxed).newValue }

  static func open() -> GradientLevel {
    table.withLock { table in
      // A bit that no open level has, where there is one.
      var place = table.next
      for _ in 0..<64 where table.count[place] > 0 { place = (place + 1) % 64 }
      table.next = (place + 1) % 64
      table.count[place] += 1
      if table.count[place] > 1 { RecordingPause.current?.end() }
      let bit: UInt64 = 1 << UInt64(place)
      openBits.bitwiseOr(bit, ordering: .relaxed)
      return GradientLevel(bit: bit)
    }
  }

  static func isShared(_ level: GradientLevel) -> Bool {
    table.withLock { $0.count[level.bit.trailingZeroBitCount] > 1 }
  }

  static func close(_ level: GradientLevel) {
    table.withLock { table in
      let place = level.bit.trailingZeroBitCount
      table.count[place] -= 1
      if table.count[place] == 0 { openBits.bitwiseAnd(~level.bit, ordering: .relaxed) }
    }
  }
}
