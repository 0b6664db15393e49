import AimDiagnostics
import AimRuntime

/// Shows a session's events on a console: the terminal's reader of that stream.
final class EventPrinter {
  /// What is shown besides printed text and faults.
  struct Wishes {
    /// The value of the last expression.
    var results = true
    /// `let x = 1` answers `x: 1`.
    var bindings = false
    /// Bars, or lines, of long work.
    var progress = true
  }

  private let console: Console
  var wishes: Wishes
  private var bar: ProgressBar
  /// True after printed text without a line end.
  private var isMidLine = false

  init(_ console: Console, _ wishes: Wishes = Wishes()) {
    self.console = console
    self.wishes = wishes
    bar = ProgressBar(console.err)
  }

  /// - Parameters:
  ///   - event: What happened.
  ///   - sources: Where the ranges of a diagnostic point.
  func show(_ event: Event, sources: SourceLibrary) {
    switch event {
    case .text(let text, let stream): print(text, on: stream)
    case .display(let bundle, _), .update(let bundle, _): showValue(bundle.text)
    case .result(let bundle): if wishes.results { showValue(bundle.text) }
    case .bound(let name, let bundle): if wishes.bindings { showBinding(name, bundle.text) }
    case .diagnostic(let diagnostic):
      endLine()
      // The terminal has written `^C` where the cursor stood.
      if diagnostic.fault.identity.kind == .interrupt, console.out.isTerminal {
        console.out.write("\n")
      }
      console.report(diagnostic, sources: sources)
    case .progress(let progress):
      guard wishes.progress else { return }
      endLine()
      console.out.flush()
      bar.show(progress)
    case .finished: endLine()
    case .started, .inputRequest: break
    }
  }

  /// Ends a line that printing left open, and removes a bar that is not full.
  func endLine() {
    bar.clear()
    if isMidLine { console.out.write("\n") }
    isMidLine = false
  }

  private func print(_ text: String, on stream: Event.Stream) {
    guard let last = text.unicodeScalars.last else { return }
    bar.clear()
    switch stream {
    case .out:
      console.out.write(text)
      isMidLine = last != "\n"
    case .err:
      console.out.flush()
      console.err.write(text)
      console.err.flush()
    }
  }

  private func showValue(_ text: String) {
    endLine()
    console.out.write(text + "\n")
  }

  private func showBinding(_ name: String, _ text: String) {
    endLine()
    var line = StyledLine(name + ":", .quiet)
    let isOneLine = !text.contains { $0.isNewline }
    line.append(isOneLine ? " " : "\n")
    line.append(text)
    console.out.write(console.out.style.render(line) + "\n")
  }
}
