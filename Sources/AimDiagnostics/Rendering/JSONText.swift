/// A JSON value to be written (RFC 8259); members keep their order.
package indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(name: String, value: JSONText)])

  /// The value on one line.
  ///
  /// Numbers that JSON cannot hold (NaN, infinities) become strings.
  package var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  package static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value) where value.isFinite: output += "\(value)"
    case .number(let value): Self.write("\(value)", to: &output)
    case .string(let value): Self.write(value, to: &output)
    case .array(let values): Self.write(values, "[", "]", to: &output) { $0.write(to: &$1) }
    case .object(let members):
      Self.write(members, "{", "}", to: &output) { member, output in
        Self.write(member.name, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], _ open: String, _ close: String, to output: inout String,
    each: (Item, inout String) -> Void
  ) {
    output += open
    for (index, item) in items.enumerated() {
      if index > 0 { output += "," }
      each(item, &output)
    }
    output += close
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
