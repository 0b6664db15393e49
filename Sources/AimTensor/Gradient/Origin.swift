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

  init(
    op: Operator?, inputs: [Tensor], attributes: Attributes, results: [Tensor], resultCount: Int,
    levels: UInt64
  ) {
    self.resultCount = resultCount
    self.op = op
    self.inputs = inputs
    self.attributes = attributes
    self.results = results
    self.levels = levels
    self.serial = GradientLevels.nextSerial()
  }

  /// Releases a long chain step by step: letting each origin free the next would recurse.
  deinit {
    Origin.release(&inputs)
  }

  /// Gives up tensors and what only they were made from.
  ///
  /// When the user asks to stop, the rest is set aside, and given up when the next level is opened.
  ///
  /// They are taken out of the caller's variable: whoever still held them would free them himself,
  /// one within the other.
  private static func release(_ waiting: inout [Tensor]) {
    var countdown = 4096
    while var tensor = waiting.popLast() {
      guard var origin = tensor.origin else { continue }
      tensor.origin = nil
      guard isKnownUniquelyReferenced(&origin) else { continue }
      waiting.append(contentsOf: origin.inputs)
      origin.inputs = []
      countdown -= 1
      if countdown == 0 {
        countdown = 4096
        if Interrupt.isRequested { return setAside(&waiting) }
      }
    }
  }

  private static let lock = Mutex<Void>(())
  /// Touched under the lock alone.
  nonisolated(unsafe) private static var aside: [Tensor] = []

  private static func setAside(_ tensors: inout [Tensor]) {
    lock.withLock { _ in aside.append(contentsOf: tensors) }
    tensors = []
  }

  /// Gives up what was set aside at an interrupt.
  static func finishReleasing() {
    var rest: [Tensor] = []
    lock.withLock { _ in swap(&rest, &aside) }
    release(&rest)
  }

  /// True once its inputs are gone: the levels it was recorded for are closed.
  var isForgotten: Bool { op != nil && inputs.isEmpty }

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
      origin.inputs = []
      origin.results = []
      if Interrupt.isRequested { return }
    }
  }
}
