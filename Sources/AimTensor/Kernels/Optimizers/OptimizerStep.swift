import CAimKernels

/// What a step of an optimizer does with every element, with the numbers of this step.
package enum OptimizerRule: Sendable {
  /// p - rate g.
  case descent(rate: Double)
  /// The same with a velocity.
  case momentum(rate: Double, momentum: Double, nesterov: Bool)
  /// With running means of the gradient and of its square.
  case adam(
    rate: Double, b1: Double, b2: Double, correction: Double, epsilon: Double, shrink: Double)
  /// With a running mean of the square and a buffer of quotients.
  case rmsprop(rate: Double, alpha: Double, epsilon: Double, momentum: Double)

  /// How many tensors belong to a parameter and change with it, itself included.
  package var changing: Int {
    switch self {
    case .descent: 1
    case .momentum: 2
    case .adam, .rmsprop: 3
    }
  }
}

/// One step of an optimizer for all parameters of a model: one pass over the memory.
///
/// Works on addresses: whoever adds a part keeps its tensors alive until the step has run. The
/// elements of all parts count as one row, which is shared out over the pool, so that many small
/// parameters are no more work than a large one.
package struct OptimizerStep {
  /// The elements of a tensor before the step, and where those after it go: over them, or elsewhere.
  package struct Place {
    let old: UnsafeRawPointer
    let new: UnsafeMutableRawPointer

    package init(old: Tensor, new: Tensor) {
      self.old = UnsafeRawPointer(old.bytes)
      self.new = new.bytes
    }
  }

  /// One parameter with what is remembered of it.
  private struct Part {
    let parameter: Place
    let first: Place
    let second: Place
    let gradient: UnsafeRawPointer
    let isWide: Bool
    /// Its elements among those of all parts.
    let range: Range<Int>
  }

  private let rule: OptimizerRule
  private var parts: [Part] = []
  private var count = 0

  package init(_ rule: OptimizerRule) { self.rule = rule }

  /// Adds a parameter: tensors of one shape, f32 or f64, row-major, materialized.
  ///
  /// What the rule does not remember repeats the parameter's place.
  package mutating func add(_ parameter: Place, _ first: Place, _ second: Place, gradient: Tensor) {
    let range = count..<(count + gradient.count)
    parts.append(
      Part(
        parameter: parameter, first: first, second: second,
        gradient: UnsafeRawPointer(gradient.bytes), isWide: gradient.dtype == .f64, range: range))
    count = range.upperBound
  }

  /// Takes the step.
  ///
  /// Interrupted, it throws with some elements stepped and some not.
  package func run() throws {
    let width = parts.contains { $0.isWide } ? 8.0 : 4.0
    let touched = Double(count) * Double(2 * rule.changing + 1)
    try OperatorMeter.measuredStep(
      operations: touched * 2, bytes: touched * width
    ) {
      try Pool.run(count, by: Pool.grain) { piece in
        for part in parts where part.range.overlaps(piece) {
          let common = part.range.clamped(to: piece)
          let start = common.lowerBound - part.range.lowerBound
          if part.isWide {
            stepWide(OptimizerPiece(part: part, start), common.count)
          } else {
            stepNarrow(OptimizerPiece(part: part, start), common.count)
          }
        }
      }
    }
  }

  private func stepNarrow(_ x: OptimizerPiece<Float>, _ count: Int) {
    switch rule {
    case .descent(let rate): aim_descend_f32(x.parameter, x.gradient, x.newParameter, rate, count)
    case .momentum(let rate, let momentum, let nesterov):
      var rule = aim_sgd_rule(rate: rate, momentum: momentum, nesterov: nesterov)
      aim_sgd_f32(
        x.parameter, x.first, x.gradient, x.newParameter, x.newFirst, &rule, count)
    case .adam:
      var rule = adamRule
      aim_adam_f32(
        x.parameter, x.first, x.second, x.gradient, x.newParameter, x.newFirst, x.newSecond, &rule,
        count)
    case .rmsprop(let rate, let alpha, let epsilon, let momentum):
      var rule = aim_rmsprop_rule(rate: rate, alpha: alpha, epsilon: epsilon, momentum: momentum)
      aim_rmsprop_f32(
        x.parameter, x.first, x.second, x.gradient, x.newParameter, x.newFirst, x.newSecond, &rule,
        count)
    }
  }

  private func stepWide(_ x: OptimizerPiece<Double>, _ count: Int) {
    switch rule {
    case .descent(let rate): aim_descend_f64(x.parameter, x.gradient, x.newParameter, rate, count)
    case .momentum(let rate, let momentum, let nesterov):
      var rule = aim_sgd_rule(rate: rate, momentum: momentum, nesterov: nesterov)
      aim_sgd_f64(
        x.parameter, x.first, x.gradient, x.newParameter, x.newFirst, &rule, count)
    case .adam:
      var rule = adamRule
      aim_adam_f64(
        x.parameter, x.first, x.second, x.gradient, x.newParameter, x.newFirst, x.newSecond, &rule,
        count)
    case .rmsprop(let rate, let alpha, let epsilon, let momentum):
      var rule = aim_rmsprop_rule(rate: rate, alpha: alpha, epsilon: epsilon, momentum: momentum)
      aim_rmsprop_f64(
        x.parameter, x.first, x.second, x.gradient, x.newParameter, x.newFirst, x.newSecond, &rule,
        count)
    }
  }

  private var adamRule: aim_adam_rule {
    guard case .adam(let rate, let b1, let b2, let correction, let epsilon, let shrink) = rule
    else {
      return aim_adam_rule()
    }
    return aim_adam_rule(
      rate: rate, b1: b1, b2: b2, correction: correction, epsilon: epsilon, shrink: shrink)
  }

  /// A part's addresses from one of its elements on.
  private struct OptimizerPiece<Element> {
    let parameter, first, second, gradient: UnsafePointer<Element>
    let newParameter, newFirst, newSecond: UnsafeMutablePointer<Element>

    init(part: Part, _ start: Int) {
      func old(_ address: UnsafeRawPointer) -> UnsafePointer<Element> {
        address.assumingMemoryBound(to: Element.self) + start
      }
      func new(_ place: Place) -> UnsafeMutablePointer<Element> {
        place.new.assumingMemoryBound(to: Element.self) + start
      }
      parameter = old(part.parameter.old)
      first = old(part.first.old)
      second = old(part.second.old)
      gradient = old(part.gradient)
      newParameter = new(part.parameter)
      newFirst = new(part.first)
      newSecond = new(part.second)
    }
  }
}

extension Tensor {
  /// True where its elements may be overwritten unseen: they lie in row-major order in a buffer that
  /// nothing else refers to.
  package mutating func ownsItsElements() -> Bool {
    origin == nil && !storage.isPending && isKnownUniquelyReferenced(&storage) && isContiguous
  }
}
