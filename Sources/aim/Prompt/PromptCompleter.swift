import AimNotebook
import AimSyntax

/// Completes what is typed at the prompt.
final class PromptCompleter: LineCompleter {
  /// What there is to complete; replaced when the session begins anew.
  var names: any NameSource
  /// The lines of an unfinished input above the one being typed.
  var pending = ""

  init(names: any NameSource) { self.names = names }

  func completions(of line: String) -> Completions {
    if pending.isEmpty, let found = outsideOfCode(line) { return found }
    let context = TypingContext(pending + line)
    let offset = pending.utf8.count
    var found = completions(in: context)
    found.start -= offset
    return found.start < 0 ? .none : found
  }

  private func completions(in context: TypingContext) -> Completions {
    if let start = context.openString { return files(from: context.text, start, closing: "\"") }
    let word = context.word
    if let receiver = context.receiver {
      return matching(word, among: names.members(of: receiver), at: context.wordStart)
    }
    var candidates: [String] = []
    if let callee = context.openCall {
      candidates = names.parameters(of: callee).map { $0 + ": " }
    }
    if !word.isEmpty { candidates += names.names + Self.keywords }
    return matching(word, among: candidates, at: context.wordStart)
  }

  /// Commands, questions and shell lines.
  private func outsideOfCode(_ line: String) -> Completions? {
    guard let first = line.first else { return Completions.none }
    switch first {
    case ":":
      guard let blank = line.firstIndex(of: " ") else {
        let commands = PromptCommand.allCases.map { ":" + $0.rawValue }
        return matching(line, among: commands, at: 0, suffix: " ")
      }
      return argument(of: line[..<blank].dropFirst(), line, line[..<blank].utf8.count + 1)
    case "?":
      let marks = line.prefix { $0 == "?" || $0 == " " }.utf8.count
      let word = String(decoding: line.utf8.dropFirst(marks), as: UTF8.self)
      return matching(word, among: names.names, at: marks)
    case ";":
      let start = line.lastIndex { $0 == " " || $0 == ";" }.map { line[...$0].utf8.count } ?? 1
      return files(from: line, start)
    default: return nil
    }
  }

  private func argument(of command: Substring, _ line: String, _ start: Int) -> Completions? {
    let typed = String(decoding: line.utf8.dropFirst(start), as: UTF8.self)
    switch PromptCommand(rawValue: String(command)) {
    case .load, .save: return files(from: line, start)
    case .nan: return matching(typed, among: ["on", "off"], at: start)
    case .time, .profile: return nil
    case .help, .vars, .reset, .threads, .quit, nil: return Completions.none
    }
  }

  private func matching(
    _ word: String, among names: [String], at start: Int, suffix: Character? = nil
  ) -> Completions {
    // A private name is offered to those who begin with its underscore.
    let fitting = names.filter { name in
      name.hasPrefix(word) && name != word && (word.hasPrefix("_") || !name.hasPrefix("_"))
    }
    return Completions(start: start, candidates: Set(fitting).sorted(), suffix: suffix)
  }

  /// The files whose path begins as typed; folders end in `/`, and what ends with a file is closed.
  private func files(
    from line: String, _ start: Int, closing: Character? = nil
  ) -> Completions {
    let typed = String(decoding: line.utf8.dropFirst(start), as: UTF8.self)
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let beginning = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    let place = folder.isEmpty ? "." : folder
    let entries = (try? FileBytes.names(in: place)) ?? []
    let fitting = entries.filter { name in
      name.hasPrefix(beginning) && (beginning.hasPrefix(".") || !name.hasPrefix("."))
    }
    let candidates = fitting.map { name -> String in
      let isFolder = FileBytes.kind(place + "/" + name) == .folder
      return folder + name + (isFolder ? "/" : "")
    }
    let isFile = candidates.count == 1 && candidates.first?.hasSuffix("/") == false
    return Completions(start: start, candidates: candidates, suffix: isFile ? closing : nil)
  }

  /// The words of the language, those included that are words in some places only.
  private static let keywords: [String] =
    Token.Kind.reserved.map(\.rawValue) + ["model", "type", "test", "param", "state", "mutating"]
}

extension Session: NameSource {}

/// What a session can say about its names.
protocol NameSource: AnyObject {
  /// Everything that may be named at the top level.
  var names: [String] { get }
  /// The fields and methods of what a path of names leads to.
  func members(of path: [String]) -> [String]
  /// The parameters of the function that a path of names leads to.
  func parameters(of path: [String]) -> [String]
}
