import AimDiagnostics
import CAimKernels

/// Recurrent layers forward and back: large products before and after, in between a walk through time.
///
/// Rows of the batch do not depend on each other, so each piece of work is a few rows and walks all
/// steps with them: no thread waits for another. The pieces, and with them every sum, follow from the
/// sizes alone.
struct RecurrentWalk<Element: RecurrentElement> {
  let operands: RecurrentOperands

  /// What the walk back reads: the outputs, and but for RNN the gates and what stood beside them.
  struct Kept {
    let outputs: Tensor
    let gates: Tensor
    let beside: Tensor?
  }

  /// Outputs and last states; then, where `keeping`, what the walk back needs beside the outputs.
  func forward(keeping: Bool) throws -> [Tensor] {
    let (kind, isPlain) = (operands.kind, operands.kind == .rnn)
    let gates = try MatrixKernel.run(
      operands.x, operands.weightInput, as: Element.dtype,
      [operands.batch, operands.steps, operands.columns])
    let outputs = isPlain ? gates : try tensor(operands.batch, operands.steps, operands.units)
    let beside = keeping && !isPlain ? try outputs.sibling() : nil
    let last = try (0..<kind.states).map { _ in try tensor(operands.batch, operands.units) }
    var sequence = try common(outputs: outputs, gates: gates, beside: beside)
    sequence.last_hidden = UnsafeMutableRawPointer(last[0].pointer(as: Element.self))
    if kind == .lstm { sequence.last_cell = UnsafeMutableRawPointer(last[1].bytes) }
    let weight = try packed(turned: false)
    sequence.weight = UnsafeRawPointer(weight.bytes)
    let ready = sequence
    try overPieces { rows, _, scratch in
      var start = 0
      repeat {
        if Interrupt.isRequested { return }
        let end = min(start + turn, operands.steps)
        Element.walk(ready, rows: rows, steps: start..<end, scratch)
        start = end
      } while start < operands.steps
    }
    withExtendedLifetime((operands, gates, beside, weight)) {}
    return [outputs] + last + (beside.map { [gates, $0] } ?? [])
  }

  /// The gradients of all operands in their order; of those that are not needed, nothing.
  ///
  /// `upstreams` are those of the outputs and of the last states.
  func backward(_ upstreams: [Tensor], _ kept: Kept, needs: [Bool]) throws -> [Tensor] {
    let kind = operands.kind
    let gates = try tensor(operands.batch, operands.steps, operands.columns)
    let states = try (0..<kind.states).map { _ in try tensor(operands.batch, operands.units) }
    let biases = try zeros(pieces, 2 * operands.columns)
    let weight = try packed(turned: true)
    var sequence = try common(outputs: kept.outputs, gates: kept.gates, beside: kept.beside)
    sequence.weight = UnsafeRawPointer(weight.bytes)
    sequence.upstream = UnsafeRawPointer(upstreams[0].bytes)
    sequence.upstream_hidden = UnsafeRawPointer(upstreams[1].bytes)
    sequence.gates_gradient = gates.bytes
    sequence.hidden_gradient = states[0].bytes
    if kind == .lstm {
      sequence.upstream_cell = UnsafeRawPointer(upstreams[2].bytes)
      sequence.cell_gradient = states[1].bytes
    }
    let ready = sequence
    let sums = biases.pointer(as: Element.self)
    try overPieces { rows, piece, scratch in
      var end = operands.steps
      repeat {
        if Interrupt.isRequested { return }
        let start = max(end - turn, 0)
        Element.walkBack(
          ready, rows: rows, steps: start..<end, sums + piece * 2 * operands.columns, scratch)
        end = start
      } while end > 0
    }
    withExtendedLifetime((operands, upstreams, kept, weight)) {}
    let bias = try total(biases)
    let half = operands.columns
    let (nothing, weights) = (try tensor(0), 1 + kind.states)
    let input =
      needs[0] ? try product(gates, operands.weightInput.turned(), operands.x.shape) : nothing
    let weightInput =
      needs[weights]
      ? try product(operands.x.tall().turned(), gates.tall(), operands.weightInput.shape) : nothing
    let weightHidden =
      needs[weights + 1] ? try hiddenWeightGradient(kept, changing: gates) : nothing
    return try [input] + states + [
      weightInput, weightHidden,
      bias.view(shape: [half], strides: [1], offset: 0).packed(),
      bias.view(shape: [half], strides: [1], offset: half).packed(),
    ]
  }

  /// The product of every step's state before it and its gates' gradients.
  ///
  /// The outputs are those states, one step late: row by row of the whole batch they are multiplied
  /// as they lie, while the rows of the first step, whose state was given, are set aside.
  private func hiddenWeightGradient(_ kept: Kept, changing gates: Tensor) throws -> Tensor {
    let (batch, steps, units, width) = (
      operands.batch, operands.steps, operands.units, operands.columns
    )
    if batch * steps == 0 { return try zeros(units, width) }
    if operands.kind == .gru { try scaleCandidates(kept.gates, gates) }
    let first = gates.view(shape: [batch, width], strides: [steps * width, 1], offset: 0)
    let begun = try product(operands.hidden.turned(), first.packed(), [units, width])
    if steps == 1 { return begun }
    for row in 0..<batch {
      (gates.pointer(as: Element.self) + row * steps * width).update(repeating: 0, count: width)
    }
    let count = batch * steps - 1
    let before = kept.outputs.view(shape: [units, count], strides: [1, units], offset: 0)
    let after = gates.view(shape: [count, width], strides: [width, 1], offset: width)
    let result = try product(before, after, [units, width])
    let place = result.pointer(as: Element.self)
    Element.add(place, begun.pointer(as: Element.self), into: place, units * width)
    return result
  }

  /// GRU's candidate sees the state's product through the gate r: so does its gradient.
  private func scaleCandidates(_ values: Tensor, _ gradients: Tensor) throws {
    let (units, width) = (operands.units, operands.columns)
    let (value, gradient) = (
      values.pointer(as: Element.self), gradients.pointer(as: Element.self)
    )
    try FusedRule.runRows(operands.batch * operands.steps, width) { rows in
      for row in rows {
        let candidate = gradient + row * width + 2 * units
        Element.multiply(candidate, value + row * width, into: candidate, units)
      }
    }
  }

  // MARK: the pieces of the work

  /// Rows walked together: as many as the loops take, but where there are few, half of them.
  private var height: Int {
    let most = Int(AIM_RECURRENT_ROWS)
    let work = operands.batch * operands.steps * operands.units * operands.columns
    let least = work < 1 << 16 ? 1 : 2
    let pieces = max(least, (operands.batch + most - 1) / most)
    return max((operands.batch + pieces - 1) / pieces, 1)
  }

  private var pieces: Int { (operands.batch + height - 1) / height }

  /// The steps between two looks at the interrupt: a few milliseconds' work.
  private var turn: Int { max(1, (1 << 24) / max(height * operands.units * operands.columns, 1)) }

  /// Runs a body on the rows of each piece, its number and its scratch.
  private func overPieces(
    _ body: @escaping (Range<Int>, Int, UnsafeMutablePointer<Element>) -> Void
  ) throws {
    let height = height
    let size = aim_recurrent_scratch_size(Int32(operands.kind.gates), operands.units, height)
    let scratch = try tensor(pieces, size)
    let base = scratch.pointer(as: Element.self)
    try Pool.run(operands.batch, by: height) { rows in
      let piece = rows.lowerBound / height
      body(rows, piece, base + piece * size)
    }
    withExtendedLifetime(scratch) {}
  }

  // MARK: tensors

  /// What forward and back have in common.
  private func common(outputs: Tensor, gates: Tensor, beside: Tensor?) throws -> aim_recurrence {
    var sequence = aim_recurrence()
    sequence.cell = Int32(operands.kind.gates)
    sequence.steps = operands.steps
    sequence.hidden = operands.units
    sequence.bias_input = UnsafeRawPointer(operands.biasInput.bytes)
    sequence.bias_hidden = UnsafeRawPointer(operands.biasHidden.bytes)
    sequence.first_hidden = UnsafeRawPointer(operands.hidden.bytes)
    sequence.first_cell = operands.cell.map { UnsafeRawPointer($0.bytes) }
    sequence.gates = gates.bytes
    sequence.outputs = outputs.bytes
    sequence.kept = beside?.bytes
    return sequence
  }

  private func packed(turned: Bool) throws -> Tensor {
    let kind = operands.kind
    let size = aim_recurrent_packed_size(Int32(kind.gates), operands.units)
    let result = try tensor(size)
    Element.pack(
      kind, operands.units, operands.weightHidden.pointer(as: Element.self),
      into: result.pointer(as: Element.self), turned: turned)
    return result
  }

  /// The pieces' sums, added in their order.
  private func total(_ sums: Tensor) throws -> Tensor {
    let size = 2 * operands.columns
    let result = try zeros(size)
    let place = result.pointer(as: Element.self)
    for piece in 0..<pieces {
      Element.add(place, sums.pointer(as: Element.self) + piece * size, into: place, size)
    }
    return result
  }

  private func product(_ a: Tensor, _ b: Tensor, _ shape: Shape) throws -> Tensor {
    try MatrixKernel.run(a, b, as: Element.dtype, shape)
  }

  private func tensor(_ sizes: Int...) throws -> Tensor {
    try Tensor(uninitialized: Element.dtype, Shape(sizes))
  }

  private func zeros(_ sizes: Int...) throws -> Tensor {
    let result = try Tensor(uninitialized: Element.dtype, Shape(sizes))
    try result.fillWithZeros()
    return result
  }
}

extension Tensor {
  /// A new tensor of this type, its elements not yet written.
  fileprivate func sibling() throws -> Tensor { try Tensor(uninitialized: dtype, shape) }

  /// [batch, steps, n] as [batch · steps, n].
  fileprivate func tall() -> Tensor {
    view(shape: [shape[0] * shape[1], shape[2]], strides: [shape[2], 1], offset: offset)
  }

  /// A matrix with rows for columns.
  fileprivate func turned() -> Tensor {
    view(shape: [shape[1], shape[0]], strides: [strides[1], strides[0]], offset: offset)
  }
}
