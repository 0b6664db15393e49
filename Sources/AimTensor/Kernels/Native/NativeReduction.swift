import CAimKernels

/// The loops in C of a reduction, with fixed 32-lane accumulators.
struct NativeFolds: Sendable {
  let loops: LoopTable<ReductionLoop>

  init(f32: ReductionLoop, f64: ReductionLoop) { loops = LoopTable(f32: f32, f64: f64) }

  init(bool: ReductionLoop? = nil, i64: ReductionLoop? = nil) {
    loops = LoopTable(bool: bool, i64: i64)
  }

  init(i64: ReductionLoop? = nil, f32: ReductionLoop, f64: ReductionLoop, bool: ReductionLoop?) {
    loops = LoopTable(bool: bool, i64: i64, f32: f32, f64: f64)
  }
}

extension ReductionLoop {
  /// A loop in C over rows: the elements, rows, columns, the distance between rows, the results.
  typealias Rows<Element, Output> =
    @Sendable (UnsafePointer<Element>?, Int, Int, Int, UnsafeMutablePointer<Output>?) -> Void
  /// The same where an integer may overflow: true if one did.
  typealias CheckedRows<Element, Output> =
    @Sendable (UnsafePointer<Element>?, Int, Int, Int, UnsafeMutablePointer<Output>?) -> Bool

  static func native<Element: BitwiseCopyable, Output: BitwiseCopyable>(
    each: @escaping Rows<Element, Output>, across: @escaping Rows<Element, Output>,
    join: FoldLoop? = nil, canBeParted: Bool = false, gradual: GradualFold? = nil
  ) -> ReductionLoop {
    let rows = fold(each)
    return ReductionLoop(
      each: rows, across: fold(across), join: join ?? (canBeParted ? rows : nil), gradual: gradual)
  }

  static func native<Element: BitwiseCopyable, Output: BitwiseCopyable>(
    checkedEach: @escaping CheckedRows<Element, Output>,
    across: @escaping CheckedRows<Element, Output>
  ) -> ReductionLoop {
    ReductionLoop(each: checked(checkedEach), across: checked(across))
  }

  private static func fold<Element: BitwiseCopyable, Output: BitwiseCopyable>(
    _ function: @escaping Rows<Element, Output>
  ) -> FoldLoop {
    { input, rows, columns, stride, output in
      function(
        input.assumingMemoryBound(to: Element.self), rows, columns, stride,
        output.assumingMemoryBound(to: Output.self))
      return true
    }
  }

  private static func checked<Element: BitwiseCopyable, Output: BitwiseCopyable>(
    _ function: @escaping CheckedRows<Element, Output>
  ) -> FoldLoop {
    { input, rows, columns, stride, output in
      !function(
        input.assumingMemoryBound(to: Element.self), rows, columns, stride,
        output.assumingMemoryBound(to: Output.self))
    }
  }

  /// Adds what parts gave in double precision, one after the other.
  static func total<Element: NativeElement>(of type: Element.Type) -> FoldLoop {
    { input, rows, columns, stride, output in
      let target = output.assumingMemoryBound(to: Element.self)
      for row in 0..<rows {
        let values = input.assumingMemoryBound(to: Element.self) + row &* stride
        var total = 0.0
        for index in 0..<columns { total += Double(values[index]) }
        target[row] = Element(total)
      }
      return true
    }
  }
}

extension GradualFold {
  /// The sum of rows as they come, by the loop in C that adds several rows.
  static func sum<Element: NativeElement>(
    _ more: @escaping ReductionLoop.Rows<Element, Element>
  ) -> GradualFold {
    GradualFold(
      more: { rows, count, columns, partial in
        more(
          rows.assumingMemoryBound(to: Element.self), count, columns, columns,
          partial.assumingMemoryBound(to: Element.self))
      },
      close: { partial, totals, columns in
        let sums = partial.assumingMemoryBound(to: Element.self)
        for index in 0..<columns {
          totals[index] += Double(sums[index])
          sums[index] = 0
        }
      },
      finish: { totals, columns, output in
        let results = output.assumingMemoryBound(to: Element.self)
        for index in 0..<columns { results[index] = Element(totals[index]) }
      })
  }
}
