import AimDiagnostics

/// Text: every position and length counts graphemes.
extension Builtin {
  static var texts: [Builtin] {
    [
      str, format, chars, splitText, lines, join, upper, lower, strip, replaceText, startsWith,
      endsWith, find, repeated, ord, chr,
    ]
  }

  static var str: Builtin {
    Builtin(
      raw: "str", [ParameterCard("x")], summary: "The text of any value, as `print` writes it.",
      examples: [Example("str([1, 2])", gives: "\"[1, 2]\"")]
    ) { (arguments, _) throws(RuntimeFault) in
      let x = arguments[0]
      if x.has(kind: .string) { return x.retained() }
      return .string(try Display.text(x, .whole))
    }
  }

  static var format: Builtin {
    Builtin(
      "format", Parameter<Value>("x"), Parameter<String>("spec"),
      summary: "The text of `x` by a format: what `\"{x:spec}\"` writes.",
      examples: [Example("format(3.14159, \".2f\")", gives: "\"3.14\"")]
    ) { (x, spec) throws(RuntimeFault) in .string(try FormatSpec(spec).format(x)) }
  }

  static var chars: Builtin {
    Builtin(
      "chars", Parameter<StringObject>("text"),
      summary: "The characters (graphemes) of a text, as a list.",
      examples: [Example("chars(\"née\")", gives: "[\"n\", \"é\", \"e\"]")]
    ) { text throws(RuntimeFault) in
      try TextParts.collected { add throws(RuntimeFault) in
        if text.isPlain {
          for place in 0..<text.byteCount { try add(.plain(text, place..<place + 1)) }
        } else {
          for character in text.text { try add(.other(String(character)[...])) }
        }
      }
    }
  }

  static var splitText: Builtin {
    Builtin(
      "split_text", Parameter<StringObject>("text"),
      Parameter<StringObject?>("separator", default: nil, shown: "nil"),
      summary: "The parts of a text between separators; without one, the words between blanks.",
      examples: [Example("split_text(\"a,b,,c\", \",\")", gives: "[\"a\", \"b\", \"\", \"c\"]")]
    ) { (text, separator) throws(RuntimeFault) in
      guard let separator else { return try TextParts.words(text) }
      if separator.byteCount == 0 { throw RuntimeFault(EmptySeparator()) }
      return try TextParts.split(text, separator)
    }
  }

  static var lines: Builtin {
    Builtin(
      "lines", Parameter<String>("text"), summary: "The lines of a text, without their ends.",
      examples: [Example("lines(\"a\\nb\")", gives: "[\"a\", \"b\"]")]
    ) { text throws(RuntimeFault) in
      try TextParts.collected { add throws(RuntimeFault) in
        var start = text.startIndex
        var place = start
        var count = 0
        while place < text.endIndex {
          let next = text.index(after: place)
          if text[place].isNewline {
            try add(.other(text[start..<place]))
            start = next
          }
          count += 1
          if count & 0xFFF == 0 { try Stop.poll() }
          place = next
        }
        if start < text.endIndex { try add(.other(text[start...])) }
      }
    }
  }

  static var join: Builtin {
    Builtin(
      "join", Parameter<Collection>("parts"),
      Parameter<StringObject>("separator", default: StringObject(plainBytes: 0), shown: "\"\""),
      summary:
        "The parts as one text, with the separator between them. Parts that are no strings are shown as `str` does.",
      examples: [Example("join([\"a\", \"b\"], \"-\")", gives: "\"a-b\"")]
    ) { (parts, separator) throws(RuntimeFault) in
      try TextParts.joined(parts.value, separator)
    }
  }

  static var upper: Builtin {
    Builtin(
      "upper", Parameter<String>("text"), summary: "The text in capitals.",
      examples: [Example("upper(\"aim\")", gives: "\"AIM\"")]
    ) { text throws(RuntimeFault) in
      try TextParts.mapped(text) { $0.uppercased() }
    }
  }

  static var lower: Builtin {
    Builtin(
      "lower", Parameter<String>("text"), summary: "The text in small letters.",
      examples: [Example("lower(\"Aim\")", gives: "\"aim\"")]
    ) { text throws(RuntimeFault) in
      try TextParts.mapped(text) { $0.lowercased() }
    }
  }

  static var strip: Builtin {
    Builtin(
      "strip", Parameter<String>("text"),
      Parameter<String?>("characters", default: nil, shown: "nil"),
      summary: "The text without blanks, or the characters given, at both ends.",
      examples: [Example("strip(\"  a b \")", gives: "\"a b\"")]
    ) { (text, characters) throws(RuntimeFault) in
      func isStripped(_ character: Character) -> Bool {
        characters.map { $0.contains(character) } ?? character.isWhitespace
      }
      var part = text[...]
      while let first = part.first, isStripped(first) {
        try Stop.poll()
        part.removeFirst()
      }
      while let last = part.last, isStripped(last) {
        try Stop.poll()
        part.removeLast()
      }
      return .string(String(part))
    }
  }

  static var replaceText: Builtin {
    Builtin(
      "replace_text", Parameter<StringObject>("text"), Parameter<StringObject>("old"),
      Parameter<StringObject>("new"),
      summary: "The text with every `old` replaced by `new`.",
      examples: [Example("replace_text(\"a-b-c\", \"-\", \"+\")", gives: "\"a+b+c\"")]
    ) { (text, old, new) throws(RuntimeFault) in
      try TextParts.replacing(text, old, new)
    }
  }

  static var startsWith: Builtin {
    Builtin(
      "starts_with", Parameter<StringObject>("text"), Parameter<StringObject>("part"),
      summary: "True where the text begins with `part`.",
      examples: [Example("starts_with(\"aimnb\", \"aim\")", gives: "true")]
    ) { (text, part) throws(RuntimeFault) in
      .boolean(
        text.isPlain && part.isPlain
          ? part.stands(at: 0, in: text) : text.text.hasPrefix(part.text))
    }
  }

  static var endsWith: Builtin {
    Builtin(
      "ends_with", Parameter<StringObject>("text"), Parameter<StringObject>("part"),
      summary: "True where the text ends with `part`.",
      examples: [Example("ends_with(\"data.csv\", \".csv\")", gives: "true")]
    ) { (text, part) throws(RuntimeFault) in
      .boolean(
        text.isPlain && part.isPlain
          ? part.stands(at: text.byteCount - part.byteCount, in: text)
          : text.text.hasSuffix(part.text))
    }
  }

  static var find: Builtin {
    Builtin(
      "find", Parameter<StringObject>("text"), Parameter<StringObject>("part"),
      summary: "The place where `part` first stands in the text; nil where it does not.",
      examples: [
        Example("find(\"hello\", \"l\")", gives: "2"),
        Example("find(\"hello\", \"z\") == nil", gives: "true"),
      ]
    ) { (text, part) throws(RuntimeFault) in
      try TextSearch.place(of: part, in: text).map { .integer($0) } ?? .nothing
    }
  }

  static var repeated: Builtin {
    Builtin(
      "repeat", Parameter<Value>("x"), Parameter<Int>("times"),
      summary: "A text or list, several times over.",
      examples: [
        Example("repeat(\"ab\", 3)", gives: "\"ababab\""),
        Example("repeat([0], 3)", gives: "[0, 0, 0]"),
      ]
    ) { (x, times) throws(RuntimeFault) in
      if times < 0 { throw RuntimeFault(NegativeCount(function: "repeat", count: times)) }
      if case .string(let string) = x.view { return try LongText.repeating(string, times) }
      guard case .list(let list) = x.view else {
        throw RuntimeFault(
          WrongArgument(
            function: "repeat", parameter: "x", expected: "a string or a list", found: x.typeName,
            text: Display.short(x)))
      }
      try HeapAccount.expect(roomFor: TextParts.product(list.slotCount * 8, times))
      let result = ListObject(capacity: list.slotCount * times)
      let owner = Value(owning: result)
      for _ in 0..<times {
        if Interrupt.isRequested {
          owner.release()
          throw Stop.fault()
        }
        result.fill(sharing: list.values)
      }
      return owner
    }
  }

  static var ord: Builtin {
    Builtin(
      "ord", Parameter<String>("character"), summary: "The number of a character in Unicode.",
      examples: [Example("ord(\"a\")", gives: "97")]
    ) { text throws(RuntimeFault) in
      guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first else {
        throw RuntimeFault(
          WrongArgument(
            function: "ord", parameter: "character", expected: "a string of one code point",
            found: "string", text: StringText.quoted(Display.clipped(text, 40))))
      }
      return .integer(Int(scalar.value))
    }
  }

  static var chr: Builtin {
    Builtin(
      "chr", Parameter<Int>("code"), summary: "The character with a number in Unicode.",
      examples: [Example("chr(97)", gives: "\"a\"")]
    ) { code throws(RuntimeFault) in
      guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
        throw RuntimeFault(
          WrongArgument(
            function: "chr", parameter: "code", expected: "the number of a character", found: "int",
            text: String(code)))
      }
      return .string(String(Character(scalar)))
    }
  }
}

/// Taking text apart.
enum TextParts {
  /// The words between blanks.
  static func words(_ string: StringObject) throws(RuntimeFault) -> Value {
    try collected { add throws(RuntimeFault) in
      if string.isPlain { return try plainWords(string, add) }
      let text = string.text
      var start = text.startIndex
      var place = start
      var count = 0
      while place < text.endIndex {
        let next = text.index(after: place)
        if text[place].isWhitespace {
          if start < place { try add(.other(text[start..<place])) }
          start = next
        }
        count += 1
        if count & 0xFFF == 0 { try Stop.poll() }
        place = next
      }
      if start < text.endIndex { try add(.other(text[start...])) }
    }
  }

  private static func plainWords(
    _ text: StringObject, _ add: (TextPiece) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) {
    var start = 0
    for place in 0..<text.byteCount {
      let byte = text.bytes[place]
      if place & 0xFFFF == 0xFFFF { try Stop.poll() }
      // A blank, or a control character that parts lines or columns.
      if byte != 32, byte < 9 || byte > 12 { continue }
      if start < place { try add(.plain(text, start..<place)) }
      start = place + 1
    }
    if start < text.byteCount { try add(.plain(text, start..<text.byteCount)) }
  }

  /// The parts of a collection as one text.
  static func joined(
    _ parts: Value, _ separator: StringObject
  ) throws(RuntimeFault) -> Value {
    if let size = try plainSize(parts, separator) {
      return try joinedPlain(parts.object(as: ContainerObject.self), separator, size)
    }
    var buffer = TextBuffer()
    var isFirst = true
    try Sequences.forEach(parts) { part throws(RuntimeFault) in
      if !isFirst { try buffer.append(separator) }
      isFirst = false
      if case .string(let piece) = part.view {
        try buffer.append(piece)
      } else {
        try buffer.append(try Display.text(part, .whole))
      }
    }
    return try buffer.take(from: 0)
  }

  /// The size of what joining makes, where everything in it is plain text in a list or tuple.
  private static func plainSize(
    _ parts: Value, _ separator: StringObject
  ) throws(RuntimeFault) -> Int? {
    guard parts.isSequence, separator.isPlain else { return nil }
    let values = parts.object(as: ContainerObject.self).values
    var size = product(separator.byteCount, max(values.count - 1, 0))
    for (index, value) in values.enumerated() {
      if index & 0xFFF == 0xFFF { try Stop.poll() }
      guard value.has(kind: .string) else { return nil }
      let length = value.with(StringObject.self) { $0.isPlain ? $0.byteCount : -1 }
      let (sum, overflow) = size.addingReportingOverflow(length)
      if length < 0 || overflow { return nil }
      size = sum
    }
    return size
  }

  private static func joinedPlain(
    _ parts: ContainerObject, _ separator: StringObject, _ size: Int
  ) throws(RuntimeFault) -> Value {
    try LongText.plain(size) { bytes throws(RuntimeFault) in
      var end = bytes
      for (index, value) in parts.values.enumerated() {
        if index & 0xFFF == 0xFFF { try Stop.poll() }
        if index > 0, separator.byteCount > 0 {
          try LongText.copy(separator.bytes, separator.byteCount, to: end)
          end += separator.byteCount
        }
        let (piece, count) = value.with(StringObject.self) { ($0.bytes, $0.byteCount) }
        try LongText.copy(piece, count, to: end)
        end += count
      }
    }
  }

  /// The texts that `body` adds, as a list; adding polls for Ctrl-C.
  static func collected(
    _ body: ((TextPiece) throws(RuntimeFault) -> Void) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) -> Value {
    let list = ListObject(capacity: 0)
    let owner = Value(owning: list)
    // The list keeps alive what it remembers.
    var recent = RecentTexts()
    do throws(RuntimeFault) {
      try body { part throws(RuntimeFault) in
        try Stop.poll()
        list.append(owning: part.value(recent: &recent))
      }
    } catch {
      owner.release()
      throw error
    }
    return owner
  }

  /// A text whose code points are replaced one by one, in pieces.
  static func mapped(
    _ text: String, _ change: (Substring) -> String
  ) throws(RuntimeFault) -> Value {
    try HeapAccount.expect(roomFor: product(text.utf8.count, 3))
    var result = ""
    try LongText.forEachPiece(of: text[...]) { result += change($0) }
    return .string(result)
  }

  /// The parts between separators, empty ones included.
  ///
  /// O(n).
  static func split(
    _ text: StringObject, _ separator: StringObject
  ) throws(RuntimeFault) -> Value {
    if !text.isPlain, separator.byteCount == 1 { return try splitBytes(text, separator) }
    return try collected { add throws(RuntimeFault) in
      try add(try TextSearch.forEach(separator, in: text, add))
    }
  }

  /// A separator of one byte in text that is not plain: the parts are the bytes between.
  ///
  /// A mark that combines with the separator keeps it within its character.
  private static func splitBytes(
    _ text: StringObject, _ separator: StringObject
  ) throws(RuntimeFault) -> Value {
    let byte = separator.withBytes { $0[0] }
    let list = ListObject(capacity: 0)
    text.withBytes { bytes in
      var start = 0
      for index in 0..<bytes.count where bytes[index] == byte {
        if Interrupt.isRequested { return }
        if isJoined(byte, bytes[(index + 1)...]) { continue }
        list.append(
          owning: .string(utf8: UnsafeBufferPointer(rebasing: bytes[start..<index])))
        start = index + 1
      }
      list.append(owning: .string(utf8: UnsafeBufferPointer(rebasing: bytes[start...])))
    }
    if Interrupt.isRequested {
      Value(owning: list).release()
      throw Stop.fault()
    }
    return Value(owning: list)
  }

  /// True where what follows an ASCII byte is one character with it.
  private static func isJoined(_ byte: UInt8, _ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let next = rest.first, next >= 0x80 else { return false }
    let following = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.prefix(1)
    return (String(UnicodeScalar(byte)) + String(String.UnicodeScalarView(following))).count == 1
  }

  /// Every `old` replaced by `new`, from left to right.
  static func replacing(
    _ text: StringObject, _ old: StringObject, _ new: StringObject
  ) throws(RuntimeFault) -> Value {
    if old.byteCount == 0 { throw RuntimeFault(EmptySeparator()) }
    var buffer = TextBuffer()
    let rest = try TextSearch.forEach(old, in: text) { piece throws(RuntimeFault) in
      try piece.append(to: &buffer)
      try buffer.append(new)
    }
    try rest.append(to: &buffer)
    return try buffer.take(from: 0)
  }

  /// A size in bytes that does not overflow.
  static func product(_ size: Int, _ times: Int) -> Int {
    let (bytes, overflow) = size.multipliedReportingOverflow(by: times)
    return overflow ? .max : bytes
  }
}

extension Display {
  /// At most so many characters.
  static func clipped(_ text: String, _ limit: Int) -> String {
    text.dropFirst(limit).isEmpty ? text : String(text.prefix(limit)) + "…"
  }
}
