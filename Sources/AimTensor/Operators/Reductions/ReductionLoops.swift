import AimDiagnostics

/// Loops that fold the middle axis of `[outer, count, inner]`.
///
/// A row (inner = 1) is folded into 32 lanes, element i into lane i mod 32, and the lanes are
/// then folded in order: the same bits whatever the machine or the number of threads, and a
/// shape that compilers turn into vectors.
enum ReductionLoops {
  static let lanes = 32

  @inline(__always)
  static func fold<Element: BitwiseCopyable & Sendable>(
    from start: Element, _ combine: @escaping @Sendable (Element, Element) -> Element
  ) -> ReductionLoop {
    { input, output, outer, count, inner in
      let source = input.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Element.self)
      if inner == 1 {
        withUnsafeTemporaryAllocation(of: Element.self, capacity: lanes) { sums in
          for row in 0..<outer {
            if row & 255 == 0, Interrupt.isRequested { return }
            let values = source + row &* count
            sums.initialize(repeating: start)
            var place = 0
            while place &+ lanes <= count {
              for lane in 0..<lanes { sums[lane] = combine(sums[lane], values[place &+ lane]) }
              place &+= lanes
              if place & 0xFFFFF == 0, Interrupt.isRequested { return }
            }
            for lane in 0..<(count &- place) {
              sums[lane] = combine(sums[lane], values[place &+ lane])
            }
            var total = start
            for lane in 0..<min(lanes, count) { total = combine(total, sums[lane]) }
            target[row] = total
          }
        }
        return true
      }
      for block in 0..<outer {
        let row = target + block &* inner
        row.initialize(repeating: start, count: inner)
        for step in 0..<count {
          if Interrupt.isRequested { return true }
          let values = source + (block &* count &+ step) &* inner
          for index in 0..<inner { row[index] = combine(row[index], values[index]) }
        }
      }
      return true
    }
  }

  /// For integers: the function also says whether it overflowed.
  @inline(__always)
  static func checkedFold(
    from start: Int, _ combine: @escaping @Sendable (Int, Int) -> (Int, Bool)
  ) -> ReductionLoop {
    { input, output, outer, count, inner in
      let source = input.assumingMemoryBound(to: Int.self)
      let target = output.assumingMemoryBound(to: Int.self)
      var failed = false
      for block in 0..<outer {
        for column in 0..<inner {
          if column & 255 == 0, Interrupt.isRequested { return true }
          var total = start
          for step in 0..<count {
            let (value, overflow) = combine(
              total, source[(block &* count &+ step) &* inner &+ column])
            total = value
            failed = failed || overflow
          }
          target[block &* inner &+ column] = total
        }
      }
      return !failed
    }
  }

  /// The place of the best element along the axis, the first of several; NaN beats any number.
  @inline(__always)
  static func place<Element: BitwiseCopyable & Sendable>(
    _ beats: @escaping @Sendable (Element, Element) -> Bool
  ) -> ReductionLoop {
    { input, output, outer, count, inner in
      let source = input.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Int.self)
      for block in 0..<outer {
        for column in 0..<inner {
          if column & 255 == 0, Interrupt.isRequested { return true }
          var best = 0
          var value = source[block &* count &* inner &+ column]
          for step in 1..<max(count, 1) {
            let candidate = source[(block &* count &+ step) &* inner &+ column]
            if beats(candidate, value) {
              best = step
              value = candidate
            }
          }
          target[block &* inner &+ column] = best
        }
      }
      return true
    }
  }
}
