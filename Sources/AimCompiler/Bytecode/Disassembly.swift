package import AimDiagnostics

/// A function's instructions as text, one a line, with names and constants beside their numbers.
package struct Disassembly {
  private let document: SourceDocument?

  /// With a document, each statement's source stands above its instructions.
  package init(document: SourceDocument? = nil) { self.document = document }

  /// The function and, after it, those made inside it.
  package func text(of code: FunctionCode) -> String {
    var lines = [title(of: code)]
    var statements = code.notes.statements[...]
    for (index, instruction) in code.instructions.enumerated() {
      while let next = statements.first, Int(next.instruction) <= index {
        if let source = source(of: next) { lines.append("  # \(source)") }
        statements.removeFirst()
      }
      lines.append(line(index, instruction, in: code))
    }
    for handler in code.tables.handlers {
      lines.append("  \(handler.kind) \(handler.start)..<\(handler.end) → \(handler.target)")
    }
    lines.append("")
    for function in code.tables.functions { lines.append(text(of: function)) }
    return lines.joined(separator: "\n")
  }

  private func title(of code: FunctionCode) -> String {
    let header = code.header
    let name = header.name.isEmpty ? "(no name)" : header.name
    let parameters = header.parameters.map(\.name).joined(separator: ", ")
    return "\(name)(\(parameters))  \(header.registerCount) registers"
  }

  private func source(of statement: StatementNote) -> String? {
    document?.text(statement.range.offsets).split(whereSeparator: \.isNewline).first.map(
      String.init)
  }

  private func line(_ index: Int, _ instruction: Instruction, in code: FunctionCode) -> String {
    guard let opcode = instruction.opcode else { return "  \(index)  ?" }
    let row = opcode.row
    var operands: [String] = []
    if row.a != .none { operands.append(operand(instruction.a, row.a, index, code)) }
    switch row.b {
    case .none: break
    case .longJump: operands.append("→ \(index + 1 + Int(instruction.wide))")
    case .number: operands.append("\(instruction.wide)")
    default: operands.append(operand(instruction.b, row.b, index, code))
    }
    if row.c == .shortJump {
      operands.append("→ \(index + 1 + Int(instruction.shortJump))")
    } else if row.c != .none {
      let isConstant = row.c == .source && instruction.flags & Instruction.takesConstant != 0
      operands.append(operand(instruction.c, isConstant ? .constant : row.c, index, code))
    }
    let flags = instruction.flags == 0 ? "" : "  ·\(instruction.flags)"
    let number = String(index)
    let indent = String(repeating: " ", count: max(0, 5 - number.count))
    let name = opcode.name
    let gap = String(repeating: " ", count: max(1, 24 - name.count))
    return "\(indent)\(number)  \(name)\(gap)\(operands.joined(separator: ", "))\(flags)"
  }

  private func operand(
    _ operand: UInt16, _ kind: OperandKind, _ index: Int, _ code: FunctionCode
  ) -> String {
    let place = Int(operand)
    let tables = code.tables
    switch kind {
    case .target, .source, .place, .window: return "r\(operand)"
    case .constant: return entry(place, tables.constants) { $0.description }
    case .global: return entry(place, tables.globals) { $0.name }
    case .name: return entry(place, tables.names) { ".\($0)" }
    case .function: return "fn \(entry(place, tables.functions) { $0.header.name })"
    case .recordShape: return entry(place, tables.recordShapes) { "\($0)" }
    case .type: return entry(place, tables.types) { $0.name }
    case .pattern: return entry(place, tables.patterns) { $0.text }
    case .placeShape: return entry(place, tables.placeShapes) { $0.rootName }
    case .importPath: return entry(place, tables.imports) { $0.path }
    default: return "\(operand)"
    }
  }

  private func entry<Entry>(
    _ index: Int, _ table: [Entry], _ show: (Entry) -> String
  ) -> String {
    table.indices.contains(index) ? show(table[index]) : "?\(index)"
  }
}

extension Opcode {
  /// Its name, as in this file's table and in every disassembly.
  package var name: String { Opcode.names[Int(rawValue)] }

  private static let names: [String] = Opcode.allCases.map { "\($0)" }
}
