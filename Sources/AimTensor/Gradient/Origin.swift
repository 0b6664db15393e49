import AimDiagnostics
import Synchronization

/// How a differentiated value was made: an operator, its inputs, and the levels it depends on.
package final class Origin {
  /// Nil for a leaf: a variable that someone differentiates with respect to.
  let op: Operator?
  private(set) var inputs: [Tensor]
  let attributes: Attributes
  /// The results without their origin, where the rule uses them.
  private(set) var results: [Tensor]
  /// How many results the operation had.
  let resultCount: Int
  /// One bit per level of differentiation that the value depends on.
  let levels: UInt64
  /// Grows with every origin, so that inputs always have smaller numbers than results.
  let serial: UInt64

  /// Computes the results once more, recorded, where they were made without a record.
  private(set) var again: (() throws -> [Tensor])?

  /// What a walk back knows of it.
  var visit = Visit()

  /// The line that asked for it, where a NaN is looked for.
  let site: SourceRange?

  init(
    op: Operator?, inputs: [Tensor], attributes: Attributes, results: [Tensor], resultCount: Int,
    levels: UInt64, again: (() throws -> [Tensor])? = nil
  ) {
    self.again = again
    self.resultCount = resultCount
    self.op = op
    self.inputs = inputs
    self.attributes = attributes
    self.results = results
    self.levels = levels
    self.serial = GradientLevels.nextSerial()
    self.site = NaNWatch.isOn ? Site.teller?.site : nil
    Accountant.note(Origin.size)
  }

  /// What an origin takes, with its lists of tensors, by estimate.
  private static let size = 480

  /// Releases a long chain step by step: letting each origin free the next would recurse.
  deinit {
    Origin.release(&inputs)
    Accountant.note(-Origin.size)
  }

  /// Gives up tensors and what only they were made from.
  ///
  /// When the user asks to stop, the rest is set aside until `finishReleasing`.
  ///
  /// They are taken out of the caller's variable: whoever still held them would free them himself,
  /// one within the other.
  private static func release(
    _ waiting: inout [Tensor], until deadline: ContinuousClock.Instant? = nil
  ) {
    var countdown = 1024
    while var tensor = waiting.popLast() {
      guard var origin = tensor.origin else { continue }
      tensor.origin = nil
      guard isKnownUniquelyReferenced(&origin) else { continue }
      waiting.append(contentsOf: origin.inputs)
      origin.inputs = []
      countdown -= 1
      if countdown == 0 {
        countdown = 1024
        if mustStop(deadline) { return setAside(&waiting) }
      }
    }
  }

  private static let lock = Mutex<Void>(())
  /// Touched under the lock alone.
  nonisolated(unsafe) private static var aside: [Tensor] = []

  /// True from an interrupt until `finishReleasing`: the report comes first.
  private static let isHasty = Atomic<Bool>(false)

  /// Sets long chains aside from now on, until `finishReleasing`.
  package static func makeHaste() { isHasty.store(true, ordering: .relaxed) }

  private static func mustStop(_ deadline: ContinuousClock.Instant?) -> Bool {
    if Interrupt.isRequested || isHasty.load(ordering: .relaxed) { return true }
    guard let deadline else { return false }
    return ContinuousClock.now >= deadline
  }

  private static func setAside(_ tensors: inout [Tensor]) {
    lock.withLock { _ in
      if aside.isEmpty { swap(&aside, &tensors) } else { aside += tensors }
    }
    tensors = []
  }

  /// True where chains were set aside that are still to be given up.
  package static var hasPending: Bool {
    lock.withLock { _ in !aside.isEmpty }
  }

  /// Gives up what was set aside at an interrupt.
  ///
  /// - Parameter limit: How long it may take; what is left stays aside. Nil for all of it.
  package static func finishReleasing(within limit: Duration? = nil) {
    isHasty.store(false, ordering: .relaxed)
    var rest: [Tensor] = []
    lock.withLock { _ in swap(&rest, &aside) }
    let deadline = limit.map { ContinuousClock.now + $0 }
    if !rest.isEmpty { release(&rest, until: deadline) }
  }

  /// True once its inputs are gone: the levels it was recorded for are closed.
  var isForgotten: Bool { op != nil && inputs.isEmpty }

  /// Lets go of what a walk back would need.
  func forget() {
    inputs = []
    results = []
    again = nil
  }

  /// Lets go of what a walk back would need, here and in everything it was made from, as far as no
  /// open level depends on it.
  ///
  /// A value that outlives its level then keeps nothing else alive.
  static func forget(from roots: [Tensor]) {
    let open = GradientLevels.openMask
    var waiting = roots.compactMap { $0.origin }
    while let origin = waiting.popLast() {
      guard origin.levels & open == 0 else { continue }
      waiting.append(contentsOf: origin.inputs.compactMap { $0.origin })
      origin.forget()
      if mustStop(nil) { return }
    }
  }
}
