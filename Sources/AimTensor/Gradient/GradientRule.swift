/// How an operator's gradient is made of other operators.
///
/// A rule is given the gradients with respect to the results and returns those with respect to
/// the inputs. It works with tensors through operators alone, so it can be differentiated again.
package struct GradientRule: Sendable {
  package typealias Rule = @Sendable (GradientCall) throws -> [Tensor?]

  /// True where the rule reads the results: the origin keeps them.
  let usesResults: Bool
  let rule: Rule

  package init(usesResults: Bool = false, _ rule: @escaping Rule) {
    self.usesResults = usesResults
    self.rule = rule
  }
}

/// What a gradient rule is given.
package struct GradientCall {
  /// The gradient of each result; nil where nothing depends on it.
  package let upstreams: [Tensor?]
  package let inputs: [Tensor]
  /// The results, where the rule said that it uses them, then what the kernel returned beyond them;
  /// else empty.
  package let results: [Tensor]
  package let attributes: Attributes
  /// Which inputs' gradients are asked for; a rule may return nil for the others.
  package let needs: [Bool]

  /// The first result's gradient.
  package var upstream: Tensor {
    guard let first = upstreams[0] else { preconditionFailure("a rule ran without an upstream") }
    return first
  }

  /// The first result.
  package var result: Tensor { results[0] }
}
