package import AimDiagnostics

/// `f(a, k: 1, ...rest, &place)`.
package struct Call: Sendable {
  package let callee: Expression
  package let arguments: [Argument]

  package init(callee: Expression, arguments: [Argument]) {
    self.callee = callee
    self.arguments = arguments
  }
}

/// `x.f(a)`: a method of x's type, else a callable field, else the nearest `f` with x first.
package struct MethodCall: Sendable {
  package let receiver: Expression
  package let method: Identifier
  package let arguments: [Argument]

  package init(receiver: Expression, method: Identifier, arguments: [Argument]) {
    self.receiver = receiver
    self.method = method
    self.arguments = arguments
  }
}

/// One argument of a call.
package struct Argument: Sendable {
  package let range: SourceRange
  /// The name of a named argument; nil for a positional one.
  ///
  /// A spread has none.
  package let label: Identifier?
  package let kind: Kind

  package init(range: SourceRange, label: Identifier?, kind: Kind) {
    self.range = range
    self.label = label
    self.kind = kind
  }

  package indirect enum Kind: Sendable {
    case value(Expression)
    /// `...xs`
    case spread(Expression)
    /// `&place`
    case reference(Place)
    /// The value that comes through the pipe: only in the call of a `PipeTarget`.
    case piped
  }
}

/// What stands to the right of `|>`.
package indirect enum PipeTarget: Sendable {
  /// `x |> f`, `x |> (make(3))`, `x |> net.head`: the expression is called with x.
  case function(Expression)
  /// `x |> f(a, k: 1)`: `arguments` hold one `.piped`, put first unless a `_` says where
  /// (several `_` give several).
  case call(Call, SourceRange)
  /// `x |> net.update(a)`: likewise, with the receiver of the method call.
  case methodCall(MethodCall, SourceRange)
}
