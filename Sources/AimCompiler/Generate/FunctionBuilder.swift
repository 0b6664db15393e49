import AimDiagnostics
import AimSyntax

/// Writes the instructions of one function: registers, tables, jumps.
///
/// Registers are a stack: variables and temporaries are taken from the top and given back in turn.
final class FunctionBuilder {
  let scope: FunctionScope
  let parent: FunctionBuilder?
  var header: FunctionCode.Header
  private(set) var instructions: [Instruction] = []
  var tables = FunctionCode.Tables()
  var notes = FunctionCode.Notes()
  /// The first limit that was passed; what is generated after it is never run.
  private(set) var overflow: CodeTooLarge?
  /// The range that instructions are emitted for.
  var range: SourceRange
  /// The first free register.
  private(set) var top = 0
  private var constantIndices: [Constant: UInt16] = [:]
  private var nameIndices: [String: UInt16] = [:]
  private var globalIndices: [GlobalReference: UInt16] = [:]
  private var callShapeIndices: [CallShape: UInt16] = [:]
  /// The loops around the code being written, innermost last.
  var loops: [Loop] = []
  /// The result's annotation, checked at each return.
  var resultCheck: ResultCheck?

  struct Loop {
    var breaks: [Patch] = []
    var continues: [Patch] = []
  }

  struct ResultCheck {
    let pattern: UInt16
    /// Computed dimensions: the expression, and the pattern that says which dimension it is.
    let dimensions: [(size: Expression, pattern: UInt16)]
  }

  /// A jump whose target is not known yet.
  struct Patch { let instruction: Int }

  static let registerLimit = 60_000

  init(scope: FunctionScope, parent: FunctionBuilder?, range: SourceRange) {
    self.scope = scope
    self.parent = parent
    self.range = range
    header = FunctionCode.Header(range: range)
  }

  func finish() -> FunctionCode {
    FunctionCode(header: header, instructions: instructions, tables: tables, notes: notes)
  }

  func noteOverflow(_ what: String, limit: Int) {
    if overflow == nil { overflow = CodeTooLarge(what: what, limit: limit) }
  }
}

// MARK: registers

extension FunctionBuilder {
  /// Takes registers from the top; the first of them.
  func reserve(_ count: Int = 1) -> UInt16 {
    let first = top
    top += count
    if top > FunctionBuilder.registerLimit {
      noteOverflow("values at once", limit: FunctionBuilder.registerLimit)
      top = FunctionBuilder.registerLimit
      return UInt16(min(first, FunctionBuilder.registerLimit))
    }
    header.registerCount = max(header.registerCount, top)
    return UInt16(first)
  }

  /// Notes that a register may hold an object when the function returns: a variable's, or that of a
  /// temporary which nothing gives up.
  func keep(_ register: UInt16) {
    header.keptCount = max(header.keptCount, Int(register) + 1)
  }

  /// Notes that everything in use now may be so held: a return stands here.
  func keepAll() { header.keptCount = max(header.keptCount, top) }

  /// Gives back every register from a mark on.
  func release(to mark: Int) { top = mark }
}

// MARK: instructions

extension FunctionBuilder {
  /// The index of the next instruction.
  var position: Int { instructions.count }

  @discardableResult
  func emit(
    _ opcode: Opcode, flags: UInt8 = 0, a: UInt16 = 0, b: UInt16 = 0, c: UInt16 = 0
  ) -> Int {
    append(Instruction(opcode, flags: flags, a: a, b: b, c: c))
  }

  @discardableResult
  func emit(_ opcode: Opcode, flags: UInt8 = 0, a: UInt16 = 0, wide: Int32) -> Int {
    append(Instruction(opcode, flags: flags, a: a, wide: wide))
  }

  private func append(_ instruction: Instruction) -> Int {
    instructions.append(instruction)
    notes.ranges.append(range)
    return instructions.count - 1
  }

  /// Emits with another range, as that of an operator.
  func at(_ other: SourceRange, _ body: () -> Void) {
    let outer = range
    range = other
    body()
    range = outer
  }

  /// Emits a jump whose target comes later.
  func jump(_ opcode: Opcode, a: UInt16 = 0, b: UInt16 = 0, flags: UInt8 = 0) -> Patch {
    Patch(instruction: emit(opcode, flags: flags, a: a, b: b))
  }

  /// Points a jump at an instruction.
  func land(_ patch: Patch, at target: Int) {
    let old = instructions[patch.instruction]
    guard let opcode = old.opcode else { return }
    let distance = target - patch.instruction - 1
    if opcode.row.c == .shortJump {
      guard let short = Int16(exactly: distance) else {
        return noteOverflow("instructions in one branch or loop", limit: Int(Int16.max))
      }
      instructions[patch.instruction] = Instruction(
        opcode, flags: old.flags, a: old.a, b: old.b, c: UInt16(bitPattern: short))
    } else {
      instructions[patch.instruction] = Instruction(
        opcode, flags: old.flags, a: old.a, wide: Int32(clamping: distance))
    }
  }

  /// Points jumps at the next instruction.
  func land(_ patches: [Patch]) { for patch in patches { land(patch, at: position) } }
}

// MARK: tables

extension FunctionBuilder {
  private func index<Entry>(
    of entry: Entry, in table: inout [Entry], _ what: String
  ) -> UInt16 {
    guard table.count < 65_535 else {
      noteOverflow(what, limit: 65_535)
      return 0
    }
    table.append(entry)
    return UInt16(table.count - 1)
  }

  func constant(_ constant: Constant) -> UInt16 {
    // Zero has two signs, which compare equal; lists are rarely written twice.
    let isShared: Bool
    switch constant {
    case .float(let number): isShared = number != 0
    case .list: isShared = false
    case .nothing, .boolean, .integer, .string: isShared = true
    }
    if isShared, let known = constantIndices[constant] { return known }
    let new = index(of: constant, in: &tables.constants, "constants")
    if isShared { constantIndices[constant] = new }
    return new
  }

  func name(_ name: String) -> UInt16 {
    if let known = nameIndices[name] { return known }
    let new = index(of: name, in: &tables.names, "names")
    nameIndices[name] = new
    return new
  }

  func global(_ reference: GlobalReference) -> UInt16 {
    if let known = globalIndices[reference] { return known }
    let new = index(of: reference, in: &tables.globals, "global names")
    globalIndices[reference] = new
    return new
  }

  func callShape(_ shape: CallShape) -> UInt16 {
    if let known = callShapeIndices[shape] { return known }
    let new = index(of: shape, in: &tables.callShapes, "calls with named arguments")
    callShapeIndices[shape] = new
    return new
  }

  func add(_ function: FunctionCode) -> UInt16 {
    index(of: function, in: &tables.functions, "functions")
  }
  func add(_ shape: [String]) -> UInt16 { index(of: shape, in: &tables.recordShapes, "records") }
  func add(_ shape: [IndexItemShape]) -> UInt16 {
    index(of: shape, in: &tables.indexShapes, "indexed expressions")
  }
  func add(_ shape: PlaceShape) -> UInt16 { index(of: shape, in: &tables.placeShapes, "places") }
  func add(_ parts: [TextPart]) -> UInt16 { index(of: parts, in: &tables.textShapes, "strings") }
  func add(_ pattern: ShapePattern) -> UInt16 {
    index(of: pattern, in: &tables.patterns, "annotations")
  }
  func add(_ type: TypeShape) -> UInt16 { index(of: type, in: &tables.types, "types") }
  func add(_ reference: ImportReference) -> UInt16 {
    index(of: reference, in: &tables.imports, "imports")
  }
  func add(_ assertion: AssertionShape) -> UInt16 {
    index(of: assertion, in: &tables.assertions, "assertions")
  }
}

// MARK: notes

extension FunctionBuilder {
  /// Notes that an expression's value is in a register once the last instruction has run.
  func note(_ expression: Expression, in register: UInt16) {
    notes.expressions.append(
      ExpressionNote(
        node: expression.id, range: expression.range, register: register,
        completeAt: Int32(clamping: position - 1)))
  }

  /// Notes which code an operand of the last instruction is.
  func noteOperand(_ register: UInt16, _ range: SourceRange) {
    notes.operands.append(
      OperandNote(instruction: Int32(clamping: position - 1), register: register, range: range))
  }

  func note(_ statement: Statement) {
    notes.statements.append(
      StatementNote(
        instruction: Int32(clamping: position), node: statement.id, range: statement.range))
  }

  /// Notes that a variable lives in its register from here on, to the end of the function for now.
  func note(_ variable: Variable) {
    keep(variable.register)
    notes.variables.append(
      VariableNote(
        name: variable.name, register: variable.register, isCell: variable.needsCell,
        start: Int32(clamping: position), end: .max))
  }

  /// Ends the life of the variables noted since `mark`.
  func endVariables(from mark: Int) {
    for index in notes.variables.indices.dropFirst(mark) where notes.variables[index].end == .max {
      notes.variables[index].end = Int32(clamping: position)
    }
  }
}
