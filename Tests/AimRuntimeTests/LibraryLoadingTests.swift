import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct LibraryLoadingTests {
  @Test func `every file of the library compiles and runs`() {
    let interpreter = Interpreter(builtins: Builtin.library)
    for name in interpreter.visibleNames { _ = interpreter.value(of: name) }
    for diagnostic in interpreter.libraryDiagnostics {
      Issue.record("\(FaultFields.message(diagnostic.fault))")
    }
  }
}
