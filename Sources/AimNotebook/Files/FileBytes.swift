import AimDiagnostics
import Glibc

/// Reads and writes whole files, with faults in the user's words.
package enum FileBytes {
  /// The most bytes that a program or notebook may have.
  package static let sourceLimit = 16 << 20

  /// The bytes of a program or notebook; `-` is not special here.
  ///
  /// - Parameter path: As the user wrote it.
  /// - Returns: The whole content.
  /// - Throws: `FileMissing`, `FileIsFolder`, `FileUnreadable`, `FileTooLarge`.
  package static func read(_ path: String) throws(FileFault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(errno, path) }
    defer { close(file) }
    if isFolder(file) { throw FileFault(FileIsFolder(path: path)) }
    guard let bytes = readAll(file) else { throw failure(errno, path) }
    guard bytes.count <= sourceLimit else { throw FileFault(FileTooLarge(path: path)) }
    return bytes
  }

  /// What standard input gives until its end.
  ///
  /// - Throws: `FileUnreadable`, `FileTooLarge`.
  package static func readStandardInput() throws(FileFault) -> [UInt8] {
    guard let bytes = readAll(0) else { throw failure(errno, "standard input") }
    guard bytes.count <= sourceLimit else {
      throw FileFault(FileTooLarge(path: "standard input"))
    }
    return bytes
  }

  /// Everything a descriptor gives until its end or just past the limit; nil when reading fails
  /// (`errno` says why).
  private static func readAll(_ file: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count == 0 || bytes.count > sourceLimit { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        return nil
      }
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
  /// - Throws: `FileUnwritable`; then the old content stands untouched.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFault) {
    let target = resolved(path)
    var template = Array((target + ".aim-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw unwritable(path, errno) }
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
      throw unwritable(path, code)
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

  /// What a path names.
  package enum Kind: Sendable { case file, folder, missing }

  package static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// The names in a folder, sorted, without `.` and `..`.
  package static func names(in folder: String) throws(FileFault) -> [String] {
    guard let handle = opendir(folder) else { throw failure(errno, folder) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

// MARK: - Private

extension FileBytes {
  private static func isFolder(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
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

  private static func failure(_ code: Int32, _ path: String) -> FileFault {
    switch code {
    case ENOENT, ENOTDIR: FileFault(FileMissing(path: path, suggestion: neighbour(of: path)))
    case EISDIR: FileFault(FileIsFolder(path: path))
    default: FileFault(FileUnreadable(path: path, reason: words(code)))
    }
  }

  private static func unwritable(_ path: String, _ code: Int32) -> FileFault {
    FileFault(FileUnwritable(path: path, reason: words(code)))
  }

  /// The system's words, without a capital.
  private static func words(_ code: Int32) -> String {
    let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// The name in the same folder that the user may have meant.
  private static func neighbour(of path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last else { return nil }
    let folder = parts.dropLast().joined(separator: "/")
    let root = path.hasPrefix("/") ? "/" : "."
    guard let names = try? names(in: folder.isEmpty ? root : folder) else { return nil }
    guard let nearest = Nearest.match(String(last), among: names) else { return nil }
    return parts.count == 1 ? nearest : folder + "/" + nearest
  }
}
