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

  /// - Parameters:
  ///   - readLine: Asks the user for a line on behalf of a program; nil for the end of the input.
  ///     Without it programs find their input at its end.
  ///   - files: Texts that stand before the files of these paths.
  package init(readLine: ((String) -> String?)? = nil, files: [String: String] = [:]) {
    _ = Session.memoryIsMeasured
    var options = Interpreter.Options()
    options.readFile = { path throws(RuntimeFault) in
      if let text = files[path] { return Array(text.utf8) }
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

  /// Leaves all values to the system, which takes them back at once: for a program about to end.
  package func abandon() { _ = Unmanaged.passRetained(self) }

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
    let outcome = interpreter.run(placement, utf8: code, emit: emit)
    var diagnostics = outcome.diagnostics
    if diagnostics.isEmpty {
      do throws(RuntimeFault) {
        try show(outcome, bindingAns: placement.isInput, emit)
      } catch {
        diagnostics = [error.diagnostic ?? Diagnostic(error.fault, at: nil)]
      }
    }
    // What was stopped while it was shown did not go well either; that memory was short until the
    // end, when what held it was let go, is no fault.
    let isShort = HeapAccount.takeStop()
    if diagnostics.isEmpty, Interrupt.isRequested, !isShort {
      diagnostics = [Diagnostic(Interrupted(), at: nil)]
    }
    diagnostics = diagnostics.map(withNoAnswer)
    for defect in newDefects() + Session.told(of: diagnostics) { emit(.diagnostic(defect)) }
    // An interrupt is answered once.
    Interrupt.clear()
    let seconds = (ContinuousClock.now - start).inSeconds
    emit(.finished(seconds: seconds, succeeded: diagnostics.isEmpty))
    // What an interrupt left behind is freed once it is reported, the bulk of it while nobody waits.
    Leftovers.free(within: .milliseconds(10))
    return Ran(succeeded: diagnostics.isEmpty, tests: outcome.tests)
  }

  /// Runs something with this session and says where its time and memory went.
  package func profiling<Result>(_ work: () -> Result) -> (Result, Profile) {
    interpreter.profiling(work)
  }

  /// An unknown `ans` is no misspelling: nothing has been shown yet.
  private func withNoAnswer(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.fault.identity.name == "unknown-name",
      diagnostic.fault.facts.contains(Fact("name", .name("ans")))
    else { return diagnostic }
    return Diagnostic(NoAnswerYet(), at: diagnostic.primary, trace: diagnostic.trace)
  }

  /// How many faults of one text are shown.
  package static let shownFaults = 20

  /// The first faults, and how many more there are.
  private static func told(of diagnostics: [Diagnostic]) -> [Diagnostic] {
    let further = diagnostics.count - shownFaults
    guard further > 0 else { return diagnostics }
    let rest = FurtherFaults(
      count: further, isLeast: diagnostics.count >= Parser.faultLimit)
    return diagnostics.prefix(shownFaults)
      + [Diagnostic(rest, at: diagnostics[shownFaults].primary)]
  }

  /// What is wrong with files of the library that were compiled just now: a defect of Aim, told once, as
  /// it explains whatever fault follows from it.
  private func newDefects() -> ArraySlice<Diagnostic> {
    let all = interpreter.libraryDiagnostics
    defer { defectsTold = all.count }
    return all.dropFirst(defectsTold)
  }

  /// Emits what was bound, and the value of the last expression, which is `ans` at the prompt.
  private func show(
    _ outcome: Outcome, bindingAns: Bool, _ emit: (Event) -> Void
  ) throws(RuntimeFault) {
    for name in outcome.bound where name.kind == .constant {
      guard let value = interpreter.value(of: name.name) else { continue }
      emit(.bound(name: name.name, Bundle(text: Display.short(value.value))))
    }
    guard let value = outcome.value else { return }
    if bindingAns { interpreter.bind("ans", to: value.value) }
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
    interpreter.tensorState.streams = RandomStreams(seed: seed)
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

extension SourceDocument.Placement {
  /// True for what was typed at the prompt.
  fileprivate var isInput: Bool { if case .input = self { true } else { false } }
}
