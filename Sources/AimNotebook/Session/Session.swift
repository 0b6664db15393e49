import AimCompiler
package import AimDiagnostics
package import AimRuntime
import AimSyntax
import AimTensor

/// One conversation with the interpreter: code goes in, events come out.
///
/// Every shell (the prompt, `aim run`, `aim test`, later Jupyter) is a reader of that stream.
/// A class with one owner, as the interpreter is: it stays on the thread that made it, which should have a large
/// stack (`Interpreter.onLargeStack`).
package final class Session {
  let interpreter: Interpreter
  /// How many defects of the library were told.
  private var defectsTold = 0
  /// The ceilings of memory are measured once: what is in use later is counted by the accounts.
  private static let memoryIsMeasured: Void = {
    HeapAccount.measureCeiling()
    Accountant.measureCeiling()
  }()

  /// - Parameter readLine: Asks the user for a line on behalf of a program; nil for the end of
  ///   the input. Without it programs find their input at its end.
  package init(readLine: ((String) -> String?)? = nil) {
    _ = Session.memoryIsMeasured
    var options = Interpreter.Options()
    options.readFile = { path throws(RuntimeFault) in
      do throws(FileFault) {
        return try FileBytes.read(path)
      } catch {
        throw RuntimeFault(error.fault)
      }
    }
    if let readLine {
      options.readLine = { prompt throws(RuntimeFault) in readLine(prompt) }
    }
    interpreter = Interpreter(builtins: Builtin.library, options: options)
  }

  /// Every text the session has seen, for showing where a fault stands.
  package var sources: SourceLibrary { interpreter.sources }

  /// What came of running a piece of code.
  package struct Ran {
    package let succeeded: Bool
    let tests: [TestBlock]
  }

  /// Runs a cell, an input, or a file.
  ///
  /// - Parameters:
  ///   - code: Any bytes at all.
  ///   - placement: Where they stand in the user's world.
  ///   - emit: Receives what happens, as it happens.
  /// - Returns: Whether it ran to its end, and the `test` blocks it holds.
  @discardableResult
  package func run(
    _ code: [UInt8], as placement: SourceDocument.Placement, emit: @escaping (Event) -> Void
  ) -> Ran {
    let start = ContinuousClock.now
    Session.freeLeftovers()
    let outcome = interpreter.run(placement, utf8: code, emit: emit)
    var diagnostics = outcome.diagnostics
    if diagnostics.isEmpty {
      do throws(RuntimeFault) {
        try show(outcome, emit)
      } catch {
        diagnostics = [error.diagnostic ?? Diagnostic(error.fault, at: nil)]
      }
    }
    for defect in newDefects() + diagnostics { emit(.diagnostic(defect)) }
    // An interrupt is answered once.
    Interrupt.clear()
    let seconds = (ContinuousClock.now - start).inSeconds
    emit(.finished(seconds: seconds, succeeded: diagnostics.isEmpty))
    // What an interrupt left behind is freed once it is reported, the bulk of it while nobody waits.
    Session.freeLeftovers(within: .milliseconds(10))
    return Ran(succeeded: diagnostics.isEmpty, tests: outcome.tests)
  }

  /// Frees what an interrupt left behind; a shell calls it while it waits for its user.
  ///
  /// - Parameter limit: How long it may take; nil for all of it.
  /// - Returns: Whether something is left.
  @discardableResult
  package static func freeLeftovers(within limit: Duration? = nil) -> Bool {
    Release.finishPending(within: limit)
    Origin.finishReleasing(within: limit)
    return Release.hasPending || Origin.hasPending
  }

  /// What is wrong with files of the library that were compiled just now: a defect of Aim, told once, as
  /// it explains whatever fault follows from it.
  private func newDefects() -> ArraySlice<Diagnostic> {
    let all = interpreter.libraryDiagnostics
    defer { defectsTold = all.count }
    return all.dropFirst(defectsTold)
  }

  /// Emits what was bound, and the value of the last expression.
  private func show(_ outcome: Outcome, _ emit: (Event) -> Void) throws(RuntimeFault) {
    for name in outcome.bound where name.kind == .constant {
      guard let value = interpreter.value(of: name.name) else { continue }
      emit(.bound(name: name.name, Bundle(text: Display.short(value.value))))
    }
    guard let value = outcome.value else { return }
    interpreter.bind("ans", to: value.value)
    emit(.result(try Display.bundle(value.value, interpreter)))
  }

  /// Runs the `test` blocks of some code; a fault of one does not keep the others from running.
  ///
  /// - Parameters:
  ///   - ran: What `run` returned.
  ///   - emit: Receives what happens.
  /// - Returns: How many ran and how many failed.
  package func runTests(
    of ran: Ran, emit: @escaping (Event) -> Void
  ) -> (run: Int, failed: Int) {
    var failed = 0
    for test in ran.tests {
      guard let diagnostic = interpreter.run(test, emit: emit) else { continue }
      failed += 1
      emit(.diagnostic(diagnostic))
      Interrupt.clear()
    }
    return (ran.tests.count, failed)
  }

  /// Sets the generator of random numbers, as `seed(n)` does.
  package func seed(_ seed: Int) {
    _ = interpreter.run(.command, "seed(\(seed))")
  }

  /// Keeps a text that is not run, so that a diagnostic can point into it.
  package func keep(_ bytes: [UInt8], as placement: SourceDocument.Placement) -> SourceDocument {
    interpreter.keep(placement, utf8: bytes)
  }

  /// True where the text stops in the midst of something and has no fault so far.
  package func isIncomplete(_ text: String) -> Bool {
    Session.parse(Array(text.utf8)).isIncomplete
  }

  private static func parse(_ bytes: [UInt8]) -> ParseResult {
    var sources = SourceLibrary()
    return Parser.parse(document: sources.add(.command, utf8: bytes))
  }

  /// The pieces of a text that show a value each, as they would at the prompt.
  ///
  /// A piece ends with an expression; it is preceded by as many empty lines as stand before it, so
  /// that its lines have the numbers of the text. A text that cannot be read ends with the piece in
  /// which its first fault stands.
  package func pieces(of text: [UInt8]) -> [[UInt8]] {
    let parsed = Session.parse(text)
    let limit = parsed.diagnostics.first?.primary.map { Int($0.start) }
    var pieces: [[UInt8]] = []
    var start = 0
    for statement in parsed.program.statements {
      let end = statement.range.offsets.upperBound
      if let limit, end > limit { break }
      guard case .expression = statement.kind else { continue }
      // A `;` that mutes belongs to its statement.
      let tail = text[end...].prefix { $0 == 0x20 || $0 == 0x3B }
      pieces.append(Session.piece(text, start..<tail.endIndex, of: parsed.document))
      start = tail.endIndex
    }
    let rest = text[start...]
    let isBlank = rest.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    if !isBlank { pieces.append(Session.piece(text, start..<text.count, of: parsed.document)) }
    return pieces
  }

  private static func piece(
    _ text: [UInt8], _ range: Range<Int>, of document: SourceDocument
  ) -> [UInt8] {
    let lines = document.line(at: range.lowerBound)
    let column = range.lowerBound - document.lineStarts[lines]
    return Array(repeating: 0x0A, count: lines) + Array(repeating: 0x20, count: column)
      + text[range]
  }
}
