import Foundation
import Testing

@testable import AimRuntime

/// Format specs against what CPython makes of them (`Reference/formats.py` wrote the table).
@Suite struct FormatSpecTests {
  struct Row {
    let value: String
    let spec: String
    let text: String
  }

  static func rows() throws -> [Row] {
    let url = try #require(
      Foundation.Bundle.module.url(
        forResource: "formats", withExtension: "tsv", subdirectory: "Reference"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(value: parts[0], spec: parts[1], text: parts[2])
    }
  }

  /// The value that a literal of the table means.
  private func value(_ literal: String) -> Value {
    if literal.hasPrefix("\"") { return .string(String(literal.dropFirst().dropLast())) }
    if let number = Int(literal) { return .integer(number) }
    return .number(Double(literal) ?? .nan)
  }

  @Test func `a format spec gives what Python gives, and refuses what Python refuses`() throws {
    for row in try FormatSpecTests.rows() {
      let value = value(row.value)
      let text = (try? FormatSpec(row.spec).format(value)) ?? "!"
      #expect(text == row.text, "format(\(row.value), '\(row.spec)')")
      value.release()
    }
  }

  @Test func `an unknown letter is named`() {
    #expect(throws: RuntimeFault.self) { try FormatSpec(".2q") }
    do { _ = try FormatSpec(".2q") } catch {
      #expect((error.fault as? BadFormat)?.part == "q")
    }
  }
}
