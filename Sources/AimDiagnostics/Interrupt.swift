import Synchronization

/// The user's wish that the computation under way should stop (Ctrl-C).
///
/// Set from a signal handler, read wherever work can be long: loop back-edges, calls, tiles of a
/// kernel, printing, sorting, releasing. Whoever reports it clears it.
package enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  /// True once the user asked to stop. A relaxed load: free on the hot path.
  @inline(__always)
  package static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Asks the work under way to stop; safe in a signal handler.
  package static func request() { flag.store(true, ordering: .relaxed) }

  /// Forgets the wish, once it has been answered.
  package static func clear() { flag.store(false, ordering: .relaxed) }
}
