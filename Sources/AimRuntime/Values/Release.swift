import AimDiagnostics
import Synchronization

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
    if holdsValues { takeApart([value]) } else { deallocate(value) }
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
      if container.slotCount == 0 { return nil }
      container.slotCount &-= 1
      return container.slots[container.slotCount]
    }
  }

  @inline(__always)
  private static func deallocate(_ value: Value) {
    HeapAccount.remove(HeapObject.averageSize)
    Unmanaged<HeapObject>.fromOpaque(value.address).release()
  }
}
