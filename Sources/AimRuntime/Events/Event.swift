package import AimDiagnostics

/// What a running cell tells the world, in order.
///
/// The terminal, the notebook writer and (later) the Jupyter kernel, the HTML page and the editor
/// each turn the same stream into their own form.
package enum Event: Sendable {
  /// A piece of code begins to run: the number of its text among the session's sources.
  case started(document: Int)
  /// Text printed by the program.
  case text(String, stream: Stream)
  /// A value or figure shown; no other of the session has its `identity`.
  case display(Bundle, identity: Int)
  /// What stands in the place of an earlier display of the same run.
  case update(Bundle, identity: Int)
  /// The program asks the user for a line.
  case inputRequest(prompt: String)
  /// The value of the cell's last expression; absent when it is `nil` or muted by `;`.
  case result(Bundle)
  /// A name bound by `let` or `var` at the top level: echoed at the prompt alone.
  case bound(name: String, Bundle)
  case diagnostic(Diagnostic)
  case progress(Progress)
  case finished(seconds: Double, succeeded: Bool)

  package enum Stream: Sendable { case out, err }
}

/// One value in several forms: MIME type and content, the plainest first.
///
/// `text/plain` is always there.
package struct Bundle: Sendable, Hashable {
  package var forms: [(mime: String, content: String)] {
    zip(mimes, contents).map { ($0, $1) }
  }
  private var mimes: [String]
  private var contents: [String]

  package init(text: String) {
    mimes = ["text/plain"]
    contents = [text]
  }

  /// Adds a richer form.
  package mutating func offer(_ mime: String, _ content: String) {
    mimes.append(mime)
    contents.append(content)
  }

  package subscript(_ mime: String) -> String? {
    mimes.firstIndex(of: mime).map { contents[$0] }
  }

  package var text: String { contents[0] }
}

/// How far a long work has come: drawn as a bar in a terminal, a line per epoch elsewhere, never recorded.
package struct Progress: Sendable, Hashable {
  package let label: String
  package let done: Int
  package let total: Int
  package let seconds: Double
  /// Measures to show beside it: `loss`, `accuracy`.
  package var measures: [Measure]

  package struct Measure: Sendable, Hashable {
    package let name: String
    package let value: Double
    package init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  package init(label: String, done: Int, total: Int, seconds: Double, measures: [Measure]) {
    self.label = label
    self.done = done
    self.total = total
    self.seconds = seconds
    self.measures = measures
  }
}
