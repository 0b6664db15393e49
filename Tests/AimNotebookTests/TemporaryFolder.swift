import AimNotebook
import Glibc

/// A folder that is removed with all it holds.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/aim-test-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes a file and returns its path.
  func write(_ name: String, _ text: String) -> String {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = FileBytes.writeAll(Array(text.utf8), to: file)
    close(file)
    return path + "/" + name
  }

  deinit {
    for name in (try? FileBytes.names(in: path)) ?? [] { unlink(path + "/" + name) }
    rmdir(path)
  }
}
