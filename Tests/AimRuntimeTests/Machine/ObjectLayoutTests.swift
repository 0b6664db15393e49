import AimCompiler
import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct ObjectLayoutTests {
  @Test func `the dispatch loop's view of heap objects is that of their classes`() {
    let interpreter = Program.interpreter()
    let document = SourceDocument.ID(index: 0)
    let header = FunctionCode.Header(range: SourceRange(document: document, start: 0, end: 0))
    let code = FunctionCode(
      header: header, instructions: [], tables: FunctionCode.Tables(), notes: FunctionCode.Notes())
    let linked = LinkedFunction(code, in: interpreter.globals, interpreter)
    #expect(ObjectLayout.isTrue(for: linked))
    #expect(Machine.takesConstant == Int(Instruction.takesConstant))
  }

  @Test func `the rows of the table of instructions stand in the order of the opcodes`() {
    #expect(Opcode.rows.map(\.opcode) == Opcode.allCases)
  }
}
