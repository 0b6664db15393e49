import AimDiagnostics
import AimNotebook
import Glibc

/// Standard output or standard error, with what is known of the terminal behind it.
///
/// Text is gathered and written in large pieces where nobody watches, at once in a terminal.
final class Output {
  private let file: Int32
  private var pending: [UInt8] = []
  /// Told why what was written is lost.
  var whenLost: ((String) -> Void)?
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

  /// Text is taken in pieces; once the user asked to stop, the rest of it is left out.
  func write(_ text: String) {
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Self.pieceSize)
      pending += piece
      rest = rest[piece.endIndex...]
      if isTerminal || pending.count >= Self.pieceSize { flush() }
      if Interrupt.isRequested, !rest.isEmpty { return write("…\n") }
    }
  }

  private static let pieceSize = 1 << 15

  func write(_ lines: [StyledLine]) { write(style.render(lines)) }

  /// Writes what was gathered.
  ///
  /// A reader that went away (`aim … | head`) ends the program quietly, as the signal would; other
  /// losses are the owner's to tell.
  func flush() {
    guard !pending.isEmpty else { return }
    let isWritten = FileBytes.writeAll(pending, to: file)
    let reason = errno
    pending.removeAll(keepingCapacity: true)
    guard !isWritten else { return }
    if reason == EPIPE { Terminal.leave(with: 128 + SIGPIPE) }
    whenLost?(strerror(reason).map { String(cString: $0) } ?? "error \(reason)")
  }
}
