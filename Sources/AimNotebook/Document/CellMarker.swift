import AimDiagnostics

/// The line that begins a cell: `# %% words [kind] name=value`.
///
/// Jupytext and editors write more on it than Aim reads; what is unknown stays as it is, unless
/// it looks like a slip of something known.
struct CellMarker {
  private(set) var kind: Cell.Kind = .code
  private(set) var title = ""
  private(set) var options = CellOptions()
  private(set) var fault: (any Fault)?

  /// True for `# %%` at the beginning of a line, alone or followed by a blank.
  static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    let line = withoutMark(line)
    let sign = Array("# %%".utf8)
    guard line.starts(with: sign) else { return false }
    guard let next = line.dropFirst(sign.count).first else { return true }
    return [" ", "\t", "\r", "\n"].contains(Character(Unicode.Scalar(next)))
  }

  /// A line without the byte order mark that some editors begin a file with.
  private static func withoutMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
  }

  init(_ line: ArraySlice<UInt8>) {
    var rest = Substring(String(decoding: Self.withoutMark(line), as: UTF8.self)).dropFirst(4)
    var words: [Substring] = []
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first else { break }
      if first == "[", let end = rest.firstIndex(of: "]") {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        if !read(kind: name) { words.append(rest[...end]) }
        rest = rest[rest.index(after: end)...]
      } else if let name = Self.optionName(at: rest) {
        rest = rest.dropFirst(name.count + 1)
        let value = Self.takeValue(&rest)
        read(option: name, value: value)
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        words.append(word)
        rest = rest[word.endIndex...]
      }
    }
    title = words.joined(separator: " ")
    if options.tags.contains("parameters"), kind == .code { kind = .parameters }
  }

  /// Reads `[markdown]` and its like; false when the brackets are part of the title.
  private mutating func read(kind name: String) -> Bool {
    switch name {
    case "markdown", "md", "raw": kind = .text
    case "parameters": kind = .parameters
    case "code": kind = .code
    default:
      guard let nearest = Nearest.match(name, among: CellOptions.kinds) else { return false }
      fault = fault ?? CellKindUnknown(name: name, suggestion: nearest)
    }
    return true
  }

  private mutating func read(option name: String, value: String) {
    switch name {
    case "tolerance":
      options.tolerance = Double(value).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
      if options.tolerance == nil {
        refuse(name, value, expected: "a number that is not negative", example: "tolerance=1e-3")
      }
    case "seed":
      options.seed = Int(value).flatMap { $0 >= 0 ? $0 : nil }
      if options.seed == nil {
        refuse(name, value, expected: "a whole number from 0", example: "seed=7")
      }
    case "edition":
      options.edition = Int(value)
      if options.edition == nil {
        refuse(name, value, expected: "a whole number", example: "edition=\(Edition.current)")
      }
    case "tags":
      options.tags = Self.strings(in: value)
    default:
      guard let nearest = Nearest.match(name, among: CellOptions.names) else { return }
      fault = fault ?? CellOptionUnknown(name: name, suggestion: nearest)
    }
  }

  private mutating func refuse(
    _ name: String, _ value: String, expected: String, example: String
  ) {
    fault =
      fault ?? CellOptionInvalid(name: name, value: value, expected: expected, correct: example)
  }

  /// The name of an option where `name=` stands.
  private static func optionName(at text: Substring) -> String? {
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard !name.isEmpty, text[name.endIndex...].first == "=" else { return nil }
    return String(name)
  }

  /// A value: quoted, in brackets or braces, or up to the next blank.
  private static func takeValue(_ rest: inout Substring) -> String {
    let closers: [Character: Character] = ["[": "]", "{": "}", "\"": "\""]
    var value = ""
    if let first = rest.first, let closer = closers[first],
      let end = rest.dropFirst().firstIndex(of: closer)
    {
      value = String(rest[...end])
      rest = rest[rest.index(after: end)...]
      if first == "\"" { value = String(value.dropFirst().dropLast()) }
    } else {
      value = String(rest.prefix { !$0.isWhitespace })
      rest = rest.dropFirst(value.count)
    }
    return value
  }

  /// The texts in quotes of a list such as `["parameters", "hidden"]`.
  private static func strings(in list: String) -> [String] {
    let parts = list.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.indices.filter { !$0.isMultiple(of: 2) && $0 + 1 < parts.count }
      .map { String(parts[$0]) }
  }
}

/// The editions of the language that this Aim reads.
package enum Edition {
  package static let current = 1
}
