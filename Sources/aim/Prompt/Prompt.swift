import AimDiagnostics
import AimNotebook
import AimRuntime
import Glibc

/// The conversation in a terminal: it asks, runs, shows, and never ends because of a fault.
final class Prompt {
  let console: Console
  let printer: EventPrinter
  private let editor: any LineEditor
  private let completer: PromptCompleter
  private let history = History()
  private(set) var session: Session
  /// What ran without a fault, for `:save`.
  private(set) var record = SessionRecord()
  private var inputs = 0
  private var isLeaving = false

  init(_ console: Console) {
    self.console = console
    session = Session(readLine: console.ask)
    printer = EventPrinter(console, EventPrinter.Wishes(bindings: true))
    completer = PromptCompleter(names: session)
    let canEdit = Environment["TERM"] != "dumb" && Environment["TERM"] != nil
    editor = canEdit ? ReadlineEditor(completer: completer) : PlainEditor(console.out)
  }

  /// Runs until the user leaves.
  func run() {
    for input in history.load() { editor.remember(input) }
    greet()
    while !isLeaving {
      switch readInput() {
      case .line(let input): answer(input)
      case .interrupted: Interrupt.clear()
      case .end:
        console.out.write("\n")
        isLeaving = true
      }
    }
    session.abandon()
    console.flush()
  }

  private func greet() {
    var line = StyledLine("Aim 0.1", .title)
    line.append(" · type an expression, ?name for help, :help for commands", .quiet)
    console.out.write([line])
  }

  /// Reads lines until the input is whole.
  private func readInput() -> LineOutcome {
    var text = ""
    while true {
      completer.pending = text
      let prompt = text.isEmpty ? "> " : "… "
      switch editor.read(prompt: prompt, initial: "") {
      case .interrupted: return .interrupted
      case .end:
        // Ctrl-D within an unfinished input lets go of it.
        guard !text.isEmpty else { return .end }
        console.out.write("\n")
        return .interrupted
      case .line(let line):
        text += text.isEmpty ? line : "\n" + line
        if PromptInput.isCode(text), session.isIncomplete(text) { continue }
        return .line(text)
      }
    }
  }

  private func answer(_ input: String) {
    let meaning = PromptInput(input)
    guard meaning != .nothing else { return }
    remember(input)
    Interrupt.clear()
    switch meaning {
    case .nothing: break
    case .code(let code): runCode(code)
    case .help(let name): showHelp(name)
    case .source(let name): showSource(name)
    case .shell(let line): runShell(line)
    case .command(let name, let argument): runCommand(name, argument)
    }
    console.flush()
  }

  private func remember(_ input: String) {
    var text = Substring(input)
    while text.last?.isWhitespace == true { text.removeLast() }
    editor.remember(String(text))
    history.append(String(text))
  }

  /// Runs code as the next input.
  ///
  /// True when no fault ended it.
  @discardableResult
  func runCode(_ code: String) -> Bool {
    inputs += 1
    Display.columns = console.out.columns ?? Display.plainColumns
    let sources = { self.session.sources }
    let ran = session.run(Array(code.utf8), as: .input(number: inputs)) { [printer] event in
      printer.show(event, sources: sources())
    }
    if ran.succeeded { record.add(code) }
    return ran.succeeded
  }

  /// Adds to the record what ran in another way than by being typed.
  func keep(_ code: String) { record.add(code) }

  /// Begins anew: no names, no record.
  func reset() {
    session = Session(readLine: console.ask)
    completer.names = session
    record = SessionRecord()
    inputs = 0
  }

  func leave() { isLeaving = true }

  private func runShell(_ line: String) {
    guard !line.isEmpty else { return }
    console.flush()
    let status = system(line)
    let code = (status >> 8) & 0xFF
    if status != 0, code != 0 { console.out.write([StyledLine("exit code \(code)", .quiet)]) }
    Interrupt.clear()
  }
}
