import Foundation

/// Every program of the repository: what the mutants are made from.
enum Corpus {
  /// The `.aim` and `.aimnb` files below the given folders and the programs of the mistakes, in
  /// the order of their paths, so that a seed means the same on every machine.
  static func load(root: String) -> [[UInt8]] {
    var programs: [[UInt8]] = []
    for folder in ["Tests/Language", "Tests/Mistakes", "stdlib", "notebooks"] {
      let url = URL(fileURLWithPath: root).appendingPathComponent(folder)
      let found = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String }
      for path in (found ?? []).sorted() {
        guard let data = FileManager.default.contents(atPath: url.path + "/" + path) else {
          continue
        }
        let bytes = [UInt8](data)
        if path.hasSuffix(".aim") || path.hasSuffix(".aimnb") { programs.append(bytes) }
        if path.hasSuffix(".md") { programs += fenced(bytes) }
      }
    }
    return programs.filter { !$0.isEmpty && $0.count < 8000 }
  }

  /// The programs between ```` ```aim ```` and ```` ``` ```` of a page.
  private static func fenced(_ page: [UInt8]) -> [[UInt8]] {
    String(decoding: page, as: UTF8.self).components(separatedBy: "```aim\n").dropFirst().map {
      Array(($0.components(separatedBy: "\n```").first ?? "").utf8)
    }
  }
}
