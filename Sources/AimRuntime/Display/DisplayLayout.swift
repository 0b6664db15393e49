import AimDiagnostics

/// Lays a value out: on one line while it fits into the width, else a field or element a line.
///
/// Those are indented, and laid out likewise; plain elements of a list share lines.
struct DisplayLayout {
  private(set) var text = ""
  let limits: DisplayLimits
  let columns: Int

  init(limits: DisplayLimits, columns: Int) {
    self.limits = limits
    self.columns = columns
  }

  /// Writes a value that stands in `depth` containers, which are indented by `column`.
  mutating func write(_ value: Value, depth: Int, column: Int) throws(RuntimeFault) {
    try Stop.poll()
    if text.utf8.count > limits.total { return }
    if depth < limits.depth, let parts = Parts(value), !parts.isEmpty {
      if let line = try line(value, depth, room: columns - currentColumn) {
        text += line
      } else {
        try write(parts, depth: depth, column: column)
      }
      return
    }
    var writer = DisplayWriter(limits: limits)
    try writer.write(value, depth: max(depth, 1))
    text += writer.text
  }

  /// A value on one line, or nil where it needs more room.
  private func line(_ value: Value, _ depth: Int, room: Int) throws(RuntimeFault) -> String? {
    guard room > 0 else { return nil }
    var narrow = limits
    // A character has up to four bytes, or more; a text that was cut short is too wide in any case.
    narrow.total = 4 * room
    var writer = DisplayWriter(limits: narrow)
    try writer.write(value, depth: max(depth, 1))
    let isWhole = writer.text.utf8.count <= narrow.total
    return isWhole && DisplayWidth.of(writer.text) <= room ? writer.text : nil
  }

  private var currentColumn: Int {
    let start = text.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    return DisplayWidth.of(text[start...])
  }

  private mutating func write(
    _ parts: Parts, depth: Int, column: Int
  ) throws(RuntimeFault) {
    text += parts.opening
    if parts.arePlain {
      try fill(parts, depth: depth, column: column + 1)
    } else {
      let shown = parts.areNamed ? parts.count : min(limits.elements, DisplayLayout.longestColumn)
      for place in Shortening.places(parts.count, limit: shown) {
        newLine(column + 2)
        guard let place else {
          text += "… \(parts.count) in all …"
          continue
        }
        text += try parts.label(place, limits)
        let part = parts.value(place)
        if parts.isModel, let type = DisplayWriter.weight(part) {
          text += type
        } else {
          try write(part, depth: depth + 1, column: column + 2)
        }
        if text.utf8.count > limits.total {
          newLine(column + 2)
          text += "…"
          break
        }
      }
      newLine(column)
    }
    text += parts.closing
  }

  /// Elements that are shown one below the other are fewer than those that share lines.
  private static let longestColumn = 20

  private mutating func newLine(_ column: Int) {
    text += "\n" + String(repeating: " ", count: column)
  }

  /// As many elements on each line as it has room for.
  private mutating func fill(
    _ parts: Parts, depth: Int, column: Int
  ) throws(RuntimeFault) {
    let places = Shortening.places(parts.count, limit: limits.elements)
    var reached = currentColumn
    for (number, place) in places.enumerated() {
      var piece: String
      if let place {
        var writer = DisplayWriter(limits: limits)
        try writer.write(parts.value(place), depth: depth + 1)
        piece = writer.text
      } else {
        piece = "… \(parts.count) in all …"
      }
      if number < places.count - 1 { piece += "," }
      let width = DisplayWidth.of(piece)
      if number > 0, reached + 1 + width > columns - 1 {
        newLine(column)
        reached = column
      } else if number > 0 {
        text += " "
        reached += 1
      }
      text += piece
      reached += width
      if text.utf8.count > limits.total {
        text += " …"
        return
      }
    }
  }
}

/// What stands in a container, for laying it out.
private struct Parts {
  let opening: String
  let closing: String
  /// Names of fields; nil for elements and entries.
  private var names: [String]?
  private var keys: [Value]?
  private let values: [Value]
  /// A model says of its tensors what they are, not what is in them.
  private(set) var isModel = false

  /// Nil for what is no container.
  init?(_ value: Value) {
    switch value.view {
    case .record(let record):
      (opening, closing, names) = ("(", ")", record.layout.names)
      values = Array(record.values)
    case .instance(let instance):
      (opening, closing, names) = (instance.type.name + "(", ")", instance.type.layout.names)
      values = Array(instance.values)
      isModel = instance.type.isModel
    case .list(let list):
      (opening, closing) = ("[", "]")
      values = Array(list.values)
    case .tuple(let tuple):
      (opening, closing) = ("(", tuple.slotCount == 1 ? ",)" : ")")
      values = Array(tuple.values)
    case .dictionary(let dictionary):
      (opening, closing) = ("[", "]")
      let entries = (0..<dictionary.entryCount).filter { !dictionary.entryKey($0).isMissing }
      keys = entries.map { dictionary.entryKey($0) }
      values = entries.map { dictionary.entryValue($0) }
    default: return nil
    }
  }

  var count: Int { values.count }
  var isEmpty: Bool { values.isEmpty }
  var areNamed: Bool { names != nil }

  /// True for a list or tuple in which nothing holds anything else.
  var arePlain: Bool {
    names == nil && keys == nil && values.allSatisfy { Parts($0) == nil && !$0.has(kind: .tensor) }
  }

  func value(_ place: Int) -> Value { values[place] }

  /// `name: `, `key: `, or nothing.
  func label(_ place: Int, _ limits: DisplayLimits) throws(RuntimeFault) -> String {
    if let names { return names[place] + ": " }
    guard let keys else { return "" }
    var writer = DisplayWriter(limits: limits)
    try writer.write(keys[place], depth: 1)
    return writer.text + ": "
  }
}

/// Which of many elements are shown.
enum Shortening {
  /// The places of so many elements; of more than `limit` those at both ends, with nil between them.
  static func places(_ count: Int, limit: Int) -> [Int?] {
    guard count > limit else { return Array(0..<count) }
    let edge = max(1, limit / 2)
    return Array(0..<edge) + [nil] + Array(max(edge, count - edge)..<count)
  }
}
