package import AimDiagnostics
import Glibc
import Synchronization

/// Measures the operators that run on this thread, while somebody profiles.
///
/// It stands at the one door for tensor work. Off, it costs a load for an operation. An operator that
/// is made of others (a gradient rule, a kernel's definition) is charged what they leave: the
/// times of all rows add up to the time spent in tensor work.
package final class OperatorMeter {
  /// What one operator has done so far.
  package struct Row: Sendable {
    package let name: String
    package internal(set) var calls = 0
    /// In the operator itself.
    package internal(set) var seconds = 0.0
    /// Arithmetic operations; a product of matrices has two for each pair that it multiplies.
    package internal(set) var operations = 0.0
    /// Bytes of operands and results, each counted once.
    package internal(set) var bytes = 0.0
    /// Bytes of results that took memory of their own.
    package internal(set) var memory = 0.0
  }

  private var numbers: [String: Int] = [:]
  private var table: [Row] = []
  /// Time of the operators that run within each operator under way, innermost last.
  private var within: [Double] = []
  /// The most bytes of elements that were lent after an operation.
  package private(set) var peakMemory = Accountant.bytesInUse
  /// Told of each result's memory and the line that asked for it.
  private let allocated: (SourceRange?, Int) -> Void

  package var rows: [Row] { table }

  /// - Parameter allocated: Receives the bytes of each result, and the place in the program.
  package init(allocated: @escaping (SourceRange?, Int) -> Void) { self.allocated = allocated }

  /// How many measure in the process; each only what its own thread does.
  private static let measuring = Atomic<Int>(0)

  static var isOn: Bool { measuring.load(ordering: .relaxed) > 0 }

  private static let place: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Measures what runs inside.
  package func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
    let outer = pthread_getspecific(OperatorMeter.place)
    pthread_setspecific(OperatorMeter.place, Unmanaged.passUnretained(self).toOpaque())
    OperatorMeter.measuring.add(1, ordering: .relaxed)
    defer {
      OperatorMeter.measuring.subtract(1, ordering: .relaxed)
      pthread_setspecific(OperatorMeter.place, outer)
    }
    return try work()
  }

  /// The meter of this thread.
  fileprivate static var mine: OperatorMeter? {
    pthread_getspecific(place).map {
      Unmanaged<OperatorMeter>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// Runs a chain of elementwise operations that was put off; its line is where it was asked for.
  static func measuredChain(_ chain: FusedElementwise, _ work: () throws -> Void) rethrows {
    guard isOn, let meter = mine else { return try work() }
    try meter.timed(chainName, work)
    let row = meter.row(chainName)
    meter.table[row].operations += Double(chain.count * chain.length)
  }

  private static let chainName = "elementwise, fused"

  /// Runs a step of an optimizer: a pass over parameters, gradients and what is remembered of them.
  static func measuredStep(operations: Double, bytes: Double, _ work: () throws -> Void) rethrows {
    guard isOn, let meter = mine else { return try work() }
    try meter.timed(stepName, work)
    let row = meter.row(stepName)
    meter.table[row].operations += operations
    meter.table[row].bytes += bytes
  }

  private static let stepName = "optimizer step"

  /// Charges time to a row: what the work took less what is charged to others within it.
  fileprivate func timed<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    within.append(0)
    defer { end(name, since: start) }
    return try work()
  }
}

extension Operator {
  /// Runs one operation; its time, work and memory go to the meter of this thread, if any.
  func measured<Result>(
    _ inputs: [Tensor], _ attributes: Attributes = .none, results: (Result) -> [Tensor],
    _ work: () throws -> Result
  ) rethrows -> Result {
    guard let meter = OperatorMeter.mine else { return try work() }
    let result = try meter.timed(name, work)
    meter.count(self, inputs, results(result), attributes)
    return result
  }
}

extension OperatorMeter {
  private func row(_ name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = table.count
    table.append(Row(name: name))
    return table.count - 1
  }

  private func end(_ name: String, since start: ContinuousClock.Instant) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let inner = within.popLast() ?? 0
    if let last = within.indices.last { within[last] += seconds }
    let row = row(name)
    table[row].calls += 1
    table[row].seconds += seconds - inner
  }

  fileprivate func count(
    _ op: Operator, _ inputs: [Tensor], _ results: [Tensor], _ attributes: Attributes
  ) {
    let own = results.filter { result in !inputs.contains { $0.storage === result.storage } }
    // What shares its elements with an operand is another view of it: nothing was done.
    guard !own.isEmpty else { return }
    let memory = own.reduce(0) { $0 + $1.storage.byteCount }
    let row = row(op.name)
    table[row].memory += Double(memory)
    peakMemory = max(peakMemory, Accountant.bytesInUse)
    if memory > 0 { allocated(Site.teller?.site, memory) }
    if own.contains(where: \.storage.isPending) { return }
    table[row].operations +=
      op.operations?(inputs.map(\.shape), results.map(\.shape), attributes)
      ?? Double((inputs + results).map(\.count).max() ?? 0)
    table[row].bytes += inputs.reduce(Double(memory)) { $0 + Double($1.count * $1.dtype.size) }
  }
}
