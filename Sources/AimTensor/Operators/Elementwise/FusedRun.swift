/// One run of a chain of elementwise operations, piece by piece.
struct FusedRun {
  /// An operation of the chain, with where its operands come from and where its result goes.
  private struct Step {
    let loop: FusedElementwise.Loop
    let sources: [Place]
    let target: Place
  }

  /// A buffer in memory, or a slot that holds the current piece.
  private enum Place {
    case memory(UnsafeMutableRawPointer, step: Int, size: Int)
    case slot(Int)
  }

  private let count: Int
  private var steps: [Step] = []
  private var places: [ObjectIdentifier: Place] = [:]
  private var slots = 0
  private var freeSlots: [Int] = []
  /// What gets a buffer of its own: the root, and what somebody outside the chain holds.
  private var kept: [(storage: Storage, address: UnsafeMutableRawPointer)] = []

  /// Plans the run of a pending storage.
  ///
  /// Faults where there is no memory for what is kept.
  init(_ root: Storage, _ fused: FusedElementwise) throws {
    count = fused.count
    do {
      try plan(root, fused, isTemporary: false)
    } catch {
      giveUp()
      throw error
    }
  }

  /// Fills every kept storage.
  ///
  /// Throws when interrupted: everything stays pending.
  func run() throws {
    do {
      try Pool.run(count, by: Pool.grain) { runPieces($0) }
    } catch {
      giveUp()
      throw error
    }
    for (storage, address) in kept { storage.settle(address) }
  }

  /// Elements of a piece: the slots of a usual chain stay in the first cache.
  private static let piece = 1024
  /// Bytes between slots: a piece of the largest elements.
  private static let slotSize = piece * 8

  private func giveUp() {
    for (storage, address) in kept { Accountant.putBack(address, storage.byteCount) }
  }
}

// MARK: planning

extension FusedRun {
  /// Operands first: the order of the steps is the order in which the program asked for them.
  private mutating func plan(_ storage: Storage, _ fused: FusedElementwise, isTemporary: Bool)
    throws
  {
    var sources: [Place] = []
    for index in fused.operands.indices { sources.append(try source(index, of: fused)) }
    let target: Place
    if isTemporary {
      target = .slot(takeSlot())
    } else {
      let address = try Accountant.fulfil(storage.byteCount)
      kept.append((storage, address))
      target = .memory(address, step: 1, size: fused.size)
    }
    // What is temporary is used once, here: its slot is free for a later step.
    for case .slot(let number) in sources { freeSlots.append(number) }
    places[ObjectIdentifier(storage)] = target
    steps.append(Step(loop: fused.loop, sources: sources, target: target))
  }

  private mutating func source(_ index: Int, of fused: FusedElementwise) throws -> Place {
    // Nobody but this operand holds it: its elements need not outlive the piece.
    let isTemporary = isKnownUniquelyReferenced(&fused.operands[index].storage)
    let operand = fused.operands[index]
    if let pending = operand.storage.fused {
      let key = ObjectIdentifier(operand.storage)
      if let place = places[key] { return place }
      try plan(operand.storage, pending, isTemporary: isTemporary)
      if let place = places[key] { return place }
    }
    return .memory(operand.storage.base + operand.offset, step: operand.step, size: operand.size)
  }

  private mutating func takeSlot() -> Int {
    if let free = freeSlots.popLast() { return free }
    slots += 1
    return slots - 1
  }
}

// MARK: running

extension FusedRun {
  private func runPieces(_ range: Range<Int>) {
    withUnsafeTemporaryAllocation(byteCount: max(slots, 1) * FusedRun.slotSize, alignment: 64) {
      guard let room = $0.baseAddress else { return }
      var start = range.lowerBound
      while start < range.upperBound {
        let length = min(FusedRun.piece, range.upperBound - start)
        for step in steps { perform(step, start, length, room) }
        start += length
      }
    }
  }

  private func perform(
    _ step: Step, _ start: Int, _ length: Int, _ room: UnsafeMutableRawPointer
  ) {
    let (first, firstStep) = locate(step.sources[0], start, room)
    let (target, _) = locate(step.target, start, room)
    // Loops over floats have nothing to report.
    switch step.loop {
    case .unary(let loop): _ = loop(first, firstStep, target, length)
    case .binary(let loop):
      let (second, secondStep) = locate(step.sources[1], start, room)
      _ = loop(first, firstStep, second, secondStep, target, length)
    }
  }

  private func locate(_ place: Place, _ start: Int, _ room: UnsafeMutableRawPointer) -> (
    UnsafeMutableRawPointer, Int
  ) {
    switch place {
    case .memory(let base, let step, let size): (base + start * step * size, step)
    case .slot(let number): (room + number * FusedRun.slotSize, 1)
    }
  }
}
