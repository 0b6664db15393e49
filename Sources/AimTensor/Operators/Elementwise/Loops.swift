/// Makes row loops from a function of one element or two.
///
/// Each is inlined where it is declared, so that the function disappears into the loop.
enum Loops {
  @inline(__always)
  static func map<In: BitwiseCopyable & Sendable, Out: BitwiseCopyable & Sendable>(
    _ function: @escaping @Sendable (In) -> Out
  ) -> UnaryLoop {
    { input, step, output, count in
      let source = input.assumingMemoryBound(to: In.self)
      let target = output.assumingMemoryBound(to: Out.self)
      if step == 1 {
        for index in 0..<count { target[index] = function(source[index]) }
      } else {
        for index in 0..<count { target[index] = function(source[index &* step]) }
      }
      return true
    }
  }

  /// For integers: the function also says whether it overflowed.
  @inline(__always)
  static func checked(_ function: @escaping @Sendable (Int) -> (Int, Bool)) -> UnaryLoop {
    { input, step, output, count in
      let source = input.assumingMemoryBound(to: Int.self)
      let target = output.assumingMemoryBound(to: Int.self)
      var failed = false
      for index in 0..<count {
        let (value, overflow) = function(source[index &* step])
        target[index] = value
        failed = failed || overflow
      }
      return !failed
    }
  }

  @inline(__always)
  static func zip<In: BitwiseCopyable & Sendable, Out: BitwiseCopyable & Sendable>(
    _ function: @escaping @Sendable (In, In) -> Out
  ) -> BinaryLoop {
    { left, leftStep, right, rightStep, output, count in
      let first = left.assumingMemoryBound(to: In.self)
      let second = right.assumingMemoryBound(to: In.self)
      let target = output.assumingMemoryBound(to: Out.self)
      switch (leftStep, rightStep) {
      case (1, 1):
        for index in 0..<count { target[index] = function(first[index], second[index]) }
      case (1, 0):
        let same = second[0]
        for index in 0..<count { target[index] = function(first[index], same) }
      case (0, 1):
        let same = first[0]
        for index in 0..<count { target[index] = function(same, second[index]) }
      default:
        for index in 0..<count {
          target[index] = function(first[index &* leftStep], second[index &* rightStep])
        }
      }
      return true
    }
  }

  /// For integers: the function also says whether it overflowed or was divided by zero.
  @inline(__always)
  static func checked(_ function: @escaping @Sendable (Int, Int) -> (Int, Bool)) -> BinaryLoop {
    { left, leftStep, right, rightStep, output, count in
      let first = left.assumingMemoryBound(to: Int.self)
      let second = right.assumingMemoryBound(to: Int.self)
      let target = output.assumingMemoryBound(to: Int.self)
      var failed = false
      for index in 0..<count {
        let (value, overflow) = function(first[index &* leftStep], second[index &* rightStep])
        target[index] = value
        failed = failed || overflow
      }
      return !failed
    }
  }
}

/// The library's result with overflow, as loops take it.
@inline(__always)
func overflowing(_ result: (partialValue: Int, overflow: Bool)) -> (Int, Bool) {
  (result.partialValue, result.overflow)
}
