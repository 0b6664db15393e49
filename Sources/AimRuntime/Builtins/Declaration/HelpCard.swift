import AimTensor

/// What `?name` shows: how a thing is called, what it does, what it looks like in use.
package struct HelpCard: Sendable {
  package let signature: String
  /// Markdown.
  package let summary: String
  package let formula: String?
  package let parameters: [ParameterCard]
  package let examples: [Example]

  package init(_ builtin: Builtin) {
    signature = builtin.signature
    summary = builtin.summary
    formula = builtin.formula
    parameters = builtin.parameters
    examples = builtin.examples
  }

  /// The card of a function of the program, made of its declaration and its `##` comment.
  package init(_ code: any DescribedCode) {
    signature = code.signature
    summary = code.documentation ?? "No description: write one in `##` lines above the definition."
    formula = nil
    parameters = []
    examples = []
  }

  /// The card of any value that has one.
  package init?(_ value: Value) {
    switch value.view {
    case .builtin(let builtin): self.init(builtin.builtin)
    case .function(let function):
      guard let code = function.code as? any DescribedCode else { return nil }
      self.init(code)
    case .boundMethod(let method): self.init(method.function)
    default: return nil
    }
  }

  /// The card as plain text.
  package var text: String {
    var lines = [signature, "", summary]
    if let formula { lines += ["", "  \(formula)"] }
    let described = parameters.filter { $0.type != "anything" }
    if !described.isEmpty {
      lines.append("")
      let width = described.reduce(0) { max($0, $1.name.count) }
      for parameter in described {
        let pad = String(repeating: " ", count: width - parameter.name.count)
        lines.append(
          "  \(parameter.name)\(pad)  \(parameter.type)"
            + (parameter.defaultText.map { ", \($0) unless given" } ?? ""))
      }
    }
    for example in examples {
      lines += ["", "  > \(example.source)"]
      lines += example.shows.split(separator: "\n", omittingEmptySubsequences: false).map {
        "  \($0)"
      }
    }
    return lines.joined(separator: "\n")
  }
}
