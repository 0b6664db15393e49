import CAimKernels

/// The C loops as row loops: contiguous rows go straight through, others by way of a small block.
extension NativeLoops {
  /// Elements that are gathered at a time from a strided row.
  private static var block: Int { 1024 }

  static func loop<Element: NativeElement>(
    _ function:
      @escaping @Sendable (UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int)
      -> Void
  ) -> UnaryLoop {
    { input, step, output, count in
      let source = input.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Element.self)
      if step == 1 {
        function(source, target, count)
        return true
      }
      // Each element is read before its place in the block is written.
      var start = 0
      while start < count {
        let size = min(block, count - start)
        gather(source + start &* step, step, into: target + start, size)
        function(target + start, target + start, size)
        start += size
      }
      return true
    }
  }

  static func loop<Element: NativeElement, Output: BitwiseCopyable>(
    _ forms: NativeBinary<Element, Output>
  ) -> BinaryLoop {
    { left, leftStep, right, rightStep, output, count in
      let a = left.assumingMemoryBound(to: Element.self)
      let b = right.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Output.self)
      switch (leftStep, rightStep) {
      case (1, 1): forms.both(a, b, target, count)
      case (1, 0): forms.right(a, b.pointee, target, count)
      case (0, 1): forms.left(a.pointee, b, target, count)
      default: inBlocks(forms.both, a, leftStep, b, rightStep, target, count)
      }
      return true
    }
  }

  /// A loop in C that has the form of two vectors alone.
  static func loop<Element: NativeElement>(
    _ function:
      @escaping @Sendable (
        UnsafePointer<Element>?, UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int
      ) -> Void
  ) -> BinaryLoop {
    { left, leftStep, right, rightStep, output, count in
      let a = left.assumingMemoryBound(to: Element.self)
      let b = right.assumingMemoryBound(to: Element.self)
      let target = output.assumingMemoryBound(to: Element.self)
      if leftStep == 1, rightStep == 1 {
        function(a, b, target, count)
      } else {
        inBlocks(function, a, leftStep, b, rightStep, target, count)
      }
      return true
    }
  }

  private static func inBlocks<Element: NativeElement, Output: BitwiseCopyable>(
    _ function: NativeBinary<Element, Output>.Both, _ a: UnsafePointer<Element>, _ leftStep: Int,
    _ b: UnsafePointer<Element>, _ rightStep: Int, _ target: UnsafeMutablePointer<Output>,
    _ count: Int
  ) {
    let size = min(block, count)
    withUnsafeTemporaryAllocation(of: Element.self, capacity: size * 2) { buffer in
      guard let left = buffer.baseAddress else { return }
      let right = left + size
      var start = 0
      while start < count {
        let length = min(size, count - start)
        gather(a + start &* leftStep, leftStep, into: left, length)
        gather(b + start &* rightStep, rightStep, into: right, length)
        function(left, right, target + start, length)
        start += length
      }
    }
  }

  private static func gather<Element: NativeElement>(
    _ source: UnsafePointer<Element>, _ step: Int, into target: UnsafeMutablePointer<Element>,
    _ count: Int
  ) {
    aim_gather_strided(source, step, target, count, MemoryLayout<Element>.size)
  }
}
