import Foundation

/// The folders of this repository, found through the place of this very file.
package enum RepositoryFolder {
  package static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The paths, relative to `folder`, of the files below it whose names end in `suffix`; sorted.
  package static func files(in folder: String, endingIn suffix: String) -> [String] {
    let enumerator = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
    let found = enumerator?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// The bytes of a file; empty when there is none.
  package static func bytes(_ path: String) -> [UInt8] {
    [UInt8](FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data())
  }

  package static func text(_ path: String) -> String {
    String(decoding: bytes(path), as: UTF8.self)
  }

  package static func write(_ text: String, to path: String) {
    let full = "\(root)/\(path)"
    let folder = (full as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: full, contents: Data(text.utf8))
  }

  /// True when `AIM_RECORD=1` asks to accept what is there as what is right.
  package static var isRecording: Bool {
    ProcessInfo.processInfo.environment["AIM_RECORD"] == "1"
  }
}
