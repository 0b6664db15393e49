/// What someone typed at the prompt: code, a question, a command, or a line for the shell.
enum PromptInput: Equatable {
  case nothing
  case code(String)
  /// `?name`: what it is. `?` alone asks about asking.
  case help(String)
  /// `??name`: how it is made.
  case source(String)
  /// `:name argument`
  case command(String, argument: String)
  /// `;ls`
  case shell(String)

  init(_ text: String) {
    let trimmed = Self.trimmed(text)
    switch trimmed.first {
    case nil: self = .nothing
    case "?" where trimmed.hasPrefix("??"): self = .source(Self.trimmed(trimmed.dropFirst(2)))
    case "?": self = .help(Self.trimmed(trimmed.dropFirst()))
    case ";": self = .shell(Self.trimmed(trimmed.dropFirst()))
    case ":":
      let words = Self.trimmed(trimmed.dropFirst())
      let name = words.prefix { !$0.isWhitespace }
      let argument = Self.trimmed(words.dropFirst(name.count))
      self = .command(name.isEmpty ? "help" : String(name), argument: argument)
    default: self = .code(text)
    }
  }

  /// True where the text is code, which alone may go on in a further line.
  static func isCode(_ text: String) -> Bool {
    if case .code = PromptInput(text) { true } else { false }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
