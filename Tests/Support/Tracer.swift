import AimDiagnostics
import AimRuntime

/// Writes down a trace as text: each expression of a file and the value it came to.
final class Tracer {
  private(set) var text = ""
  private unowned let interpreter: Interpreter

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// The observer that writes here.
  var trace: Trace { Trace { [unowned self] step in write(step) } }

  private func write(_ step: Trace.Step) {
    guard case .expression(let value) = step.kind, text.utf8.count < 1 << 16 else { return }
    guard let document = interpreter.sources[step.range.document] else { return }
    guard case .file = document.placement else { return }
    let line = document.line(at: Int(step.range.start)) + 1
    let source = document.text(step.range.offsets).split(whereSeparator: \.isNewline).first ?? ""
    let indent = String(repeating: "  ", count: max(0, step.depth - 1))
    text += "\(line)  \(indent)\(source) = \(Display.short(value))\n"
  }
}
