package import AimDiagnostics
import AimSyntax

/// A value that stands in for a notebook's own: `--param epochs=3`.
package struct NotebookParameter: Sendable, Hashable {
  package let name: String
  /// An Aim literal.
  package let literal: String

  /// Reads `name=value`.
  ///
  /// - Parameter argument: As it stood on the command line.
  /// - Throws: `ParameterMalformed`, `ParameterNotLiteral`.
  package init(argument: String) throws(FileFault) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      throw FileFault(ParameterMalformed(argument: argument))
    }
    name = argument[..<equals].trimmingBlanks
    literal = argument[argument.index(after: equals)...].trimmingBlanks
    guard Self.isLiteral(literal) else {
      throw FileFault(ParameterNotLiteral(name: name, value: literal))
    }
  }

  /// What the value is, for a reader; nil for `nil`, which may stand for anything.
  var kind: String? { Self.expression(literal).flatMap(Self.kind) }

  /// `a number`; nil where a program would have to run to know.
  static func kind(of value: Expression) -> String? {
    switch value.kind {
    case .integer, .float: "a number"
    case .unary(.negate, _, let number): kind(of: number)
    case .boolean: "`true` or `false`"
    case .string: "a text"
    case .list: "a list"
    case .tuple: "a tuple"
    case .record: "a record"
    case .dictionary: "a dictionary"
    default: nil
    }
  }

  private static func isLiteral(_ text: String) -> Bool {
    expression(text).map(isLiteral) ?? false
  }

  private static func expression(_ text: String) -> Expression? {
    var sources = SourceLibrary()
    let parsed = Parser.parse(document: sources.add(.command, utf8: Array(text.utf8)))
    guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
      case .expression(let value)? = parsed.program.statements.first?.kind
    else { return nil }
    return value
  }

  /// Numbers, texts, `true`, `false`, `nil`, and collections of them.
  private static func isLiteral(_ value: Expression) -> Bool {
    switch value.kind {
    case .integer, .float, .boolean, .nothing: true
    case .string(let text): text.constantText != nil
    case .unary(.negate, _, let number): isLiteral(number)
    case .tuple(let values): values.allSatisfy(isLiteral)
    case .record(let fields): fields.allSatisfy { isLiteral($0.value) }
    case .dictionary(let entries): entries.allSatisfy { isLiteral($0.key) && isLiteral($0.value) }
    case .list(let elements):
      elements.allSatisfy { element in
        if case .expression(let value) = element { isLiteral(value) } else { false }
      }
    default: false
    }
  }
}
