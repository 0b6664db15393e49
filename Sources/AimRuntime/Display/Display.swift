/// The text of values: as `print` writes it, as source that would make it again, and in short.
///
/// Depth is limited, so that no structure overflows the stack; Ctrl-C is polled at every element.
package enum Display {
  /// As `print` and `str` write it: a string stands without quotes, anything inside a container with them.
  package static func text(
    _ value: Value, _ limits: DisplayLimits = .printed
  ) throws(RuntimeFault) -> String {
    if let text = value.asText { return text }
    var writer = DisplayWriter(limits: limits)
    try writer.write(value, depth: 0)
    return writer.text
  }

  /// As source: strings in quotes.
  package static func source(
    _ value: Value, _ limits: DisplayLimits = .printed
  ) throws(RuntimeFault) -> String {
    var writer = DisplayWriter(limits: limits)
    try writer.write(value, depth: 0)
    return writer.text
  }

  /// On one line and of bounded length, for faults and listings.
  ///
  /// Never fails.
  package static func short(_ value: Value) -> String {
    var writer = DisplayWriter(limits: .short)
    do { try writer.write(value, depth: 0) } catch { return value.typeName }
    return writer.text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The result of a cell: long values are shortened, wide records and models get a line per field.
  package static func result(_ value: Value) throws(RuntimeFault) -> String {
    let line = try source(value, .shown)
    guard line.count > DisplayLimits.lineWidth, let fields = namedFields(of: value) else {
      return line
    }
    var lines = [fields.opening]
    for (name, field) in fields.fields {
      try Stop.poll()
      lines.append("  \(name): \(try source(field, .shown))".replacingNewlines(indent: 4))
    }
    lines.append(")")
    return lines.joined(separator: "\n")
  }

  private static func namedFields(
    of value: Value
  ) -> (opening: String, fields: [(String, Value)])? {
    switch value.view {
    case .record(let record):
      return ("(", Array(zip(record.layout.names, record.values)))
    case .instance(let instance):
      return ("\(instance.type.name)(", Array(zip(instance.type.layout.names, instance.values)))
    default: return nil
    }
  }
}

/// How much of a value is written.
package struct DisplayLimits: Sendable {
  /// Containers with more elements show as many from both ends together.
  package var elements: Int
  /// Strings inside containers are cut here.
  package var characters: Int
  package var depth: Int
  /// Tensors inside containers with more elements show their type alone.
  package var tensorElements: Int
  /// Nothing more is written once the text is so long.
  package var total: Int

  /// `str`, interpolation: whole.
  package static let whole = DisplayLimits(
    elements: .max, characters: .max, depth: 200, tensorElements: 6, total: .max)
  /// `print`: long containers are shortened.
  package static let printed = DisplayLimits(
    elements: 1000, characters: 10_000, depth: 100, tensorElements: 6, total: .max)
  /// A cell's result.
  package static let shown = DisplayLimits(
    elements: 100, characters: 500, depth: 20, tensorElements: 6, total: 20_000)
  /// A fault's fact.
  package static let short = DisplayLimits(
    elements: 6, characters: 40, depth: 3, tensorElements: 4, total: 60)

  package static let lineWidth = 90
}

/// Where a function's code can tell how it is declared; the machine's code does.
package protocol DescribedCode: AnyObject {
  /// `fn area(r, pi = 3.14159)`
  var signature: String { get }
  /// What the `##` comment above says, Markdown.
  var documentation: String? { get }
}

extension String {
  fileprivate func replacingNewlines(indent: Int) -> String {
    let parts = split(separator: "\n", omittingEmptySubsequences: false)
    return parts.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
