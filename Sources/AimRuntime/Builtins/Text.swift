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
      "chars", Parameter<String>("text"),
      summary: "The characters (graphemes) of a text, as a list.",
      examples: [Example("chars(\"née\")", gives: "[\"n\", \"é\", \"e\"]")]
    ) { text throws(RuntimeFault) in
      try TextParts.collected { add throws(RuntimeFault) in
        for character in text { try add(String(character)[...]) }
      }
    }
  }

  static var splitText: Builtin {
    Builtin(
      "split_text", Parameter<String>("text"),
      Parameter<String?>("separator", default: nil, shown: "nil"),
      summary: "The parts of a text between separators; without one, the words between blanks.",
      examples: [Example("split_text(\"a,b,,c\", \",\")", gives: "[\"a\", \"b\", \"\", \"c\"]")]
    ) { (text, separator) throws(RuntimeFault) in
      guard let separator else { return try TextParts.words(text) }
      if separator.isEmpty { throw RuntimeFault(EmptySeparator()) }
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
            try add(text[start..<place])
            start = next
          }
          count += 1
          if count & 0xFFF == 0 { try Stop.poll() }
          place = next
        }
        if start < text.endIndex { try add(text[start...]) }
      }
    }
  }

  static var join: Builtin {
    Builtin(
      "join", Parameter<Collection>("parts"),
      Parameter<String>("separator", default: "", shown: "\"\""),
      summary:
        "The parts as one text, with the separator between them. Parts that are no strings are shown as `str` does.",
      examples: [Example("join([\"a\", \"b\"], \"-\")", gives: "\"a-b\"")]
    ) { (parts, separator) throws(RuntimeFault) in
      var text = ""
      var isFirst = true
      try Sequences.forEach(parts.value) { part throws(RuntimeFault) in
        if !isFirst { text += separator }
        isFirst = false
        if let piece = part.asText { text += piece } else { text += try Display.text(part, .whole) }
      }
      return .string(text)
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
      "replace_text", Parameter<String>("text"), Parameter<String>("old"), Parameter<String>("new"),
      summary: "The text with every `old` replaced by `new`.",
      examples: [Example("replace_text(\"a-b-c\", \"-\", \"+\")", gives: "\"a+b+c\"")]
    ) { (text, old, new) throws(RuntimeFault) in
      .string(try TextParts.replacing(text, old, new))
    }
  }

  static var startsWith: Builtin {
    Builtin(
      "starts_with", Parameter<String>("text"), Parameter<String>("part"),
      summary: "True where the text begins with `part`.",
      examples: [Example("starts_with(\"aimnb\", \"aim\")", gives: "true")]
    ) { (text, part) throws(RuntimeFault) in .boolean(text.hasPrefix(part)) }
  }

  static var endsWith: Builtin {
    Builtin(
      "ends_with", Parameter<String>("text"), Parameter<String>("part"),
      summary: "True where the text ends with `part`.",
      examples: [Example("ends_with(\"data.csv\", \".csv\")", gives: "true")]
    ) { (text, part) throws(RuntimeFault) in .boolean(text.hasSuffix(part)) }
  }

  static var find: Builtin {
    Builtin(
      "find", Parameter<String>("text"), Parameter<String>("part"),
      summary: "The place where `part` first stands in the text; nil where it does not.",
      examples: [
        Example("find(\"hello\", \"l\")", gives: "2"),
        Example("find(\"hello\", \"z\") == nil", gives: "true"),
      ]
    ) { (text, part) throws(RuntimeFault) in
      guard let found = TextSearch.first(part, in: text) else {
        try Stop.poll()
        return .nothing
      }
      return .integer(try LongText.count(text[..<found.lowerBound]))
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
      for _ in 0..<times { result.fill(sharing: list.values) }
      return Value(owning: result)
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
  static func words(_ text: String) throws(RuntimeFault) -> Value {
    try collected { add throws(RuntimeFault) in
      var start = text.startIndex
      var place = start
      var count = 0
      while place < text.endIndex {
        let next = text.index(after: place)
        if text[place].isWhitespace {
          if start < place { try add(text[start..<place]) }
          start = next
        }
        count += 1
        if count & 0xFFF == 0 { try Stop.poll() }
        place = next
      }
      if start < text.endIndex { try add(text[start...]) }
    }
  }

  /// The texts that `body` adds, as a list; adding polls for Ctrl-C.
  static func collected(
    _ body: ((Substring) throws(RuntimeFault) -> Void) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) -> Value {
    let list = ListObject(capacity: 0)
    let owner = Value(owning: list)
    do throws(RuntimeFault) {
      try body { part throws(RuntimeFault) in
        try Stop.poll()
        list.append(owning: .string(String(part)))
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
    try HeapAccount.expect(roomFor: text.utf8.count)
    var result = ""
    try LongText.forEachPiece(of: text[...]) { result += change($0) }
    return .string(result)
  }

  /// The parts between separators, empty ones included.
  ///
  /// O(n).
  static func split(_ text: String, _ separator: String) throws(RuntimeFault) -> Value {
    if separator.utf8.count == 1, let byte = separator.utf8.first, byte < 0x80 {
      return try splitBytes(text, byte)
    }
    return try collected { add throws(RuntimeFault) in
      let isPlain = TextSearch.isPlain(separator, in: text)
      var place = text.startIndex
      while let found = TextSearch.first(separator, in: text, from: place, isPlain: isPlain) {
        try add(text[place..<found.lowerBound])
        place = found.upperBound
      }
      try add(text[place...])
    }
  }

  /// A separator of one byte: the parts are the bytes between.
  ///
  /// A combining mark right after it keeps it within its character, so such texts take the slow
  /// way.
  private static func splitBytes(_ text: String, _ separator: UInt8) throws(RuntimeFault) -> Value {
    var copy = text
    let list = ListObject(capacity: 0)
    copy.withUTF8 { bytes in
      var start = 0
      for index in 0..<bytes.count where bytes[index] == separator {
        if Interrupt.isRequested { return }
        list.append(owning: .string(String(decoding: bytes[start..<index], as: UTF8.self)))
        start = index + 1
      }
      list.append(owning: .string(String(decoding: bytes[start...], as: UTF8.self)))
    }
    if Interrupt.isRequested {
      Value(owning: list).release()
      throw Stop.fault()
    }
    return Value(owning: list)
  }

  /// Every `old` replaced by `new`, from left to right.
  static func replacing(_ text: String, _ old: String, _ new: String) throws(RuntimeFault) -> String
  {
    if old.isEmpty { throw RuntimeFault(EmptySeparator()) }
    var result = ""
    let isPlain = TextSearch.isPlain(old, in: text)
    var place = text.startIndex
    while let found = TextSearch.first(old, in: text, from: place, isPlain: isPlain) {
      try Stop.poll()
      result += text[place..<found.lowerBound] + new
      place = found.upperBound
    }
    try Stop.poll()
    return result + text[place...]
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
    text.count > limit ? String(text.prefix(limit)) + "…" : text
  }
}
