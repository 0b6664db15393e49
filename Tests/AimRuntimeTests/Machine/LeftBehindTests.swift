import AimDiagnostics
import Foundation
import Testing

@testable import AimRuntime

/// A function gives up on return what its variables and unfinished work hold, and no more.
///
/// Which registers those are the compiler says. A register it forgets would keep an object alive.
@Suite struct LeftBehindTests {
  static let programs: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Language").standardized
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "aim" }.map(\.path)
      .sorted()
  }()

  @Test func `the programs are found`() { #expect(LeftBehindTests.programs.count > 200) }

  @Test(arguments: programs)
  func `nothing is left in the registers when a program has run`(_ path: String) throws {
    let interpreter = Interpreter(builtins: Builtin.library)
    let source = try String(contentsOfFile: path, encoding: .utf8)
    _ = interpreter.run(.command, source)
    #expect(interpreter.machine.isClean)
  }
}
