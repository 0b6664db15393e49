/// `if c { a } else { b }`.
package struct Conditional: Sendable {
  package let condition: Expression
  package let consequence: Block
  package let alternative: Alternative?

  package init(condition: Expression, consequence: Block, alternative: Alternative?) {
    self.condition = condition
    self.consequence = consequence
    self.alternative = alternative
  }

  /// What follows `else`.
  package indirect enum Alternative: Sendable {
    case block(Block)
    /// `else if …`: the expression is a `.conditional`.
    case conditional(Expression)
  }
}

/// `try { a } catch e { b }`.
package struct Attempt: Sendable {
  package let body: Block
  /// The name of the fault in the handler; nil for `catch { … }` and `catch _ { … }`.
  package let name: Identifier?
  package let handler: Block

  package init(body: Block, name: Identifier?, handler: Block) {
    self.body = body
    self.name = name
    self.handler = handler
  }
}

/// `x -> x ^ 2`, `(a, b) -> a + b`, `() -> { … }`.
package struct Lambda: Sendable {
  package let parameters: [Parameter]
  package let body: FunctionBody

  package init(parameters: [Parameter], body: FunctionBody) {
    self.parameters = parameters
    self.body = body
  }
}
