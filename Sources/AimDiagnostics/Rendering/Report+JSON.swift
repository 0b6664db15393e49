extension Report {
  /// The report as one line of JSON, for editors and other programs.
  ///
  /// Places carry lines and columns from 1, with the end exclusive; in a notebook also the cell and
  /// the file's line.
  package var json: String { jsonText.text }

  package var jsonText: JSONText {
    .object([
      ("severity", .string("error")),
      ("kind", .string(identity.kind.rawValue)),
      ("identity", .string(identity.name)),
      ("title", .string(title)),
      ("reason", .optional(reason)),
      ("help", .optional(mend)),
      ("place", place.map(\.json) ?? .null),
      ("labels", .array(labels.map(json))),
      ("calls", .array(calls.map(json))),
      ("facts", .object(facts.map { ($0.name, $0.value.json) })),
    ])
  }

  private func json(_ label: Label) -> JSONText {
    let place = sources[label.range.document].map { SourcePlace(label.range, in: $0) }
    return .object([("text", .optional(label.text)), ("place", place.map(\.json) ?? .null)])
  }

  private func json(_ call: Call) -> JSONText {
    let members: [(String, JSONText)] = [
      ("function", .string(call.function)), ("place", call.place.map(\.json) ?? .null),
      ("source", .optional(call.source)),
    ]
    return .object(call.times > 1 ? members + [("times", .integer(call.times))] : members)
  }
}

extension SourcePlace {
  var json: JSONText {
    .object(
      documentMembers + [
        ("line", .integer(line)), ("column", .integer(column)), ("endLine", .integer(endLine)),
        ("endColumn", .integer(endColumn)),
      ])
  }

  private var documentMembers: [(name: String, value: JSONText)] {
    switch placement {
    case .input(let number): [("input", .integer(number))]
    case .file(let path): [("path", .string(path))]
    case .library(let path): [("library", .string(path))]
    case .command: [("command", .bool(true))]
    case .cell(let path, let number, _):
      [("path", .string(path)), ("cell", .integer(number)), ("fileLine", .integer(fileLine))]
    }
  }
}

extension FactValue {
  var json: JSONText {
    switch self {
    case .name(let text), .code(let text), .text(let text), .type(let text): .string(text)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .shape(let shape): .array(shape.map(JSONText.integer))
    case .names(let names): .array(names.map(JSONText.string))
    case .none: .null
    }
  }
}
