package import AimDiagnostics
package import AimSyntax

/// A whole file, cell or input, compiled: the function that runs it, and what it binds.
package struct CompiledProgram: Sendable {
  /// Runs the top level; returns the value of the last expression.
  package let main: FunctionCode
  /// The names it binds, in order.
  package let topLevel: [TopLevelName]
  /// The `test` blocks, run only when asked.
  package let tests: [CompiledTest]
  /// True where the last statement is an expression that is not muted by `;`.
  package let showsValue: Bool
  /// The `##` lines that open the file.
  package let documentation: String?
}

/// A `test "name" { … }` block: a function without parameters.
package struct CompiledTest: Sendable {
  package let name: String
  package let range: SourceRange
  package let code: FunctionCode
}

/// From a tree to instructions.
package enum Compiler {
  /// Compiles a program that was parsed without faults; else its faults, several at once.
  package static func compile(
    _ program: Program, document: SourceDocument, in environment: any Environment
  ) -> Result<CompiledProgram, CompilationFailure> {
    let (resolution, scope) = Resolver.resolve(program, in: environment)
    guard resolution.diagnostics.isEmpty else {
      return .failure(CompilationFailure(diagnostics: resolution.diagnostics))
    }
    let generator = Generator(
      document: document, resolution: resolution, scope: scope, range: program.range)
    let compiled = generator.program(program)
    guard generator.diagnostics.isEmpty else {
      return .failure(CompilationFailure(diagnostics: generator.diagnostics))
    }
    return .success(compiled)
  }
}

/// Why a program was not compiled.
package struct CompilationFailure: Error, Sendable {
  package let diagnostics: [Diagnostic]
}

extension Generator {
  func program(_ program: Program) -> CompiledProgram {
    builder.header.isTopLevel = true
    for statement in program.statements {
      switch statement.kind {
      case .function(let declaration): defineGlobal(declaration)
      case .type(let declaration): defineGlobal(declaration)
      default: break
      }
    }
    var showsValue = false
    if let last = program.statements.last, case .expression(let value) = last.kind {
      statements(program.statements.dropLast())
      builder.note(last)
      tail(value)
      showsValue = !last.isMuted
    } else {
      statements(program.statements[...])
      builder.emit(.returnNil)
    }
    if let overflow = builder.overflow { report(overflow, at: program.range) }
    return CompiledProgram(
      main: builder.finish(), topLevel: resolution.topLevel, tests: tests(program),
      showsValue: showsValue, documentation: program.documentation?.text)
  }

  private func tests(_ program: Program) -> [CompiledTest] {
    program.statements.compactMap { statement in
      guard case .test(let test) = statement.kind, let scope = resolution.functions[statement.id]
      else { return nil }
      let name = test.name.constantText ?? text(of: test.name.range)
      let code = code(scope, range: test.body.range) {
        $0.header.isTopLevel = true
        $0.header.name = "test \"\(name)\""
      } body: {
        self.block(test.body, into: nil)
        self.builder.emit(.returnNil)
      }
      return CompiledTest(name: name, range: statement.range, code: code)
    }
  }
}
