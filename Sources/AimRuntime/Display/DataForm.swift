import AimDiagnostics
import AimTensor

/// Values as data for other programs: the second form of a result.
enum DataForm {
  /// Lists, records, dictionaries and tensors of plain values; nil for anything else, and for what
  /// is too large to be worth writing twice.
  static func json(of value: Value) throws(RuntimeFault) -> JSONText? {
    switch value.view {
    case .list, .tuple, .record, .dictionary, .tensor: break
    default: return nil
    }
    var room = 1000
    return try json(value, &room, depth: 0)
  }

  private static let mostDeep = 20

  private static func json(
    _ value: Value, _ room: inout Int, depth: Int
  ) throws(RuntimeFault) -> JSONText? {
    room -= 1
    guard room >= 0, depth < mostDeep else { return nil }
    switch value.view {
    case .nothing: return .null
    case .boolean(let flag): return .bool(flag)
    case .integer(let number): return .integer(number)
    // JSON has no NaN and no infinity.
    case .number(let number): return number.isFinite ? .number(number) : nil
    case .string(let string): return .string(string.text)
    case .list(let list): return try array(list.values, &room, depth)
    case .tuple(let tuple): return try array(tuple.values, &room, depth)
    case .record(let record):
      return try object(Array(zip(record.layout.names, record.values)), &room, depth)
    case .dictionary(let dictionary):
      var members: [(String, Value)] = []
      for entry in 0..<dictionary.entryCount where !dictionary.entryKey(entry).isMissing {
        guard let name = dictionary.entryKey(entry).asText else { return nil }
        members.append((name, dictionary.entryValue(entry)))
        if members.count > room { return nil }
      }
      return try object(members, &room, depth)
    case .tensor(let object):
      guard object.tensor.count <= room else { return nil }
      let nested = try TensorConversion.nested(object.tensor)
      defer { nested.release() }
      return try json(nested, &room, depth: depth)
    default: return nil
    }
  }

  private static func array(
    _ values: UnsafeBufferPointer<Value>, _ room: inout Int, _ depth: Int
  ) throws(RuntimeFault) -> JSONText? {
    guard values.count <= room else { return nil }
    var elements: [JSONText] = []
    for value in values {
      guard let element = try json(value, &room, depth: depth + 1) else { return nil }
      elements.append(element)
    }
    return .array(elements)
  }

  private static func object(
    _ fields: [(String, Value)], _ room: inout Int, _ depth: Int
  ) throws(RuntimeFault) -> JSONText? {
    var members: [(name: String, value: JSONText)] = []
    for (name, value) in fields {
      guard let member = try json(value, &room, depth: depth + 1) else { return nil }
      members.append((name, member))
    }
    return .object(members)
  }
}
