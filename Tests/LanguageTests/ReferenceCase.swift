import Foundation

/// One line of `operators.jsonl`: an Aim expression and what a peer library computes for the same.
struct ReferenceCase: Decodable {
  let `operator`: String
  let expression: String
  let dtype: String
  let shape: [Int]
  let values: [Element]
  /// Set where the peer's sum is in another order.
  let rtol: Double?

  /// A number, a boolean, or a number that JSON has no word for.
  enum Element: Decodable {
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .number(flag ? 1 : 0)
      } else if let word = try? container.decode(String.self) {
        self = .number(Double(word) ?? .nan)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    var double: Double {
      switch self {
      case .number(let number): number
      }
    }
  }

  /// Within a few units in the last place of the dtype, for elements near the largest; exact for others.
  func accepts(_ found: [Double]) -> Bool {
    let expected = values.map(\.double)
    guard found.count == expected.count else { return false }
    let tolerance = rtol ?? (dtype == "f32" ? 2e-6 : dtype == "f64" ? 1e-11 : 0)
    let largest = expected.filter(\.isFinite).map(abs).max() ?? 0
    return zip(found, expected).allSatisfy { found, expected in
      if found == expected || (found.isNaN && expected.isNaN) { return true }
      return abs(found - expected) <= tolerance * max(abs(expected), 0.05 * largest)
    }
  }
}

/// The whole file: its source, the inputs that the expressions name, and the cases by operator.
struct ReferenceFile {
  struct Header: Decodable {
    let source: String
    let inputs: [String: String]
    let functions: [String]
  }

  let header: Header
  let cases: [(name: String, cases: [ReferenceCase])]

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    let decoder = JSONDecoder()
    header = try decoder.decode(Header.self, from: lines[0])
    let all = try lines.dropFirst().map { try decoder.decode(ReferenceCase.self, from: $0) }
    cases = Dictionary(grouping: all, by: \.operator).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
  }

  /// The Aim program that binds the inputs.
  var prelude: String {
    (header.inputs.sorted { $0.key < $1.key }.map { "let \($0.key) = \($0.value)" }
      + header.functions)
      .joined(separator: "\n")
  }
}
