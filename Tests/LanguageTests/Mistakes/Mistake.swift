import AimTestSupport
import Testing

/// One section of a page of `Tests/Mistakes`.
struct Mistake: CustomTestStringConvertible, Sendable {
  let page: String
  let title: String
  let program: String
  /// Lines and columns, from 1: any of them will do.
  let places: [(line: Int, column: Int)]
  /// Every group must be met by one of its phrases.
  let says: [[String]]
  let mended: String
  let prints: [String]

  var testDescription: String { "\(page): \(title)" }

  static let all: [Mistake] = RepositoryFolder.files(in: "Tests/Mistakes", endingIn: ".md")
    .filter { $0 != "README.md" }
    .flatMap { page in
      RepositoryFolder.text("Tests/Mistakes/\(page)").components(atHeadings: "\n## ")
        .dropFirst().map { Mistake(page: page, section: $0) }
    }

  private init(page: String, section: String) {
    let lines = section.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let fences = lines.indices.filter { lines[$0].hasPrefix("```") }
    self.page = page
    title = lines.first ?? ""
    program = Self.between(lines, fences, 0)
    mended = Self.between(lines, fences, 2)
    places = Self.field("Place: ", lines).joined().replacing(" or ", with: " ").split(separator: " ")
      .compactMap { place in
        let numbers = place.split(separator: ":").compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
      }
    says = Self.field("Says: ", lines).joined().components(atHeadings: " and ").map { group in
      group.components(atHeadings: " or ").map {
        String($0.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
      }
    }
    prints = Self.field("Prints: ", lines)
  }

  private static func between(_ lines: [String], _ fences: [Int], _ first: Int) -> String {
    guard first + 1 < fences.count else { return "" }
    return lines[(fences[first] + 1)..<fences[first + 1]].map { $0 + "\n" }.joined()
  }

  private static func field(_ name: String, _ lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
  }
}

extension String {
  /// The parts between the occurrences of a separator.
  fileprivate func components(atHeadings separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
