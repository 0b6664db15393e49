import AimDiagnostics
import AimNotebook
import Glibc

/// Standard output or standard error, with what is known of the terminal behind it.
///
/// Text is gathered and written in large pieces where nobody watches, at once in a terminal.
final class Output {
  private let file: Int32
  private var pending: [UInt8] = []
  let isTerminal: Bool

  init(file: Int32) {
    self.file = file
    isTerminal = isatty(file) != 0
  }

  /// Colours in a terminal that has them, unless `NO_COLOR` is set (no-color.org).
  var style: TextStyle {
    let isWanted = isTerminal && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"
    return isWanted ? .colour : .plain
  }

  /// The columns of the terminal; nil elsewhere.
  var columns: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  func write(_ text: String) {
    pending += Array(text.utf8)
    if isTerminal || pending.count > 1 << 16 { flush() }
  }

  /// Writes what a program printed; a long text in pieces, and what is left of it not at all once
  /// the user asks to stop.
  func writeUnlessStopped(_ text: String) {
    let bytes = text.utf8
    for start in stride(from: 0, to: bytes.count, by: Self.piece) {
      if start > 0, Interrupt.isRequested { return }
      pending += bytes.dropFirst(start).prefix(Self.piece)
      if isTerminal || pending.count > 1 << 16 { flush() }
    }
  }

  /// Bytes between two looks at the wish to stop: what a slow terminal shows in a moment.
  private static let piece = 1 << 13

  func write(_ lines: [StyledLine]) { write(style.render(lines)) }

  /// Writes what was gathered.
  ///
  /// A reader that went away (`aim … | head`) ends the program quietly.
  func flush() {
    guard !pending.isEmpty else { return }
    let isWritten = FileBytes.writeAll(pending, to: file)
    let reason = errno
    pending.removeAll(keepingCapacity: true)
    if !isWritten, reason == EPIPE { exit(128 + SIGPIPE) }
  }
}
