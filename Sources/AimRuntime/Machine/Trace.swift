package import AimCompiler
package import AimDiagnostics
package import AimSyntax

/// What the observed loop reports, paired with the program: each statement as it begins, each
/// expression with the value that it came to.
///
/// The room of every stepper, trace and profiler: they see steps, not instructions.
package final class Trace: Observer {
  package static var isActive: Bool { true }

  /// Something that the program did.
  package struct Step {
    package enum Kind {
      /// It is about to run.
      case statement
      /// The value is borrowed: it may be gone after the next step.
      case expression(Value)
    }

    package let kind: Kind
    package let node: NodeID
    package let range: SourceRange
    /// The statement that it is, or is part of; nil for what stands in none.
    package let statement: SourceRange?
    /// The calls under way, the top level being 1.
    package let depth: Int
  }

  private let tell: (Step) -> Void
  /// The last instruction that ran in each frame, outermost first.
  private var last: [(code: FunctionCode, instruction: Int)?] = []

  /// - Parameter tell: Receives each step, as it happens.
  package init(_ tell: @escaping (Step) -> Void) { self.tell = tell }

  package func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int, registers: UnsafeMutablePointer<Value>
  ) {
    while last.count <= depth { last.append(nil) }
    last.removeSubrange((depth + 1)...)
    if let previous = last[depth], previous.code === code {
      tellExpressions(completeAt: previous.instruction, code, depth, registers)
    }
    last[depth] = (code, instruction)
    for note in code.notes.statements where Int(note.instruction) == instruction {
      tell(
        Step(
          kind: .statement, node: note.node, range: note.range, statement: note.range,
          depth: depth))
    }
  }

  private func tellExpressions(
    completeAt instruction: Int, _ code: FunctionCode, _ depth: Int,
    _ registers: UnsafeMutablePointer<Value>
  ) {
    for note in code.notes.expressions where Int(note.completeAt) == instruction {
      tell(
        Step(
          kind: .expression(registers[Int(note.register)]), node: note.node, range: note.range,
          statement: statement(around: note.range, code), depth: depth))
    }
  }

  /// The innermost statement that a range stands in.
  private func statement(around range: SourceRange, _ code: FunctionCode) -> SourceRange? {
    code.notes.statements.lazy.map(\.range)
      .filter { $0.start <= range.start && range.end <= $0.end }
      .min { $0.end - $0.start < $1.end - $1.start }
  }
}
