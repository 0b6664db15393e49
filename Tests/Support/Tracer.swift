import AimCompiler
import AimDiagnostics
import AimRuntime

/// Writes down what the observed loop reports: each expression and the value it came to.
final class Tracer: Observer {
  static var isActive: Bool { true }

  private(set) var text = ""
  private unowned let interpreter: Interpreter
  /// The last instruction that ran in each frame, outermost first.
  private var last: [(code: FunctionCode, instruction: Int)?] = []

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>
  ) {
    while last.count <= depth { last.append(nil) }
    last.removeSubrange((depth + 1)...)
    if let previous = last[depth], previous.code === code {
      tell(previous.instruction, code, depth, registers)
    }
    last[depth] = (code, instruction)
  }

  private func tell(
    _ instruction: Int, _ code: FunctionCode, _ depth: Int, _ registers: UnsafeMutablePointer<Value>
  ) {
    guard text.utf8.count < 1 << 16 else { return }
    for note in code.notes.expressions where Int(note.completeAt) == instruction {
      guard let document = interpreter.sources[note.range.document] else { continue }
      guard case .file = document.placement else { continue }
      let line = document.line(at: Int(note.range.start)) + 1
      let source = document.text(note.range.offsets).split(whereSeparator: \.isNewline).first ?? ""
      let indent = String(repeating: "  ", count: max(0, depth - 1))
      text += "\(line)  \(indent)\(source) = \(Display.short(registers[Int(note.register)]))\n"
    }
  }
}
