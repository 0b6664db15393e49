package import AimCompiler
package import AimDiagnostics
package import AimSyntax

/// What a program is on its way to the machine, without running it.
package struct Stages {
  package let document: SourceDocument
  package let parsed: ParseResult
  /// Nil when the program has faults.
  package let compiled: CompiledProgram?
  package let diagnostics: [Diagnostic]

  package init(_ source: [UInt8], name: String, in environment: any Environment) {
    var sources = SourceLibrary()
    document = sources.add(.file(path: name), utf8: source)
    parsed = Parser.parse(document: document)
    guard parsed.diagnostics.isEmpty else {
      (compiled, diagnostics) = (nil, parsed.diagnostics)
      return
    }
    switch Compiler.compile(parsed.program, document: document, in: environment) {
    case .success(let program): (compiled, diagnostics) = (program, [])
    case .failure(let failure): (compiled, diagnostics) = (nil, failure.diagnostics)
    }
  }

  /// The opcodes that stand in the program and in the functions made inside it.
  package var opcodes: Set<Opcode> {
    guard let compiled else { return [] }
    var found: Set<Opcode> = []
    var pending = [compiled.main] + compiled.tests.map(\.code)
    while let code = pending.popLast() {
      found.formUnion(code.instructions.compactMap(\.opcode))
      pending += code.tables.functions
    }
    return found
  }
}

extension Stages {
  /// The tokens, one a line: where it begins, what it is, how it is written.
  package var tokensText: String {
    parsed.tokens.map { token in
      let line = document.line(at: Int(token.start))
      let column = Int(token.start) - document.lineStarts[line]
      let text = document.text(token.offsets).replacing("\n", with: "⏎")
      return "\(line + 1):\(column + 1) \(token.kind) \(text)\n"
    }.joined()
  }

  /// The tree, a form for each statement.
  package var treeText: String { parsed.program.dump() + "\n" }

  /// The instructions, or nothing where the program has faults.
  package var bytecodeText: String {
    compiled.map { Disassembly(document: document).text(of: $0.main) } ?? ""
  }
}
