extension FactValue {
  /// The fact as English prose shows it, on one line and of bounded length; nil when unknown.
  package var display: String? {
    switch self {
    case .name(let name), .code(let name): Self.quoted(name)
    case .text(let text): Self.clipped(text, to: 4000)
    case .integer(let integer): String(integer)
    case .number(let number): Self.written(number)
    case .shape(let shape): "[" + shape.map(String.init).joined(separator: ", ") + "]"
    case .type(let type): Self.clipped(type, to: 200)
    case .names(let names): Self.enumerated(names)
    case .none: nil
    }
  }

  private static func quoted(_ code: String) -> String { "`" + clipped(code, to: 120) + "`" }

  private static func clipped(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let head = text.prefix(limit)
    return head.endIndex == text.endIndex ? text : head + "…"
  }

  /// Whole numbers without `.0`, as Aim prints them.
  private static func written(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `a`, `b` and `c`; at most twelve are named.
  private static func enumerated(_ names: [String]) -> String? {
    let shown = names.prefix(12).map(quoted)
    guard let last = shown.last else { return nil }
    if names.count > shown.count {
      return shown.joined(separator: ", ") + " and \(names.count - shown.count) more"
    }
    let rest = shown.dropLast().joined(separator: ", ")
    return rest.isEmpty ? last : rest + " and " + last
  }
}
