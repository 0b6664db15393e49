import Glibc

/// Files as wholes: the one room in which a file's content is replaced.
package enum WholeFile {
  /// Why the system refused.
  package struct Refusal: Error {
    package let code: Int32

    package init(_ code: Int32) { self.code = code }

    /// The system's words, without a capital.
    package var words: String {
      let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
      return text.prefix(1).lowercased() + text.dropFirst()
    }
  }

  /// Replaces a file's content so that at every moment either the old or the new one is there.
  ///
  /// The bytes go to a side file in the same folder, which takes over the permissions and is renamed
  /// into place; a link is followed to the file it names.
  ///
  /// - Parameters:
  ///   - path: As the user wrote it.
  ///   - bytes: The new content.
  /// - Throws: The system's refusal; then the old content stands untouched.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(Refusal) {
    let target = resolved(path)
    var template = Array((target + ".aim-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw Refusal(errno) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    let name = template.map { UInt8(bitPattern: $0) }
    let side = String(decoding: name.dropLast(), as: UTF8.self)
    var isWhole = takePermissions(of: target, for: file)
    isWhole = isWhole && writeAll(bytes, to: file) && fsync(file) == 0
    let reason = errno
    close(file)
    guard isWhole, rename(side, target) == 0 else {
      let code = isWhole ? errno : reason
      unlink(side)
      throw Refusal(code)
    }
  }

  /// Writes every byte; false when that fails (`errno` says why).
  package static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + position }, buffer.count - position)
      }
      if count >= 0 {
        position += count
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// The permissions of the old file, or those that a new file would have.
  private static func takePermissions(of path: String, for file: Int32) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return fchmod(file, status.st_mode & 0o7777) == 0 }
    let mask = umask(0)
    umask(mask)
    return fchmod(file, 0o666 & ~mask) == 0
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
