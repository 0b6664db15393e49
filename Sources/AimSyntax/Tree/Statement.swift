package import AimDiagnostics

/// One statement.
package struct Statement: SyntaxNode {
  package let id: NodeID
  package let range: SourceRange
  package let kind: Kind
  /// True when a `;` follows: at the end of a cell it mutes the value.
  package let isMuted: Bool
  /// The longest way down to a leaf; the parser keeps it below `Parser.heightLimit`.
  package let height: Int

  package init(id: NodeID, range: SourceRange, kind: Kind, isMuted: Bool = false) {
    self.id = id
    self.range = range
    self.kind = kind
    self.isMuted = isMuted
    self.height = 1 + kind.childHeight
  }

  /// The same statement, followed by a `;`.
  package func muted() -> Statement {
    Statement(id: id, range: range, kind: kind, isMuted: true)
  }

  package enum Kind: Sendable {
    /// `let x = …`, `var (a, b) = …`
    case binding(Binding)
    /// `x = …`, `a.b[i] += …`, `(a, b) = …`
    case assignment(Assignment)
    /// `for (k, v) in d { … }`
    case forLoop(ForLoop)
    /// `while c { … }`
    case whileLoop(WhileLoop)
    case breakLoop
    case continueLoop
    /// `return`, `return x`
    case returnValue(Expression?)
    /// `fn area(r, pi = 3.14159) = pi * r ^ 2`
    case function(FunctionDeclaration)
    /// `model Linear(inputs, outputs) { … }` or `type Momentum(lr = 0.1) { … }`
    case type(TypeDeclaration)
    /// `test "words" { … }`
    case test(TestDeclaration)
    /// `import "lib/helpers.aim" as helpers`
    case importFile(ImportDeclaration)
    /// `throw "words"`
    case throwValue(Expression)
    /// `assert c`, `assert c, "words"`
    case assertion(Assertion)
    /// An expression; `if`, `try` and bare blocks too.
    case expression(Expression)
    /// Damaged code that was reported and skipped; never reaches the compiler in a valid program.
    case error
  }
}

/// `let` or `var`, a pattern, and its value.
package struct Binding: Sendable {
  /// True for `var`.
  package let isVariable: Bool
  package let pattern: Pattern
  package let value: Expression
  package let documentation: Documentation?

  package init(
    isVariable: Bool, pattern: Pattern, value: Expression, documentation: Documentation?
  ) {
    self.isVariable = isVariable
    self.pattern = pattern
    self.value = value
    self.documentation = documentation
  }
}

/// A place or places, `=` or one of `+= -= *= /=`, and a value.
package struct Assignment: Sendable {
  package let target: Target
  /// Nil for `=`; else the operator of `+=`, `-=`, `*=`, `/=` (whose target is one place).
  package let compound: BinaryOperator?
  package let operatorRange: SourceRange
  package let value: Expression

  package init(
    target: Target, compound: BinaryOperator?, operatorRange: SourceRange, value: Expression
  ) {
    self.target = target
    self.compound = compound
    self.operatorRange = operatorRange
    self.value = value
  }

  /// What is assigned to.
  package indirect enum Target: Sendable {
    case place(Place)
    /// `(a, b[0]) = …`: the value is a tuple of as many; it is computed before anything is set.
    case tuple([Target], SourceRange)
    /// `_`
    case discard(SourceRange)
  }
}

package struct ForLoop: Sendable {
  package let pattern: Pattern
  package let sequence: Expression
  package let body: Block

  package init(pattern: Pattern, sequence: Expression, body: Block) {
    self.pattern = pattern
    self.sequence = sequence
    self.body = body
  }
}

package struct WhileLoop: Sendable {
  package let condition: Expression
  package let body: Block

  package init(condition: Expression, body: Block) {
    self.condition = condition
    self.body = body
  }
}

package struct TestDeclaration: Sendable {
  package let name: StringLiteral
  package let body: Block

  package init(name: StringLiteral, body: Block) {
    self.name = name
    self.body = body
  }
}

package struct ImportDeclaration: Sendable {
  /// A string without interpolation: `path.constantText` is never nil.
  package let path: StringLiteral
  /// The name after `as`; nil without it.
  package let alias: Identifier?

  package init(path: StringLiteral, alias: Identifier?) {
    self.path = path
    self.alias = alias
  }
}

package struct Assertion: Sendable {
  package let condition: Expression
  package let message: Expression?

  package init(condition: Expression, message: Expression?) {
    self.condition = condition
    self.message = message
  }
}
