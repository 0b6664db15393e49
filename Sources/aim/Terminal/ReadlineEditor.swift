import AimDiagnostics
import AimNotebook
import CReadline
import Glibc

/// Lines from GNU readline.
final class ReadlineEditor: LineEditor {
  private let completer: any LineCompleter
  /// What the C side hands back with the Tab key: kept alive by this editor.
  private let context: CompleterContext

  init(completer: any LineCompleter) {
    self.completer = completer
    context = CompleterContext(completer)
    Self.chooseLocale()
    // The flag is made before a signal handler can need it.
    Interrupt.clear()
    aim_readline_begin("aim") { Interrupt.request() }
    aim_readline_idle_with { Session.freeLeftovers(within: .milliseconds(5)) ? 1 : 0 }
    aim_readline_complete_with(
      { answerTab($0, $1, $2, $3) }, Unmanaged.passUnretained(context).toOpaque())
  }

  deinit { aim_readline_complete_with(nil, nil) }

  func read(prompt: String, initial: String) -> LineOutcome {
    var line: UnsafeMutablePointer<CChar>?
    switch aim_readline_read(prompt, initial, &line) {
    case AimLineRead:
      guard let line else { return .end }
      defer { free(line) }
      return .line(String(cString: line))
    case AimLineInterrupted: return .interrupted
    default: return .end
    }
  }

  func remember(_ input: String) { aim_readline_remember(input) }

  /// readline measures characters by the locale, which must know UTF-8.
  private static func chooseLocale() {
    setlocale(LC_CTYPE, "")
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) }
    if codeset != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }
}

/// Finds what may be typed next.
protocol LineCompleter: AnyObject {
  /// The completions of a line.
  ///
  /// - Parameter line: The text up to the cursor.
  /// - Returns: What may follow.
  func completions(of line: String) -> Completions
}

/// What may stand in place of the end of a line.
struct Completions: Equatable {
  /// The offset in UTF-8 at which the replaced text begins.
  var start: Int
  /// Sorted, without doubles.
  var candidates: [String]
  /// What follows a single match, such as a blank.
  var suffix: Character?

  static let none = Completions(start: 0, candidates: [])

  init(start: Int, candidates: [String], suffix: Character? = nil) {
    self.start = start
    self.candidates = candidates
    self.suffix = suffix
  }
}

/// Carries a completer through C.
private final class CompleterContext {
  let completer: any LineCompleter
  init(_ completer: any LineCompleter) { self.completer = completer }
}

/// Answers the Tab key: memory from `strdup`, as readline frees it.
private func answerTab(
  _ context: UnsafeMutableRawPointer?, _ line: UnsafePointer<CChar>?, _ start: Int32,
  _ append: UnsafeMutablePointer<CChar>?
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  guard let context, let line else { return nil }
  let completer = Unmanaged<CompleterContext>.fromOpaque(context).takeUnretainedValue().completer
  let found = completer.completions(of: String(cString: line))
  // readline replaces from its own start of the word, which may lie within ours: `data/ir`.
  let dropped = max(0, Int(start) - found.start)
  let words = found.candidates.filter { $0.utf8.count >= dropped }
    .map { String(decoding: $0.utf8.dropFirst(dropped), as: UTF8.self) }
  guard !words.isEmpty else { return nil }
  let size = (words.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
  guard let memory = malloc(size) else { return nil }
  let array = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: words.count + 1)
  for (index, word) in words.enumerated() { (array + index).initialize(to: strdup(word)) }
  (array + words.count).initialize(to: nil)
  append?.pointee = CChar(found.suffix?.asciiValue ?? 0)
  return array
}
