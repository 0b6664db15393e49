import AimDiagnostics

/// Loops that fold rows, and loops that fold columns, of element types that have none in C.
///
/// A row is folded into 32 lanes, element i into lane i mod 32, and the lanes are then folded in
/// order: the same bits whatever the machine or the number of threads, and a shape that compilers
/// turn into vectors.
enum ReductionLoops {
  static let lanes = 32

  /// For folds that may be done in parts, whose results are folded again.
  @inline(__always)
  static func fold<Element: BitwiseCopyable & Sendable>(
    from start: Element, _ combine: @escaping @Sendable (Element, Element) -> Element
  ) -> ReductionLoop {
    let each: FoldLoop = { input, rows, columns, stride, output in
      let target = output.assumingMemoryBound(to: Element.self)
      withUnsafeTemporaryAllocation(of: Element.self, capacity: lanes) { sums in
        for row in 0..<rows {
          if row & 255 == 0, Interrupt.isRequested { return }
          let values = input.assumingMemoryBound(to: Element.self) + row &* stride
          sums.initialize(repeating: start)
          var place = 0
          while place &+ lanes <= columns {
            for lane in 0..<lanes { sums[lane] = combine(sums[lane], values[place &+ lane]) }
            place &+= lanes
            if place & 0xFFFFF == 0, Interrupt.isRequested { return }
          }
          for lane in 0..<(columns &- place) {
            sums[lane] = combine(sums[lane], values[place &+ lane])
          }
          var total = start
          for lane in 0..<min(lanes, columns) { total = combine(total, sums[lane]) }
          target[row] = total
        }
      }
      return true
    }
    let across: FoldLoop = { input, rows, columns, stride, output in
      let target = output.assumingMemoryBound(to: Element.self)
      target.initialize(repeating: start, count: columns)
      for row in 0..<rows {
        if Interrupt.isRequested { return true }
        let values = input.assumingMemoryBound(to: Element.self) + row &* stride
        for index in 0..<columns { target[index] = combine(target[index], values[index]) }
      }
      return true
    }
    return ReductionLoop(each: each, across: across, join: each)
  }

  /// For integers: the function also says whether it overflowed.
  @inline(__always)
  static func checkedFold(
    from start: Int, _ combine: @escaping @Sendable (Int, Int) -> (Int, Bool)
  ) -> ReductionLoop {
    let each: FoldLoop = { input, rows, columns, stride, output in
      let target = output.assumingMemoryBound(to: Int.self)
      var failed = false
      for row in 0..<rows {
        if row & 255 == 0, Interrupt.isRequested { return true }
        let values = input.assumingMemoryBound(to: Int.self) + row &* stride
        var total = start
        for step in 0..<columns {
          let (value, overflow) = combine(total, values[step])
          total = value
          failed = failed || overflow
        }
        target[row] = total
      }
      return !failed
    }
    let across: FoldLoop = { input, rows, columns, stride, output in
      let target = output.assumingMemoryBound(to: Int.self)
      target.initialize(repeating: start, count: columns)
      var failed = false
      for row in 0..<rows {
        if Interrupt.isRequested { return true }
        let values = input.assumingMemoryBound(to: Int.self) + row &* stride
        for index in 0..<columns {
          let (value, overflow) = combine(target[index], values[index])
          target[index] = value
          failed = failed || overflow
        }
      }
      return !failed
    }
    return ReductionLoop(each: each, across: across)
  }

  /// The place of the best element along the axis, the first of several; NaN beats any number.
  @inline(__always)
  static func place<Element: BitwiseCopyable & Sendable>(
    _ beats: @escaping @Sendable (Element, Element) -> Bool
  ) -> ReductionLoop {
    let each: FoldLoop = { input, rows, columns, stride, output in
      let target = output.assumingMemoryBound(to: Int.self)
      for row in 0..<rows {
        if row & 255 == 0, Interrupt.isRequested { return true }
        let values = input.assumingMemoryBound(to: Element.self) + row &* stride
        var best = 0
        for step in 1..<max(columns, 1) where beats(values[step], values[best]) { best = step }
        target[row] = best
      }
      return true
    }
    let across: FoldLoop = { input, rows, columns, stride, output in
      let source = input.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Int.self)
      target.initialize(repeating: 0, count: columns)
      for row in 1..<max(rows, 1) {
        if Interrupt.isRequested { return true }
        let values = source + row &* stride
        for index in 0..<columns
        where beats(values[index], source[target[index] &* stride &+ index]) {
          target[index] = row
        }
      }
      return true
    }
    return ReductionLoop(each: each, across: across)
  }
}
