package import AimDiagnostics
package import AimRuntime
import AimTensor

/// A profile as two tables, of operators and of lines, for a reader.
package struct ProfileTable {
  private let profile: Profile
  private let sources: SourceLibrary
  private let columns: Int

  /// - Parameters:
  ///   - profile: What was measured.
  ///   - sources: Where its lines stand.
  ///   - columns: The width to keep to.
  package init(_ profile: Profile, _ sources: SourceLibrary, columns: Int) {
    (self.profile, self.sources, self.columns) = (profile, sources, columns)
  }

  /// Rows of a table: what is left takes less than these together.
  private static let shown = 15

  package var lines: [StyledLine] {
    var lines = [summary]
    if !profile.operators.isEmpty { lines += [StyledLine()] + operatorTable }
    if !profile.lines.isEmpty { lines += [StyledLine()] + lineTable }
    return lines
  }

  private var summary: StyledLine {
    let inTensors = profile.operators.reduce(0) { $0 + $1.seconds }
    var line = StyledLine("\(Self.time(profile.seconds))", .title)
    line.append(", \(share(inTensors)) of it in tensor work; at most ")
    line.append("\(Self.size(Double(profile.peakMemory))) of tensors at one time")
    return line
  }

  // MARK: operators

  private static let operatorHeads = [
    "time", "share", "calls", "memory", "GFLOP/s", "GB/s", "operator",
  ]

  private var operatorTable: [StyledLine] {
    let rows = profile.operators.prefix(Self.shown).map { row in
      [
        Self.time(row.seconds), share(row.seconds), "\(row.calls)", Self.size(row.memory),
        Self.rate(row.operations, row.seconds), Self.rate(row.bytes, row.seconds), row.name,
      ]
    }
    var lines = Self.table(Self.operatorHeads, rows)
    lines += rest(profile.operators.dropFirst(Self.shown).map(\.seconds), "operators")
    if let machine = profile.machine {
      lines.append(
        StyledLine(
          "this machine does at best \(Self.rate(machine.arithmetic, 1)) GFLOP/s in a product of "
            + "matrices, and copies at \(Self.rate(machine.memory, 1)) GB/s", .quiet))
    }
    return lines
  }

  // MARK: lines

  private static let lineHeads = ["time", "share", "with calls", "memory", "line"]

  private var lineTable: [StyledLine] {
    let shown = profile.lines.prefix(Self.shown)
    let rows = shown.map { line in
      [
        Self.time(line.seconds), share(line.seconds), share(line.total), Self.size(line.memory),
        place(line),
      ]
    }
    var lines = Self.table(Self.lineHeads, rows)
    let width = lines.dropFirst().map(\.width).max() ?? 0
    for (index, line) in shown.enumerated() {
      let margin = String(repeating: " ", count: width - lines[index + 1].width + 2)
      let room = max(16, columns - width - 2)
      lines[index + 1].append(margin)
      lines[index + 1].append(text(line).clipped(to: room), .code)
    }
    return lines + rest(profile.lines.dropFirst(Self.shown).map(\.seconds), "lines")
  }

  private func place(_ line: Profile.Line) -> String {
    guard let document = sources[line.place.document] else { return "" }
    let place = SourcePlace(line.place, in: document)
    // One notebook is profiled: its name would stand in each row.
    if case .cell(_, let number, _) = document.placement {
      return "cell \(number), line \(place.line)"
    }
    return place.shortDescription
  }

  private func text(_ line: Profile.Line) -> String {
    guard let document = sources[line.place.document] else { return "" }
    let number = document.line(at: Int(line.place.start))
    return document.text(document.lineRange(number)).trimmingBlanks.onOneLine
  }

  private func rest(_ seconds: [Double], _ what: String) -> [StyledLine] {
    guard !seconds.isEmpty else { return [] }
    let sum = seconds.reduce(0, +)
    return [StyledLine("… and \(seconds.count) \(what) more: \(Self.time(sum))", .quiet)]
  }

  // MARK: words

  private func share(_ seconds: Double) -> String {
    guard profile.seconds > 0 else { return "–" }
    return MeasureText.fixed(100 * seconds / profile.seconds, decimals: 0) + " %"
  }

  /// `12 µs`, `3.4 ms`, `2.1 s`.
  package static func time(_ seconds: Double) -> String {
    if seconds < 1e-3 { return MeasureText.fixed(seconds * 1e6, decimals: 0) + " µs" }
    if seconds < 1 {
      return MeasureText.fixed(seconds * 1e3, decimals: seconds < 0.1 ? 2 : 0) + " ms"
    }
    return MeasureText.fixed(seconds, decimals: 2) + " s"
  }

  private static func size(_ bytes: Double) -> String {
    if bytes == 0 { return "–" }
    let units = ["B", "kB", "MB", "GB", "TB"]
    var (value, unit) = (bytes, 0)
    while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return MeasureText.fixed(value, decimals: unit > 0 && value < 100 ? 1 : 0) + " " + units[unit]
  }

  /// Thousands of millions a second.
  private static func rate(_ count: Double, _ seconds: Double) -> String {
    guard count > 0, seconds > 0 else { return "–" }
    let value = count / seconds / 1e9
    return MeasureText.fixed(value, decimals: value < 10 ? 2 : 0)
  }

  /// Numbers to the right, the last column to the left.
  private static func table(_ heads: [String], _ rows: [[String]]) -> [StyledLine] {
    let widths = heads.indices.map { column in
      ([heads] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return ([heads] + rows).enumerated().map { number, row in
      var line = StyledLine()
      for (column, text) in row.enumerated() {
        let isLast = column == row.count - 1
        let margin = isLast ? 0 : widths[column] - DisplayWidth.of(text)
        let style: StyledLine.Style = number == 0 ? .quiet : isLast ? .operand : .plain
        line.append(String(repeating: " ", count: margin))
        line.append(text, style)
        if !isLast { line.append("   ") }
      }
      return line
    }
  }
}
