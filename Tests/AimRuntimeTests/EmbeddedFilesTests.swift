import AimRuntime
import Glibc
import Testing

/// The table in `stdlib/library.c` is written by hand; these hold it against the folder.
struct EmbeddedFilesTests {
  private static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/stdlib"
  }()

  @Test func `every file of the library is embedded, and nothing else`() {
    let files = Self.files(in: Self.folder).filter { $0.hasSuffix(".aim") || Self.isData($0) }
    #expect(Set(EmbeddedFile.all.map(\.path)) == Set(files))
    #expect(EmbeddedFile.all.count == files.count, "a path stands in the table twice")
  }

  @Test func `an embedded file has the bytes of the file`() throws {
    for file in EmbeddedFile.all {
      let bytes = file.withBytes { [UInt8]($0) }
      #expect(try Self.contents("\(Self.folder)/\(file.path)") == bytes, "\(file.path)")
    }
  }

  private static func isData(_ path: String) -> Bool {
    path.hasPrefix("data/") && !path.hasSuffix("README.md")
  }

  /// The files below a folder, one folder deep, as paths below it.
  private static func files(in folder: String) -> [String] {
    names(in: folder).flatMap { room in names(in: "\(folder)/\(room)").map { "\(room)/\($0)" } }
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { found.append(name) }
    }
    return found
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }
}
