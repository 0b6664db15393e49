import AimDiagnostics
import AimTensor
import Synchronization

/// What an interrupt left behind: objects and chains of operations too large to free before the
/// report.
package enum Leftovers {
  /// Frees them; a shell calls it while it waits for its user.
  ///
  /// - Parameter limit: How long it may take; nil for all of it.
  /// - Returns: Whether something is left.
  @discardableResult
  package static func free(within limit: Duration? = nil) -> Bool {
    Release.finishPending(within: limit)
    Origin.finishReleasing(within: limit)
    return Release.hasPending || Origin.hasPending
  }
}

/// Frees objects whose last reference is gone, and what only they held.
///
/// Deep structures are taken apart with a stack of our own, never by recursion. A structure so large
/// that Ctrl-C would wait for it is set aside and finished later (`finishPending`).
package enum Release {
  /// Objects set aside at an interrupt: addresses of objects that nobody refers to any more.
  private static let pending = Mutex<[UInt]>([])
  /// True from an interrupt until `finishPending`: the report comes first, what is large is freed after it.
  private static let isHasty = Atomic<Bool>(false)

  /// Sets what takes long to free aside from now on, until `finishPending`.
  static func makeHaste() { isHasty.store(true, ordering: .relaxed) }

  /// Frees an object whose count has just become zero.
  @inline(never)
  static func free(_ value: Value) {
    let holdsValues = value.with(HeapObject.self) { $0.kind.holdsValues }
    if !holdsValues { return deallocate(value) }
    // Most containers hold nothing that holds something: no stack is needed for them.
    if !releaseLeaves(of: value) { takeApart([value]) }
  }

  /// True where something was set aside that is still to be freed.
  package static var hasPending: Bool { pending.withLock { !$0.isEmpty } }

  /// Frees what was set aside at an interrupt; stops again at the next one.
  ///
  /// - Parameter limit: How long it may take; what is left stays aside. Nil for all of it.
  package static func finishPending(within limit: Duration? = nil) {
    isHasty.store(false, ordering: .relaxed)
    let addresses = pending.withLock { list in
      defer { list = [] }
      return list
    }
    if addresses.isEmpty { return }
    let deadline = limit.map { ContinuousClock.now + $0 }
    takeApart(addresses.map { Value(bits: Value.objectTag | UInt64($0)) }, until: deadline)
  }

  /// Frees a container whose values are numbers and leaves; false, with the rest still in it, at a
  /// value that dies and holds values itself, or when it takes long.
  private static func releaseLeaves(of value: Value) -> Bool {
    var countdown = 4096
    while let child = takeLastValue(of: value) {
      if child.isObject {
        let (references, holdsValues) = child.with(HeapObject.self) {
          ($0.references, $0.kind.holdsValues)
        }
        if holdsValues, references == 1 {
          putBack(child, in: value)
          return false
        }
        child.with(HeapObject.self) { $0.references = references &- 1 }
        if references == 1 { deallocate(child) }
      }
      countdown &-= 1
      if countdown == 0 { return false }
    }
    deallocate(value)
    return true
  }

  /// Undoes `takeLastValue`.
  private static func putBack(_ child: Value, in value: Value) {
    if value.with(HeapObject.self, { $0.kind == .cell }) {
      value.with(CellObject.self) { $0.value = child }
    } else {
      value.with(ContainerObject.self) { container in
        container.slots[container.slotCount] = child
        container.slotCount &+= 1
      }
    }
  }

  /// Depth first: the object on top of the stack loses its last value; when it has none, it goes.
  private static func takeApart(_ roots: [Value], until deadline: ContinuousClock.Instant? = nil) {
    var stack = roots
    var countdown = 4096
    while let top = stack.last {
      guard let child = takeLastValue(of: top) else {
        stack.removeLast()
        deallocate(top)
        continue
      }
      if child.isObject {
        let died = child.with(HeapObject.self) { object in
          object.references &-= 1
          return object.references == 0
        }
        if died {
          if child.with(HeapObject.self, { $0.kind.holdsValues }) {
            stack.append(child)
          } else {
            deallocate(child)
          }
        }
      }
      countdown &-= 1
      if countdown == 0 {
        countdown = 4096
        if mustStop(deadline) { return setAside(stack) }
      }
    }
  }

  private static func mustStop(_ deadline: ContinuousClock.Instant?) -> Bool {
    if Interrupt.isRequested || isHasty.load(ordering: .relaxed) { return true }
    guard let deadline else { return false }
    return ContinuousClock.now >= deadline
  }

  private static func setAside(_ stack: [Value]) {
    pending.withLock { list in
      for value in stack { list.append(UInt(value.bits & Value.payloadMask)) }
    }
  }

  /// Takes the last of the values that a dying object holds; nil when there are none left.
  @inline(__always)
  private static func takeLastValue(of value: Value) -> Value? {
    if value.with(HeapObject.self, { $0.kind == .cell }) {
      return value.with(CellObject.self) { cell in
        let held = cell.value
        cell.value = .missing
        return held.isMissing ? nil : held
      }
    }
    return value.with(ContainerObject.self) { container in
      // Numbers at the end have nothing to give up: many go at once.
      var (count, first) = (container.slotCount, max(container.slotCount &- 4096, 0))
      while count > first, !container.slots[count &- 1].isObject { count &-= 1 }
      first = max(count &- 1, 0)
      container.slotCount = first
      return count == 0 ? nil : container.slots[first]
    }
  }

  @inline(__always)
  private static func deallocate(_ value: Value) {
    HeapAccount.remove(HeapObject.averageSize)
    if value.with(HeapObject.self, { $0.kind == .string }), StringObject.keep(value) { return }
    Unmanaged<HeapObject>.fromOpaque(value.address).release()
  }
}
