package import Synchronization

/// The user's wish that the computation under way should stop (Ctrl-C).
///
/// Set from a signal handler, read wherever work can be long: loop back-edges, calls, tiles of a
/// kernel, printing, sorting, releasing. Whoever reports it clears it.
package enum Interrupt {
  /// Where the wish is kept, for loops that read it at every turn through its address.
  package nonisolated(unsafe) static let flag: UnsafeMutablePointer<Atomic<Bool>> = {
    let pointer = UnsafeMutablePointer<Atomic<Bool>>.allocate(capacity: 1)
    pointer.initialize(to: Atomic<Bool>(false))
    return pointer
  }()

  /// True once the user asked to stop.
  ///
  /// A relaxed load: free on the hot path.
  @inline(__always)
  package static var isRequested: Bool { flag.pointee.load(ordering: .relaxed) }

  /// Asks the work under way to stop; safe in a signal handler.
  package static func request() { flag.pointee.store(true, ordering: .relaxed) }

  /// Forgets the wish, once it has been answered.
  package static func clear() { flag.pointee.store(false, ordering: .relaxed) }
}
