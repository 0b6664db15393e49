import AimDiagnostics
import AimTensor

/// Writes one value into a text, within limits.
struct DisplayWriter {
  private(set) var text = ""
  let limits: DisplayLimits
  /// The size up to which memory was asked for.
  private var granted = 1 << 16

  init(limits: DisplayLimits) { self.limits = limits }

  /// Growing moves the text: the old and the new one are there at once.
  private mutating func expectRoom() throws(RuntimeFault) {
    guard text.utf8.count > granted else { return }
    try HeapAccount.expect(roomFor: text.utf8.count * 4)
    granted = text.utf8.count * 2
  }

  mutating func write(_ value: Value, depth: Int) throws(RuntimeFault) {
    try Stop.poll()
    if text.utf8.count > limits.total { return }
    try expectRoom()
    switch value.view {
    case .nothing: text += "nil"
    case .missing: text += "missing"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .number(let number): text += NumberText.float(number)
    case .string(let string): writeQuoted(string.text)
    case .range(let range): text += RangeText.source(range)
    case .tensor(let tensor): try write(tensor.tensor, depth: depth)
    case .list(let list): try writeElements(list.values, "[", "]", depth)
    case .tuple(let tuple):
      try writeElements(tuple.values, "(", tuple.slotCount == 1 ? ",)" : ")", depth)
    case .record(let record): try writeFields(record.layout.names, record.values, "", depth)
    case .instance(let instance):
      try writeFields(instance.type.layout.names, instance.values, instance.type.name, depth)
    case .dictionary(let dictionary): try writeEntries(dictionary, depth)
    case .cell(let cell): try write(cell.value, depth: depth)
    default: text += NamedThings.text(value)
    }
  }

  private mutating func writeElements(
    _ values: UnsafeBufferPointer<Value>, _ opening: String, _ closing: String, _ depth: Int
  ) throws(RuntimeFault) {
    text += opening
    if depth >= limits.depth, !values.isEmpty {
      text += "…"
    } else {
      try writeEach(values.count) { (writer, index) throws(RuntimeFault) in
        try writer.write(values[index], depth: depth + 1)
      }
    }
    text += closing
  }

  private mutating func writeFields(
    _ names: [String], _ values: UnsafeBufferPointer<Value>, _ head: String, _ depth: Int
  ) throws(RuntimeFault) {
    text += head + "("
    if depth >= limits.depth, !values.isEmpty {
      text += "…"
    } else {
      try writeEach(values.count) { (writer, index) throws(RuntimeFault) in
        writer.text += names[index] + ": "
        try writer.write(values[index], depth: depth + 1)
      }
    }
    text += ")"
  }

  private mutating func writeEntries(
    _ dictionary: DictionaryObject, _ depth: Int
  ) throws(RuntimeFault) {
    if dictionary.count == 0 {
      text += "[:]"
      return
    }
    text += "["
    if depth >= limits.depth {
      text += "…"
    } else {
      let entries = (0..<dictionary.entryCount).filter { !dictionary.entryKey($0).isMissing }
      try writeEach(entries.count) { (writer, index) throws(RuntimeFault) in
        try writer.write(dictionary.entryKey(entries[index]), depth: depth + 1)
        writer.text += ": "
        try writer.write(dictionary.entryValue(entries[index]), depth: depth + 1)
      }
    }
    text += "]"
  }

  /// Separates with commas; of too many, shows some from both ends and how many there are.
  private mutating func writeEach(
    _ count: Int, _ body: (inout DisplayWriter, Int) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) {
    let edge = max(1, limits.elements / 2)
    let isShortened = count > limits.elements
    var index = 0
    while index < count {
      if index > 0 { text += ", " }
      if isShortened, index == edge || text.utf8.count > limits.total {
        text += "… \(count) in all …"
        index = max(count - edge, index + 1)
        if text.utf8.count > limits.total { return }
        continue
      }
      if text.utf8.count > limits.total {
        text += "…"
        return
      }
      try body(&self, index)
      index += 1
    }
  }

  private mutating func writeQuoted(_ string: String) {
    guard string.utf8.count > limits.characters, !string.dropFirst(limits.characters).isEmpty
    else {
      text += StringText.quoted(string)
      return
    }
    text += StringText.quoted(String(string.prefix(limits.characters)) + "…")
  }

  private mutating func write(_ tensor: Tensor, depth: Int) throws(RuntimeFault) {
    if depth == 0, limits.total > 100 {
      text += try TensorText.full(tensor)
    } else {
      text += try TensorText.inline(tensor, limit: limits.tensorElements)
    }
  }
}

/// A string as source.
package enum StringText {
  /// In double quotes, with escapes for what would not come back: quotes, braces, control characters.
  package static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "{": result += "{{"
      case "}": result += "}}"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// A range as source.
enum RangeText {
  static func source(_ range: RangeObject) -> String {
    range.step == 1
      ? "\(range.start)..\(range.end)" : "range(\(range.start), \(range.end), \(range.step))"
  }
}

/// Values that are shown by what they are called.
enum NamedThings {
  static func text(_ value: Value) -> String {
    switch value.view {
    case .function(let function):
      return (function.code as? any DescribedCode)?.signature ?? "fn"
    case .builtin(let builtin): return "fn \(builtin.builtin.signature)"
    case .boundMethod(let method): return text(method.function)
    case .type(let type):
      return (type.descriptor.isModel ? "model " : "type ") + type.descriptor.name
    case .fault(let fault): return "fault \(fault.diagnostic.fault.identity.name): \(fault.message)"
    case .module(let module): return "module \(module.name)"
    case .iterator: return "iterator"
    default: return value.typeName
    }
  }
}
