package import AimDiagnostics
package import AimRuntime

/// What a cell showed, as the text that a notebook records.
///
/// Printed text, displays and the result, in their order; never times, progress, faults, or what was
/// bound. A display that was updated stands where it first stood, as it was last.
package struct Transcript: Sendable {
  private enum Piece: Sendable {
    case printed(String)
    case shown(String, identity: Int?)
  }

  private var pieces: [Piece] = []

  package init() {}

  /// Takes note of an event.
  package mutating func add(_ event: Event) {
    switch event {
    case .text(let text, _): print(text)
    case .display(let bundle, let identity):
      pieces.append(.shown(bundle.text, identity: identity))
    case .update(let bundle, let identity): update(bundle.text, identity)
    case .result(let bundle): pieces.append(.shown(bundle.text, identity: nil))
    case .started, .inputRequest, .bound, .diagnostic, .progress, .finished: break
    }
  }

  /// The text; a display begins on a line of its own.
  package var text: String {
    var output = ""
    for piece in pieces {
      switch piece {
      case .printed(let text): output += text
      case .shown(let text, _):
        if !output.isEmpty, output.last != "\n" { output += "\n" }
        output += text + "\n"
      }
    }
    return output
  }

  private mutating func print(_ text: String) {
    if case .printed(let before)? = pieces.last {
      pieces[pieces.count - 1] = .printed(before + text)
    } else {
      pieces.append(.printed(text))
    }
  }

  private mutating func update(_ text: String, _ identity: Int) {
    let place = pieces.firstIndex { piece in
      if case .shown(_, identity) = piece { true } else { false }
    }
    if let place { pieces[place] = .shown(text, identity: identity) }
  }
}
