/// The programs and notebooks that a path leads to.
package enum TestFiles {
  /// Files as they are, folders with everything in them that can be tested, sorted by name.
  ///
  /// - Parameter paths: As the user wrote them.
  /// - Returns: Each file once.
  /// - Throws: `FileMissing`, `CannotRead`.
  package static func find(_ paths: [String]) throws(FileFault) -> [String] {
    var files: [String] = []
    for path in paths {
      switch FileBytes.kind(path) {
      case .missing: _ = try FileBytes.read(path)
      case .file: files.append(path)
      case .folder: files += try contents(of: path, depth: 0)
      }
    }
    var seen: Set<String> = []
    return files.filter { seen.insert($0).inserted }
  }

  /// Folders deeper than this are not followed: a link can lead in a circle.
  private static let depthLimit = 40

  private static func contents(of folder: String, depth: Int) throws(FileFault) -> [String] {
    var found: [String] = []
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for name in try FileBytes.names(in: folder) where !name.hasPrefix(".") {
      let path = base + name
      if name.hasSuffix(".aim") || name.hasSuffix(".aimnb") {
        if FileBytes.kind(path) == .file { found.append(path) }
      } else if depth < depthLimit, FileBytes.kind(path) == .folder {
        found += try contents(of: path, depth: depth + 1)
      }
    }
    return found
  }
}
