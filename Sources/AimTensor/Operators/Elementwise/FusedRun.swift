/// One run of a chain of elementwise operations, piece by piece.
struct FusedRun {
  /// An operation of the chain, with where its operands come from and where its result goes.
  struct Step {
    /// Held by the storages of the chain as long as it runs: threads that counted references to
    /// one object would wait for each other.
    let operation: Unmanaged<FusedElementwise>
    let target: Place
    let first: Place
    let second: Place
    let third: Place
  }

  /// Where an operand or a result of the current piece is.
  enum Place {
    /// A buffer in memory, its elements a step apart.
    case memory(UnsafeMutableRawPointer, step: Int, size: Int)
    /// A slot that holds the current piece.
    case slot(Int)
    /// A row in memory that is repeated; a slot has room for what a piece sees of it.
    case columns(UnsafeMutableRawPointer, length: Int, size: Int, slot: Int)
    /// An element in memory for each row; a slot has room for what a piece sees of them.
    case rows(UnsafeMutableRawPointer, length: Int, period: Int, size: Int, slot: Int)
  }

  let count: Int
  private(set) var steps: [Step] = []
  private var places: [ObjectIdentifier: Place] = [:]
  private(set) var slots = 0
  private var freeSlots: [Int] = []
  /// Bytes of a slot: a piece of the chain's largest elements, twice where rows are repeated in it.
  private(set) var slotSize = 0
  /// What gets a buffer of its own: the root, and what somebody outside the chain holds.
  private var kept: [(storage: Storage, address: UnsafeMutableRawPointer)] = []
  /// The result of the chain's last operation.
  private(set) var last = Place.slot(0)

  /// Elements of a piece: the slots of a usual chain stay in the first cache.
  static let piece = ReductionLoop.block

  /// Plans the run of a pending storage.
  ///
  /// Faults where there is no memory for what is kept.
  init(_ root: Storage, _ fused: FusedElementwise, isTemporary: Bool = false) throws {
    count = fused.count
    do {
      try plan(root, fused, isTemporary: isTemporary)
      last = places[ObjectIdentifier(root)] ?? last
    } catch {
      giveUp()
      throw error
    }
  }

  /// Fills every kept storage.
  ///
  /// Throws when interrupted: everything stays pending.
  func run() throws {
    try settling {
      try Pool.run(count, by: Pool.grain) { range in
        withRoom { room in
          for start in stride(from: range.lowerBound, to: range.upperBound, by: FusedRun.piece) {
            perform(start, min(FusedRun.piece, range.upperBound - start), room)
          }
        }
      }
    }
  }

  /// Does the work, then hands each kept storage its buffer; nothing is kept where it throws.
  func settling(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch {
      giveUp()
      throw error
    }
    for (storage, address) in kept { storage.settle(address) }
  }

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
    slotSize = max(slotSize, FusedRun.piece * fused.size)
    var sources: [Place] = []
    for index in fused.operands.indices { sources.append(try source(index, of: fused)) }
    // What is temporary is used once, here. A loop may write over an operand of the same size.
    for (place, operand) in zip(sources, fused.operands) where operand.size == fused.size {
      free(place)
    }
    let target: Place
    if isTemporary {
      target = .slot(takeSlot())
    } else {
      let address = try Accountant.fulfil(storage.byteCount)
      kept.append((storage, address))
      target = .memory(address, step: 1, size: fused.size)
    }
    for (place, operand) in zip(sources, fused.operands) where operand.size != fused.size {
      free(place)
    }
    places[ObjectIdentifier(storage)] = target
    steps.append(
      Step(
        operation: .passUnretained(fused), target: target, first: sources[0],
        second: sources.count > 1 ? sources[1] : target,
        third: sources.count > 2 ? sources[2] : target))
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
    let (base, size) = (operand.storage.base + operand.offset, operand.size)
    switch operand.walk {
    case .one: return .memory(base, step: 0, size: size)
    case .each: return .memory(base, step: 1, size: size)
    case .columns(let length):
      slotSize = max(slotSize, FusedRun.piece * size * (length <= FusedRun.piece ? 2 : 1))
      return .columns(base, length: length, size: size, slot: newSlot())
    case .rows(let length, let period):
      slotSize = max(slotSize, FusedRun.piece * size)
      return .rows(base, length: length, period: period, size: size, slot: newSlot())
    }
  }

  private mutating func free(_ place: Place) {
    if case .slot(let number) = place { freeSlots.append(number) }
  }

  private mutating func takeSlot() -> Int { freeSlots.popLast() ?? newSlot() }

  private mutating func newSlot() -> Int {
    slots += 1
    return slots - 1
  }
}
