package import AimDiagnostics
import Glibc

/// Values computed without a record and computed once more when their gradients are asked for:
/// memory for time.
///
/// Chen and others, "Training deep nets with sublinear memory cost" (2016).
package enum Recomputation {
  /// The tensors that `work` makes, with an origin whose way back does the work again, recorded.
  ///
  /// The work gives the same values each time. The variables that it uses are found by watching what
  /// its operations are given, so it may take them from wherever it likes.
  package static func run(_ work: @escaping () throws -> [Tensor]) throws -> [Tensor] {
    let levels = GradientLevels.openMask
    guard levels != 0 else { return try work() }
    let pause = RecordingPause(of: levels)
    var results = try pause.during(work)
    pause.remember(&results, again: work)
    return results
  }
}

/// A time during which nothing is recorded for the levels that were open when it began.
///
/// Levels that are opened within it record as always.
final class RecordingPause {
  private let levels: UInt64
  /// Values with smaller numbers were there before.
  private let start = GradientLevels.nextSerial()
  private let outer = RecordingPause.current
  /// Clear once a level within it has to share its bit with one of those: all is recorded then.
  private(set) var isInForce = true
  /// The variables from before that operations were given, in the order of their first use.
  private var variables: [Tensor] = []
  private var found: Set<Variable> = []

  private struct Variable: Hashable {
    let origin: ObjectIdentifier
    let index: Int
  }

  init(of levels: UInt64) { self.levels = levels }

  /// The innermost pause on this thread.
  static var current: RecordingPause? {
    pthread_getspecific(place).map {
      Unmanaged<RecordingPause>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private static let place: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  private static func stand(_ pause: RecordingPause?) {
    pthread_setspecific(
      place, pause.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) })
  }

  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    RecordingPause.stand(self)
    defer { RecordingPause.stand(outer) }
    return try work()
  }

  func end() {
    isInForce = false
    outer?.end()
  }

  /// Notes what an operation is given; the levels that record it nevertheless.
  func recorded(_ wished: UInt64, _ inputs: [Tensor]) -> UInt64 {
    var wished = wished
    for input in inputs {
      guard let origin = input.origin, origin.levels & levels != 0, origin.serial < start else {
        continue
      }
      let variable = Variable(origin: ObjectIdentifier(origin), index: input.originIndex)
      if found.insert(variable).inserted { variables.append(input) }
    }
    if let outer { wished = outer.recorded(wished, inputs) }
    return isInForce ? wished & ~levels : wished
  }

  /// Gives the results an origin that knows how they were made, where they depend on anything.
  func remember(_ results: inout [Tensor], again work: @escaping () throws -> [Tensor]) {
    var wished = variables.reduce(0) { $0 | ($1.origin?.levels ?? 0) } & levels
    wished &= GradientLevels.openMask
    if let outer { wished = outer.recorded(wished, variables) }
    guard wished != 0 else { return }
    let origin = Origin(
      op: nil, inputs: variables, attributes: .none, results: [], resultCount: results.count,
      levels: wished, again: work)
    for index in results.indices where results[index].dtype.isFloat {
      // A variable that was handed through has its own past.
      if let own = results[index].origin, own.serial < start { continue }
      results[index].origin = origin
      results[index].originIndex = index
    }
  }
}

/// What was computed again is not what it was.
package struct ComputedDifferently: Fault {
  package static let identity = FaultIdentity(.value, "computed-differently")
  package static let example =
    "fn stretched(x) = zeros(round(1e9 * clock()) % 1_000_003) + x\ngrad(w -> sum(checkpoint(stretched, w)))(2.0)"
  package var facts: [Fact] { [] }
}
