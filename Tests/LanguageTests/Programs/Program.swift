import AimTestSupport
import Testing

/// A file of `Tests/Language`: its cells, what it covers, and what it expects of itself.
struct Program: CustomTestStringConvertible, Sendable {
  /// Relative to `Tests/Language`, without `.aim`.
  let name: String
  let covers: [String]
  /// Each as long as the file up to its end, lines of other cells blank: a line's number is the file's.
  let cells: [[UInt8]]
  let expectations: [Expectation]

  var testDescription: String { name }

  static let folder = "Tests/Language"

  /// All programs but those that others import.
  static let all: [Program] = RepositoryFolder.files(in: folder, endingIn: ".aim")
    .filter { !$0.contains("helpers/") }
    .map { Program(path: $0) }

  init(path: String) {
    name = String(path.dropLast(".aim".count))
    let bytes = RepositoryFolder.bytes("\(Self.folder)/\(path)")
    // Bytes, not characters: a carriage return and a line feed are one character.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
    expectations = lines.enumerated().compactMap { Expectation(line: $0 + 1, text: $1) }
    covers = Self.covers(lines.first ?? "")
    cells = Self.cells(bytes, lines: lines)
  }

  private static func covers(_ line: String) -> [String] {
    guard line.hasPrefix("# covers: ") else { return [] }
    return line.dropFirst("# covers: ".count).split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
  }

  /// Cut at the lines that begin with `# %%`; text cells are dropped, and what stands above the first is a cell.
  private static func cells(_ bytes: [UInt8], lines: [String]) -> [[UInt8]] {
    let marks = lines.indices.filter { lines[$0].hasPrefix("# %%") }
    guard let first = marks.first else { return [bytes] }
    let head = Array(lines[..<first].joined(separator: "\n").utf8)
    let below: [[UInt8]] = marks.indices.compactMap { index in
      let from = marks[index]
      guard !lines[from].contains("[markdown]") else { return nil }
      let to = index + 1 < marks.count ? marks[index + 1] : lines.count
      let code = lines[(from + 1)..<to].joined(separator: "\n")
      return Array((String(repeating: "\n", count: from + 1) + code + "\n").utf8)
    }
    return [head] + below
  }
}
