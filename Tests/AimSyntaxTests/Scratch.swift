import AimDiagnostics
import AimSyntax
import Testing
import Glibc

@Suite struct Scratch {
  @Test func `scratch`() {
    guard let file = fopen("/tmp/scratch.md", "rb") else { return }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    fclose(file)
    let text = String(decoding: bytes, as: UTF8.self)
    for piece in text.components(separatedBy: "\n----\n") {
      var library = SourceLibrary()
      let document = library.add(.command, utf8: Array(piece.utf8))
      let result = Parser.parse(document: document)
      print("=====")
      print(piece)
      if result.diagnostics.isEmpty { print("--- OK", result.program.dump()) }
      for d in result.diagnostics {
        let r = Report(d, sources: library)
        print("--->", r.identity, r.place.map { "\($0)" } ?? "", "|", r.title, "|", r.reason ?? "", "|", r.mend ?? "", result.isIncomplete ? "INCOMPLETE" : "")
      }
    }
  }
}
extension String {
  func components(separatedBy s: String) -> [String] {
    var out: [String] = []; var rest = self[...]
    while let r = rest.range(of: s) { out.append(String(rest[..<r.lowerBound])); rest = rest[r.upperBound...] }
    out.append(String(rest)); return out
  }
}
extension Substring {
  func range(of s: String) -> Range<String.Index>? {
    var i = startIndex
    while i < endIndex { if self[i...].hasPrefix(s) { return i..<index(i, offsetBy: s.count) }; i = index(after: i) }
    return nil
  }
}
