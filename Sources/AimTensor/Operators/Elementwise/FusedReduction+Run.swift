import AimDiagnostics

/// Runs a chain and folds what it gives, a piece at a time: the bits of one after the other.
extension FusedReduction {
  /// Writes the results, and whatever of the chain somebody else holds.
  func run(into output: UnsafeMutableRawPointer) throws {
    let isTemporary = isKnownUniquelyReferenced(&operand)
    if let fused = operand.fused {
      let chain = try FusedRun(operand, fused, isTemporary: isTemporary)
      try chain.settling { try inner == 1 ? rows(chain, output) : columns(chain, output) }
    } else {
      try operand.materialize()
      let sizes = Reduction.Sizes(
        outer: outer, count: count, inner: inner, outerStride: count * inner, stride: inner)
      _ = try Reduction.run(
        loop, sizes, from: operand.base, size: operand.byteCount / (outer * count * inner),
        into: output, size)
    }
    if let divisor { divide(output, by: divisor) }
  }

  private func divide(_ output: UnsafeMutableRawPointer, by divisor: Double) {
    if size == MemoryLayout<Float>.size {
      let results = output.assumingMemoryBound(to: Float.self)
      for index in 0..<(outer * inner) { results[index] /= Float(divisor) }
    } else {
      let results = output.assumingMemoryBound(to: Double.self)
      for index in 0..<(outer * inner) { results[index] /= divisor }
    }
  }

  // MARK: rows

  private func rows(_ chain: FusedRun, _ output: UnsafeMutableRawPointer) throws {
    if let join = loop.join, let length = Reduction.partLength(count) {
      return try longRows(chain, join, length, output)
    }
    try Pool.run(outer, by: max(1, Pool.grain / max(count, 1))) { [self] range in
      chain.withRoom { room in
        if count > FusedRun.piece {
          for row in range { part(chain, row * count, count, room, output + row * size) }
        } else {
          shortRows(chain, range, room, output)
        }
      }
    }
  }

  /// Several rows to a piece.
  private func shortRows(
    _ chain: FusedRun, _ range: Range<Int>, _ room: UnsafeMutableRawPointer,
    _ output: UnsafeMutableRawPointer
  ) {
    let step = FusedRun.piece / max(count, 1)
    for row in stride(from: range.lowerBound, to: range.upperBound, by: step) {
      let (start, rows) = (row * count, min(step, range.upperBound - row))
      chain.perform(start, rows * count, room)
      let values = chain.locate(chain.last, start, rows * count, room).0
      _ = loop.each(values, rows, count, count, output + row * size)
    }
  }

  private func longRows(
    _ chain: FusedRun, _ join: FoldLoop, _ length: Int, _ output: UnsafeMutableRawPointer
  ) throws {
    let parts = (count + length - 1) / length
    try Accountant.lend(outer * parts * size, as: UInt8.self) { partial in
      let results = UnsafeMutableRawPointer(partial)
      try Pool.run(outer * parts) { [self] item in
        let (row, number) = item.quotientAndRemainder(dividingBy: parts)
        let start = number * length
        chain.withRoom { room in
          part(
            chain, row * count + start, min(length, count - start), room, results + item * size)
        }
      }
      _ = join(results, outer, parts, parts, output)
    }
  }

  /// One row, or a part of one: piece by piece, and the pieces' results folded again.
  private func part(
    _ chain: FusedRun, _ start: Int, _ length: Int, _ room: UnsafeMutableRawPointer,
    _ target: UnsafeMutableRawPointer
  ) {
    let pieces = (length + FusedRun.piece - 1) / FusedRun.piece
    withUnsafeTemporaryAllocation(byteCount: pieces * size, alignment: 8) { partial in
      guard let results = partial.baseAddress else { return }
      for piece in 0..<pieces {
        let place = piece * FusedRun.piece
        let width = min(FusedRun.piece, length - place)
        chain.perform(start + place, width, room)
        let values = chain.locate(chain.last, start + place, width, room).0
        _ = loop.each(values, 1, width, width, results + piece * size)
      }
      _ = loop.join?(results, 1, pieces, pieces, target)
    }
  }

  // MARK: columns

  private func columns(_ chain: FusedRun, _ output: UnsafeMutableRawPointer) throws {
    guard let gradual = loop.gradual else { throw LostResult() }
    let rows = Reduction.partRows(count, inner) ?? count
    let parts = (count + rows - 1) / max(rows, 1)
    if parts <= 1 { return try strips(chain, gradual, 1, count, output) }
    try Accountant.lend(outer * parts * inner * size, as: UInt8.self) { partial in
      let results = UnsafeMutableRawPointer(partial)
      try strips(chain, gradual, parts, rows, results)
      for block in 0..<outer {
        let place = block * inner * size
        _ = loop.across(results + place * parts, parts, inner, inner, output + place)
      }
    }
  }

  /// Every block in `parts` of so many rows each.
  private func strips(
    _ chain: FusedRun, _ gradual: GradualFold, _ parts: Int, _ rows: Int,
    _ target: UnsafeMutableRawPointer
  ) throws {
    try Pool.run(outer * parts, by: max(1, Pool.grain / max(rows * inner, 1))) { [self] range in
      chain.withRoom { room in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: inner * 2) { sums in
          guard let totals = sums.baseAddress else { return }
          for item in range {
            let (block, part) = item.quotientAndRemainder(dividingBy: parts)
            let top = part * rows
            strip(
              chain, gradual, (block * count + top) * inner, min(rows, count - top), room, totals,
              target + item * inner * size)
          }
        }
      }
    }
  }

  private func strip(
    _ chain: FusedRun, _ gradual: GradualFold, _ start: Int, _ rows: Int,
    _ room: UnsafeMutableRawPointer, _ totals: UnsafeMutablePointer<Double>,
    _ target: UnsafeMutableRawPointer
  ) {
    let partial = UnsafeMutableRawPointer(totals + inner)
    totals.update(repeating: 0, count: inner * 2)
    for top in stride(from: 0, to: rows, by: ReductionLoop.group) {
      let height = min(ReductionLoop.group, rows - top)
      group(chain, gradual, start + top * inner, height, room, partial)
      gradual.close(partial, totals, inner)
    }
    gradual.finish(totals, inner, target)
  }

  /// Rows that are added one after the other: several to a piece, or several pieces to a row.
  private func group(
    _ chain: FusedRun, _ gradual: GradualFold, _ start: Int, _ rows: Int,
    _ room: UnsafeMutableRawPointer, _ partial: UnsafeMutableRawPointer
  ) {
    let step = max(1, FusedRun.piece / inner)
    let width = min(inner, FusedRun.piece)
    for row in stride(from: 0, to: rows, by: step) {
      let height = min(step, rows - row)
      for left in stride(from: 0, to: inner, by: width) {
        let columns = min(width, inner - left)
        let place = start + row * inner + left
        chain.perform(place, height * columns, room)
        let values = chain.locate(chain.last, place, height * columns, room).0
        gradual.more(values, height, columns, partial + left * size)
      }
    }
  }
}
