import Synchronization

extension Pool {
  /// Shares units out, `share` to a piece: each piece has a scratch buffer of its own.
  ///
  /// Faults where there is no memory for one.
  static func run<Element>(
    _ units: Int, by share: Int, scratch: Int, of element: Element.Type,
    _ body: @escaping (Range<Int>, UnsafeMutablePointer<Element>) -> Void
  ) throws {
    let failure = Mutex<(any Error)?>(nil)
    try Pool.run(units, by: share) { range in
      do {
        try Accountant.lend(scratch, as: element) { body(range, $0) }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
