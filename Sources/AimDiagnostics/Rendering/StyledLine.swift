/// A line of output as runs of one meaning each; a medium gives each meaning its look.
package struct StyledLine: Sendable, Hashable {
  /// What a run of text is, rather than how it looks.
  package enum Style: Sendable, Hashable {
    case plain, error, title, frame, caret, operand, help, code, quiet
  }

  package private(set) var runs: [Run] = []

  package struct Run: Sendable, Hashable {
    package let style: Style
    package var text: String
  }

  package init() {}

  package init(_ text: String, _ style: Style = .plain) { append(text, style) }

  package mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if runs.last?.style == style {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Run(style: style, text: text))
    }
  }

  package mutating func append(_ line: StyledLine) {
    for run in line.runs { append(run.text, run.style) }
  }

  /// Appends prose whose parts in backquotes are code; an unmatched backquote is text.
  package mutating func append(prose: String) {
    let parts = prose.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if index.isMultiple(of: 2) {
        append(String(part))
      } else if isLast {
        append("`" + part)
      } else {
        append("`" + part + "`", .code)
      }
    }
  }

  /// The text alone, without blanks at its end.
  package var plain: String {
    var text = ""
    for run in runs { text += run.text }
    while text.last == " " { text.removeLast() }
    return text
  }

  package var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }
}
