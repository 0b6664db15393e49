package import AimDiagnostics
package import AimTensor

/// Where the time and the memory of a run went.
package struct Profile {
  /// One line of the user's program.
  package struct Line {
    /// Somewhere in the line.
    package let place: SourceRange
    /// In the line itself: the library functions and operators that it calls count as its own.
    package fileprivate(set) var seconds = 0.0
    /// The same with what the user's own functions took that it called.
    package fileprivate(set) var total = 0.0
    /// Bytes of the tensors that were made for it.
    package fileprivate(set) var memory = 0.0
  }

  package let seconds: Double
  package let lines: [Line]
  package let operators: [OperatorMeter.Row]
  /// The most bytes of elements at one time.
  package let peakMemory: Int
  /// Nil where it could not be measured.
  package let machine: MachineSpeed?
}

/// What is known of each line so far.
final class LineTable {
  /// A line of a document.
  private struct Key: Hashable {
    let document: SourceDocument.ID
    let line: Int
  }

  private var lines: [Key: Profile.Line] = [:]
  private let document: (SourceDocument.ID) -> SourceDocument?

  init(_ document: @escaping (SourceDocument.ID) -> SourceDocument?) { self.document = document }

  private var lastLook = ContinuousClock.now

  /// The time begins to count.
  func begin(at now: ContinuousClock.Instant) { lastLook = now }

  /// Adds the time since the last look to the lines under way, innermost first; a line that calls
  /// itself counts once.
  func charge(_ places: [SourceRange]) {
    let now = ContinuousClock.now
    let seconds = (now - lastLook) / .seconds(1)
    lastLook = now
    var seen: Set<Key> = []
    for (level, place) in places.enumerated() {
      guard let key = key(of: place) else { continue }
      if level == 0 { lines[key, default: Profile.Line(place: place)].seconds += seconds }
      if seen.insert(key).inserted {
        lines[key, default: Profile.Line(place: place)].total += seconds
      }
    }
  }

  func add(memory: Int, to place: SourceRange?) {
    guard let place, let key = key(of: place) else { return }
    lines[key, default: Profile.Line(place: place)].memory += Double(memory)
  }

  private func key(of place: SourceRange) -> Key? {
    guard let document = document(place.document) else { return nil }
    return Key(document: place.document, line: document.line(at: Int(place.start)))
  }

  /// The longest first.
  var sorted: [Profile.Line] {
    lines.values.sorted { ($0.seconds, $0.total, $0.memory) > ($1.seconds, $1.total, $1.memory) }
  }
}
