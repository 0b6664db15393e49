import Synchronization

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

  /// The result of a cell: on one line while it fits, else laid out, a field a line.
  package static func result(_ value: Value) throws(RuntimeFault) -> String {
    if value.has(kind: .tensor) { return try source(value, .shown) }
    var layout = DisplayLayout(limits: .shown, columns: columns)
    try layout.write(value, depth: 0, column: 0)
    return layout.text
  }

  /// As `print` writes it: text stays as it is, records and models are laid out like results.
  package static func printed(_ value: Value) throws(RuntimeFault) -> String {
    guard value.has(kind: .record) || value.has(kind: .instance) else { return try text(value) }
    var layout = DisplayLayout(limits: .printed, columns: columns)
    try layout.write(value, depth: 0, column: 0)
    return layout.text
  }

  /// The columns that results and tensors keep to: a prompt sets its terminal's.
  package static var columns: Int {
    get { width.load(ordering: .relaxed) }
    set { width.store(max(newValue, narrowest), ordering: .relaxed) }
  }

  /// The width of whatever is recorded or piped, so that it is the same everywhere.
  package static let plainColumns = 80
  private static let narrowest = 20
  private static let width = Atomic<Int>(plainColumns)
}

/// How much of a value is written.
package struct DisplayLimits: Sendable {
  /// Containers with more elements show as many from both ends together.
  package var elements: Int
  /// Strings inside containers are cut here.
  package var characters: Int
  package var depth: Int
  /// Tensors inside containers with more elements, or more dimensions than one, show their type alone.
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
}

/// Where a function's code can tell how it is declared; the machine's code does.
package protocol DescribedCode: AnyObject {
  /// `area`, or empty for a lambda.
  var functionName: String { get }
  /// `fn area(r, pi = 3.14159)`
  var signature: String { get }
  /// What the `##` comment above says, Markdown.
  var documentation: String? { get }
}
