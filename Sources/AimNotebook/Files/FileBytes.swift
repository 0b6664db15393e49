import AimDiagnostics
import AimRuntime
import Glibc

/// Reads and writes whole files, with faults in the user's words.
package enum FileBytes {
  /// The most bytes that a program or notebook may have.
  package static let sourceLimit = 16 << 20

  /// The bytes of a program or notebook; `-` is not special here.
  ///
  /// - Parameter path: As the user wrote it.
  /// - Returns: The whole content.
  /// - Throws: `FileMissing`, `FileIsFolder`, `CannotRead`, `FileTooLarge`.
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
  /// - Throws: `CannotRead`, `FileTooLarge`.
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
  /// - Parameters:
  ///   - path: As the user wrote it.
  ///   - bytes: The new content.
  /// - Throws: `CannotWrite`; then the old content stands untouched.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFault) {
    do throws(WholeFile.Refusal) {
      try WholeFile.replace(path, with: bytes)
    } catch {
      throw FileFault(CannotWrite(path: path, why: error.words))
    }
  }

  /// Writes every byte; false when that fails (`errno` says why).
  package static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    WholeFile.writeAll(bytes, to: file)
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

  private static func failure(_ code: Int32, _ path: String) -> FileFault {
    switch code {
    case ENOENT, ENOTDIR: FileFault(FileMissing(path: path, suggestion: neighbour(of: path)))
    case EISDIR: FileFault(FileIsFolder(path: path))
    default: FileFault(CannotRead(path: path, why: WholeFile.Refusal(code).words))
    }
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
