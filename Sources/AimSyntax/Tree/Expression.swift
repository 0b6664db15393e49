package import AimDiagnostics

/// One expression.
package struct Expression: SyntaxNode {
  package let id: NodeID
  /// Parentheses around the whole are not included.
  package let range: SourceRange
  package let kind: Kind
  /// True for `(e)`: the tree has no node for parentheses that only group.
  package let isParenthesized: Bool
  /// The longest way down to a leaf; the parser keeps it below `Parser.heightLimit`.
  package let height: Int

  package init(id: NodeID, range: SourceRange, kind: Kind, isParenthesized: Bool = false) {
    self.id = id
    self.range = range
    self.kind = kind
    self.isParenthesized = isParenthesized
    self.height = 1 + kind.childHeight
  }

  /// The same expression, in parentheses.
  package func parenthesized() -> Expression {
    Expression(id: id, range: range, kind: kind, isParenthesized: true)
  }

  package indirect enum Kind: Sendable {
    case integer(Int)
    case float(Double)
    case string(StringLiteral)
    case boolean(Bool)
    case nothing
    case name(String)

    /// `[1, ...xs]`
    case list([Element])
    /// `["lr": 0.1]`, `[:]`
    case dictionary([Entry])
    /// `(a, b)`, `(a,)`, `()`
    case tuple([Expression])
    /// `(lr: 0.1, epochs: 5)`; no two fields have one name.
    case record([RecordField])
    /// `[f(x) for x in xs if c]`
    case listComprehension(element: Expression, clauses: [ComprehensionClause])
    /// `[k: v for (k, v) in d]`
    case dictionaryComprehension(entry: Entry, clauses: [ComprehensionClause])
    /// `0..10`
    case range(lower: Expression, upper: Expression)

    case unary(UnaryOperator, operatorRange: SourceRange, Expression)
    case binary(BinaryOperator, operatorRange: SourceRange, Expression, Expression)
    case logical(LogicalOperator, operatorRange: SourceRange, Expression, Expression)
    /// `a < b`, and chains: `0 <= x < n`. At least one comparison.
    case comparison(Expression, [Comparison])

    /// `x |> f`, `x |> f(a, _)`
    case pipe(Expression, operatorRange: SourceRange, PipeTarget)
    case call(Call)
    /// `x.f(a)`, where `x.f` stands in no parentheses of its own.
    case methodCall(MethodCall)
    /// `x.name`
    case field(Expression, Identifier)
    /// `x[i, 1:3, ...]`; at least one item.
    case index(Expression, [IndexItem])

    case lambda(Lambda)
    case conditional(Conditional)
    case attempt(Attempt)
    case block(Block)
    /// Damaged code that was reported; never reaches the compiler in a valid program.
    case error
  }

  /// An element of a list.
  package indirect enum Element: Sendable {
    case expression(Expression)
    /// `...xs`
    case spread(Expression)

    package var expression: Expression {
      switch self {
      case .expression(let value), .spread(let value): value
      }
    }
  }

  /// `key: value` in a dictionary.
  package struct Entry: Sendable {
    package let key: Expression
    package let value: Expression

    package init(key: Expression, value: Expression) {
      self.key = key
      self.value = value
    }
  }

  /// `name: value` in a record.
  package struct RecordField: Sendable {
    package let name: Identifier
    package let value: Expression

    package init(name: Identifier, value: Expression) {
      self.name = name
      self.value = value
    }
  }

  /// One link of a chain of comparisons: the operator and what stands to its right.
  package struct Comparison: Sendable {
    package let operation: ComparisonOperator
    package let operatorRange: SourceRange
    package let operand: Expression

    package init(operation: ComparisonOperator, operatorRange: SourceRange, operand: Expression) {
      self.operation = operation
      self.operatorRange = operatorRange
      self.operand = operand
    }
  }

  /// `for pattern in sequence` or `if condition` in a comprehension; the first is a `for`.
  package indirect enum ComprehensionClause: Sendable {
    case each(Pattern, in: Expression)
    case filter(Expression)
  }
}
