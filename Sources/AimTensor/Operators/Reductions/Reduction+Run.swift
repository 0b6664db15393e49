import AimDiagnostics
import Synchronization

extension Reduction {
  /// Runs a loop over a plan into a new tensor; false where an integer overflowed.
  static func run(_ loop: ReductionLoop, _ plan: Plan, into result: Tensor) throws -> Bool {
    defer { withExtendedLifetime(plan.source) {} }
    return try run(
      loop, plan.sizes, from: plan.source.bytes, size: plan.source.dtype.size, into: result.bytes,
      result.dtype.size)
  }

  /// Long rows, and many of them, are folded in parts whose sizes depend on the problem alone; what
  /// the parts give is folded again, in order.
  static func run(
    _ loop: ReductionLoop, _ sizes: Sizes, from input: UnsafeMutableRawPointer, size: Int,
    into output: UnsafeMutableRawPointer, _ resultSize: Int
  ) throws -> Bool {
    let fold = Fold(
      loop: loop, plan: sizes, input: UnsafeRawPointer(input), size: size, output: output,
      resultSize: resultSize)
    let succeeded = try sizes.inner == 1 ? fold.rows() : fold.columns()
    if Interrupt.isRequested { throw Interrupted() }
    return succeeded
  }

  /// The parts of a long row: nil where it is not worth it.
  static func partLength(_ count: Int) -> Int? { count >= 2 * Pool.grain ? Pool.grain : nil }

  /// The rows of a part, where columns are folded: nil for all of them.
  static func partRows(_ count: Int, _ inner: Int) -> Int? {
    let group = ReductionLoop.group
    let rows = max(1, 4 * Pool.grain / max(min(inner, stripWidth), 1))
    let whole = (rows + group - 1) / group * group
    return count > whole ? whole : nil
  }

  /// Columns that are folded together.
  static let stripWidth = 4096
}

/// One run of a reduction.
private struct Fold {
  let loop: ReductionLoop
  let plan: Reduction.Sizes
  let input: UnsafeRawPointer
  let size: Int
  let output: UnsafeMutableRawPointer
  let resultSize: Int

  /// Rows that lie in one piece, each into one result.
  func rows() throws -> Bool {
    let (outer, count) = (plan.outer, plan.count)
    if let join = loop.join, let length = Reduction.partLength(count) {
      return try longRows(join, length)
    }
    if outer * count <= Pool.grain {
      return loop.each(input, outer, count, plan.outerStride, output)
    }
    let outcome = Outcome()
    try Pool.run(outer, by: max(1, Pool.grain / max(count, 1))) { range in
      outcome.note(
        loop.each(
          input + range.lowerBound * plan.outerStride * size, range.count, count, plan.outerStride,
          output + range.lowerBound * resultSize))
    }
    return outcome.succeeded
  }

  private func longRows(_ join: FoldLoop, _ length: Int) throws -> Bool {
    let parts = (plan.count + length - 1) / length
    let outcome = Outcome()
    try Accountant.lend(plan.outer * parts * resultSize, as: UInt8.self) { room in
      let partial = UnsafeMutableRawPointer(room)
      try Pool.run(plan.outer * parts) { item in
        let (row, part) = item.quotientAndRemainder(dividingBy: parts)
        let start = part * length
        outcome.note(
          loop.each(
            input + (row * plan.outerStride + start) * size, 1, min(length, plan.count - start), 0,
            partial + item * resultSize))
      }
      outcome.note(join(partial, plan.outer, parts, parts, output))
    }
    return outcome.succeeded
  }

  /// Rows of several elements, all into one result for each column.
  func columns() throws -> Bool {
    let (outer, count, inner) = (plan.outer, plan.count, plan.inner)
    if outer * count * inner <= Pool.grain {
      var succeeded = true
      for block in 0..<outer {
        let target = output + block * inner * resultSize
        succeeded = strip(block, 0, inner, 0, count, target) && succeeded
      }
      return succeeded
    }
    if loop.canBeParted, let rows = Reduction.partRows(count, inner) {
      return try parts(of: rows)
    }
    return try strips(1, count, output)
  }

  private func parts(of rows: Int) throws -> Bool {
    let parts = (plan.count + rows - 1) / rows
    let (outer, inner) = (plan.outer, plan.inner)
    var succeeded = true
    try Accountant.lend(outer * parts * inner * resultSize, as: UInt8.self) { room in
      let partial = UnsafeMutableRawPointer(room)
      succeeded = try strips(parts, rows, partial)
      for block in 0..<outer {
        let place = block * inner * resultSize
        let done = loop.across(partial + place * parts, parts, inner, inner, output + place)
        succeeded = succeeded && done
      }
    }
    return succeeded
  }

  /// Every block in `parts` of so many rows each, a strip of columns at a time.
  private func strips(_ parts: Int, _ rows: Int, _ target: UnsafeMutableRawPointer) throws -> Bool {
    let inner = plan.inner
    let width = min(inner, Reduction.stripWidth)
    let strips = (inner + width - 1) / width
    let outcome = Outcome()
    let pieces = plan.outer * parts * strips
    // Small blocks are taken several at a time.
    try Pool.run(pieces, by: max(1, Pool.grain / max(rows * width, 1))) { range in
      for item in range {
        let (row, number) = item.quotientAndRemainder(dividingBy: strips)
        let (block, part) = row.quotientAndRemainder(dividingBy: parts)
        let (left, top) = (number * width, part * rows)
        outcome.note(
          strip(
            block, left, min(width, inner - left), top, min(rows, plan.count - top),
            target + (row * inner + left) * resultSize))
      }
    }
    return outcome.succeeded
  }

  private func strip(
    _ block: Int, _ left: Int, _ width: Int, _ top: Int, _ rows: Int,
    _ target: UnsafeMutableRawPointer
  ) -> Bool {
    let place = block * plan.outerStride + top * plan.stride + left
    return loop.across(input + place * size, rows, width, plan.stride, target)
  }
}

/// Whether any piece failed.
final class Outcome: Sendable {
  private let failed = Atomic<Bool>(false)

  func note(_ succeeded: Bool) {
    if !succeeded { failed.store(true, ordering: .relaxed) }
  }

  var succeeded: Bool { !failed.load(ordering: .relaxed) }
}
