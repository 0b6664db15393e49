/// How styled lines look: with a terminal's colours, or as plain text.
package enum TextStyle: Sendable {
  case plain
  case colour

  /// The lines as one text, each ended by a newline.
  package func render(_ lines: [StyledLine]) -> String {
    lines.map { render($0) + "\n" }.joined()
  }

  package func render(_ line: StyledLine) -> String {
    guard self == .colour else { return line.plain }
    var text = ""
    for run in line.runs {
      let codes = Self.codes(run.style)
      text += codes.isEmpty ? run.text : "\u{1B}[\(codes)m\(run.text)\u{1B}[0m"
    }
    return text
  }

  /// The parameters of ECMA-48's SGR; from the sixteen colours that every theme defines.
  private static func codes(_ style: StyledLine.Style) -> String {
    switch style {
    case .plain: ""
    case .error, .caret: "1;31"
    case .title: "1"
    case .frame: "34"
    case .operand: "36"
    case .help: "32"
    case .code: "1"
    case .quiet: "2"
    }
  }
}
