import AimNotebook
import Glibc

/// The inputs of earlier runs, in a file that several sessions may write to at once.
///
/// One input a line, its line ends as `\n`; each is appended as it is made, under a lock.
struct History {
  /// The most inputs that are kept.
  static let limit = 5000

  private let path: String?

  /// The history in the user's state folder (XDG base directories), or none where there is no home.
  init() { self.init(path: Self.usualPath()) }

  init(path: String?) { self.path = path }

  /// The inputs that were kept, oldest first; shortens a file that has grown to twice the limit.
  func load() -> [String] {
    guard let path, let bytes = try? FileBytes.read(path) else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    if lines.count > Self.limit * 2 { shorten(to: lines.suffix(Self.limit)) }
    return lines.suffix(Self.limit).map(Self.decoded)
  }

  /// Adds one input; what cannot be kept is let go silently, as history is a convenience.
  func append(_ input: String) {
    guard let path else { return }
    Self.makeFolder(of: path)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { return }
    _ = FileBytes.writeAll(Array((Self.encoded(input) + "\n").utf8), to: file)
  }

  private func shorten(to lines: ArraySlice<Substring>) {
    guard let path else { return }
    let text = lines.joined(separator: "\n") + "\n"
    try? FileBytes.replace(path, with: Array(text.utf8))
  }

  static func encoded(_ input: String) -> String {
    var text = ""
    for scalar in input.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  static func decoded(_ line: some StringProtocol) -> String {
    var text = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        let meant: Unicode.Scalar = scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar
        text.unicodeScalars.append(meant)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func usualPath() -> String? {
    if let state = Environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/aim/history"
    }
    return Environment["HOME"].map { $0 + "/.local/state/aim/history" }
  }

  /// Creates the folders that lead to a file.
  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }
}
