package import AimCompiler
package import AimDiagnostics
import AimNotebook
package import AimRuntime
import AimSyntax
import AimTensor
import Foundation
import Synchronization

/// A fresh session for one program: what it prints and what goes wrong come back as values.
///
/// One program runs at a time in a process: memory and Ctrl-C are counted for all of it.
package final class Sandbox {
  package struct Result {
    /// What was printed.
    package var output = ""
    /// The value of the last expression, as a cell shows it; nil where there is none.
    package var shown: String?
    /// What was wrong, each with its words and its place.
    package var reports: [Report] = []
    /// Each expression and its value, in the order in which they were computed.
    package var trace = ""
    /// False when the program was refused before it ran.
    package var reachedMachine = false

    /// The name of the first fault.
    package var identity: String? { reports.first?.identity.name }
  }

  package let interpreter: Interpreter
  private let folder: String
  private static let turn = NSLock()

  /// - Parameters:
  ///   - folder: Where its files are: an absolute path; nil for a session without files.
  ///   - files: Texts that stand before the files of these paths.
  package init(folder: String? = nil, files: [String: String] = [:]) {
    self.folder = folder.map { $0 + "/" } ?? ""
    interpreter = Interpreter(builtins: Builtin.library, options: Sandbox.options(folder, files))
  }

  /// What the example of a fault does, in the setting it needs.
  package static func example(
    _ example: String, setting: ExampleSetting, path: String, folder: String
  ) -> Result {
    let sandbox = Sandbox(
      folder: setting.files == nil ? nil : folder, files: setting.files ?? [:])
    let ceiling = Accountant.ceiling
    sandbox.interpreter.tensorState.watchesNaN = setting.watchesNaN
    defer { Accountant.ceiling = ceiling }
    if let wanted = setting.ceiling { Accountant.ceiling = wanted }
    return sandbox.run(setting.bytes ?? Array(example.utf8), path: path)
  }

  private static func options(
    _ folder: String?, _ files: [String: String]
  ) -> Interpreter.Options {
    var options = Interpreter.Options()
    guard let folder else { return options }
    // Reports name a file as its program does: the same in every checkout.
    options.readFile = { path throws(RuntimeFault) in
      if let text = files[path] { return Array(text.utf8) }
      do throws(FileFault) {
        return try FileBytes.read(path.hasPrefix("/") ? path : folder + "/" + path)
      } catch {
        throw RuntimeFault(error.fault)
      }
    }
    return options
  }

  /// Runs a program, or a cell after the ones that ran before.
  ///
  /// After `seconds` of the processors' time it is interrupted.
  package func run(_ source: [UInt8], path: String, seconds: Double = 20) -> Result {
    Self.turn.lock()
    defer { Self.turn.unlock() }
    var result = Result()
    LargeStack.run(seconds: seconds) { result = self.runHere(source, path) }
    return result
  }

  /// Runs work that is no program of a sandbox, in turn with those that are.
  ///
  /// After `seconds` of the processors' time it is interrupted.
  package static func exclusively(seconds: Double = 300, _ work: @escaping () -> Void) {
    turn.lock()
    defer { turn.unlock() }
    LargeStack.run(seconds: seconds, work)
  }

  /// Runs a program in the observed loop.
  package func trace(_ source: [UInt8], path: String) -> Result {
    let tracer = Tracer(interpreter)
    interpreter.observer = tracer.trace
    var result = run(source, path: path)
    interpreter.observer = nil
    result.trace = tracer.text
    return result
  }

  private func runHere(_ source: [UInt8], _ path: String) -> Result {
    var output = ""
    HeapAccount.ceiling = Self.valueCeiling.withLock { $0 }
    let outcome = interpreter.run(.file(path: path), utf8: source) { event in
      // A program that prints without end fills no memory.
      if case .text(let text, .out) = event, output.utf8.count < 1 << 20 { output += text }
    }
    var result = Result()
    result.output = output
    result.shown = outcome.value.flatMap { try? Display.bundle($0.value, interpreter).text }
    result.reports = outcome.diagnostics.map { Report($0, sources: interpreter.sources) }
    result.reachedMachine = !result.reports.contains { Self.compileTime.contains($0.identity.name) }
    return result
  }

  /// Sets what values and tensors may take, each, before a program is told that memory is short.
  package static func allow(bytes: Int) {
    valueCeiling.withLock { $0 = bytes }
    Accountant.ceiling = bytes
  }

  /// Does work while values may take no more than these bytes: what fills memory meets the end soon.
  package static func allowing<Result>(bytes: Int, _ work: () -> Result) -> Result {
    let before = valueCeiling.withLock { ceiling in
      defer { ceiling = bytes }
      return ceiling
    }
    defer { valueCeiling.withLock { $0 = before } }
    return work()
  }

  /// What values may take in a sandbox: the same on every machine, as reports tell it.
  private static let valueCeiling = Mutex(4 << 30)

  /// The functions of the library that are written in Swift.
  package static var builtins: [Builtin] { Builtin.library }

  /// The names of the faults that are found before a program runs.
  private static let compileTime = Set(
    (SyntaxFaults.all + CompilerFaults.all).map { $0.identity.name })

  /// The names of the library, for a compiler without a session.
  package static var environment: any Environment { LibraryNames() }
}

private struct LibraryNames: Environment {
  let known = Set(Interpreter(builtins: Builtin.library).visibleNames)
  func origin(of name: String) -> NameOrigin? { libraryHas(name) ? .library : nil }
  func libraryHas(_ name: String) -> Bool { known.contains(name) }
  var names: [String] { known.sorted() }
}
