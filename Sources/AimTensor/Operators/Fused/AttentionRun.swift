import AimDiagnostics
import CAimKernels
import Synchronization

/// The element types that attention runs on.
protocol AttentionElement: MatrixElement {
  static func softmax(_ x: UnsafeMutablePointer<Self>, _ rows: Int, _ columns: Int)
  /// slope = y (slope - Σ slope y), row by row.
  static func softmaxGradient(
    _ slope: UnsafeMutablePointer<Self>, _ y: UnsafePointer<Self>, _ rows: Int, _ columns: Int)
}

extension Float: AttentionElement {
  static func softmax(_ x: UnsafeMutablePointer<Float>, _ rows: Int, _ columns: Int) {
    aim_softmax_f32(x, x, rows, columns)
  }
  static func softmaxGradient(
    _ slope: UnsafeMutablePointer<Float>, _ y: UnsafePointer<Float>, _ rows: Int, _ columns: Int
  ) { aim_softmax_gradient_f32(slope, y, slope, rows, columns) }
}

extension Double: AttentionElement {
  static func softmax(_ x: UnsafeMutablePointer<Double>, _ rows: Int, _ columns: Int) {
    aim_softmax_f64(x, x, rows, columns)
  }
  static func softmaxGradient(
    _ slope: UnsafeMutablePointer<Double>, _ y: UnsafePointer<Double>, _ rows: Int, _ columns: Int
  ) { aim_softmax_gradient_f64(slope, y, slope, rows, columns) }
}

/// Attention, a block of queries against all keys that it may see.
///
/// A block's scores fit the second cache up to some thousand keys; what a block cannot see because
/// it comes later is left out. Blocks and pieces are a function of the sizes alone.
struct AttentionRun<Element: AttentionElement> {
  private let query: AttentionInput<Element>
  private let key: AttentionInput<Element>
  private let value: AttentionInput<Element>
  private let mask: AttentionMask<Element>?
  private let isCausal: Bool
  private let lead: [Int]
  private let queries: Int
  private let keys: Int
  private let width: Int
  private let valueWidth: Int
  /// Queries in a block.
  private let rows: Int

  private var matrices: Int { lead.reduce(1, &*) }
  private var blocks: Int { (queries + rows - 1) / rows }

  /// For a result of the shape of `like`.
  init(_ inputs: [Tensor], _ like: Tensor, _ causal: Bool) throws {
    lead = Array(like.shape.dimensions.dropLast(2))
    query = try AttentionInput(inputs[0], lead)
    key = try AttentionInput(inputs[1], lead)
    value = try AttentionInput(inputs[2], lead)
    (queries, width) = (query.rows, query.columns)
    (keys, valueWidth) = (key.rows, value.columns)
    mask = try inputs.count > 3 ? AttentionMask(inputs[3], lead + [queries, keys]) : nil
    isCausal = causal
    rows = min(max((1 << 17) / keys, 16), 64)
  }

  func forward(into result: Tensor) throws {
    let room = rows * (keys + width)
    let scratch = try AttentionScratch<Element>(room)
    let target = result.pointer(as: Element.self)
    let count = blocks
    let share = max(1, (1 << 17) / (min(rows, queries) * keys * (width + valueWidth)))
    try Pool.run(matrices * count, by: share) { pieces in
      scratch.lend { memory in
        for piece in pieces {
          let (matrix, number) = piece.quotientAndRemainder(dividingBy: count)
          let block = block(number)
          let (scaled, scores) = (memory, memory + rows * width)
          weigh(matrix, block, scaled, into: scores)
          multiply(
            block.count, valueWidth, block.seen, operand(scores, block.seen), value.matrix(matrix),
            into: target + (matrix * queries + block.start) * valueWidth, adding: false)
        }
      }
    }
    withExtendedLifetime((self, result)) {}
  }

  /// The gradients with respect to queries, keys and values, each for the whole of `lead`.
  func backward(from upstream: Tensor) throws -> [Tensor] {
    let slope = try AttentionInput<Element>(upstream, lead)
    let queryShape = Shape(lead + [queries, width])
    let toQuery = try Tensor(uninitialized: Element.dtype, queryShape)
    // Few matrices: their blocks fall into groups, whose sums are added in order.
    let groups = matrices >= 8 ? 1 : min(blocks, 8 / matrices)
    let toKey = try Tensor(uninitialized: Element.dtype, Shape([groups] + lead + [keys, width]))
    let toValue = try Tensor(
      uninitialized: Element.dtype, Shape([groups] + lead + [keys, valueWidth]))
    let room = rows * (2 * keys + width)
    let scratch = try AttentionScratch<Element>(room)
    let targets = (
      toQuery.pointer(as: Element.self), toKey.pointer(as: Element.self),
      toValue.pointer(as: Element.self)
    )
    let (count, all) = (blocks, matrices)
    try Pool.run(all * groups) { piece in
      let (group, matrix) = piece.quotientAndRemainder(dividingBy: all)
      let (toKeys, toValues) = (
        targets.1 + piece * keys * width, targets.2 + piece * keys * valueWidth
      )
      toKeys.update(repeating: 0, count: keys * width)
      toValues.update(repeating: 0, count: keys * valueWidth)
      scratch.lend { memory in
        for number in (count * group / groups)..<(count * (group + 1) / groups) {
          if Interrupt.isRequested { return }
          let block = block(number)
          let start = (matrix * queries + block.start) * width
          step(matrix, block, slope, memory, targets.0 + start, toKeys, toValues)
        }
      }
    }
    withExtendedLifetime((self, slope)) {}
    return [toQuery, try total(toKey, groups), try total(toValue, groups)]
  }

  private func total(_ parts: Tensor, _ groups: Int) throws -> Tensor {
    if groups > 1 { return try Operator.sum(parts, .ints([0]), .flag(false)) }
    return try parts.reshaped(Shape(Array(parts.shape.dimensions.dropFirst())))
  }

  /// One block's share of every gradient.
  private func step(
    _ matrix: Int, _ block: Block, _ slope: AttentionInput<Element>,
    _ memory: UnsafeMutablePointer<Element>, _ toQuery: UnsafeMutablePointer<Element>,
    _ toKeys: UnsafeMutablePointer<Element>, _ toValues: UnsafeMutablePointer<Element>
  ) {
    let (scaled, chances) = (memory, memory + rows * width)
    let slopes = chances + rows * keys
    weigh(matrix, block, scaled, into: chances)
    let upstream = slope.matrix(matrix).from(row: block.start, column: 0)
    multiply(
      block.seen, valueWidth, block.count, operand(chances, block.seen).transposed, upstream,
      into: toValues, adding: true)
    multiply(
      block.count, block.seen, valueWidth, upstream, value.matrix(matrix).transposed, into: slopes,
      adding: false)
    Element.softmaxGradient(slopes, chances, block.count, block.seen)
    multiply(
      block.count, width, block.seen, operand(slopes, block.seen), key.matrix(matrix),
      into: toQuery, adding: false)
    let factor = Element(scale)
    for index in 0..<block.count * width { toQuery[index] *= factor }
    multiply(
      block.seen, width, block.count, operand(slopes, block.seen).transposed,
      operand(scaled, width), into: toKeys, adding: true)
  }

  private var scale: Double { 1 / Double(width).squareRoot() }

  /// Some queries in a row, and the keys from the first that they may see.
  private struct Block {
    let start: Int
    let count: Int
    let seen: Int
  }

  private func block(_ number: Int) -> Block {
    let start = number * rows
    let count = min(rows, queries - start)
    return Block(
      start: start, count: count,
      // A block that sees nothing looks at one key, which is then hidden from all its queries.
      seen: isCausal ? max(1, start + count + keys - queries) : keys)
  }

  /// The weights of a block: softmax of its scores; zeros for a query that may see no key.
  ///
  /// Leaves the block's scaled queries behind.
  private func weigh(
    _ matrix: Int, _ block: Block, _ scaled: UnsafeMutablePointer<Element>,
    into scores: UnsafeMutablePointer<Element>
  ) {
    let (from, factor) = (query.matrix(matrix), Element(scale))
    for row in 0..<block.count {
      let source = from.base + (block.start + row) * from.leading
      let target = scaled + row * width
      for column in 0..<width { target[column] = source[column] * factor }
    }
    multiply(
      block.count, block.seen, width, operand(scaled, width), key.matrix(matrix).transposed,
      into: scores, adding: false)
    for row in 0..<block.count {
      let line = scores + row * block.seen
      mask?.hide(matrix, block.start + row, line, block.seen)
      guard isCausal else { continue }
      let own = max(0, block.start + row + keys - queries + 1)
      if own < block.seen { (line + own).update(repeating: -.infinity, count: block.seen - own) }
    }
    let blind = (0..<block.count).filter { row in
      UnsafeBufferPointer(start: scores + row * block.seen, count: block.seen)
        .allSatisfy { $0 == -.infinity }
    }
    Element.softmax(scores, block.count, block.seen)
    for row in blind { (scores + row * block.seen).update(repeating: 0, count: block.seen) }
  }

  private func operand(
    _ base: UnsafeMutablePointer<Element>, _ columns: Int
  ) -> MatrixOperand<Element> {
    MatrixOperand(base: UnsafePointer(base), leading: columns, isTransposed: false)
  }

  /// c = a b, its rows side by side; a single query goes the way of vectors.
  private func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: MatrixOperand<Element>,
    _ b: MatrixOperand<Element>, into c: UnsafeMutablePointer<Element>, adding: Bool
  ) {
    if rows == 1, !adding, !a.isTransposed {
      Element.multiply(columns, depth, b.transposed, vector: a.base, into: c)
    } else {
      Element.multiply(rows, columns, depth, a, b, into: c, leading: columns, adding: adding)
    }
  }
}

/// Matrices of consecutive rows, one for each place of the leading axes.
private struct AttentionInput<Element: AttentionElement> {
  let rows: Int
  let columns: Int
  private let tensor: Tensor
  private let leading: Int
  private let places: [Int]

  /// Reads a tensor where it lies, if the elements of a row are neighbours; else a copy.
  init(_ x: Tensor, _ lead: [Int]) throws {
    try x.storage.materialize()
    let own = try Casting.converted(x.detached(), to: Element.dtype)
    let (rows, columns) = (own.shape[own.rank - 2], own.shape[own.rank - 1])
    let isReadable =
      (columns == 1 || own.strides[own.rank - 1] == 1)
      && (rows == 1 || own.strides[own.rank - 2] >= columns)
    tensor = isReadable ? own : try own.packed()
    (self.rows, self.columns) = (rows, columns)
    leading = rows == 1 ? columns : tensor.strides[own.rank - 2]
    places = AttentionPlaces.of(tensor, lead + [rows, columns])
  }

  func matrix(_ index: Int) -> MatrixOperand<Element> {
    MatrixOperand(
      base: UnsafePointer(tensor.pointer(as: Element.self) + places[index]), leading: leading,
      isTransposed: false)
  }
}

/// What hides keys from queries: false in a boolean mask, or numbers that are added to the scores.
private struct AttentionMask<Element: AttentionElement> {
  private let tensor: Tensor
  private let places: [Int]
  private let down: Int
  private let across: Int
  private let isLogical: Bool

  init(_ mask: Tensor, _ shape: [Int]) throws {
    try mask.storage.materialize()
    isLogical = mask.dtype == .bool
    tensor = isLogical ? mask.detached() : try Casting.converted(mask.detached(), to: Element.dtype)
    let strides = Broadcasting.strides(of: tensor, to: Shape(shape))
    places = AttentionPlaces.of(tensor, shape)
    (down, across) = (strides[shape.count - 2], strides[shape.count - 1])
  }

  func hide(_ matrix: Int, _ row: Int, _ scores: UnsafeMutablePointer<Element>, _ count: Int) {
    let start = places[matrix] + row * down
    if isLogical {
      let seen = tensor.pointer(as: Bool.self) + start
      for index in 0..<count where !seen[index &* across] { scores[index] = -.infinity }
    } else {
      let added = tensor.pointer(as: Element.self) + start
      for index in 0..<count { scores[index] += added[index &* across] }
    }
  }
}

/// Where the matrices of a tensor begin, as if it had been stretched to a larger shape.
private enum AttentionPlaces {
  static func of(_ x: Tensor, _ shape: [Int]) -> [Int] {
    let strides = Broadcasting.strides(of: x, to: Shape(shape))
    var places = [0]
    for (size, step) in zip(shape.dropLast(2), strides) {
      places = places.flatMap { place in (0..<size).map { place + $0 * step } }
    }
    return places
  }
}

/// Memory for the pieces that run at one time: one part for each thread.
private final class AttentionScratch<Element: AttentionElement> {
  private let memory: Tensor
  private let size: Int
  /// The numbers of the parts that nobody uses.
  private let free: Mutex<[Int]>

  init(_ count: Int) throws {
    let threads = Pool.threads
    size = count
    memory = try Tensor(uninitialized: Element.dtype, Shape([threads, count]))
    free = Mutex(Array(0..<threads))
  }

  /// Lends a part to one piece.
  func lend(_ body: (UnsafeMutablePointer<Element>) -> Void) {
    guard let part = free.withLock({ $0.popLast() }) else {
      preconditionFailure("more pieces at a time than threads")
    }
    body(memory.pointer(as: Element.self) + part * size)
    free.withLock { $0.append(part) }
  }
}
