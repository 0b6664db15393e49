import AimDiagnostics
import AimSyntax
import Glibc
import Testing

/// Every program of the repository: those of the language, the library, the lessons.
enum Programs {
  /// The repository's folder, found from this file.
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static let all: [String] = (["Tests/Language", "stdlib"].flatMap { files(in: $0) }).sorted()

  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(root + "/" + path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = opendir(root + "/" + folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      if name.hasSuffix(".aim") { found.append(folder + "/" + name) }
      if entry.pointee.d_type == UInt8(DT_DIR) { found += files(in: folder + "/" + name) }
    }
    return found
  }
}

@Suite struct ProgramTests {
  /// A line that is meant to be damaged says `# expect fault`.
  @Test(arguments: Programs.all)
  func `a program prints back, and has faults only where it expects them`(path: String) {
    let bytes = Programs.bytes(path)
    let result = Parser.parse(document: document(bytes: bytes))
    #expect(result.source == bytes)
    for diagnostic in result.diagnostics {
      let offset = diagnostic.primary?.offsets.lowerBound ?? 0
      let line = result.document.line(at: offset)
      let text = result.document.text(result.document.lineRange(line))
      #expect(text.contains("# expect fault"), "\(line + 1): \(diagnostic.fault.identity)")
    }
  }

  @Test func `the programs reach every production of the grammar`() {
    var reached = ProductionSet()
    for path in Programs.all {
      reached.formUnion(Parser.parse(document: document(bytes: Programs.bytes(path))).productions)
    }
    let missing = Production.allCases.filter { !reached.contains($0) }
    #expect(missing == [], "no program of Tests/Language or stdlib has these")
  }
}
